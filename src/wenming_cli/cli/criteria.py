"""wenming criteria: list the sets, show one, look for faults."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson
from wenming_cli.cli.words import Verb, Verbs

app = typer.Typer(cls=Verbs, no_args_is_help=True, help="测评体系：列出、查看、检查错误。")
SetName = Annotated[str, typer.Argument(metavar="体系", help="自带的名称，或含 set.yaml 的文件夹")]


@app.command("list", cls=Verb)
def list_sets(as_json: AsJson = False) -> int:
    """列出自带的和本工作区的体系。"""
    from wenming_cli.cli.screen import say_json, show_table
    from wenming_cli.errors import Exit
    from wenming_cli.model.criteria import SetHead
    from wenming_cli.notation.file import load_whole
    from wenming_cli.workspace.bundled import bundled, bundled_sets

    rows = []
    folders = [(bundled("criteria") / name, "自带") for name in bundled_sets()]
    own = Path.cwd() / "criteria"
    if own.is_dir() and own.resolve() != bundled("criteria").resolve():
        folders += [(path, "本工作区") for path in sorted(own.iterdir()) if (path / "set.yaml").is_file()]
    for folder, where in folders:
        head = load_whole(folder / "set.yaml", SetHead)
        rows.append({"id": head.id, "year": head.year, "unit": head.unit, "title": head.title, "where": where})
    if as_json:
        for row in rows:
            say_json(row)
    else:
        columns: list[tuple[str, int | None]] = [("名称", 12), ("年度", 4), ("单位", 12), ("标题", None), ("来处", 4)]
        show_table("", columns, [tuple(row.values()) for row in rows])
    return Exit.DONE


@app.command(cls=Verb)
def show(
    name: SetName,
    item: Annotated[str | None, typer.Argument(metavar="条目", help="条目、项目或标准的编号，例如 2.1.6")] = None,
    as_json: AsJson = False,
) -> int:
    """查看一套体系，或其中一条。"""
    from wenming_cli.cli.screen import say, say_json
    from wenming_cli.criteria.lines import as_lines
    from wenming_cli.criteria.load import load_set
    from wenming_cli.criteria.show import as_value, item_value
    from wenming_cli.errors import Exit
    from wenming_cli.workspace.bundled import set_folder

    criteria = load_set(set_folder(name, Path.cwd()))
    if as_json:
        say_json(as_value(criteria) if item is None else item_value(criteria, item))
    else:
        for line in as_lines(criteria, item):
            say(line)
    return Exit.DONE


@app.command(cls=Verb)
def lint(name: SetName, as_json: AsJson = False) -> int:
    """检查 YAML：一次指出全部错误，再指出内容上可疑的地方。

    每处写明文件、行、哪一条、是什么问题、怎么办。
    """
    from wenming_cli.cli.screen import say, say_json
    from wenming_cli.criteria.lint import lint_set
    from wenming_cli.criteria.load import read_set
    from wenming_cli.errors import Exit
    from wenming_cli.workspace.bundled import set_folder

    folder = set_folder(name, Path.cwd())
    examined = read_set(folder)
    for fault in examined.faults:
        if as_json:
            say_json(fault.model_dump())
        else:
            say(f"{folder.name}/{fault}")
    if examined.faults:
        if not as_json:
            say(f"共 {len(examined.faults)} 处错误。")
        return Exit.MISUSE
    themes = lint_set(examined)
    for title, found in themes:
        if as_json:
            for doubt in found:
                say_json(doubt.model_dump())
            continue
        say(f"{title}（{len(found)}）")
        for doubt in found:
            say(f"  {folder.name}/{doubt}")
    doubts = sum(one.known is None for _, found in themes for one in found)
    if not as_json:
        items = sum(1 for _ in examined.criteria.placed()) if examined.criteria else 0
        say(f"{folder.name}：{items} 条材料，没有语法错误" + (f"，内容有 {doubts} 处请核对。" if doubts else "。"))
    return Exit.NOT_YET if doubts else Exit.DONE

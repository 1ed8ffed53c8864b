"""wenming status: a small file that tells the office above how the unit stands, without documents and names."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.workspace.open import Workspace


def status(
    where: Where = Path(),
    as_of: AsOf = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写到哪里；给文件夹就写成 状态-单位-日期.json；不写就显示出来"),
    ] = None,
) -> int:
    """状态文件：只有条目状态、数量和日期，报给主管单位汇总。

    没有材料、文件名和人名，可以放心外发。
    """
    from wenming_cli.cli.screen import progress, say, say_model
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.read.personal import masked_in_place
    from wenming_cli.report.units.status import status_of
    from wenming_cli.writer.file import write_file

    workspace, today = opened(where), day(as_of)
    with progress(quiet=out is None) as step:
        archive = take_in(workspace, today, step)
    judged = [(one.criteria, one.judgement) for one in examine(workspace, archive, today)]
    told = status_of(workspace.settings.unit, judged, masked_in_place)
    if out is None:
        say_model(told)
        return Exit.DONE
    place = _place(workspace, out, f"状态-{told.unit}-{told.as_of}.json")
    write_file(place, (told.model_dump_json(indent=1) + "\n").encode("utf-8"))
    items = sum(len(one.items) for one in told.sets)
    say(f"状态文件写好了：{place}（{items}条，截至{told.as_of}）")
    for notice in archive.notices:
        say(notice)
    return Exit.DONE


def _place(workspace: "Workspace", out: Path, name: str) -> Path:
    """Where the file goes: never among the evidence; below a folder under a name of its own, so that weeks stay."""
    from wenming_cli.box.numbering import safe_name
    from wenming_cli.errors import UsageError

    place = (out / safe_name(name) if out.is_dir() else out).resolve()
    if place.suffix.lower() != ".json":
        raise UsageError(f"状态文件只能写成 json：{out}", remedy="写成 --out 状态.json，或给一个已有的文件夹")
    if any(place.is_relative_to(root.resolve()) for root in workspace.roots.values()):
        raise UsageError(f"“{out}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面")
    return place

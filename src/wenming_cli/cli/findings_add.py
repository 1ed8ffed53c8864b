"""wenming findings add and import: what inspections found wrong, typed in or taken from a unit's own list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.decide import _login
from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.review.findings_table import ListedFindings

By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁记的，不写就用电脑的登录名")]
FoundOn = Annotated[str | None, typer.Option("--found", metavar="日期", help="哪天发现的，不写就是今天")]
RoundName = Annotated[str | None, typer.Option("--round", metavar="名称", help="哪次检查发现的，例如 第一次检查")]


def add(
    text: Annotated[str, typer.Argument(metavar="问题", help="哪里不对")],
    where: Where = Path(),
    item: Annotated[str | None, typer.Option("--item", metavar="条目", help="对应的条目编号")] = None,
    round_name: RoundName = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="措施", help="怎么整改")] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="责任人", help="谁负责：人或股室")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="整改时限，写作 2021-11-30")] = None,
    found: FoundOn = None,
    by: By = None,
) -> int:
    """记一个问题：措施、责任人、时限。"""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.finding import FindingEntry
    from wenming_cli.pipeline import sets_and_findings
    from wenming_cli.review.findings import add_to_findings, next_number
    from wenming_cli.review.items import known_items
    from wenming_cli.workspace.open import FINDINGS
    from wenming_cli.writer.lock import lock

    if not text.strip():
        raise UsageError("没有写哪里不对", remedy="把问题写在 findings add 后面，用引号括起来")
    found_on, due_on = day(found), day(due) if due else None
    workspace = opened(where)
    with lock(workspace.folder, wait_seconds=5):
        sets, findings = sets_and_findings(workspace)
        if item is not None and item not in known_items(sets):
            raise UsageError(f"测评体系里没有条目“{item}”", remedy="用 wenming criteria show 看全部编号")
        entry = FindingEntry(
            id=f"Z{next_number(findings)}", item=item, text=text.strip(), round=round_name, found=found_on,
            measure=measure, owner=owner, due=due_on, by=by or _login(),
        )  # fmt: skip
        add_to_findings(workspace.folder / FINDINGS, [entry])
    say(f"已记下：{entry.id} {entry.text}")
    say(f"记在 {FINDINGS}；整改好了用 wenming findings close {entry.id} --proof 证明文件。")
    return Exit.DONE


def import_list(
    file: Annotated[Path, typer.Argument(metavar="文件", help="整改清单，xlsx")],
    where: Where = Path(),
    round_name: RoundName = None,
    found: FoundOn = None,
    by: By = None,
) -> int:
    """导入整改清单：xlsx 表格，要么全部记下，要么一条不记。

    表头按名字认，顺序不限：问题、条目、整改措施、责任人、整改时限、完成情况……已经有的不再记一遍。
    """
    from wenming_cli.cli.apply import sheets_of
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import sets_and_findings
    from wenming_cli.review.findings import add_to_findings
    from wenming_cli.review.findings_table import Occasion, listed_findings
    from wenming_cli.review.items import known_items
    from wenming_cli.workspace.open import FINDINGS
    from wenming_cli.writer.lock import lock

    today, workspace = day(None), opened(where)
    occasion = Occasion(today, day(found), round_name, by or _login())
    place = next((one for one in (file, workspace.folder / file) if one.is_file()), None)
    if place is None:
        raise UsageError(f"没有这个文件：{file}", remedy="检查路径")
    sheets = sheets_of(place.resolve())
    with lock(workspace.folder, wait_seconds=5):
        sets, findings = sets_and_findings(workspace)
        listed = listed_findings(sheets, findings, known_items(sets), occasion)
        _refuse(file, listed)
        add_to_findings(workspace.folder / FINDINGS, listed.entries, listed.steps)
    _say_added(listed)
    return Exit.DONE


def _refuse(file: Path, listed: "ListedFindings") -> None:
    """Name what can't be read; nothing is written then."""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import UsageError
    from wenming_cli.text import showable

    if not listed.lists:
        raise UsageError(
            f"{showable(file.name)} 里没有找到整改清单的表头",
            remedy="表头要有“问题”，还要有条目、责任人、整改时限等其中一栏",
        )
    for one in listed.refused:
        say(f"{one.where}：没有用　{one.why}")
    if listed.refused:
        raise UsageError(
            f"{showable(file.name)} 有{len(listed.refused)}行读不了，一条也没有记",
            remedy="按上面的原因逐行改，再导入一次",
        )


def _say_added(listed: "ListedFindings") -> None:
    """What was added, and what of the list was not used."""
    from wenming_cli.cli.screen import say
    from wenming_cli.model.finding import FindingVerb
    from wenming_cli.workspace.open import FINDINGS

    for one in listed.entries:
        say(f"{one.id}　{one.item or '没有条目'}　{' '.join(one.text.split())}")
    closed = sum(step.do is FindingVerb.CLOSE for step in listed.steps)
    bare = sum(one.item is None for one in listed.entries)
    parts = [f"记下{len(listed.entries)}个问题"]
    parts += [f"其中{closed}个按完成情况销号"] if closed else []
    parts += [f"{bare}个没有写条目"] if bare else []
    parts += [f"{listed.known}个已经有了，没有改"] if listed.known else []
    say("，".join(parts) + (f"。记在 {FINDINGS}。" if listed.entries else "。"))
    if listed.unused:
        say(f"没有用到的栏：{'、'.join(listed.unused)}")

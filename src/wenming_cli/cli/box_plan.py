"""The plan of the boxes of a set, and how `wenming box --dry-run` shows it before anything is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.box.details import Details
    from wenming_cli.box.plan import Box, BoxPlan
    from wenming_cli.judge.proof import Proofs
    from wenming_cli.model.matching import Standing
    from wenming_cli.pipeline import Examination
    from wenming_cli.workspace.open import Workspace

SHOWN = 5
"""So many names stand behind a reason; `wenming ledger` has them all."""


def planned(
    workspace: "Workspace", examination: "Examination", out: Path, *, renumber: bool = False
) -> tuple["BoxPlan", str]:
    """The plan for the boxes at *out* with the numbers that stand there, and what the user should know of these."""
    from wenming_cli.box.before import read_before
    from wenming_cli.box.plan import plan_boxes
    from wenming_cli.model.decision import Verb
    from wenming_cli.model.filed import UNBUILT
    from wenming_cli.review.notebook import read_decisions
    from wenming_cli.workspace.open import DECISIONS

    before, notice = (UNBUILT, "") if renumber else read_before(out)
    decisions = read_decisions(workspace.folder / DECISIONS)
    rejected = frozenset((one.sha256, one.item or "") for one in decisions if one.do is Verb.REJECT)
    plan = plan_boxes(
        examination.criteria, examination.matching, examination.judgement, examination.records,
        workspace.settings.boxes, before, rejected,
    )  # fmt: skip
    return plan, notice


def details_of(workspace: "Workspace", examination: "Examination") -> "Details":
    """What the sheets of the boxes say beside plan and judgement."""
    from datetime import date

    from wenming_cli.box.details import Details
    from wenming_cli.review.notebook import read_decisions
    from wenming_cli.workspace.open import DECISIONS

    decisions = read_decisions(workspace.folder / DECISIONS)
    as_of = date.fromisoformat(examination.judgement.as_of)
    return Details.of(workspace.settings, examination.criteria, decisions, examination.records, as_of)


def proofs_in(workspace: "Workspace", examination: "Examination") -> "Proofs":
    """The passages of papers that prove what these are filed for."""
    from datetime import date

    from wenming_cli.judge.proof import proofs_of

    as_of = date.fromisoformat(examination.judgement.as_of)
    one, settings = examination, workspace.settings
    return proofs_of(one.criteria, one.matching, settings, workspace.people, as_of, one.records)


def show_plan(plan: "BoxPlan", examination: "Examination", out: Path, only: frozenset[str] | None) -> None:
    """The boxes as they would be built, what changes, and what does not go in and why."""
    from wenming_cli.box.build import asked
    from wenming_cli.box.changes import moved, news, told
    from wenming_cli.cli.screen import say, show_table

    numbers = asked(plan, only)
    boxes = [box for box in plan.boxes if box.number in numbers]
    heads = ("盒", "名称", "条目", "件", "页", "未计页", "厚mm", "盒脊mm")
    show_table(f"装盒方案：{out}（资料盒没有动）", [(head, 4) for head in heads], [_line(box) for box in boxes])
    pieces = [one for box in boxes for one in box.pieces]
    uncounted = sum(one.pages is None for one in pieces)
    said = f"，其中 {uncounted} 件未计页数，厚度按估计" if uncounted else ""
    say(f"共 {len(boxes)} 盒，{len(pieces)} 件，{sum(one.pages or 0 for one in pieces)} 页{said}。")
    changes, split = news(plan, numbers), tuple(moved(plan, numbers))
    if not plan.before.rows:
        say("还没有装过盒，件号从 001 编起。")
    elif not changes and not split:
        say("和上次装盒相比，没有增减。")
    else:
        say("和上次装盒相比：")
    for line in (*told(changes, ()), *split):
        say(f"  {line}")
    for line in _outside(plan, examination):
        say(line)


def _line(box: "Box") -> tuple[str, ...]:
    """A row of the table."""
    pages = [one.pages for one in box.pieces]
    uncounted = pages.count(None)
    spine = "装不下" if box.spine is None else str(box.spine)
    counts = (sum(not item.continued for item in box.items), len(pages), sum(page or 0 for page in pages))
    return (box.label, box.title, *map(str, counts), str(uncounted or ""), str(box.thickness), spine)


def _outside(plan: "BoxPlan", examination: "Examination") -> Iterator[str]:
    """What does not go in, reason by reason."""
    from wenming_cli.box.filing import counting
    from wenming_cli.model.matching import State

    reasons = {
        State.TO_CONFIRM: ("待确认", "wenming review --sheet 核对后再装"),
        State.UNCLAIMED: ("没有条目用到", "确是材料的，用 wenming pin 指定条目"),
        State.UNREADABLE: ("读不了", "wenming ledger --state 读不了 看原因"),
        State.WITHHELD: ("暂扣（密级标记）", "先问保密负责人"),
        State.IGNORED: ("已忽略", ""),
    }
    inside = {evidence.sha256 for evidence, _ in counting(examination.matching, plan.before)}
    outside = [one for one in examination.matching.standings if one.evidence.sha256 not in inside]
    if outside or plan.unplaced:
        yield "不装的："
    for state, (why, todo) in reasons.items():
        if some := [one for one in outside if one.state is state]:
            yield f"  {why} {len(some)} 件：{_names(some)}" + (f"（{todo}）" if todo else "")
    if plan.unplaced:
        names = "、".join(one.place.name for one in plan.unplaced[:SHOWN])
        yield f"  条目不在这套体系里 {len(plan.unplaced)} 件：{names}"


def _names(some: list["Standing"]) -> str:
    """The first names, and that there are more."""
    names = "、".join(one.evidence.place.name for one in some[:SHOWN])
    return names + (" 等" if len(some) > SHOWN else "")

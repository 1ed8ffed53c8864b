"""wenming findings close and recheck: a finding ends with proof, and the proof is looked at again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.decide import _login
from wenming_cli.cli.findings_add import By
from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from datetime import date

    from wenming_cli.judge.findings import Recheck
    from wenming_cli.model.finding import Finding, FindingStep, Proof
    from wenming_cli.model.matching import Matching


def close(
    ident: Annotated[str, typer.Argument(metavar="编号", help="问题的编号，例如 Z1")],
    where: Where = Path(),
    proof: Annotated[
        list[str] | None, typer.Option("--proof", metavar="文件", help="证明整改好了的文件；几个就写几次")
    ] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="理由", help="怎么整改好的；没有证明文件时必须写")] = None,
    by: By = None,
) -> int:
    """销号：整改好了，附上证明文件，或者写明理由。"""
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.judge.findings import item_held
    from wenming_cli.model.finding import FindingState, FindingStep, FindingVerb
    from wenming_cli.pipeline import examine, sets_and_findings, take_in
    from wenming_cli.review.findings import add_to_findings
    from wenming_cli.workspace.open import FINDINGS
    from wenming_cli.writer.lock import lock

    said = why.strip() if why else ""
    if not proof and not said:
        raise UsageError("销号没有证明文件，也没有理由", remedy='加上 --proof 文件，或 --why "……"')
    workspace, today = opened(where), day(None)
    with lock(workspace.folder, wait_seconds=5):
        finding = _called(ident, sets_and_findings(workspace)[1])
        if finding.state is FindingState.CLOSED:
            raise UsageError(f"{finding.id} 已经销号", remedy="用 wenming findings list --all 看经过")
        with progress(quiet=False) as step:
            archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        files = tuple(_proof(one, examinations[0].matching, workspace.folder) for one in proof or ())
        closing = FindingStep(
            finding=finding.id, do=FindingVerb.CLOSE, on=today, by=by or _login(), why=said or None, proof=files
        )
        add_to_findings(workspace.folder / FINDINGS, steps=[closing])
    say(f"已销号：{finding.id} {finding.text}")
    for one in files:
        say(f"证明：{one.path}")
    items = [item for one in examinations for item in one.judgement.items if item.id == finding.item]
    for held in map(item_held, items):
        if held.holds is False:
            say(f"注意：{held.text}。复查时还是这样，就会重新整改。")
    say(f"记在 {FINDINGS}；以后用 wenming findings recheck {finding.id} 复查。")
    return Exit.DONE


def _called(ident: str, findings: "Sequence[Finding]") -> "Finding":
    """The finding that a person names."""
    from wenming_cli.errors import UsageError
    from wenming_cli.review.findings import finding_called

    finding = finding_called(findings, ident)
    if finding is None:
        raise UsageError(f"没有编号为“{ident}”的整改问题", remedy="用 wenming findings list --all 看全部编号")
    return finding


def _proof(what: str, matching: "Matching", folder: Path) -> "Proof":
    """The content of a file that a person names as proof."""
    from wenming_cli.errors import UsageError
    from wenming_cli.judge.findings import is_content
    from wenming_cli.model.evidence import PROBLEM_REMEDY, Problem
    from wenming_cli.model.finding import Proof
    from wenming_cli.text import showable
    from wenming_cli.workspace.find import standing_of

    evidence = standing_of(matching, what, folder).evidence
    path = showable(evidence.place.shown)
    if not is_content(evidence.sha256):
        remedy = PROBLEM_REMEDY[evidence.reading.problem or Problem.LOCKED]
        raise UsageError(f"“{path}”现在读不出来，不能作证明", remedy=remedy)
    return Proof(path=path, sha256=evidence.sha256)


def recheck(
    ident: Annotated[
        str | None, typer.Argument(metavar="编号", help="问题的编号，例如 Z1；不写就全部复查", show_default=False)
    ] = None,
    where: Where = Path(),
    by: By = None,
) -> int:
    """复查：条目现在齐了没有，证明还在不在、改过没有。

    已销号的通不过，就重新整改。
    """
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit
    from wenming_cli.judge.findings import recheck as looked_at
    from wenming_cli.pipeline import examine, sets_and_findings, take_in
    from wenming_cli.review.findings import add_to_findings
    from wenming_cli.workspace.open import FINDINGS
    from wenming_cli.writer.lock import lock

    workspace, today = opened(where), day(None)
    with lock(workspace.folder, wait_seconds=5):
        findings = sets_and_findings(workspace)[1]
        wanted = findings if ident is None else (_called(ident, findings),)
        if not wanted:
            say("还没有整改问题。用 wenming findings add 记一个。")
            return Exit.DONE
        with progress(quiet=False) as step:
            archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        items = [item for one in examinations for item in one.judgement.items]
        evidence = [one.evidence for one in examinations[0].matching.all]
        rechecks = [looked_at(one, items, evidence) for one in wanted]
        steps = [step for one in rechecks for step in _steps(one, today, by or _login())]
        if steps:
            add_to_findings(workspace.folder / FINDINGS, steps=steps)
    for one in rechecks:
        _say(one)
    passed, failed = (sum(one.passed is wanted for one in rechecks) for wanted in (True, False))
    say(f"复查{len(rechecks)}个：通过{passed}，没有通过{failed}，要人看{len(rechecks) - passed - failed}。")
    if steps:
        say(f"记在 {FINDINGS}。")
    return Exit.DONE


def _steps(looked: "Recheck", today: "date", by: str | None) -> "Sequence[FindingStep]":
    """A recheck as it is written down; a closed finding that fails is opened again."""
    from wenming_cli.model.finding import FindingState, FindingStep, FindingVerb

    if looked.passed is None:
        return ()
    ident, why = looked.finding.id, looked.why
    step = FindingStep(finding=ident, do=FindingVerb.RECHECK, on=today, by=by, why=why, passed=looked.passed)
    if looked.passed or looked.finding.state is not FindingState.CLOSED:
        return (step,)
    return step, FindingStep(finding=ident, do=FindingVerb.REOPEN, on=today, by=by, why=f"复查没有通过：{why}")


def _say(looked: "Recheck") -> None:
    """What holds and what does not, and what that means."""
    from wenming_cli.cli.screen import say
    from wenming_cli.model.finding import FINDING_STATE_TEXT, FindingState

    finding = looked.finding
    closed = finding.state is FindingState.CLOSED
    told = {True: "通过", False: "没有通过", None: "要人看"}[looked.passed]
    more = "，重新整改" if closed and looked.passed is False else ""
    more = f"，可以销号：wenming findings close {finding.id}" if looked.passed and not closed else more
    say(f"{finding.id}　{FINDING_STATE_TEXT[finding.state]}　复查{told}{more}")
    for one in looked.held:
        say(f"    {'√' if one.holds else '？' if one.holds is None else '×'} {one.text}")
    if not looked.held:
        say("    ？ 没有对应的条目，也没有证明文件，程序没有可看的")

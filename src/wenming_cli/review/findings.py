"""findings.yaml: what inspections found wrong, and the steps taken; appended, never deleted, and people may edit it."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from wenming_cli.model.finding import Finding, FindingEntry, FindingStep, FindingVerb
from wenming_cli.model.noun import Noun
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_whole
from wenming_cli.review.appending import Book, append_to, last_number
from wenming_cli.review.notebook import MOST_BYTES
from wenming_cli.text import normalise

HEAD = """\
# 整改问题：findings 下是问题，可以手工写、手工改，也由 wenming findings add、import 追加。
# steps 下是办理经过，由 wenming findings close、recheck 追加；以前写的不删，改主意就再加一步。
findings:
"""
FINDINGS_KEY, STEPS_KEY = "findings", "steps"


class FindingsFile(Noun):
    """findings.yaml."""

    findings: tuple[FindingEntry, ...] | None = None
    steps: tuple[FindingStep, ...] | None = None


BOOK = Book(FindingsFile, HEAD, "以前各年的问题")


def read_findings(path: Path, items: Collection[str]) -> tuple[Finding, ...]:
    """All findings in the order of the file, each with its steps by day; *items* are the ids that may be named."""
    if not path.is_file():
        return ()

    def check(document: Document, whole: FindingsFile) -> None:
        _check_entries(document, whole.findings or (), items)
        _check_steps(document, whole)

    whole = load_whole(path, FindingsFile, MOST_BYTES, check)
    steps: dict[str, list[FindingStep]] = {}
    for one in sorted(whole.steps or (), key=lambda step: step.on):
        steps.setdefault(one.finding, []).append(one)
    return tuple(Finding(**dict(one), history=tuple(steps.get(one.id, ()))) for one in whole.findings or ())


def _check_entries(document: Document, entries: Sequence[FindingEntry], items: Collection[str]) -> None:
    """Ids are used once; items exist."""
    seen: set[str] = set()
    for at, one in enumerate(entries):
        if one.id in seen:
            document.fault((FINDINGS_KEY, at, "id"), f"编号“{one.id}”用了两次", "换一个编号")
        seen.add(one.id)
        if one.item is not None and one.item not in items:
            what = f"测评体系里没有条目“{one.item}”"
            document.fault((FINDINGS_KEY, at, "item"), what, "改成有的编号；不对应哪一条的，去掉这一行")


def _check_steps(document: Document, whole: FindingsFile) -> None:
    """A step belongs to a finding; nothing is closed without a proof or a reason."""
    known = {one.id for one in whole.findings or ()}
    for at, one in enumerate(whole.steps or ()):
        if one.finding not in known:
            document.fault((STEPS_KEY, at, "finding"), f"没有编号为“{one.finding}”的整改问题", "改成 findings 里的编号")
        if one.do is FindingVerb.CLOSE and not one.proof and not one.why:
            document.fault((STEPS_KEY, at), "销号没有证明文件，也没有理由", "补上 proof 或 why")


def next_number(findings: Iterable[Finding]) -> int:
    """The number behind the largest of Z1, Z2 …"""
    return last_number("Z", (one.id for one in findings)) + 1


def finding_called(findings: Iterable[Finding], ident: str) -> Finding | None:
    """The finding of that id, however it is typed: z1, Ｚ1."""
    return next((one for one in findings if normalise(one.id) == normalise(ident)), None)


def add_to_findings(path: Path, entries: Sequence[FindingEntry] = (), steps: Sequence[FindingStep] = ()) -> None:
    """Append findings and steps in one step, all of them or none; what people wrote stays as it is."""
    append_to(path, BOOK, {FINDINGS_KEY: entries, STEPS_KEY: steps})

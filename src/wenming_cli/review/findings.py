"""findings.yaml: what inspections found wrong, and the steps taken; appended, never deleted, and people may edit it."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenming_cli.errors import NotWrittenError
from wenming_cli.model.finding import Finding, FindingEntry, FindingStep, FindingVerb
from wenming_cli.model.noun import Noun
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_whole
from wenming_cli.notation.nodes import read_document
from wenming_cli.review.notebook import MOST_BYTES, quoted
from wenming_cli.text import normalise
from wenming_cli.writer.file import write_file

HEAD = """\
# 整改问题：findings 下是问题，可以手工写、手工改，也由 wenming findings add、import 追加。
# steps 下是办理经过，由 wenming findings close、recheck 追加；以前写的不删，改主意就再加一步。
findings:
"""
FINDINGS_KEY, STEPS_KEY = "findings", "steps"
_NUMBER = re.compile(r"Z(\d+)")
_DASH = re.compile(r"^( *)- ", re.MULTILINE)
_TRAILING = re.compile(r"(?:^(?:#.*)?\n)*\Z", re.MULTILINE)
"""Blank lines and lines of comment, indented by nothing, that stand before the next key and belong to it."""


class FindingsFile(Noun):
    """findings.yaml."""

    findings: tuple[FindingEntry, ...] | None = None
    steps: tuple[FindingStep, ...] | None = None


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
    numbers = (_NUMBER.fullmatch(one.id) for one in findings)
    return max((int(found[1]) for found in numbers if found), default=0) + 1


def finding_called(findings: Iterable[Finding], ident: str) -> Finding | None:
    """The finding of that id, however it is typed: z1, Ｚ1."""
    return next((one for one in findings if normalise(one.id) == normalise(ident)), None)


def add_to_findings(path: Path, entries: Sequence[FindingEntry] = (), steps: Sequence[FindingStep] = ()) -> None:
    """Append findings and steps in one step, all of them or none; what people wrote stays as it is."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else HEAD
    before = _whole(path.name, text) or FindingsFile()
    text = _appended(_appended(text, FINDINGS_KEY, entries), STEPS_KEY, steps)
    if len(text.encode("utf-8")) > MOST_BYTES:
        raise NotWrittenError(
            f"{path.name} 会超过 {MOST_BYTES:,} 字节，没有写", remedy=f"先从 {path.name} 里移走以前各年的问题"
        )
    after = _whole(path.name, text)
    if after is None or not _continues(before, after, len(entries), len(steps)):
        raise NotWrittenError(
            f"{path.name} 的写法接不上新的内容，没有写",
            remedy=f"把 {path.name} 里的 findings、steps 改成每项以“- ”开头、各占几行的列表，再运行一次",
        )
    write_file(path, text.encode("utf-8"), inside=path.parent)


def _whole(name: str, text: str) -> FindingsFile | None:
    """What a text of findings.yaml says; None where it has faults."""
    document = read_document(name, text.encode("utf-8"), MOST_BYTES)
    try:
        return None if document.faults else FindingsFile.model_validate(document.value)
    except ValidationError:
        return None


def _continues(before: FindingsFile, after: FindingsFile, entries: int, steps: int) -> bool:
    """Whether *after* says what *before* said, and so many entries and steps more."""
    pairs = (before.findings or (), after.findings or (), entries), (before.steps or (), after.steps or (), steps)
    return all(len(new) == len(old) + more and new[: len(old)] == tuple(old) for old, new, more in pairs)


def _appended(text: str, key: str, nouns: Sequence[Noun]) -> str:
    """The text with *nouns* behind the last entry of the list under *key*, which is begun where there is none."""
    if not nouns:
        return text
    text = text.rstrip("\n") + "\n"
    head = re.search(rf"^{key}:.*\n", text, re.MULTILINE)
    if head is None:
        return text + f"\n{key}:\n" + "".join(_block(one, "  ") for one in nouns)
    follower = re.compile(r"^\w+:", re.MULTILINE).search(text, head.end())
    section = text[head.end() : follower.start() if follower else len(text)]
    kept = _TRAILING.sub("", section) if follower else section
    dash = _DASH.search(section)
    blocks = "".join(_block(one, dash[1] if dash else "  ") for one in nouns)
    end = head.end() + len(kept)
    return text[:end] + blocks + text[end:]


def _block(noun: Noun, indent: str) -> str:
    """An entry as YAML, every value quoted so that it is read back as written; what is not said is left out."""
    values = noun.model_dump(mode="json", exclude_defaults=True)
    lines = [line for key, value in values.items() for line in _lines(key, value)]
    return "".join(f"{indent}{'  ' if at else '- '}{line}\n" for at, line in enumerate(lines))


def _lines(key: str, value: Any) -> list[str]:
    """A key with its value; a list of mappings takes a line for each of their keys."""
    if isinstance(value, bool):
        return [f"{key}: {str(value).lower()}"]
    if not isinstance(value, list):
        return [f"{key}: {quoted(str(value))}"]
    told = [(at, name, one) for entry in value for at, (name, one) in enumerate(entry.items())]
    return [f"{key}:", *(f"  {'  ' if at else '- '}{name}: {quoted(str(one))}" for at, name, one in told)]

"""Findings (整改问题) for people and programs: the lines of a check, the part of a weekly report, the whole list."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from wenming_cli.model.finding import FINDING_STATE_TEXT, FINDING_VERB_TEXT, Finding, FindingStep, FindingVerb
from wenming_cli.model.judgement import FindingJudgement, Judgement
from wenming_cli.model.workspace import People
from wenming_cli.report.escape import markdown
from wenming_cli.report.wording import timing_words
from wenming_cli.text import normalise

NOBODY = "未定责任人"
_BETWEEN = re.compile(r"[、，,;；/\s]+")


def heading(judgement: Judgement) -> str:
    """How many are to be put right, and how many were."""
    still = sum(one.is_open for one in judgement.findings)
    closed = len(judgement.findings) - still
    return f"整改问题（{still}）" + (f"，已销号{closed}" if closed else "")


def line(one: FindingJudgement) -> str:
    """A finding on one line: id, item, state, day, owner."""
    when = timing_words(one, days_left=one.is_open)
    return "　".join((f"{one.id} {one.item or ''}".strip(), FINDING_STATE_TEXT[one.state], when, one.owner or NOBODY))


def is_of(one: FindingJudgement, owner: str, people: People, on: date) -> bool:
    """Whether a person or an office answers for a finding: named by it, or following somebody named who has left."""
    named = owners_of(one)
    followers = [people.follower(name, on) or name for name in named]
    return normalise(owner) in map(normalise, (*named, *followers))


def owners_of(one: FindingJudgement) -> tuple[str, ...]:
    """The people and offices that a finding names, or that its item has."""
    return tuple(filter(None, _BETWEEN.split(one.owner or "")))


def below(one: FindingJudgement) -> Iterator[str]:
    """What is wrong, and what is to be done about it."""
    yield one_line(one.text)
    if one.measure:
        yield f"措施：{one_line(one.measure)}"


def one_line(text: str) -> str:
    """A text that people wrote, on one line."""
    return " ".join(text.split())


def in_week(judgement: Judgement) -> list[str]:
    """The part of the weekly report: every finding until it is closed, with the days over or left."""
    lines = []
    for one in judgement.findings:
        if one.is_open:
            text = "；".join(below(one))
            item = f"（{one.item}）" if one.item else " "
            when = f"{FINDING_STATE_TEXT[one.state]}，{timing_words(one, days_left=True)}"
            lines.append(f"- **{markdown(one.id)}**{item}{markdown(text)}：{when}〔{markdown(one.owner or NOBODY)}〕")
    return [f"## {heading(judgement)}", "", *lines, ""] if lines else []


def told(finding: Finding, one: FindingJudgement) -> list[str]:
    """A finding with everything that was done about it; the first line is its head."""
    where = "　".join(filter(None, (f"{finding.found}发现", finding.round, finding.by and f"{finding.by}记")))
    return [line(one), *below(one), where, *(step_line(step) for step in finding.history)]


def step_line(step: FindingStep) -> str:
    """A step in words."""
    result = {True: "通过", False: "没有通过", None: ""}[step.passed] if step.do is FindingVerb.RECHECK else ""
    files = "、".join(proof.path for proof in step.proof)
    said = "；".join(filter(None, (files and f"证明 {files}", step.why and one_line(step.why))))
    head = f"{step.on} {FINDING_VERB_TEXT[step.do]}{result}" + (f"（{step.by}）" if step.by else "")
    return f"{head}：{said}" if said else head


def value(finding: Finding, one: FindingJudgement) -> dict[str, Any]:
    """A finding in the shape of `wenming findings list --json`: as it stands, with what is written of it."""
    steps = [step.model_dump(mode="json", exclude={"finding"}) for step in finding.history]
    more = finding.model_dump(mode="json", include={"round", "found", "by"})
    return {**one.model_dump(mode="json"), **more, "history": steps}

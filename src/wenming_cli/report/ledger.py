"""The ledger (台账): one row a file, in the shape of the contract of `wenming ledger --json`."""

from collections.abc import Iterable, Sequence
from typing import Any

from wenming_cli.model.evidence import PROBLEM_TEXT, Passed
from wenming_cli.model.matching import STATE_TEXT, Matching, Standing, State

SETTLED = ("sure", "decided", "shared")


def rows(matching: Matching, passed: Sequence[Passed]) -> list[dict[str, Any]]:
    """All files sorted by path; further places of a content are duplicates of its first."""
    found = [row for standing in matching.standings for row in _rows(standing)]
    found += [
        {
            "path": one.shown, "sha256": None, "state": State.IGNORED.value, "uses": [], "score": 0.0, "candidates": [],
            "because": [], "reason": one.reason,
        }
        for one in passed
    ]  # fmt: skip
    return sorted(found, key=lambda row: str(row["path"]))


def _rows(standing: Standing) -> Iterable[dict[str, Any]]:
    """The places of one content."""
    keeps = standing.state in (State.WITHHELD, State.IGNORED, State.UNREADABLE)
    for at, place in enumerate(standing.evidence.places):
        duplicate = at > 0 and not keeps
        first = standing.evidence.place.shown
        yield {
            "path": place.shown,
            "sha256": standing.evidence.sha256 if ":" not in standing.evidence.sha256 else None,
            "state": (State.DUPLICATE if duplicate else standing.state).value,
            "uses": [] if duplicate else _uses(standing),
            "score": standing.score,
            "candidates": [{"item": one.item, "score": one.score} for one in standing.candidates],
            "because": list(standing.because),
            "reason": f"与“{first}”内容相同" if duplicate else _reason(standing),
        }


def _uses(standing: Standing) -> list[dict[str, Any]]:
    return [
        {"item": use.item, "requirement": use.requirement, "activity": use.activity, "part": use.part, "how": use.how}
        for use in standing.uses
        if use.how in SETTLED
    ]


def _reason(standing: Standing) -> str | None:
    """Why a file is not filed."""
    problem = standing.evidence.reading.problem
    if standing.state is State.UNREADABLE and problem is not None:
        detail = f"（{standing.reason}）" if standing.reason else ""
        return f"{problem.value}：{PROBLEM_TEXT[problem]}{detail}"
    return standing.reason


def words(row: dict[str, Any]) -> tuple[str, str, str]:
    """State, items and reason of a row for people; a proposed item carries a question mark."""
    items = "、".join(dict.fromkeys(use["item"] for use in row["uses"]))
    if not items and row["candidates"] and row["state"] not in (State.DUPLICATE, State.IGNORED):
        items = f"{row['candidates'][0]['item']}？"
    reason = str(row["reason"] or "；".join(row["because"][:2]))
    if row["state"] == State.UNREADABLE:
        reason = reason.partition("：")[2]
    return STATE_TEXT[State(row["state"])], items, reason

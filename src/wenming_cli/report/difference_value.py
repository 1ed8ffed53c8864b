"""The difference of two checks in the shape of the contract of `wenming diff --json`."""

from typing import Any

from wenming_cli.model.change import Change, Changes
from wenming_cli.model.judgement import ItemJudgement, Verdict
from wenming_cli.model.matching import State
from wenming_cli.report.difference import Side, warnings_between
from wenming_cli.report.grouping import titles


def as_value(before: Side, after: Side, changes: Changes) -> dict[str, Any]:
    """Both sides, every item with what became of it, every owner, the warnings, and what the table itself changed."""
    came, went = warnings_between(before.judgement, after.judgement)
    return {
        "before": _side(before),
        "after": _side(after),
        "counts": {kind: len(ones) for kind, ones in changes.by_kind().items()},
        "items": [_item(kind, change) for kind, change in changes.each()],
        "owners": _owners(changes),
        "table": {
            "added": [one.item.id for _, one in changes.each() if one.before is None],
            "dropped": [{"id": one.id, "text": one.text, **_standing(one)} for one in changes.dropped],
        },
        "warnings": {
            "came": [one.model_dump(mode="json") for one in came],
            "went": [one.model_dump(mode="json") for one in went],
        },
    }


def _side(side: Side) -> dict[str, Any]:
    """One side: its name, its day, its totals."""
    judgement = side.judgement
    return {
        "name": side.name,
        "criteria": judgement.criteria,
        "as_of": judgement.as_of,
        "final": judgement.final,
        "items": len(judgement.items),
        "by_verdict": {one.value: sum(item.verdict is one for item in judgement.items) for one in Verdict},
        "files": {
            "total": judgement.files.total,
            "by_state": {one.value: judgement.files.by_state.get(one.value, 0) for one in State},
        },
    }


def _item(kind: str, change: Change) -> dict[str, Any]:
    """One item with its group; *was* is the number that it had before."""
    item, old = change.item, change.before
    edited = [name for name in ("text", "due", "owners") if old and getattr(item, name) != getattr(old, name)]
    return {
        "id": item.id,
        "was": old.id if old else None,
        "kind": kind,
        "text": item.text,
        "owners": {"offices": list(item.owners.offices), "people": list(item.owners.people)},
        "edited": edited,
        "before": _standing(old) if old else None,
        "after": _standing(item),
        "resolved": list(change.resolved),
        "appeared": list(change.appeared),
        "turned": [{"before": was, "after": now} for was, now in change.turned],
        "gained": [{"path": path, "from": list(change.elsewhere.get(path, ()))} for path in change.gained],
        "lost": [{"path": path, "to": list(change.elsewhere.get(path, ()))} for path in change.lost],
    }


def _standing(item: ItemJudgement) -> dict[str, Any]:
    return {
        "verdict": item.verdict.value,
        "timing": item.timing.value,
        "days": item.days,
        "due_day": item.due_day,
        "missing": list(item.missing),
    }


def _owners(changes: Changes) -> list[dict[str, Any]]:
    """The items of every owner by their groups, owners in the order of the table."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, change in changes.each():
        for owner in titles(change.item, "owner"):
            found.setdefault(owner, {one: [] for one in changes.by_kind()})[kind].append(change.item.id)
    return [{"owner": owner, **kinds} for owner, kinds in sorted(found.items())]

"""Records (登记) for people and programs: one line each, and the shape of `wenming record list --json`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wenming_cli.model.figures import figure_kind
from wenming_cli.model.record import RECORD_TEXT, Record, RecordVerb, Withdrawal
from wenming_cli.report.findings import one_line


def line(one: Record, taken: Withdrawal | None = None, as_of: date | None = None) -> str:
    """A record on one line: id, kind, place, what it states, whose word it is, and how it was taken back."""
    parts = [one.id, RECORD_TEXT[one.do], place_of(one), *stated(one), said_by(one.by, one.on, "登记")]
    if taken is not None:
        parts.append(said_by(taken.by, taken.on, "撤回") + (f"：{one_line(taken.why)}" if taken.why else ""))
    elif one.until and as_of and one.until < as_of:
        parts.append("已过期")
    return "　".join(filter(None, parts))


def place_of(one: Record) -> str:
    """The item, or the requirement of it: 1.2.5/minutes."""
    return "/".join(filter(None, (one.item, one.requirement)))


def stated(one: Record) -> Iterator[str]:
    """What a record states, in words."""
    if one.do is RecordVerb.FIGURE:
        yield f"{one.figure} {amount(one)}"
        yield one.person or ""
    yield one_line(one.title or "")
    yield one.url or ""
    yield one_line(one.why or "") if one.do is RecordVerb.NONE else ""
    yield f"{one.day or ''}"
    yield f"份数{one.count}" if one.count > 1 else ""
    yield f"{one.pages}页" if one.pages else ""
    yield f"存放：{one_line(one.shelf)}" if one.shelf else ""
    yield f"来源：{one_line(one.source)}" if one.source else ""
    yield f"理由：{one_line(one.why)}" if one.why and one.do is RecordVerb.WAIVE else ""
    yield f"到{one.until}为止" if one.until else ""


def amount(one: Record) -> str:
    """The value of a figure with its unit: 35人, 86.5%."""
    value = one.value or 0
    return f"{int(value) if value == int(value) else value}{figure_kind(one.figure or '').unit}"


def said_by(by: str | None, on: date | None, verb: str) -> str:
    """张三 2021-11-12登记."""
    return f"{by or ''} {on or ''}{verb}".strip() if by or on else ""


def value(one: Record, taken: Withdrawal | None) -> dict[str, Any]:
    """A record in the shape of `wenming record list --json`; *withdrawn* says how it was taken back."""
    back = taken.model_dump(mode="json", exclude={"record"}) if taken else None
    unit = (figure_kind(one.figure).unit or None) if one.figure else None
    return {**one.model_dump(mode="json"), "unit": unit, "withdrawn": back}

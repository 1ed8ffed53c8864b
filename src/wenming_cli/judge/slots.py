"""The instances that a recurring requirement is judged by: occurrences, months, quarters, years, persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wenming_cli.dates.deadline import Deadline, Occurrence
from wenming_cli.dates.festivals import TRADITIONAL, festival_day, month_end
from wenming_cli.judge.pieces import Checked, Piece
from wenming_cli.model.day import years_named
from wenming_cli.model.requirement import Plain
from wenming_cli.model.workspace import People
from wenming_cli.text import letters


@dataclass(frozen=True, slots=True)
class Slot:
    """One instance: its label, the days whose evidence it takes, its due day, the name, year or words it wants."""

    label: str
    start: date | None
    end: date | None
    due: date | None
    name: str | None = None
    year: int | None = None
    words: tuple[str, ...] = ()


def slots_of(asked: Plain, deadline: Deadline, year: int, people: People, on: date) -> tuple[Slot, ...]:
    """The slots of *asked*; none when it does not recur by the calendar or by person (those there *on* a day)."""
    match asked.per:
        case "occurrence":
            return tuple(_occurrences(deadline.occurrences))
        case "month":
            return tuple(_months(deadline, year, 1))
        case "quarter":
            return tuple(_months(deadline, year, 3))
        case "half_year":
            return tuple(_months(deadline, year, 6))
        case "year" if asked.valid == "近2年":
            due = last_due(deadline)
            return tuple(
                Slot(f"{one}年", date(one, 1, 1), date(one, 12, 31), due, None, one) for one in (year - 1, year)
            )
        case "person":
            due = last_due(deadline)
            return tuple(Slot(name, None, None, due, name) for name in people.in_groups(asked.people or "", on))
        case "festival":
            return tuple(_festivals(asked, deadline, year))
        case "theme":
            due = last_due(deadline)
            return tuple(Slot(word, None, None, due, words=(word,)) for word in asked.about)
        case _:
            return ()


FESTIVALS = tuple(f"{name.removesuffix('节')}节" for name in TRADITIONAL)
"""Those of 我们的节日, where a requirement names none."""
AROUND = timedelta(days=10)
"""A festival is kept so many days before and after it, where a file does not name it."""


def _festivals(asked: Plain, deadline: Deadline, year: int) -> Iterable[Slot]:
    """A slot a festival: it takes what names it, else what is dated around it; due with it, or as printed."""
    printed = last_due(deadline)
    for name in (asked.follows.festivals if asked.follows else ()) or FESTIVALS:
        day = festival_day(name, year)
        near = (day - AROUND, day + AROUND) if day else (None, None)
        yield Slot(name, near[0], near[1], printed or day, words=(name, name.removesuffix("节")))


def last_due(deadline: Deadline) -> date | None:
    """The last due day of a deadline."""
    return max((one.end for one in deadline.occurrences), default=None)


def _occurrences(occurrences: Sequence[Occurrence]) -> Iterable[Slot]:
    """A list of windows: each takes what is dated after the end of the one before, up to its own end."""
    before: date | None = None
    for at, one in enumerate(occurrences, start=1):
        last = at == len(occurrences)
        label = f"第{at}次（{one.label or f'{one.end.month}月{one.end.day}日前'}）"
        yield Slot(label, before, None if last else one.end, one.end)
        before = one.end


def _months(deadline: Deadline, year: int, length: int) -> Iterable[Slot]:
    """Calendar periods of *length* months; each is due with its own occurrence, or by its end or the printed day."""
    names = {1: "{}月", 3: "第{}季度", 6: "{}半年"}
    by_month = (
        {one.end.month: one.end for one in deadline.occurrences} if len(deadline.occurrences) == 12 // length else {}
    )
    for first in range(1, 13, length):
        end = month_end(year, first + length - 1)
        number = (first - 1) // length + 1
        label = names[length].format("上下"[number - 1] if length == 6 else number)
        own = next((day for month, day in by_month.items() if first <= month < first + length), None)
        printed = last_due(deadline)
        due = own or (max(end, printed) if printed else None)
        yield Slot(label, date(year, first, 1), end, due)


def place_in(slots: Sequence[Slot], checked: Sequence[Checked]) -> dict[str, list[Checked]]:
    """Give each piece to the slot that names it or holds its day; undated ones to the first that is empty."""
    found: dict[str, list[Checked]] = {slot.label: [] for slot in slots}
    loose: list[Checked] = []
    for one in checked:
        slot = next((slot for slot in slots if _names(slot, one)), None) or next(
            (slot for slot in slots if _takes(slot, one)), None
        )
        if slot is None:
            loose.append(one)
        else:
            found[slot.label].append(one)
    for one in loose:
        if one.piece.day is None and not slots[0].name and not slots[0].words:
            empty = next((slot for slot in slots if not found[slot.label]), slots[-1])
            found[empty.label].append(one)
    return found


def _names(slot: Slot, one: Checked) -> bool:
    """Whether a piece names what a slot is for: that tells more than its day."""
    return bool(slot.words) and any(word in one.piece.words for word in slot.words)


def is_of(name: str, piece: Piece) -> bool:
    """Whether a piece names a person in its name, title or first lines."""
    reading = piece.evidence.reading
    return name in letters(piece.evidence.place.stem + (reading.title or "") + reading.text[:400])


def _takes(slot: Slot, one: Checked) -> bool:
    """Whether a slot takes a piece: by the person it names, or by its day."""
    if slot.name is not None:
        return is_of(slot.name, one.piece)
    if slot.year is not None:
        named = years_named(one.piece.evidence.place.stem.replace("_", "") + "年", one.piece.evidence.reading.title)
        if named:
            return slot.year in named
    day = one.piece.day
    if day is None or (slot.words and slot.start is None):
        return False
    after = slot.start is None or (day.day >= slot.start if slot.end and slot.start.day == 1 else day.day > slot.start)
    return after and (slot.end is None or day.day <= slot.end)

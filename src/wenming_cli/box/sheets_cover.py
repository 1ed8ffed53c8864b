"""封面 and 脊背标签 of a box as values: what is known of it; what is not set stays blank."""

import re

from wenming_cli.box.details import Details
from wenming_cli.box.plan import Box, BoxPlan
from wenming_cli.box.sheets_contents import Left
from wenming_cli.typeset.catalogue import Catalogue
from wenming_cli.typeset.cover import Cover
from wenming_cli.typeset.spine import Spine

_NUMBERED = re.compile(r"(?P<number>[\w.]*\d) (?P<title>.+)")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)?")


def cover_of(plan: BoxPlan, box: Box, catalogue: Catalogue, details: Details) -> Cover:
    """The front of a box; 档号 where the unit's numbers are such."""
    pieces = catalogue.pieces
    uncounted = sum(one.pages is None for one in pieces)
    coded = [one.piece for one in pieces] if details.coded else []
    return Cover(
        owner=details.rules.owner or plan.unit,
        archive=details.rules.title,
        year=plan.year,
        box=box.label,
        title=box.title,
        category=box.category,
        period=period([one.day for one in pieces]),
        pieces=f"{len(pieces)}",
        pages=f"{sum(one.pages or 0 for one in pieces)}" + (f"（{uncounted} 件未计）" if uncounted else ""),
        retention=details.retention,
        code=tuple(dict.fromkeys((coded[0], coded[-1]))) if coded else (),
    )


def spine_of(plan: BoxPlan, box: Box, details: Details, left: Left | None) -> Spine:
    """The back of a box; 起止件号 are blank where another box lies there than the plan has."""
    pieces = box.pieces if left is None or left.current else ()
    numbered = _NUMBERED.fullmatch(box.title)
    return Spine(
        mm=box.spine or box.thickness,
        fonds=details.fonds,
        year=plan.year,
        retention=details.retention,
        owner=details.rules.owner or plan.unit,
        archive=details.rules.title,
        number=numbered["number"] if numbered else "",
        title=numbered["title"] if numbered else box.title,
        first=pieces[0].piece if pieces else "",
        last=pieces[-1].piece if pieces else "",
        box=f"{box.number}" + (f"（{box.part}/{box.parts}）" if box.parts else ""),
    )


def period(days: list[str]) -> str:
    """The earliest and the latest of days of eight digits, or six where only the month is known."""
    known = sorted(filter(None, days))
    return "—".join(dict.fromkeys(map(_said, (known[0], known[-1])))) if known else ""


def _said(day: str) -> str:
    match = _DAY.fullmatch(day)
    if match is None:
        return day
    year, month, rest = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(rest)}日" if rest else "")

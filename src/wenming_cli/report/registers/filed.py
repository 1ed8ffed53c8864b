"""What the registers are computed from: every content with what it says of itself and the items it is filed under."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.day import TRUST, day_of
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.matching import Matching, Standing, State
from wenming_cli.model.material import named_types
from wenming_cli.model.requirement import Plain, Requirement, Texts, children
from wenming_cli.model.workspace import People, Settings, Window
from wenming_cli.report.ledger import SETTLED
from wenming_cli.report.registers.origin import Issuer, Number, named_number, number_in, unit_of
from wenming_cli.report.registers.register import RegisterEntry

WRITTEN_DOWN = TRUST[: TRUST.index("正文")]
"""The sources of a day that a register may show: not a date of the text, not the day on which WeChat saved."""
PICTURES = frozenset({"照片", "截图"})
_ISSUES = re.compile(r"印发|下发|公布|《[^》]*》的(?:通知|函)")
"""A notice that issues another paper stands for it, as plans and rules are issued (条例 art. 8, 通知)."""
_NAMELESS = re.compile(r"^(?:微信|QQ|qq|屏幕截图|图片|照片|扫描|[^一-鿿]*$)")
"""Names that a camera, a scanner or WeChat gave."""
_LEADING_NUMBER = re.compile(r"^.{1,20}?号\s*")


@dataclass(frozen=True, slots=True)
class Filed:
    """A content as the registers show it.

    *kinds* are its types by its title, else by its name; *own* says whether the unit issued it (None: nothing says).
    """

    standing: Standing
    title: str
    kinds: tuple[str, ...]
    date: str | None
    number: Number | None
    own: bool | None

    @property
    def evidence(self) -> Evidence:
        """The content itself."""
        return self.standing.evidence

    @property
    def said(self) -> str:
        """Its words where a topic may stand: name, title, banner."""
        reading = self.evidence.reading
        return " ".join((self.evidence.place.stem, reading.title or "", *reading.banner))

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture file."""
        return self.evidence.reading.carrier in PICTURES

    @property
    def photos(self) -> int:
        """How many photos it is or holds."""
        return 1 if self.evidence.reading.carrier == "照片" else self.evidence.reading.photos

    @property
    def items(self) -> tuple[str, ...]:
        """The items that it is filed under."""
        return tuple(dict.fromkeys(use.item for use in self.standing.uses if use.how in SETTLED))

    @property
    def proposed(self) -> tuple[str, ...]:
        """The items that a person must say."""
        asked = dict.fromkeys(use.item for use in self.standing.uses if use.how not in SETTLED)
        return tuple(item for item in asked if item not in self.items)

    def entry(self, *remarks: str, **more: Any) -> RegisterEntry:
        """A line of a register; *more* adds to what every register shows, or replaces it."""
        shown: dict[str, Any] = {
            "date": self.date,
            "number": self.evidence.reading.doc_number or (str(self.number) if self.number else None),
            "title": self.title,
            "issuer": self.evidence.reading.issuer,
            "items": self.items,
            "proposed": self.proposed,
            "files": (self.evidence.place.shown,),
            "remarks": (*remarks, *self._state()),
        }
        return RegisterEntry(**{**shown, **more})

    def _state(self) -> Iterator[str]:
        """What a person should know of the line: where its number comes from, that it does not count or is unread."""
        problem = self.evidence.reading.problem
        if self.number and not self.evidence.reading.doc_number:
            yield "文号取自文件名"
        if self.standing.state is State.IGNORED:
            yield "已忽略"
        if problem is not None:
            yield f"读不了：{PROBLEM_TEXT[problem]}"


@dataclass(frozen=True)
class Ledger:
    """One set over the archive, without the files that are withheld: those appear in no register."""

    criteria: CriteriaSet
    matching: Matching
    judgement: Judgement
    settings: Settings
    files: tuple[Filed, ...]

    @property
    def window(self) -> Window:
        """The days of the year under inspection."""
        return self.settings.window

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], Plain]:
        """Every plain requirement by item and id."""
        return {(item.id, leaf.id): leaf for _, _, item in self.criteria.placed() for leaf, _ in leaves(item.asks)}

    def is_one(self, file: Filed, kinds: frozenset[str]) -> bool:
        """Whether a file is of one of *kinds*: it says so, or says nothing and is filed where only these are asked."""
        if file.kinds:
            return file.kinds[0] in kinds
        asked = [self.asked.get((use.item, use.requirement)) for use in file.standing.uses if use.how in SETTLED]
        return any(one is not None and one.type and set(one.type) <= kinds for one in asked)


def ledger_of(
    criteria: CriteriaSet, matching: Matching, judgement: Judgement, settings: Settings, people: People
) -> Ledger:
    """What the registers of a set are computed from."""
    shown = tuple(
        replace(one, members=tuple(inner for inner in one.members if inner.state is not State.WITHHELD))
        for one in matching.standings
        if one.state is not State.WITHHELD
    )
    open_matching = Matching(shown, matching.activities)
    unit = unit_of(criteria, settings, people, [one.evidence for one in open_matching.single])
    files = tuple(_filed(one, settings.year, unit) for one in open_matching.single)
    return Ledger(criteria, open_matching, judgement, settings, files)


def _filed(standing: Standing, year: int, unit: Issuer) -> Filed:
    reading, stem = standing.evidence.reading, standing.evidence.place.stem
    number = number_in(reading.doc_number) or named_number(stem)
    return Filed(
        standing=standing,
        title=_title(standing.evidence),
        kinds=_kinds(standing.evidence),
        date=_date(standing.evidence, year),
        number=number,
        own=unit.issued(reading, number),
    )


def _title(evidence: Evidence) -> str:
    """The title of a paper; a picture, and a paper without title, is called as people named its file.

    What stands on a picture is shown only where nobody gave it a name: it may hold names of people.
    """
    reading, stem = evidence.reading, evidence.place.stem
    named = not _NAMELESS.search(stem)
    if reading.title and not (named and reading.carrier in PICTURES):
        return reading.title
    return (_LEADING_NUMBER.sub("", stem) if named_number(stem) else "") or stem


def _kinds(evidence: Evidence) -> tuple[str, ...]:
    """The types that the title names, else the file name; a notice that issues another paper is that paper."""
    reading, stem = evidence.reading, evidence.place.stem
    kinds = reading.types or named_types(stem)
    if kinds[:1] in (("通知",), ("函",)) and _ISSUES.search(reading.title or stem):
        return (*kinds[1:], kinds[0])
    return kinds


def _date(evidence: Evidence, year: int) -> str | None:
    """The day that a content bears, a month where no more is known; nothing is made up."""
    if evidence.reading.date:
        return evidence.reading.date
    day = day_of(evidence, year)
    if day is None or day.source not in WRITTEN_DOWN:
        return None
    return day.day.isoformat() if day.exact else day.day.isoformat()[:7]


def leaves(requirements: Sequence[Requirement], above: Texts = ()) -> Iterator[tuple[Plain, Texts]]:
    """Plain requirements, those in groups too, with the words of the source that they or the group stand for."""
    for one in requirements:
        said = one.printed or above
        if isinstance(one, Plain):
            yield one, said
        yield from leaves(children(one), said)


def by_date(entry: RegisterEntry) -> tuple[str, str, tuple[str, ...]]:
    """The order of most registers: by day, those without one last."""
    return entry.date or "9999", entry.title, entry.files

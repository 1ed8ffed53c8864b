"""Records (登记): what a person states that no file says; each with who said it and when."""

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wenming_cli.model.noun import Noun


class RecordVerb(StrEnum):
    """What a record states: a paper in the cabinet, a link, a figure, a date, a waiver, that there is none."""

    PAPER = "paper"
    LINK = "link"
    FIGURE = "figure"
    DATE = "date"
    WAIVE = "waive"
    NONE = "none"


RECORD_TEXT = {
    RecordVerb.PAPER: "纸质材料",
    RecordVerb.LINK: "链接",
    RecordVerb.FIGURE: "数字",
    RecordVerb.DATE: "期限",
    RecordVerb.WAIVE: "不适用",
    RecordVerb.NONE: "本年没有",
}

STANDS_FOR = {RecordVerb.PAPER: "纸质件", RecordVerb.LINK: "链接"}
"""The records that are evidence, and what a box calls the piece that they stand for."""

NEEDS: dict[RecordVerb, tuple[str, ...]] = {
    RecordVerb.PAPER: ("item", "title"),
    RecordVerb.LINK: ("item", "url"),
    RecordVerb.FIGURE: ("figure", "value"),
    RecordVerb.DATE: ("item", "day"),
    RecordVerb.WAIVE: ("item", "why", "by"),
    RecordVerb.NONE: ("item", "by"),
}
"""What each kind can't be without: a waiver and a "none" are somebody's word."""

TAKES: dict[RecordVerb, tuple[str, ...]] = {
    RecordVerb.PAPER: ("requirement", "day", "count", "pages", "shelf"),
    RecordVerb.LINK: ("requirement", "title", "day"),
    RecordVerb.FIGURE: ("day", "person", "source"),
    RecordVerb.DATE: ("source",),
    RecordVerb.WAIVE: ("requirement", "until"),
    RecordVerb.NONE: ("requirement", "why", "day"),
}
"""What each kind may say besides; every record may say by and on."""

ONE_OF_A_KIND: dict[RecordVerb, tuple[str, ...]] = {
    RecordVerb.PAPER: ("item", "requirement", "title", "day"),
    RecordVerb.LINK: ("item", "requirement", "url"),
    RecordVerb.FIGURE: ("figure", "person", "day", "value"),
    RecordVerb.DATE: ("item", "day"),
    RecordVerb.WAIVE: ("item", "requirement", "until"),
    RecordVerb.NONE: ("item", "requirement", "why", "day"),
}
"""What makes two records of a kind one statement: said twice, it would count twice."""


class Record(Noun):
    """One statement of a person.

    *day* is the date on a paper or of a link, the day for which a figure holds, the day by which an undated item is
    due; *count* says how many pieces a paper stands for (张, 份), *pages* how many pages it has. *person* is whom a
    figure is of, where it is counted for each. *why* is the reason of a waiver, or the words of a "none". *on* is
    the day on which it was stated.
    """

    id: str
    do: RecordVerb
    item: str | None = None
    requirement: str | None = None
    title: str | None = None
    day: date | None = None
    count: int = Field(default=1, ge=1)
    pages: int | None = Field(default=None, ge=1)
    shelf: str | None = None
    url: str | None = None
    figure: str | None = None
    value: float | None = None
    person: str | None = None
    source: str | None = None
    why: str | None = None
    until: date | None = None
    by: str | None = None
    on: date | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Record":
        absent = [key for key in NEEDS[self.do] if getattr(self, key) is None]
        if absent:
            raise PydanticCustomError("record_lacks", "{do} {keys}", {"do": self.do.value, "keys": "、".join(absent)})
        return self

    def says_again(self, other: "Record") -> bool:
        """Whether it states what *other* states already."""
        keys = ("do", *ONE_OF_A_KIND[self.do])
        return all(getattr(self, key) == getattr(other, key) for key in keys)

    @property
    def called(self) -> str:
        """R3 党组会议记录, as a report names it."""
        return f"{self.id} {self.title or self.url or self.why or ''}".rstrip()


class Withdrawal(Noun):
    """A person takes a record back; the record itself stays where it was written."""

    record: str
    why: str | None = None
    by: str | None = None
    on: date | None = None


class RecordsFile(Noun):
    """records.yaml."""

    records: tuple[Record, ...] | None = None
    withdrawn: tuple[Withdrawal, ...] | None = None


def standing_records(file: RecordsFile, as_of: date) -> tuple[Record, ...]:
    """The records that stand at *as_of*: stated by then, and not taken back by then; undated ones always were."""
    gone = {one.record for one in file.withdrawn or () if one.on is None or one.on <= as_of}
    return tuple(one for one in file.records or () if one.id not in gone and (one.on is None or one.on <= as_of))

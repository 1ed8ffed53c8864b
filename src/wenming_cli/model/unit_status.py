"""A status file (状态文件): what a unit tells the office above it; counts, states and days, no documents and no names.

Files of later versions may have more fields: those are passed over, none is renamed.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from wenming_cli.model.judgement import Timing, Verdict
from wenming_cli.model.requirement import Level

VERSION = 1
Short = Annotated[str, Field(max_length=200)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class Told(BaseModel):
    """A value that somebody else's program wrote."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, hide_input_in_errors=True)


class ItemStatus(Told):
    """An item of the table as it stands; *text* is the beginning of the table's own words.

    *days* are over (overdue, late) or left (not_due, due_soon).
    """

    id: Annotated[str, Field(min_length=1, max_length=60)]
    text: Short = ""
    verdict: Verdict
    timing: Timing
    days: Count | None = None
    due_day: date | None = None


class SetStatus(Told):
    """One set: its items, and how many files, duties, findings and warnings there are."""

    criteria: Annotated[str, Field(min_length=1, max_length=100)]
    title: Short = ""
    year: int = Field(ge=1990, le=2100)
    items: Annotated[tuple[ItemStatus, ...], Field(max_length=5_000)]
    files: dict[Annotated[str, Field(max_length=40)], Count] = Field(default_factory=dict, max_length=40)
    duties_open: Count = 0
    findings_open: Count = 0
    findings_overdue: Count = 0
    warnings: Count = 0


class UnitStatus(Told):
    """The whole file: whose it is, on which day, and every set."""

    wenming: Literal["status"] = "status"
    version: int = VERSION
    unit: Annotated[str, Field(min_length=1, max_length=100)]
    level: Level | None = None
    as_of: date
    sets: Annotated[tuple[SetStatus, ...], Field(min_length=1, max_length=50)]

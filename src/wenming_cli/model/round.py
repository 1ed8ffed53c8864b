"""Rounds (检查轮次): what they may be called, and how a planned one stands."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

NOW = ("现在", "now")
"""What stands for the archive as it is now where a round is named."""
WEEK = re.compile(r"周报-(\d{4}-\d{2}-\d{2})")
"""How a week is called."""
_FIT = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{1,60}")


def is_round_name(name: str) -> bool:
    """Whether a round may be called so: it names a file on every system, no week, and not the present."""
    fit = _FIT.fullmatch(name) and name.strip(" .") == name
    return bool(fit) and not WEEK.fullmatch(name) and name not in NOW


def _round_name(value: str) -> str:
    """Refuse a name under which no check can be frozen."""
    if not is_round_name(value):
        raise PydanticCustomError("round_name", "{value}", {"value": value})
    return value


RoundName = Annotated[str, AfterValidator(_round_name)]


class PlanState(StrEnum):
    """Whether a planned round was frozen."""

    PLANNED = "planned"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned round on a day. *days* are left (planned), over (overdue), or late (done; 0 in time, None unknown)."""

    name: str
    on: date
    state: PlanState
    days: int | None
    done_on: date | None = None

    def pressing(self, within: int) -> bool:
        """Whether it is overdue, or due in the next *within* days."""
        return self.state is PlanState.OVERDUE or (self.state is PlanState.PLANNED and (self.days or 0) <= within)

    @property
    def words(self) -> str:
        """还有8天 · 今天 · 逾期3天，还没有冻结 · 已做 · 已做，迟2天."""
        match self.state:
            case PlanState.PLANNED:
                return f"还有{self.days}天" if self.days else "今天"
            case PlanState.OVERDUE:
                return f"逾期{self.days}天，还没有冻结"
            case _ if self.done_on is None:
                return "已做，但冻结的文件读不出来"
            case _:
                return f"{self.done_on.isoformat()}已做" + (f"，迟{self.days}天" if self.days else "")

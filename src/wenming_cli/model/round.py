"""Rounds (检查轮次): what they may be called."""

import re
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

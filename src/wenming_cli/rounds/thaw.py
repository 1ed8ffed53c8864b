"""A frozen judgement read back, whatever version of the program wrote it.

A field that this version does not know is left out, one that it knows and the file lacks gets its default. Everywhere
else a judgement stays closed to unknown fields.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from wenming_cli.errors import WorkspaceError
from wenming_cli.model.judgement import Judgement

_UNKNOWN_WORD = {"enum", "literal_error"}


def thaw(data: bytes, called: str) -> Judgement:
    """The judgement in the bytes of the file *called* so."""
    damaged = WorkspaceError(f"“{called}”读不出来", remedy="从备份恢复这个文件，或移走它后重新检查")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise damaged from error
    try:
        judgement = _tolerant(value)
        date.fromisoformat(judgement.as_of)
    except ValidationError as error:
        word = next((one["input"] for one in error.errors() if one["type"] in _UNKNOWN_WORD), None)
        if word is None:
            raise damaged from error
        raise WorkspaceError(
            f"“{called}”里有这个版本不认识的词“{word}”", remedy="它是更新的 wenming 写的：更新 wenming 后再运行"
        ) from error
    except ValueError as error:
        raise damaged from error
    return judgement


def _tolerant(value: Any) -> Judgement:
    """The judgement that *value* holds, without the fields that nobody here knows."""
    try:
        return Judgement.model_validate(value)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            if one["type"] == "extra_forbidden":
                _leave_out(value, one["loc"])
    return Judgement.model_validate(value)


def _leave_out(value: Any, place: Sequence[int | str]) -> None:
    """Delete the field at *place*."""
    for step in place[:-1]:
        value = value[step]
    del value[place[-1]]

"""How long a 说明报告 is that somebody wrote into our form (DOMAIN C1: at most 500 characters an indicator)."""

import re

MOST = 500
"""Characters that an indicator's 说明报告 may have."""
FIELD = "说明"
"""The line above the field."""
END = "（不超过500字，已写　　　字）"
"""The line below the field."""
BASIS = "写作依据（上传前请删去这一行和下面的内容）"
"""The line above the facts to write from."""

_SPACE = re.compile(r"\s+")
_END = re.compile(r"（不超过500字")


def written(text: str) -> str | None:
    """What stands in the field of a form; None where the text is none of our forms."""
    _, field, rest = text.partition(f"\n{FIELD}\n")
    if not field:
        return None
    ends = [match.start() for match in (_END.search(rest), re.search(re.escape(BASIS[:4]), rest)) if match]
    return rest[: min(ends)] if ends else rest


def length(text: str) -> int:
    """Characters as a portal's field counts them: punctuation and Latin letters each one, no blanks."""
    return len(_SPACE.sub("", text))

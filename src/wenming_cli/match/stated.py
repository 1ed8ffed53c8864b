"""What a form says it is about in a field of its own: 议题：…, 会议名称：…"""

import re

from wenming_cli.text import letters

_FIELD = re.compile(
    r"^\s*(?:(?:会议|活动|培训|学习|讲座)?(?:名\s*称|主\s*题|内\s*容|议\s*题)|事\s*由|备\s*注)\s*[：:]\s*(?P<said>[^\t\n]{4,60})",
    re.MULTILINE,
)
"""Fields of minutes, sign-in sheets and receipts that say what they are about."""


def stated(text: str) -> str:
    """The values of the fields that say what a form is about, letters only; empty where it has none."""
    return "".join(letters(match["said"]) for match in _FIELD.finditer(text))

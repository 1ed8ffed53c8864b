"""One escape function an output format, so that a file name is only ever text."""

import re

from wenming_cli.text import showable

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


def markdown(text: str) -> str:
    """Text for Markdown: marks that would format are escaped, line breaks become blanks."""
    return _MARKDOWN.sub(r"\\\1", showable(text.replace("\n", " ")))

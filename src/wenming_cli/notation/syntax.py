"""Where YAML's syntax breaks: said in plain words, mended or blanked, so that one slip does not hide the others."""

import re
from typing import Any

from wenming_cli.notation.document import Document

MOST_MENDS = 20
"""Breaks of one file that are looked for; what was read past a break serves only to find further faults."""
_WIDE_COLON = re.compile(r"\s*(?:[-－—] *)?[“”\"]?[\w-]+[“”\"]?：")
_WIDE = str.maketrans(
    {"：": ": ", "－": "- ", "—": "- ", "，": ", ", "｛": "{", "｝": "}", "［": "[", "］": "]", "\u3000": " "}
)
_WIDE_MARKS = {
    "\u3000": "全角空格", "：": "全角冒号“：”", "－": "全角横线“－”", "｛": "全角括号“｛”",
    "［": "全角括号“［”", "，": "全角逗号“，”",
}  # fmt: skip
NARROW = "改成半角的（英文输入法），冒号、逗号、横线后面留一个空格"
SYNTAX = "检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对"


def mended(document: Document, text: str, error: Exception) -> str | None:
    """Note where the YAML breaks and why; give the text without that break, or None when that can't be had."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    lines = text.splitlines()
    around = [at for at in (line - 1, line - 2) if 0 <= at < len(lines)]
    for at in around:
        wide = _wide_mark(lines[at])
        if wide is not None:
            where, name = wide
            document.fault_at((at + 1, where + 1), (), f"这里用了{name}", NARROW)
            fixed = lines[at].translate(_WIDE) if name != _WIDE_MARKS["："] else lines[at].replace("：", ": ", 1)
            return "\n".join([*lines[:at], fixed, *lines[at + 1 :]]) if fixed != lines[at] else None
    if "alias" in str(getattr(error, "problem", "") or "") or _starred(lines, line):
        document.fault_at((line, column), (), "用了 YAML 别名（*）", "把内容直接写出来；以 * 开头的文字请加引号")
    elif "escape" in str(getattr(error, "problem", "") or "") or "Unicode" in str(error):
        document.fault_at((line, column), (), "双引号里的反斜杠写法不对", "去掉反斜杠，或改用单引号")
    else:
        document.fault_at((line, column), (), "YAML 语法有误", SYNTAX)
    if not 0 < line <= len(lines) or not lines[line - 1].strip():
        return None
    return "\n".join([*lines[: line - 1], "", *lines[line:]])


def _wide_mark(line: str) -> tuple[int, str] | None:
    """The full-width punctuation that stands where YAML wants its own, with its place in the line."""
    lead = len(line) - len(line.lstrip(" "))
    if line[lead : lead + 1] in ("\u3000", "－"):
        return lead, _WIDE_MARKS[line[lead]]
    if _WIDE_COLON.match(line):
        return line.index("："), _WIDE_MARKS["："]
    spaced = re.match(r"[^:]*[^:\s]:\u3000", line)
    if spaced:
        return spaced.end() - 1, _WIDE_MARKS["\u3000"]
    for mark in "｛［":
        if mark in line:
            return line.index(mark), _WIDE_MARKS[mark]
    comma = re.search(r"[{\[][^}\]]*?(，)\s*\w+\s*[:：]", line)
    return (comma.start(1), _WIDE_MARKS["，"]) if comma else None


def _starred(lines: list[str], line: int) -> bool:
    """Whether a value of the line begins with a star that is no alias."""
    return 0 < line <= len(lines) and re.search(r"(?::|-) +\*\S", lines[line - 1]) is not None

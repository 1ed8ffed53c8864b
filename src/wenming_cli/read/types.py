"""Which material types (文种) a content is: named by its title, else shown by the fields of a form."""

import re
from collections.abc import Sequence

from wenming_cli.model.material import named_types
from wenming_cli.read.extract import Line

FIRST_LINES = 40
MOST_TYPES = 4
_FORMS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "会议记录",
        3,
        (
            r"会议(?:时间|日期)",
            r"(?:会议)?地\s*点",
            r"主持人",
            r"(?:参加|参会|出席|到会|与会)(?:人员?|者)",
            r"记录(?:人|员)",
            r"议[题程]",
        ),
    ),
    ("签到表", 2, (r"(?:^|\t|\s)姓\s*名(?:\t|\s|$)", r"签\s*(?:到|名)(?:\t|\s|$)")),
    ("票据", 2, (r"发票代码", r"发票号码", r"开票日期", r"价税合计")),
    ("讲话", 2, (r"^(?:尊敬的|各位).{0,12}(?:领导|同志|来宾|老师|同事|评委)", r"(?:上午|下午|晚上|早上|大家)好")),
)
"""A type, how many of its fields must stand among the first lines, and the fields."""


def types_of(title: str | None, lines: Sequence[Line]) -> tuple[tuple[str, ...], str]:
    """The types and the words that show them; nothing where neither title nor form names one."""
    named = named_types(title) if title else ()
    if named:
        return named[:MOST_TYPES], f"标题“{title}”"
    for name, least, fields in _FORMS:
        seen = [found for field in fields if (found := _field(field, lines)) is not None]
        if len(seen) >= least:
            return (name,), f"正文有“{'”“'.join(seen)}”"
    return (), ""


def _field(pattern: str, lines: Sequence[Line]) -> str | None:
    """The words of a form's field as they stand among the first lines."""
    for line in lines[:FIRST_LINES]:
        match = re.search(pattern, line.text)
        if match:
            return re.sub(r"\s+", "", match[0])
    return None

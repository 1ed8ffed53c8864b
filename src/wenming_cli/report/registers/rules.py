"""制度 and 上级来文: what the unit rules for itself, and what others wrote to it."""

import re
from collections.abc import Iterator

from wenming_cli.model.material import MATERIALS, counts_as
from wenming_cli.report.registers.filed import Filed, Ledger, by_date
from wenming_cli.report.registers.register import Register, RegisterKind, field

RULES = frozenset(name for name in MATERIALS if "制度" in counts_as(name))
"""Types of paper that are a rule of the unit: 制度 with 办法, 细则 …, and 责任制."""
OFFICIAL = frozenset(
    {"通知", "通报", "意见", "函", "批复", "请示", "报告", "方案", "计划", "规划", "机构文件", "公示"} | RULES
)
"""What bodies write to each other (条例 art. 8), as far as the closed list of types knows it."""
_LAW = re.compile(r"(?:条例|准则|(?<![办方])法)$")
"""How laws and rules of the party end: they are not the unit's own."""
_REVISED = re.compile(r"修订|修正|试行|暂行|废止")

REGULATIONS = RegisterKind(
    "regulations",
    "制度",
    (
        field("date", "日期", 24, centred=True),
        field("number", "文号", 42),
        field("title", "题名", 66),
        field("issuer", "发文机关", 34),
        field("items", "归档条目", 24, centred=True),
        field("files", "文件", 45),
        field("remarks", "备注", 22),
    ),
)


def regulations(ledger: Ledger) -> Register:
    """制度: the unit's rules with title, number, day and issuer (READING 111: many items ask for one)."""
    found = [
        file.entry(*_revised(file))
        for file in ledger.files
        if file.own is not False and ledger.is_one(file, RULES) and _is_rule(file)
    ]
    return Register(REGULATIONS, tuple(sorted(found, key=by_date)))


def _is_rule(file: Filed) -> bool:
    """A picture is a rule only where its words were read; a law is not the unit's."""
    unread = file.is_picture and not file.evidence.reading.types
    return not unread and not _LAW.search(file.title)


def _revised(file: Filed) -> Iterator[str]:
    """What title or name say of the rule's life."""
    words = dict.fromkeys(_REVISED.findall(f"{file.title} {file.evidence.place.stem}"))
    if words:
        yield f"标明{'、'.join(words)}"


SUPERIOR = RegisterKind(
    "superior",
    "上级来文",
    (
        field("date", "日期", 24, centred=True),
        field("number", "文号", 42),
        field("issuer", "来文机关", 40),
        field("title", "题名", 62),
        field("items", "归档条目", 24, centred=True),
        field("files", "文件", 43),
        field("remarks", "备注", 22),
    ),
)


def superior(ledger: Ledger) -> Register:
    """上级来文: papers that another body issued, by issuer or organ code."""
    found = [file.entry() for file in ledger.files if file.own is False and _is_official(file)]
    return Register(SUPERIOR, tuple(sorted(found, key=by_date)))


def _is_official(file: Filed) -> bool:
    """Whether it is a paper that bodies send: numbered, with a red head, or of such a type."""
    reading = file.evidence.reading
    return bool(file.number) or reading.red_head or bool(OFFICIAL & set(file.kinds[:1]))

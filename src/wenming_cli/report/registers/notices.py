"""公示: what the unit made public (READING 75, 101, 118: with date and what shows it)."""

import re

from wenming_cli.report.registers.filed import Filed, Ledger, by_date
from wenming_cli.report.registers.register import Register, RegisterKind, field

NOTICE = frozenset({"公示"})
_PUBLIC = re.compile("公示|公告|通告|公开栏|红黑榜|(?:政务|审务|财务|信息|厂务|村务|校务|院务|警务|党务|事务)公开")
"""What names a thing that was made public (Huarong 4.1.2, 6.4.1, 7.1.4, 7.1.5; READING 101)."""

NOTICES = RegisterKind(
    "notices",
    "公示",
    (
        field("date", "日期", 24, centred=True),
        field("title", "内容", 84),
        field("kind", "载体", 20, centred=True),
        field("items", "归档条目", 30, centred=True),
        field("files", "文件", 69),
        field("remarks", "备注", 30),
    ),
)


def notices(ledger: Ledger) -> Register:
    """公示: what was made public, with the day and what shows it."""
    found = [file.entry(kind=file.evidence.reading.carrier) for file in ledger.files if _is_notice(ledger, file)]
    return Register(NOTICES, tuple(sorted(found, key=by_date)))


def _is_notice(ledger: Ledger, file: Filed) -> bool:
    """A paper that is one, or a picture whose name, title or banner names one."""
    return ledger.is_one(file, NOTICE) or (file.is_picture and bool(_PUBLIC.search(file.said)))

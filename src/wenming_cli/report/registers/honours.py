"""荣誉: what the unit and its people were given."""

import re

from wenming_cli.model.issuer import CENTRE, MINISTRY, body_level
from wenming_cli.report.registers.filed import Filed, Ledger, by_date
from wenming_cli.report.registers.register import Register, RegisterEntry, RegisterKind, field

HONOUR = frozenset({"证书", "奖牌"})
PRAISE = frozenset({"通报"})
OWN = "本单位"
_NO_HONOUR = re.compile("资格|毕业|学位|学历|结业|聘")
"""Certificates that say what somebody may do or learned."""
_PRAISED = re.compile("表彰|表扬|嘉奖|命名|授予|先进|优秀|标兵|荣誉|称号")
_BLAMED = re.compile("批评|问责|违规|违纪|曝光|典型案例")
_LEVEL = re.compile(r"(国家|省|市|县)级")
_NATIONAL = {CENTRE: "国家级", MINISTRY: "国家级"}

HONOURS = RegisterKind(
    "honours",
    "荣誉",
    (
        field("date", "日期", 24, centred=True),
        field("title", "名称", 66),
        field("kind", "类型", 18, centred=True),
        field("issuer", "授予机关", 40),
        field("level", "级别", 18, centred=True),
        field("items", "归档条目", 24, centred=True),
        field("files", "文件", 45),
        field("remarks", "备注", 22),
    ),
)


def honours(ledger: Ledger) -> Register:
    """荣誉: certificates, plaques and papers that praise; the level is that of the body that gave it (READING 58)."""
    found = [_honour(file) for file in ledger.files if _is_honour(ledger, file)]
    return Register(HONOURS, tuple(sorted(found, key=by_date)))


def _is_honour(ledger: Ledger, file: Filed) -> bool:
    if ledger.is_one(file, HONOUR):
        return not _NO_HONOUR.search(file.title)
    praises = bool(_PRAISED.search(file.said)) and not _BLAMED.search(file.said)
    return bool(file.kinds) and file.kinds[0] in PRAISE and praises


def _honour(file: Filed) -> RegisterEntry:
    issuer = file.evidence.reading.issuer
    kind = file.kinds[0] if file.kinds else None
    return file.entry(kind=kind, level=level_of(file.title, issuer, own=bool(issuer) and file.own is True))


def level_of(title: str, issuer: str | None, *, own: bool) -> str | None:
    """The level that the title names (省级文明单位), else that of the body by its name; None where neither says."""
    if match := _LEVEL.search(title):
        return match[0]
    if own:
        return OWN
    level = body_level(issuer or "")
    return _NATIONAL.get(level, level) if level else None

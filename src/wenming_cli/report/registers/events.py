"""活动 and 志愿服务: the year's events by day, voluntary service by month, and the papers that name volunteers."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wenming_cli.report.activities import rows
from wenming_cli.report.registers.filed import Filed, Ledger, by_date
from wenming_cli.report.registers.register import Register, RegisterEntry, RegisterKind, field

SIGN_IN = "签到表"
ROSTERS = frozenset({"名单", "花名册", "机构文件"})
RECEIPTS = frozenset({"票据", "凭证"})
PAPERS = "写明志愿者的材料"
UNDATED = "日期不明"
_VOLUNTARY = re.compile("志愿|雷锋|义工")
_REGISTERED = re.compile("注册|在册|实名")
_INSURED = re.compile("志愿|公益保险|意外险|意外伤害")
_ASKED = re.compile("志愿服务(?:活动|的图片)")
"""How a sentence of the table asks for the service itself, not for those who are praised for it (Huarong 2.2.10)."""

ACTIVITIES = RegisterKind(
    "activities",
    "活动",
    (
        field("date", "日期", 24, centred=True),
        field("title", "活动", 66),
        field("papers", "材料", 50),
        field("photos", "照片", 14, centred=True),
        field("items", "归档条目", 30, centred=True),
        field("remarks", "备注", 73),
    ),
)


def activities(ledger: Ledger) -> Register:
    """活动: the plain list of the year's events, which a table of activities is written from (READING 64, 65)."""
    found = [_event(ledger, row) for row in _rows(ledger)]
    return Register(ACTIVITIES, tuple(sorted(found, key=by_date)))


VOLUNTEERS = RegisterKind(
    "volunteers",
    "志愿服务",
    (
        field("date", "日期", 24, centred=True),
        field("title", "活动、材料", 56),
        field("kind", "类型", 18, centred=True),
        field("photos", "照片", 14, centred=True),
        field("sign_in", "签到表", 16, centred=True),
        field("items", "归档条目", 30, centred=True),
        field("files", "文件", 39),
        field("remarks", "备注", 60),
    ),
)


def volunteers(ledger: Ledger) -> Register:
    """志愿服务: its activities by month; rosters, registrations, receipts (Huarong 2.2.7, 2.2.8, 2.2.11, 2.2.12)."""
    served = [one for row in _rows(ledger) if (one := _service(ledger, row)) is not None]
    named = [file.entry(kind=kind, section=PAPERS) for file in ledger.files if (kind := _names_volunteers(file))]
    served.sort(key=by_date)
    return Register(VOLUNTEERS, (*served, *sorted(named, key=by_date)), tuple(_empty_months(ledger, served)))


def _rows(ledger: Ledger) -> list[dict[str, Any]]:
    """The activities as `wenming activities` has them."""
    return rows(ledger.matching, ledger.judgement.items)


def _event(ledger: Ledger, row: Mapping[str, Any], *remarks: str, **more: Any) -> RegisterEntry:
    papers = [one["type"] for one in row["papers"] for _ in range(one["count"])]
    all_remarks = (*_banner(row), *remarks, *_outside(ledger, row))
    shown = {
        "date": row["day"], "title": row["name"], "papers": papers, "photos": row["photos"], "items": row["items"],
        "proposed": row["proposed"], "files": row["files"], "remarks": all_remarks,
    }  # fmt: skip
    return RegisterEntry(**{**shown, **more})


def _banner(row: Mapping[str, Any]) -> Iterator[str]:
    if row["banner"] and row["banner"] not in row["name"]:
        yield f"会标：{row['banner']}"


def _outside(ledger: Ledger, row: Mapping[str, Any]) -> Iterator[str]:
    if row["day"] and not ledger.window.start.isoformat() <= row["day"] <= ledger.window.end.isoformat():
        yield "不在本年度"


def _service(ledger: Ledger, row: Mapping[str, Any]) -> RegisterEntry | None:
    """An activity that its files call voluntary service, or that is filed where the item asks for such."""
    by_path = {file.evidence.place.shown: file for file in ledger.files}
    files = [by_path[path] for path in row["files"] if path in by_path]
    names = (row["name"], row["banner"] or "", *(one.evidence.place.stem for one in files))
    called, asking = any(map(_VOLUNTARY.search, names)), _asking(ledger, row["items"])
    signed = any(SIGN_IN in one.kinds or "签到" in one.evidence.place.stem for one in files)
    if not (called or asking) or not (row["photos"] or signed) or all(map(_names_volunteers, files)):
        return None
    remarks = [] if called else [f"名称和会标没有写志愿服务，条目{'、'.join(asking)}要的是志愿服务活动"]
    month = f"{row['day'][:4]}年{int(row['day'][5:7])}月" if row["day"] else UNDATED
    return _event(ledger, row, *remarks, section=month, sign_in=signed)


def _asking(ledger: Ledger, items: Sequence[str]) -> list[str]:
    """Those of *items* whose sentence asks for voluntary service."""
    texts = {item.id: item.text for item in ledger.judgement.items}
    return [item for item in items if _ASKED.search(texts.get(item, ""))]


def _names_volunteers(file: Filed) -> str | None:
    """What a paper on volunteers is: 名单, 注册情况 or 票据; None for all others."""
    words = file.said
    if ROSTERS & set(file.kinds) and _VOLUNTARY.search(words):
        return "名单"
    if RECEIPTS & set(file.kinds[:1]) and _INSURED.search(words + file.evidence.reading.text):
        return "票据"
    listed = file.is_picture or file.evidence.reading.carrier == "表格"
    return "注册情况" if listed and _VOLUNTARY.search(words) and _REGISTERED.search(words) else None


def _empty_months(ledger: Ledger, served: Sequence[RegisterEntry]) -> Iterator[str]:
    """The months of the year that have ended and show no voluntary service (Huarong 2.2.11: 每月中旬)."""
    window, as_of = ledger.window, date.fromisoformat(ledger.judgement.as_of)
    held = {(entry.date or "")[:7] for entry in served}
    empty = [
        f"{year}年{month}月"
        for year in range(window.start.year, window.end.year + 1)
        for month in range(1, 13)
        if window.start <= (last := date(year, month, monthrange(year, month)[1])) <= min(window.end, as_of)
        and f"{last:%Y-%m}" not in held
    ]
    if empty:
        yield f"没有志愿服务活动的月份：{'、'.join(empty)}"

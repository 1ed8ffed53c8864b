"""A made-up judgement for the page: hostile texts, every verdict, recurring items, weeks; and one of any size."""

from typing import Any

from wenming_cli.model.change import Change, Changes
from wenming_cli.model.judgement import (
    Files,
    FileUse,
    FindingJudgement,
    ItemJudgement,
    Judgement,
    ObligationJudgement,
    RequirementJudgement,
    Warning,
)
from wenming_cli.report.page.matter import Matter, WeekPoint
from wenming_cli.report.week import Week

HOSTILE = "<script>alert('1')</script>\"&\u202egpj.exe\ud800\x1b</style>"
"""What a file name may hold: markup, quotes, a change of direction, a broken character, a control character."""
AS_OF = "2021-11-12"
VERDICTS = ("complete", "short", "missing", "to_confirm", "manual", "waived")


def requirement(name: str, occurrence: str | None, verdict: str, timing: str, due: str | None) -> RequirementJudgement:
    """One requirement."""
    return RequirementJudgement(
        id=name, name=name, occurrence=occurrence, need="1份", have=int(verdict == "complete"), verdict=verdict,
        timing=timing, due=due, missing=() if verdict == "complete" else (f"缺{name}",),
    )  # fmt: skip


def item(ident: str, verdict: str, timing: str, day: str | None = None, **more: Any) -> ItemJudgement:
    """One item."""
    values: dict[str, Any] = {
        "id": ident, "text": f"材料{ident}；", "due": "3月上旬" if day else None, "project": "1.1", "category": "一",
        "heading": "一、组织领导 ／ 1.1 队伍", "verdict": verdict, "timing": timing, "due_day": day,
        "days": 10 if timing in ("overdue", "due_soon", "late") else None,
        "owners": {"offices": ["办公室"], "people": ["甲", "乙"]},
        "requirements": (requirement("方案", None, verdict, timing, day),),
        "missing": () if verdict == "complete" else ("缺方案",),
        "advice": "" if verdict == "complete" else "请办公室、甲补：缺方案",
    }  # fmt: skip
    return ItemJudgement.model_validate(values | more)


def monthly(ident: str) -> ItemJudgement:
    """An item that is asked every month: August is missing, the last two months are not due."""
    months = []
    for month in range(1, 13):
        verdict, timing = ("complete", "on_time") if month not in (8, 11, 12) else ("missing", "overdue")
        timing = "not_due" if month > 10 else timing
        months.append(requirement("登记表", f"{month}月", verdict, timing, f"2021-{month:02}-28"))
    return item(ident, "short", "overdue", "2021-08-28", requirements=tuple(months))


def judgement(items: tuple[ItemJudgement, ...] | None = None, **more: Any) -> Judgement:
    """The whole answer; *more* replaces parts of it."""
    found = items or (
        item("1.1.1", "complete", "on_time", "2021-03-10"),
        item("1.1.2", "short", "overdue", "2021-03-10"),
        item("1.1.3", "missing", "due_soon", "2021-11-20", owners={"offices": ["综计股"], "people": ["丙"]}),
        item("1.1.4", "to_confirm", "not_due", "2021-12-31"),
        item("1.1.5", "manual", "undated"),
        item("1.1.6", "waived", "undated", advice="不适用"),
        item("1.1.7", "missing", "undated"),
        monthly("1.1.8"),
    )
    counts = {one: sum(item.verdict.value == one for item in found) for one in VERDICTS}
    values: dict[str, Any] = {
        "criteria": "test", "unit": "某局", "year": 2021, "as_of": AS_OF, "items": found,
        "totals": {"items": len(found), "by_verdict": counts, "by_timing": {}},
        "obligations": (ObligationJudgement(id="O1", text="每季度学习", verdict="short", missing=("缺第4季度",)),),
        "files": Files(total=3, by_state={"matched": 2, "to_confirm": 1}),
        "findings": (
            FindingJudgement(id="F1", text="没有签到", owner="丁", due="2021-11-01", timing="overdue", days=11, state="open"),
        ),
        "warnings": (Warning(kind="look_alike", text="疑似同一张", files=("证据/a.jpg", "证据/b.jpg"), items=("1.1.2",)),),
        "first": ("1.1.2",),
    }  # fmt: skip
    return Judgement.model_validate(values | more)


def activity(name: str, lacks: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row of `wenming activities --json`."""
    return {
        "id": name, "name": name, "day": "2021-06-22", "banner": None, "photos": 2, "papers": [], "items": ["1.1.2"],
        "proposed": [], "lacks": [{"item": "1.1.2", "what": one} for one in lacks], "files": [],
    }  # fmt: skip


def weekly(found: Judgement, since: str | None = "2021-11-05") -> Week:
    """A week in which one item was closed and one got worse."""
    by_id = {one.id: one for one in found.items}
    changes = Changes()
    if since:
        closed = Change(by_id["1.1.1"], by_id["1.1.2"], ("证据/新来的.docx",))
        changes = Changes(closed=(closed,), worse=(Change(by_id["1.1.2"], by_id["1.1.4"]),))
    return Week(found, changes, since, (by_id["1.1.3"],))


def matter(**more: Any) -> Matter:
    """Everything a page can have."""
    found = more.pop("judgement", None) or judgement()
    values: dict[str, Any] = {
        "activities": [activity("道德讲堂", ("缺签到表",)), activity("植树")],
        "weeks": [WeekPoint(f"2021-10-{day:02}", {"missing": 5, "short": 9}) for day in (1, 8, 22)],
        "pictures": {"证据/a.jpg": (b"\xff\xd8one", 160, 120), "证据/b.jpg": (b"\xff\xd8two", 120, 160)},
    }
    return Matter(found, **(values | more))


def hostile() -> Matter:
    """A matter in which every text that people or files supply is hostile."""
    use = FileUse(path=f"证据/{HOSTILE}", sha256="0", requirement="a", how="sure", counts=True, score=1.0, note=HOSTILE)
    asked = requirement(HOSTILE, HOSTILE, "missing", "overdue", "2021-03-10")
    more = {
        "text": HOSTILE, "due": HOSTILE, "heading": HOSTILE, "category": HOSTILE, "advice": HOSTILE,
        "owners": {"offices": [HOSTILE], "people": [HOSTILE]}, "requirements": (asked, asked), "files": (use,),
    }  # fmt: skip
    found = judgement(
        (item("1.1.1", "missing", "overdue", "2021-03-10", **more), item("1.1.2", "complete", "on_time", **more)),
        unit=HOSTILE,
        criteria=HOSTILE,
        obligations=(ObligationJudgement(id="O1", text=HOSTILE, verdict="missing", missing=(HOSTILE,)),),
        findings=(
            FindingJudgement(id="F1", text=HOSTILE, measure=HOSTILE, owner=HOSTILE, timing="undated", state="open"),
        ),
        warnings=(
            Warning(kind=HOSTILE, text=HOSTILE, files=(HOSTILE,), items=("1.1.1",)),
            Warning(kind="duplicate", text=HOSTILE, files=(HOSTILE,), items=("1.1.1",)),
        ),
    )
    row = activity(HOSTILE, (HOSTILE,)) | {"banner": HOSTILE + "!", "papers": [{"type": HOSTILE, "count": 2}]}
    changed = (Change(found.items[0], None, (HOSTILE,)),)
    changes = Changes(closed=changed, new=changed, worse=changed, better=changed, still=changed)
    week = Week(found, changes, "2021-10-01", found.items, (HOSTILE,))
    return Matter(found, activities=[row], week=week, pictures={HOSTILE: (b"\xff\xd8", 1, 1)}, notices=[HOSTILE])

"""The gaps over the weeks as a picture, from the frozen weeks."""

from collections.abc import Iterator, Sequence
from datetime import date

from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, Verdict
from wenming_cli.report.page.markup import Markup, el, percent
from wenming_cli.report.page.matter import WeekPoint
from wenming_cli.report.page.shade import legend

SHOWN = tuple(one for one in (Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM) if one in OPEN)
MOST_WEEKS = 53
NUMBERED = 14
"""So many bars at most have their number above them."""
TOP, BASE = 18, 140


def week_chart(weeks: Sequence[WeekPoint]) -> Markup:
    """The section: a bar a week; weeks without a report leave a gap."""
    shown = sorted(weeks, key=lambda one: one.day)[-MOST_WEEKS:]
    head = el("h2", "没齐的条目，一周一周")
    if len(shown) < 2:
        said = "只有一份周报，还比不出来；" if shown else "还没有周报；"
        return el("section", head, el("p", f"{said}wenming report --weekly 每周出一份，这里就有图。"), id="weeks")
    counts = [_open(one) for one in shown]
    first, last = shown[0], shown[-1]
    label = f"没齐的条目从{first.day}的{counts[0]}条到{last.day}的{counts[-1]}条"
    return el(
        "section",
        head,
        el("p", label + "。没有出周报的周空着。"),
        el("svg", list(_shapes(shown)), role="img", aria_label=label, height=BASE + 22),
        legend([(one.value, VERDICT_TEXT[one]) for one in SHOWN]),
        _table(shown),
        id="weeks",
    )


def _open(one: WeekPoint) -> int:
    return sum(one.by_verdict.get(verdict.value, 0) for verdict in SHOWN)


def _slots(weeks: Sequence[WeekPoint]) -> list[int]:
    """How many weeks after the first each is; two reports of one week stand side by side."""
    first = date.fromisoformat(weeks[0].day)
    slots: list[int] = []
    for one in weeks:
        slot = round((date.fromisoformat(one.day) - first).days / 7)
        slots.append(max(slot, slots[-1] + 1) if slots else slot)
    return slots


def _shapes(weeks: Sequence[WeekPoint]) -> Iterator[Markup]:
    slots = _slots(weeks)
    wide = 1 / (slots[-1] + 1)
    scale = (BASE - TOP) / max(1, *map(_open, weeks))
    yield el("line", x1="0", x2="100%", y1=BASE, y2=BASE, class_="grid")
    for slot, one in zip(slots, weeks, strict=True):
        yield el("g", el("title", _said(one)), list(_bar(one, slot * wide, wide, scale, len(weeks) <= NUMBERED)))
    for one, anchor, x in ((weeks[0], "start", "0"), (weeks[-1], "end", "100%")):
        yield el("text", _day(one), x=x, y=BASE + 16, text_anchor=anchor)


def _bar(one: WeekPoint, left: float, wide: float, scale: float, numbered: bool) -> Iterator[Markup]:
    y = float(BASE)
    for verdict in SHOWN:
        if count := one.by_verdict.get(verdict.value, 0):
            y -= count * scale
            yield el(
                "rect", x=percent(left + wide * 0.15), y=y, width=percent(wide * 0.7), height=count * scale,
                class_=f"f-{verdict.value}",
            )  # fmt: skip
    if numbered:
        yield el("text", str(_open(one)), x=percent(left + wide / 2), y=y - 4, text_anchor="middle")


def _day(one: WeekPoint) -> str:
    day = date.fromisoformat(one.day)
    return f"{day.year}年{day_words(day, day.year)}"


def _said(one: WeekPoint) -> str:
    parts = "、".join(f"{VERDICT_TEXT[verdict]}{one.by_verdict.get(verdict.value, 0)}" for verdict in SHOWN)
    return f"{one.day}：没齐{_open(one)}条（{parts}）"


def _table(weeks: Sequence[WeekPoint]) -> Markup:
    """The same as a table."""
    heads = ("周报", *(VERDICT_TEXT[one] for one in SHOWN), "合计")
    rows = (
        el(
            "tr",
            el("th", one.day, scope="row", class_="day"),
            (el("td", str(one.by_verdict.get(verdict.value, 0)), class_="n") for verdict in SHOWN),
            el("td", str(_open(one)), class_="n"),
        )
        for one in weeks
    )
    head = el("tr", (el("th", text, scope="col", class_="n" if at else None) for at, text in enumerate(heads)))
    table = el("table", el("caption", "没齐的条目"), el("thead", head), el("tbody", rows))
    return el("details", el("summary", "看成表格"), el("div", table, class_="scroll"))

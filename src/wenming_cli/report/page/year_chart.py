"""The year as a picture: how many deadlines fall on each day and how they stand, the phases, and the day judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wenming_cli.dates.words import day_words, span_words
from wenming_cli.model.criteria import Phase
from wenming_cli.model.judgement import ItemJudgement, Judgement, RequirementJudgement, Timing, Verdict
from wenming_cli.model.phases import phase_label
from wenming_cli.report.page.markup import Markup, el, percent
from wenming_cli.report.page.shade import BY_DUE, legend, shade_of_day

WIDE = 0.017
"""How much of the year's width a bar takes: six days."""
TOP, BASE, ITEM_HIGH = 34, 150, 12
"""Pixels: the highest bar's top, the ground line, the most for one item."""
ORDER = ("complete", "manual", "missing", "short", "later")


@dataclass(slots=True)
class DueDay:
    """The items that fall due on one day, by how they stand."""

    day: date
    items: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many fall due."""
        return sum(map(len, self.items.values()))

    @property
    def open(self) -> list[str]:
        """Those that still owe something."""
        return [one for shade in ("missing", "short", "later") for one in self.items.get(shade, ())]


def due_days(items: Sequence[ItemJudgement]) -> list[DueDay]:
    """All days on which something falls due, in order; an item of several occurrences has several."""
    days: dict[date, DueDay] = {}
    for item in items:
        for day, shade in _days_of(item).items():
            days.setdefault(day, DueDay(day)).items.setdefault(shade, []).append(item.id)
    return [days[day] for day in sorted(days)]


def _days_of(item: ItemJudgement) -> Mapping[date, str]:
    """The days of an item with how it stands to each: what is worst of the requirements that fall due then."""
    asked: dict[date, list[RequirementJudgement]] = {}
    for one in item.requirements:
        if one.due and not one.optional:
            asked.setdefault(date.fromisoformat(one.due), []).append(one)
    if len(asked) < 2 or item.verdict is Verdict.WAIVED:
        return {date.fromisoformat(item.due_day): shade_of_day(item.verdict, item.timing)} if item.due_day else {}
    return {day: _worst(ones) for day, ones in asked.items()}


def _worst(ones: Sequence[RequirementJudgement]) -> str:
    shades = {shade_of_day(one.verdict, one.timing) for one in ones}
    return next(one for one in ("missing", "short", "later", "manual", "complete") if one in shades)


def year_chart(judgement: Judgement, phases: Sequence[Phase]) -> Markup:
    """The section: the picture, what it means, and the same as a table."""
    year, today = judgement.year, date.fromisoformat(judgement.as_of)
    every = due_days(judgement.items)
    shown = [one for one in every if one.day.year == year]
    outside = sum(one.count for one in every) - sum(one.count for one in shown)
    inside = [one for one in phases if one.start.year <= year <= one.end.year]
    shapes = [*_phases(inside, year), *_months(), *_bars(shown), *_today(today, year)]
    undated = sum(item.timing is Timing.UNDATED for item in judgement.items)
    label = f"{year}年各天到期的条目，共{sum(one.count for one in shown)}个期限，{len(shown)}天"
    notes = [f"另有{undated}条没有期限，不在图上。"] if undated else []
    notes += [f"另有{outside}个期限不在{year}年，不在图上。"] if outside else []
    notes += [f"{day_words(today, year)}不在{year}年，图上没有今天的线。"] if today.year != year else []
    return el(
        "section",
        el("h2", f"{year}年的期限"),
        el("svg", shapes, role="img", aria_label=label, height=186),
        legend([(shade, BY_DUE[shade]) for shade in ORDER if any(shade in one.items for one in shown)]),
        [el("p", note, class_="faint small") for note in notes],
        _phase_list(inside, year),
        _table(shown, year),
        id="year",
    )


def _x(day: date) -> str:
    """Where a day stands, from the left."""
    first = date(day.year, 1, 1)
    return percent((day - first).days / (date(day.year + 1, 1, 1) - first).days)


def _left(day: date) -> str:
    """Where a bar begins that ends with its day; the first days have no room for all of it."""
    ends = (day - date(day.year - 1, 12, 31)).days / (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return percent(max(0.0, ends - WIDE))


def _share(start: date, end: date) -> str:
    """How wide the days from one to the other are, both counted."""
    return percent(((end - start).days + 1) / (date(start.year + 1, 1, 1) - date(start.year, 1, 1)).days)


def _phases(phases: Sequence[Phase], year: int) -> Iterator[Markup]:
    """The phases as bands at the top, numbered as in the list below."""
    for number, one in enumerate(phases, start=1):
        start, end = max(one.start, date(year, 1, 1)), min(one.end, date(year, 12, 31))
        yield el("rect", x=_x(start), y=0, width=_share(start, end), height=18, class_="band")
        yield el("text", str(number), x=_x(start + (end - start) / 2), y=13, text_anchor="middle")


def _phase_list(phases: Sequence[Phase], year: int) -> Markup | None:
    ones = [
        el("li", f"{phase_label(one.no, one.name)}　{span_words(one.start, one.end, year)}") for one in phases
    ]  # fmt: skip
    return el("ol", ones, class_="small") if ones else None


def _months() -> Iterator[Markup]:
    yield el("line", x1="0", x2="100%", y1=BASE, y2=BASE, class_="grid")
    for month in range(12):
        yield el("line", x1=percent(month / 12), x2=percent(month / 12), y1=TOP, y2=BASE + 6, class_="grid")
        yield el("text", f"{month + 1}", x=percent((month + 0.5) / 12), y=BASE + 18, text_anchor="middle")
    yield el("text", "月", x="100%", y=BASE + 34, text_anchor="end")


def _bars(days: Sequence[DueDay]) -> Iterator[Markup]:
    """A bar a day, its items one upon the other."""
    most = max((one.count for one in days), default=1)
    high = min(ITEM_HIGH, (BASE - TOP - 14) / most)
    for one in days:
        y, shapes = float(BASE), []
        for shade in ORDER:
            if count := len(one.items.get(shade, ())):
                y -= count * high
                shapes.append(
                    el(
                        "rect",
                        x=_left(one.day),
                        y=y,
                        width=percent(WIDE),
                        height=count * high,
                        class_=f"f-{shade} thin",
                    )
                )
        said = f"{one.day.isoformat()}：到期{one.count}条"
        said += f"，没齐{len(one.open)}条：{'、'.join(one.open)}" if one.open else "，都齐了"
        yield el("g", el("title", said), shapes)


def _today(today: date, year: int) -> Iterator[Markup]:
    if today.year == year:
        late = today > date(year, 7, 1)
        yield el("line", x1=_x(today), x2=_x(today), y1=20, y2=BASE, class_="today")
        words = f"{day_words(today, year)} ▸" if late else f"◂ {day_words(today, year)}"
        yield el("text", words, x=_x(today), y=BASE + 34, text_anchor="end" if late else "start", class_="today")


def _table(days: Sequence[DueDay], year: int) -> Markup | None:
    """The same as a table."""
    rows = [
        el(
            "tr",
            el("th", day_words(one.day, year), scope="row", class_="day"),
            el("td", str(one.count), class_="n"),
            el("td", str(len(one.open)), class_="n"),
            el("td", "、".join(one.open)),
        )
        for one in days
    ]
    if not rows:
        return None
    head = el("tr", (el("th", text, scope="col", class_=kind) for text, kind in HEADS))
    table = el("table", el("caption", "到期的天"), el("thead", head), el("tbody", rows))
    return el("details", el("summary", "看成表格"), el("div", table, class_="scroll"))


HEADS = (("日期", None), ("到期", "n"), ("没齐", "n"), ("没齐的条目", None))

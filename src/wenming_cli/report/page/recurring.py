"""What is asked for again and again: along the year by month, week or list of days; one by one by person or theme."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wenming_cli.model.judgement import OPEN, ItemJudgement, RequirementJudgement, Timing
from wenming_cli.report.findings import one_line
from wenming_cli.report.page.gaps import categories_of, owners_of
from wenming_cli.report.page.markup import Markup, el, percent
from wenming_cli.report.page.shade import SIGN, SIGN_TEXT, legend, shade_of
from wenming_cli.text import shorten

HIGH = 26
WIDE = 1 / 14
"""A field as wide as this share of the year holds a sign and a word below it, also on a telephone."""
MOST_NAMED = 60
"""So many people or themes are named one by one; of more, those that are all right are only counted."""
_MONTH, _QUARTER = re.compile(r"(\d{1,2})月"), re.compile(r"第([1-4])季度")
_LISTED = re.compile(r"第\d+次（(.+)）")
_HALVES = {"上半年": (0, 6), "下半年": (6, 12)}
Span = tuple[float, float]
"""From where to where in the year, as shares of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One occurrence in the year: where it lies, the word below it, the requirement."""

    span: Span
    word: str
    asked: RequirementJudgement

    @property
    def shade(self) -> str:
        """Its colour."""
        return shade_of(self.asked.verdict, self.asked.timing)

    @property
    def is_wide(self) -> bool:
        """Whether a sign and a word fit in."""
        return self.span[1] - self.span[0] >= WIDE


def recurring(items: Sequence[ItemJudgement]) -> Markup | None:
    """The section; None where nothing comes back."""
    lines = [
        el("li", line, data_row="recurring", data_owner=owners_of([item]), data_category=categories_of([item]))
        for item in items
        for line in _lines(item)
    ]
    if not lines:
        return None
    used = {shade_of(one.verdict, one.timing) for item in items for ones in _asked(item) for one in ones}
    return el(
        "section",
        el("h2", "按期、按人看"),
        legend([(shade, f"{sign} {SIGN_TEXT[shade]}") for shade, sign in SIGN.items() if shade in used]),
        el("ul", lines, class_="rows plain"),
        id="recurring",
        data_rows=True,
    )


def span_of(occurrence: str) -> Span | None:
    """The part of the year that a calendar period covers: 3月, 第2季度, 下半年."""
    if (match := _MONTH.fullmatch(occurrence)) and 1 <= int(match[1]) <= 12:
        return (int(match[1]) - 1) / 12, int(match[1]) / 12
    if match := _QUARTER.fullmatch(occurrence):
        return (int(match[1]) - 1) / 4, int(match[1]) / 4
    half = _HALVES.get(occurrence)
    return (half[0] / 12, half[1] / 12) if half else None


def fields_of(ones: Sequence[RequirementJudgement]) -> list[Field]:
    """The occurrences along the year; nothing where they are not parted by time.

    Periods stand where they lie in the year, the days of a list side by side.
    """
    labels = [one.occurrence or "" for one in ones]
    spans = [span for label in labels if (span := span_of(label))]
    if len(spans) == len(ones):
        return [Field(span, _period(span), one) for span, one in zip(spans, ones, strict=True)]
    days = [date.fromisoformat(one.due) for one in ones if one.due]
    if len(days) < len(ones) or not all(map(_LISTED.fullmatch, labels)) or any(a >= b for a, b in pairwise(days)):
        return []
    share = 1 / len(ones)
    words = [f"{day:%m/%d}" for day in days] if share >= WIDE else list(_months(days))
    spans = [(at * share, (at + 1) * share) for at in range(len(ones))]
    return [Field(*one) for one in zip(spans, words, ones, strict=True)]


def _months(days: Sequence[date]) -> Iterator[str]:
    """The number of the month at the first of its days, for fields that hold no more."""
    before = None
    for day in days:
        yield "" if before and before.month == day.month else f"{day.month}"
        before = day


def _period(span: Span) -> str:
    """3, 4—6月."""
    start, end = round(span[0] * 12), round(span[1] * 12)
    return f"{end}" if end - start == 1 else f"{start + 1}—{end}月"


def _asked(item: ItemJudgement) -> Iterator[list[RequirementJudgement]]:
    """The requirements of an item that come back, each with its occurrences."""
    found: dict[str, list[RequirementJudgement]] = {}
    for one in item.requirements:
        if one.occurrence:
            found.setdefault(one.id, []).append(one)
    yield from (ones for ones in found.values() if len(ones) > 1)


def _lines(item: ItemJudgement) -> Iterator[list[Markup]]:
    """A line for each requirement that comes back: which it is, then its fields or names."""
    for ones in _asked(item):
        text = shorten(one_line(item.text).rstrip("；。"), 60)
        head = el("p", el("b", item.id), f" {text}　", el("span", ones[0].name, class_="faint"))
        fields = fields_of(ones)
        yield [head, *(_strip(fields) if fields else _named(ones))]


def _strip(fields: Sequence[Field]) -> Iterator[Markup]:
    """The year as a strip; what lacks something in a field too narrow for a sign is named below."""
    said = "、".join(f"{_label(one.asked)}{SIGN_TEXT[one.shade]}" for one in fields)
    yield el("svg", (_cell(one) for one in fields), role="img", aria_label=said, height=HIGH + 16)
    lacking: dict[str, list[str]] = {}
    for one in fields:
        if not one.is_wide and _lacks(one.asked):
            lacking.setdefault(SIGN_TEXT[one.shade], []).append(_label(one.asked))
    if lacking:
        named = "；".join(f"{sign}：{'、'.join(labels)}" for sign, labels in lacking.items())
        yield el("p", named, class_="faint small")


def _label(one: RequirementJudgement) -> str:
    """What an occurrence is called, without its number: 1月4日."""
    match = _LISTED.fullmatch(one.occurrence or "")
    return match[1] if match else one.occurrence or ""


def _lacks(one: RequirementJudgement) -> bool:
    return one.verdict in OPEN and one.timing is not Timing.NOT_DUE


def _cell(one: Field) -> Markup:
    """A coloured field with its sign, below it the months or the day."""
    start, end = one.span
    said = f"{_label(one.asked)}：{SIGN_TEXT[one.shade]}"
    said += f"，{'；'.join(one.asked.missing)}" if one.asked.missing else ""
    middle = percent((start + end) / 2)
    sign = el("text", SIGN[one.shade], x=middle, y=18, text_anchor="middle", class_="on")
    x, anchor = (middle, "middle") if one.is_wide else (percent(start), "start")
    return el(
        "g",
        el("title", said),
        el(
            "rect", x=percent(start), y=0, width=percent(end - start), height=HIGH, class_=f"f-{one.shade} thin",
        ),
        sign if one.is_wide else None,
        el("text", one.word, x=x, y=HIGH + 13, text_anchor=anchor) if one.word else None,
    )  # fmt: skip


def _named(ones: Sequence[RequirementJudgement]) -> Iterator[Markup]:
    """People, themes, festivals or years one by one, each with its sign."""
    shown = ones if len(ones) <= MOST_NAMED else [one for one in ones if one.verdict in OPEN][:MOST_NAMED]
    marks = ((shade_of(one.verdict, one.timing), one) for one in shown)
    yield el(
        "p",
        [[el("span", f"{SIGN[shade]} {one.occurrence}", class_=f"badge name b-{shade}"), " "] for shade, one in marks],
    )
    if len(shown) < len(ones):
        yield el("p", f"另有{len(ones) - len(shown)}个没有列出", class_="faint small")

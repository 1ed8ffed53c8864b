"""What comes back every month, quarter or half-year, as a grid of the twelve months."""

import re
from collections.abc import Iterator, Sequence

from wenming_cli.model.judgement import ItemJudgement, RequirementJudgement
from wenming_cli.report.findings import one_line
from wenming_cli.report.page.markup import Markup, el, percent
from wenming_cli.report.page.shade import SIGN, SIGN_TEXT, legend, shade_of
from wenming_cli.text import shorten

HIGH, GAP = 26, 1
_MONTH, _QUARTER = re.compile(r"(\d{1,2})月"), re.compile(r"第([1-4])季度")
_HALVES = {"上半年": (0, 6), "下半年": (6, 12)}
Span = tuple[int, int]
"""From a month to before another, January 0."""


def month_grid(items: Sequence[ItemJudgement]) -> Markup | None:
    """The section; None where nothing comes back."""
    lines = [line for item in items for line in _lines(item)]
    if not lines:
        return None
    used = {shade_of(one.verdict, one.timing) for _, cells in lines for _, one in cells}
    return el(
        "section",
        el("h2", "按月、按季、按半年的"),
        legend([(shade, f"{sign} {SIGN_TEXT[shade]}") for shade, sign in SIGN.items() if shade in used]),
        el("ul", [el("li", el("p", label), _row(cells)) for label, cells in lines], class_="rows plain"),
        id="months",
    )


def span_of(occurrence: str | None) -> Span | None:
    """The months that an occurrence covers: 3月, 第2季度, 下半年."""
    text = occurrence or ""
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return int(match[1]) - 1, int(match[1])
    if match := _QUARTER.fullmatch(text):
        return int(match[1]) * 3 - 3, int(match[1]) * 3
    return _HALVES.get(text)


def _lines(item: ItemJudgement) -> Iterator[tuple[list[Markup | str], list[tuple[Span, RequirementJudgement]]]]:
    """A line for each requirement of an item that comes back."""
    found: dict[str, list[tuple[Span, RequirementJudgement]]] = {}
    for one in item.requirements:
        if span := span_of(one.occurrence):
            found.setdefault(one.id, []).append((span, one))
    for cells in found.values():
        if len(cells) > 1:
            text = shorten(one_line(item.text).rstrip("；。"), 60)
            yield [el("b", item.id), f" {text}　", el("span", cells[0][1].name, class_="faint")], cells


def _row(cells: Sequence[tuple[Span, RequirementJudgement]]) -> Markup:
    said = "、".join(f"{one.occurrence}{SIGN_TEXT[shade_of(one.verdict, one.timing)]}" for _, one in cells)
    return el("svg", [_cell(span, one) for span, one in cells], role="img", aria_label=said, height=HIGH + 16)


def _cell(span: Span, one: RequirementJudgement) -> Markup:
    """A coloured field with its sign, below it the months."""
    start, end = span
    shade = shade_of(one.verdict, one.timing)
    said = f"{one.occurrence}：{SIGN_TEXT[shade]}" + (f"，{'；'.join(one.missing)}" if one.missing else "")
    middle = percent((start + end) / 24)
    months = f"{end}" if end - start == 1 else f"{start + 1}—{end}月"
    return el(
        "g",
        el("title", said),
        el(
            "rect", x=percent(start / 12), y=0, width=percent((end - start) / 12), height=HIGH,
            class_=f"f-{shade} thin",
        ),
        el("text", SIGN[shade], x=middle, y=18, text_anchor="middle", class_="on"),
        el("text", months, x=middle, y=HIGH + 13, text_anchor="middle"),
    )  # fmt: skip

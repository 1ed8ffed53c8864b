"""How days and spans of days are said: 1月22日, 1月23日—2月17日; with the year where it is not the one meant."""

from datetime import date


def day_words(day: date, year: int) -> str:
    """A day of *year* without the year; any other day with it."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == year else f"{day.year}年{short}"


def span_words(start: date, end: date, year: int) -> str:
    """A span of days; one day, or the month said once, where that is all."""
    if start == end:
        return day_words(start, year)
    same = (start.year, start.month) == (end.year, end.month) == (year, start.month)
    return f"{day_words(start, year)}—{f'{end.day}日' if same else day_words(end, year)}"

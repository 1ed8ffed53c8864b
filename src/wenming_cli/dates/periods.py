"""Parts of a month, a quarter or a year, as first and last day (DESIGN, part 5; DOMAIN, part E)."""

from datetime import date

from wenming_cli.dates.festivals import month_end


def part_of_month(year: int, month: int, part: str | None) -> tuple[date, date]:
    """上旬 is the 1st to 10th, 中旬 the 11th to 20th, 下旬 the 21st to the end, 底 the last day; None the month."""
    last = month_end(year, month).day
    first, final = {
        None: (1, last), "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, last),
        "末": (21, last), "底": (last, last), "上中旬": (1, 20), "中下旬": (11, last),
    }[part]  # fmt: skip
    return date(year, month, first), date(year, month, final)


def quarter(year: int, number: int, *, end_only: bool) -> tuple[date, date]:
    """A quarter; 季末 and 季度底 are its last day."""
    end = month_end(year, number * 3)
    return (end if end_only else date(year, number * 3 - 2, 1)), end


def half(year: int, which: str) -> tuple[date, date]:
    """上半年 or 下半年."""
    first = 1 if which == "上半年" else 7
    return date(year, first, 1), month_end(year, first + 5)


def part_of_year(year: int, part: str) -> tuple[date, date]:
    """全年, 年内, 年初 (January), 年中 (June and July), 年底 (the last day)."""
    match part:
        case "年底" | "年末" | "岁末":
            return date(year, 12, 31), date(year, 12, 31)
        case "年中":
            return date(year, 6, 1), date(year, 7, 31)
        case "年初":
            return date(year, 1, 1), date(year, 1, 31)
        case _:
            return date(year, 1, 1), date(year, 12, 31)

"""Which day a content speaks for, by the order of trust of DESIGN part 6."""

import re
from dataclasses import dataclass
from datetime import date

from wenming_cli.dates.written import dates_in_name, day_in_name, month_in_name
from wenming_cli.model.evidence import Evidence
from wenming_cli.text import normalise

TRUST = ("落款", "EXIF", "水印", "相机文件名", "文件名", "正文", "图上文字", "微信文件名", "文件夹名")


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its source; *exact* is False where only the month is known (the day is then the first)."""

    day: date
    source: str
    exact: bool = True

    def __str__(self) -> str:
        shown = self.day.isoformat() if self.exact else self.day.isoformat()[:7]
        return f"{shown}（{self.source}）"


def day_of(evidence: Evidence, year: int) -> Day | None:
    """The day of a content: signature, EXIF, stamp, full date in a name, first date in the text, short date in a name.

    *year* completes names that give no year: 党组会议记录0108, 03月志愿服务, 6.5环境日.
    """
    for reading_day in _signed_or_taken(evidence):
        return reading_day
    named = _named(evidence)
    if named is not None and named.source != "微信文件名":
        return named
    short = _short(evidence, year)
    if short is not None and short.exact:
        return short
    for dated in evidence.reading.dates:
        if dated.source in ("正文", "图上文字") and len(dated.date) == 10:
            return Day(date.fromisoformat(dated.date), dated.source)
    return short or named


def _signed_or_taken(evidence: Evidence) -> list[Day]:
    """The signature date, then the EXIF date, then what a watermark camera stamped on the picture."""
    found = []
    reading = evidence.reading
    if reading.date and len(reading.date) == 10:
        found.append(Day(date.fromisoformat(reading.date), "落款"))
    if reading.exif_date:
        found.append(Day(date.fromisoformat(reading.exif_date), "EXIF"))
    found += [Day(date.fromisoformat(one.date), "水印") for one in reading.dates if one.source == "水印"][:1]
    return found


def _named(evidence: Evidence) -> Day | None:
    """A full date in one of the names; WeChat names give the day of saving and are trusted least."""
    best: Day | None = None
    for place in evidence.places:
        for written in dates_in_name(place.stem):
            if not written.exact:
                continue
            wechat = place.stem.startswith(("微信图片", "mmexport", "QQ图片", "微信截图"))
            camera = place.stem.startswith(("IMG", "DSC", "VID", "P", "wx_camera"))
            source = "微信文件名" if wechat else "相机文件名" if camera else "文件名"
            day = Day(written.day, source)
            if best is None or TRUST.index(day.source) < TRUST.index(best.source):
                best = day
    return best


def _short(evidence: Evidence, year: int) -> Day | None:
    """A day or month without a year in the file name, else in the name of the folder."""
    for place in evidence.places:
        for name, source in ((place.stem, "文件名"), *((folder, "文件夹名") for folder in place.folders[-1:])):
            day = day_in_name(name, year)
            if day is not None:
                return Day(day, source)
            month = month_in_name(name)
            if month is not None:
                return Day(date(year, month, 1), source, exact=False)
    return None


_YEAR = re.compile(r"(?<![\d〔\[(])((?:19|20)\d{2})(?:年|[-—]|度)")


def years_named(stem: str, title: str | None) -> tuple[int, ...]:
    """Years that a file name or a title names (2020年度…), those of document numbers left out."""
    return tuple(sorted({int(year) for text in (stem, title or "") for year in _YEAR.findall(normalise(text))}))

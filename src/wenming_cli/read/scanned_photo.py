"""What the words on a photo are: the banner of an event (会标), the stamp of a watermark camera, the signs around.

A banner is large text on a strongly coloured ground (white or yellow on red cloth, white on a blue screen, red lamps on
a dark display), or large text that names an event. A stamp is small text in a corner around a date or a time of day.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenming_cli.dates.written import dates_in
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.mend import mended
from wenming_cli.ocr.page import Page, Seen
from wenming_cli.read.extract import Line
from wenming_cli.read.scanned import type_size
from wenming_cli.read.scanned_ground import Ground, ground_of
from wenming_cli.read.scanned_signs import simplified

if TYPE_CHECKING:
    from PIL import Image

READABLE, SURE = 0.6, 0.85
"""Confidence from which a line is kept at all, and from which it may be called a banner or a sign."""
BANNER_HIGH, BANNER_LONG, BANNER_LETTERS = 0.014, 0.14, 4
"""A banner's letters and its length, as shares of the picture's longer side; and how many letters it has at least."""
EVENT_LONG = 0.2
JOIN_GAP, JOIN_ALIKE = 2.5, 0.6
"""Two pieces are one banner when the gap is this many heights at most and the lower is so high against the higher."""
CORNER_HIGH, CORNER_LOW = 0.14, 0.68
STAMP_LETTER = 0.05
"""A stamp's letters are lower than this share of the picture's height."""
STAMP_NEAR = 2.2
_DAY_OR_TIME = re.compile(r"(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}|(?<!\d)[0-2]?\d[:：][0-5]\d(?!\d)")
_EVENT = re.compile(r"会|活动|仪式|培训|讲座|讲堂|比赛|竞赛|典礼|论坛|动员|启动|宣讲|演练|考试|座谈|党课")
_SIGN = re.compile(
    r"(?:局|委员会|办公室|政府|厅|部|院|所|中心|委|公司|学校|中学|小学|大学|学院|协会|联合会|工会|支部|党组|党委|科|股|站|银行|集团|"
    r"馆|社区|村|镇|街道|服务队|单位|科室|党员之家|职工之家|阅览室|会议室|活动室|宣传栏|光荣榜)$"
)
_SENTENCE = re.compile(r"[，。；].*[，。；]|[，。；]$")
_LETTER = re.compile(r"[一-鿿A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class ScannedPhoto:
    """The words of a photo by their kind; *lines* are all of them, in reading order, fit for the facts."""

    lines: tuple[Line, ...]
    banner: tuple[str, ...]
    stamp: tuple[str, ...]
    stamp_dates: tuple[str, ...]
    signs: tuple[str, ...]
    confidence: float


def scanned_photo(seen: Seen) -> ScannedPhoto:
    """The banner, stamp and signs of a recognised photo."""
    page = seen.page
    stamped = _stamp(page)
    rest = [[line for line in row if line not in stamped and line.confidence >= READABLE] for row in page.rows]
    banners = [joined for row in rest for joined in _banners(row, seen.image, page)]
    of_banner = {id(piece) for pieces in banners for piece in pieces}
    others = [line for row in rest for line in row if id(line) not in of_banner]
    words = tuple(dict.fromkeys(_words(pieces) for pieces in banners))
    signs = (_words([line]) for line in others if line.confidence >= SURE)
    stamp = tuple(mended(line.text) for line in stamped)
    return ScannedPhoto(
        lines=_lines(rest, stamped, of_banner, page),
        banner=words,
        stamp=stamp,
        stamp_dates=_days(stamp),
        signs=tuple(dict.fromkeys(sign for sign in signs if len(sign) >= 4 and _SIGN.search(sign))),
        confidence=page.confidence,
    )


def _words(pieces: Sequence[TextLine]) -> str:
    """The words of some pieces, traditional characters of signs in the form that papers use."""
    return simplified(mended("".join(piece.text for piece in pieces)))


def _lines(
    rows: Iterable[Sequence[TextLine]], stamped: Sequence[TextLine], of_banner: set[int], page: Page
) -> tuple[Line, ...]:
    """All readable lines, the pieces of a banner joined; sizes in points of a picture as high as a sheet."""
    unit = 842 / max(page.size)
    lines = []
    for row in rows:
        groups: list[list[TextLine]] = []
        for line in row:
            before = groups[-1][-1] if groups else None
            both = before is not None and {id(before), id(line)} <= of_banner
            if before is not None and both and _continues(before, line):
                groups[-1].append(line)
            else:
                groups.append([line])
        lines += [Line(_words(group), size=round(max(map(type_size, group)) * unit, 1)) for group in groups]
    lines += [Line(mended(line.text), size=round(type_size(line) * unit, 1)) for line in stamped]
    return tuple(lines)


def _banners(row: Sequence[TextLine], image: "Image.Image", page: Page) -> list[list[TextLine]]:
    """The banners of a row, each of one or more pieces that stand close together."""
    groups: list[list[TextLine]] = []
    for line in row:
        if line.confidence < SURE or line.is_tall or ground_of(image, line) is Ground.PLAIN:
            continue
        if groups and _continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    groups = [group for group in groups if _is_banner(group, page, BANNER_LONG)]
    taken = {id(line) for group in groups for line in group}
    plain = [[line] for line in row if id(line) not in taken and line.confidence >= SURE and _EVENT.search(line.text)]
    return groups + [group for group in plain if _is_banner(group, page, EVENT_LONG)]


def _is_banner(group: Sequence[TextLine], page: Page, long: float) -> bool:
    """Whether some pieces are large and long enough for a banner, and no sentence of a text on the wall (入党誓词)."""
    side = max(page.size)
    text = "".join(line.text for line in group)
    high = max(map(type_size, group)) >= BANNER_HIGH * side
    wide = group[-1].right - group[0].left >= long * side
    return high and wide and len(_LETTER.findall(text)) >= BANNER_LETTERS and not _SENTENCE.search(text)


def _continues(before: TextLine, line: TextLine) -> bool:
    """Whether a piece goes on where another ends."""
    low, high = sorted((before.height, line.height))
    return low >= JOIN_ALIKE * high and -0.5 * high <= line.left - before.right <= JOIN_GAP * high


def _stamp(page: Page) -> list[TextLine]:
    """The lines of a camera's stamp: those with a date or a time in a corner, and the small ones next to them."""
    small = [
        line
        for line in page.lines
        if line.height < STAMP_LETTER * page.size[1] and line.confidence >= READABLE and _in_corner(line, page)
    ]
    seeds = [line for line in small if _is_mostly_time(line.text)]
    found = list(seeds)
    for line in small:
        if line not in found and any(_is_beside(line, seed) for seed in seeds):
            found.append(line)
    return [line for line in page.lines if line in found]


def _in_corner(line: TextLine, page: Page) -> bool:
    """Whether a line stands at the upper or lower edge and on one side of the middle."""
    width, height = page.size
    upright = line.top < height * CORNER_HIGH or line.bottom > height * CORNER_LOW
    aside = line.right < width * 0.62 or line.left > width * 0.38
    return upright and aside


def _is_mostly_time(text: str) -> bool:
    """Whether a line is a date or a time with little around it."""
    found = "".join(_DAY_OR_TIME.findall(text))
    return bool(found) and len(re.sub(r"\s|星期.|周.", "", text)) <= len(found) * 1.6 + 4


def _is_beside(line: TextLine, seed: TextLine) -> bool:
    """Whether a line belongs to the stamp around *seed*: close above or below, and level with its side."""
    gap = max(line.top - seed.bottom, seed.top - line.bottom)
    level = min(abs(line.left - seed.left), abs(line.right - seed.right)) < 3 * seed.height
    return gap < STAMP_NEAR * seed.height and level and line.height > 0.4 * seed.height


def _days(stamp: Sequence[str]) -> tuple[str, ...]:
    """The whole days in a stamp, ISO."""
    found = (written.day.isoformat() for text in stamp for written in dates_in(text) if written.exact)
    return tuple(dict.fromkeys(found))

"""Dates as Chinese papers, file names and stamps write them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "Ｏ": "0"}
_FIGURES = "零〇○一二三四五六七八九"
_SMALL = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[零〇○一二三四五六七八九]{1,2})"
"""A Chinese numeral below a hundred: 五, 十五, 二十一, 廿五, 三〇."""
_TENS = re.compile(rf"(?<![{_FIGURES}十廿卅])({_SMALL})(?=月|日|号|季度|个月)")
_DASH = re.compile(r"[—–－~～〜─]+|--+")
_YEAR = rf"(?P<year>[12]\d{{3}}|[{_FIGURES}]{{4}})"
_WRITTEN = re.compile(_YEAR + rf"年(?P<month>\d{{1,2}}|{_SMALL})月(?:(?P<day>\d{{1,2}}|{_SMALL})(?:日|号))?")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?P<mark>[-./·–—−]) ?(?P<month>\d{1,2})(?P=mark) ?(?P<day>\d{1,2})(?![\d])"
)
_DAY = r"(?P<year>(?:19|20)\d{2})(?P<gap>_?)(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
_IN_NAMES = (
    re.compile(rf"(?<!\d){_DAY}(?=(?:{_CLOCK})?(?![\d号]))"),
    # several in one second: 微信图片_202103301651461, image-20210330165146077
    re.compile(rf"(?:图片|截图|截屏|IMG|[Ii]mage|retouch)[_ -]?{_DAY}(?={_CLOCK}\d{{1,3}}(?!\d))"),
    re.compile(r"CamScanner (?P<month>\d{2})-(?P<day>\d{2})-(?P<year>20\d{2})(?!\d)"),
)
_UTC = re.compile(rf"PXL_(?P<stamp>\d{{8}}_{_CLOCK})")
"""The camera of Google phones names by UTC; all others by the clock on the wall."""
_EPOCH = re.compile(
    r"(?:mmexport(?:[0-9a-f]{32}_)?|wx_camera_|MTXX_\w*?|microMsg\.|photo_take_|(?:IMG|Image|image|VID|video)_)"
    r"(?P<ms>1\d{12})(?!\d)"
    r"|(?:Camera_XHS_|xhs_live_photo_)(?P<red>1\d{12})(?:(?!\d)|(?=1040g))"
    r"|企业微信截图_(?P<work>1\d{12})\d?(?!\d)"
)
"""Programmes that name by milliseconds since 1970; 小红书 puts the picture's own key behind, 企业微信 a tenth."""
_NUMBERS = re.compile(
    r"hdImg_\w+|(?<![0-9A-Za-z])(?:[0-9a-f]{20,}|[0-9A-F]{20,})(?![0-9A-Za-z])"
    r"|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|(?<!\d)(?:0\d{2,3}[- ]\d{7,8}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx])(?!\d)"
    r"|(?:编号|订单号?|单号|票号|流水号|电话|传真|(?<![A-Za-z])N[Oo]\.?)[:： _-]?\d+"
)
"""What only looks like a day: checksums and other keys, telephone and 身份证 numbers, numbers that are called so."""
_CHINA = timedelta(hours=8)
_SHORT = re.compile(r"(?<!\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_MONTH = re.compile(r"(?<![\d年])(?P<month>1[0-2]|0?[1-9])月(?!\d)")


_ZERO = re.compile(rf"(?<=[{_FIGURES}])[OoОΟ◯⚪0]{{1,2}}(?=[{_FIGURES}OoОΟ◯⚪0]{{0,2}}[ \t]*年)")
"""What is typed for the 〇 of a year: 二OO七年, 二0二一年."""
_SPACED = re.compile(rf"(?<!\d)[\d{_FIGURES}](?:[ \t]+[\d{_FIGURES}]){{3}}(?=[ \t]*年)")
_GAP = re.compile(rf"(?<=[\d{_FIGURES}十廿卅])[ \t]+(?=[年月日])|(?<=[年月])[ \t]+(?=[\d{_FIGURES}十廿卅])")


@dataclass(frozen=True, slots=True)
class Written:
    """A full date found in a text, where it stands there, and the words that say it."""

    day: date
    at: int
    words: str
    exact: bool = True  # False when only year and month are written; *day* is then the first


def plain_digits(text: str) -> str:
    """Fold width, dashes and Chinese numerals before 月, 日, 季度: 三月底 → 3月底, 元月 → 1月."""
    text = unicodedata.normalize("NFKC", text).replace("ー", "一").replace("元月", "1月").replace(" ", "")
    text = re.sub(r"\s+", "", text)
    text = _DASH.sub("-", text)
    return _TENS.sub(lambda match: str(_number(match[1])), text)


def numeral(text: str) -> int:
    """A whole number below a hundred, in Arabic digits or as a Chinese numeral: 32, 三十二."""
    return int(text) if text.isdecimal() else _number(text)


def _number(text: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, mark, ones = text.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not mark:
        return int("".join(_DIGITS[char] for char in text))
    return (int(_DIGITS[tens[-1]]) if tens else 1) * 10 + (int(_DIGITS[ones[0]]) if ones else 0)


def _digits(text: str) -> int:
    """A year, month or day in Arabic digits or Chinese numerals."""
    if text.isascii() and text.isdigit():
        return int(text)
    return int("".join(_DIGITS[char] for char in text)) if len(text) == 4 else _number(text)


def dates_in(text: str) -> Iterator[Written]:
    """Every full date of *text*: 2021年3月5日, 二〇二一年三月五日, 2021.3.5, 2021-03-05, ２０２１年３月."""
    folded = unicodedata.normalize("NFKC", text).replace("ー", "一").replace("元月", "1月")
    folded = _ZERO.sub(lambda match: "〇" * len(match[0]), folded)
    folded = _SPACED.sub(lambda match: re.sub(r"\s", "", match[0]), folded)
    folded = _GAP.sub("", folded)
    for pattern in (_WRITTEN, _DOTTED):
        for match in pattern.finditer(folded):
            found = match.groupdict()
            day = _checked(
                _digits(found["year"]), _digits(found["month"]), _digits(found["day"]) if found["day"] else 1
            )
            if day is not None:
                yield Written(day, match.start(), match[0], bool(found["day"]))


def _checked(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day or the year is no year of an archive."""
    if not 1949 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in_name(name: str) -> Iterator[Written]:
    """Full dates in a file name, those of WeChat, screenshot and camera names included, as days in China (UTC+8).

    微信图片_20210330165146.jpg and IMG_20210305_101010.jpg carry the day as eight digits, mmexport1614912345678.jpg
    milliseconds since 1970, PXL_20210330_170000123.jpg the time of Greenwich.
    """
    yield from dates_in(name)
    name = _NUMBERS.sub(lambda match: " " * len(match[0]), name)
    for match in _UTC.finditer(name):
        try:
            moment = datetime.strptime(match["stamp"], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        yield Written((moment + _CHINA).date(), match.start(), match[0])
    name = _UTC.sub(lambda match: " " * len(match[0]), name)
    for match in (match for pattern in _IN_NAMES for match in pattern.finditer(name)):
        day = _checked(int(match["year"]), int(match["month"]), int(match["day"]))
        if day is not None:
            yield Written(day, match.start(), match[0])
    for match in _EPOCH.finditer(name):
        moment = datetime.fromtimestamp(int(match[match.lastgroup or "ms"]) / 1000, UTC) + _CHINA
        yield Written(moment.date(), match.start(), match[0])


def day_in_name(name: str, year: int) -> date | None:
    """A day that a file name gives without its year: 党组会议记录0108, 3月5日学雷锋, 6.5环境日."""
    folded = unicodedata.normalize("NFKC", name)
    for match in (*_MONTH_DAY.finditer(folded), *_SHORT.finditer(folded)):
        day = _checked(year, int(match["month"]), int(match["day"]))
        if day is not None:
            return day
    return None


def month_in_name(name: str) -> int | None:
    """A month that a file name gives alone: 03月志愿服务_1.jpg, 微信群截图_10月.png."""
    match = _MONTH.search(unicodedata.normalize("NFKC", name))
    return int(match["month"]) if match else None

"""Certificates and plaques on photos: told by the words that only they bear, and by a day in Chinese numerals.

Stamps of cameras and banners write days in figures; the lines at the foot of a plaque (授予机关 and the day in words,
二〇二〇年四月) are what photos of events hardly ever show.
"""

import re
from collections.abc import Sequence

from wenming_cli.dates.written import Written
from wenming_cli.read.extract import Line
from wenming_cli.read.signed import alone

CERTIFICATE, PLAQUE = "证书", "奖牌"
_NAMED = re.compile(r"(?:荣\s*誉|获\s*奖|优\s*秀\s*.{0,6}|结\s*业|聘\s*任|资\s*格)?\s*(?:证\s*书|奖\s*状|聘\s*书)")
_AWARDED = re.compile(
    r"(?:被|特)?(?:授予|评为|评选为|荣获|荣膺).{2,40}|.{0,40}(?:荣誉)?称号|特发此证.{0,4}|以资鼓励.{0,2}"
)
_HONOUR = re.compile(
    r".{0,20}(?:先进|文明|示范|模范|优秀|最佳|标兵|达标|合格|平安|卫生|园林|节约型|诚信|星级).{0,8}"
    r"(?:单位|集体|个人|机关|窗口|校园|社区|村|家庭|标兵|工作者|党支部|组织|岗|号|站|户|基地)"
)
_NUMERALS = re.compile(r"[〇○零一二三四五六七八九十]{4}\s*年")


def award(lines: Sequence[Line]) -> tuple[str, Written | None] | None:
    """The type of award that the words on a photo make it, and the day it bears; None where it is no award."""
    texts = [re.sub(r"\s", "", line.text) for line in lines]
    day = _day(texts)
    if any(_NAMED.fullmatch(text) for text in texts):
        return CERTIFICATE, day
    awarded = any(_AWARDED.fullmatch(text) for text in texts)
    honoured = awarded or any(_HONOUR.fullmatch(text) for text in texts)
    return (CERTIFICATE if awarded else PLAQUE, day) if day is not None and honoured else None


def _day(texts: Sequence[str]) -> Written | None:
    """The last day or month alone on a line, in Chinese numerals."""
    for text in reversed(texts):
        if _NUMERALS.search(text):
            found = alone(text) or alone(text, exact=False)
            if found is not None:
                return found
    return None

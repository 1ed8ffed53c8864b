"""Mend what engines regularly misread and a rule of the language decides; nothing is guessed."""

import re

_FIGURES = "〇零一二三四五六七八九"
_YEAR = re.compile(rf"(?<![\d{_FIGURES}])[一二][{_FIGURES}0OoＯ○]{{3}}(?=年)")
_ZERO = str.maketrans(dict.fromkeys("0OoＯ○", "〇"))
_GAP = re.compile(r"(?<=[一-鿿〇，。；：、）》”]) +(?=[一-鿿〇（《“])")
_DUST = re.compile(
    r"^[.·・]+\s*(?=[一-鿿〇（《“])|(?<=[一-鿿])[.·・]+$|(?<=[一-鿿，。；：、])\.(?=[一-鿿〔（《“])|(?<=〕)[.·](?=\d)"
)
_OPEN, _CLOSE, _LIKE_ONE = r"〔\[［【（(﹝", r"〕\]］】）)﹞", r"IlJjL|「」『』{}<>"
_PAIRS = ("〔〕", "[]", "［］", "【】", "（）", "()", "﹝﹞")
_NUMBER = re.compile(
    rf"(?<=[一-鿿])(?P<open>[{_OPEN}{_LIKE_ONE}])\s*(?P<year>(?:19|20)\d\d)\s*(?P<close>[{_CLOSE}{_LIKE_ONE}])\s*(?=第?\d{{1,4}}\s*号)"
)


def mended(text: str) -> str:
    """The line without gaps and dust in Chinese, its year figures (二0二一年 → 二〇二一年) and its 文号 set right.

    Of a 文号 only brackets that are no pair are mended: one was taken for a letter (青审发〔2021J7号) or for its like
    (青审发〔2021]7号). A pair stays as it is read, be it the right one or not.
    """
    text = _DUST.sub("", _GAP.sub("", text.strip()))
    text = _YEAR.sub(lambda year: year[0].translate(_ZERO), text)
    return _NUMBER.sub(_brackets, text)


def _brackets(found: re.Match[str]) -> str:
    """The year of a 文号 with a bracket on both sides."""
    pair = found["open"] + found["close"]
    return found[0] if pair in _PAIRS else f"〔{found['year']}〕"

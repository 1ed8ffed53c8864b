"""发文字号: the number of an official paper, in right and in wrong brackets (GB/T 9704-2012, 7.2.5)."""

import re

NUMBER = re.compile(
    r"(?P<organ>[一-鿿A-Za-z]{1,20}?)\s*(?P<open>[〔\[［【（(﹝〈<《{〖])\s*(?P<year>(?:19|20)\d{2})\s*(?P<close>[〕\]］】）)﹞〉>》}〗])"
    r"\s*(?P<word>第)?\s*(?P<serial>\d{1,5})\s*号"
)
_BESIDE = re.compile(r"签发人[：:]?.{0,12}|(?:发文)?[文字]号[：:]|[(（]?\s*[)）]?|第?\d*[号期]?")
"""What may stand on the line of a number."""
_STOP = re.compile(r".*?(?=[一-鿿A-Za-z]{1,20}$)")


def find_number(lines: list[str]) -> str | None:
    """The paper's own number: alone on one of its first lines (a 签发人 or the label 文号： may stand beside it).

    A number inside a sentence or behind 根据 is another paper's and is not taken.
    """
    for text in lines:
        match = NUMBER.search(text)
        if match is None:
            continue
        around = (text[: match.start()] + text[match.end() :]).strip(" \t　()（）[]〔〕")
        if not around or _BESIDE.fullmatch(around):
            return re.sub(r"\s+", "", match[0])
    return None


def same_number(number: str) -> str:
    """A number in the one form that compares: 青审发[2021]03号 and 青审发〔2021〕3号 are the same."""
    match = NUMBER.fullmatch(re.sub(r"\s+", "", number))
    return f"{match['organ']}〔{match['year']}〕{int(match['serial'])}号" if match else number


def wrong_form(number: str) -> str | None:
    """What GB/T 9704-2012 says against the form of a number, or None."""
    match = NUMBER.fullmatch(number)
    if match is None:
        return None
    faults = []
    if match["open"] != "〔" or match["close"] != "〕":
        faults.append("年份要用六角括号〔〕")
    if match["word"]:
        faults.append("不加“第”字")
    if match["serial"].startswith("0"):
        faults.append("序号不编虚位")
    return "，".join(faults) or None

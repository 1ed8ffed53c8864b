"""Personal data and secrecy marks in a text: counted and masked, never kept (RELIABILITY, part 6).

身份证: GB 11643-1999 (checksum, date, province). 银行卡: ISO/IEC 7812-1 (Luhn). 密级: 保密法 and 国家秘密定密管理规定,
the star is the mark. Text is folded first, as NFKC would; every pattern runs in linear time.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

ID, PHONE, CARD, ADDRESS = "身份证号", "手机号", "银行卡号", "家庭住址"
NEAR = 30
"""Characters around a number within which a word says what it is."""
_RUN = re.compile(r"[0-9+][0-9 -]{9,}[Xx]?")
_ID = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?((?:18|19|20)\d\d)[ -]?(\d\d)[ -]?(\d\d)[ -]?(\d{3}[\dXx])(?![0-9A-Za-z])"
)
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z.])(?:\d{4}[ -]){3}\d{4}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])|(?<![0-9A-Za-z.])\d{16,19}(?![0-9A-Za-z])"
)
_CARD_WORD = re.compile(
    r"卡\s*号|账\s*[号户]|帐\s*[号户]|银行|开户|储蓄|借记|农行|工行|建行|中行|交行|邮储|信用社|农商行|社保卡|工资卡"
)
_ID_WORD = re.compile(r"身\s*份\s*证|公民身份|证件号|居民")
_SERIAL_WORD = re.compile(r"编\s*号|单\s*号|订单|流水|序列号|票号|发票|档号|条码")
_ADDRESS = re.compile(
    r"(?:家庭(?:详细)?[住地]址|户籍(?:所在)?地址?|现\s*住\s*址|现居住地|居住地址|住\s*址)[:\s]{0,4}"
    r"(?P<place>[^\s,，。;；|]{0,30}?[省市区县州镇乡村][^\s,，。;；|]{0,40}?\d[^\s,，。;；|]{0,24}[号室栋元组])"
)
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CARD_STARTS = ("62", "3", "4", "5", "60", "81", "6")
_SECRET = re.compile(
    r"(绝\s?密|机\s?密|秘\s?密)\s{0,3}[★☆✩⋆*＊](?:\s{0,3}(?:长期|\d{1,3}\s{0,2}[年月天]|[〇一二三四五六七八九十]{1,4}[年月]|\d{4}[年.-]))?"
)
_SECRET_BARE = re.compile(r"^\s*(?:绝\s?密|机\s?密|秘\s?密)\s{0,4}(?:\d{1,2}\s?年|长期)?\s*$")
_INTERNAL = re.compile(r"^[\s【\[((]*(内部(?:资料|文件|使用|传阅|刊物)|内部\s?[★☆*]|工作秘密|注意保存)")
_TOP_LINES = 5
_FOLDS = (
    *((chr(ord(plain) + 0xFEE0), plain) for plain in "0123456789Xx+-:"),
    *(("\u3000", " "), ("\xa0", " "), ("—", "-"), ("–", "-")),
)
_ODD_DIGITS = re.compile("[\U0001d7ce-\U0001d7ff⁰-₉]")


@dataclass(frozen=True, slots=True)
class Found:
    """A personal datum in a folded text: what it is, and where."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A secrecy mark: its words, and how sure it is (mark: stop; ask: a person must look; internal: warn)."""

    words: str
    kind: str


def folded(text: str) -> str:
    """The text as the patterns read it: full-width figures and signs made plain.

    That is all of NFKC that the patterns need, at a hundredth of its cost; odder figures get the whole of it.
    """
    if _ODD_DIGITS.search(text):
        return unicodedata.normalize("NFKC", text)
    for wide, plain in _FOLDS:
        text = text.replace(wide, plain)
    return text


def personal_counts(text: str) -> dict[str, int]:
    """How many different personal data of each kind a text holds."""
    text = folded(text)
    seen: dict[str, set[str]] = {}
    for one in found_in(text):
        seen.setdefault(one.kind, set()).add(re.sub(r"[ +-]", "", text[one.start : one.end]).upper()[-19:])
    return {kind: len(seen[kind]) for kind in (ID, PHONE, CARD, ADDRESS) if kind in seen}


def found_in(text: str) -> Iterator[Found]:
    """The personal data in a *folded* text, in order within each kind."""
    for run in _RUN.finditer(text):
        yield from _numbers(text, run.start(), run.end() + 1)
    for match in _ADDRESS.finditer(text):
        yield Found(ADDRESS, match.start("place"), match.end("place"))


def _numbers(text: str, start: int, end: int) -> Iterator[Found]:
    """The numbers in a run of digits, spaces and dashes; the patterns see its neighbours too."""
    taken: list[tuple[int, int]] = []

    def free(match: "re.Match[str]") -> bool:
        return all(match.end() <= one or two <= match.start() for one, two in taken)

    for match in _ID.finditer(text, start, end):
        if is_id("".join(match.groups())) and not _is_serial(text, match):
            taken.append(match.span())
            yield Found(ID, match.start(), match.end())
    for match in _CARD.finditer(text, start, end):
        whole = text[match.end() : match.end() + 1] != "." and free(match)
        if whole and is_card(match[0]) and _CARD_WORD.search(_around(text, match)):
            taken.append(match.span())
            yield Found(CARD, match.start(), match.end())
    for match in _PHONE.finditer(text, start, end):
        if free(match):
            yield Found(PHONE, match.start(), match.end())


def _around(text: str, match: "re.Match[str]") -> str:
    return text[max(match.start() - NEAR, 0) : match.start()] + "|" + text[match.end() : match.end() + NEAR]


def _is_serial(text: str, match: "re.Match[str]") -> bool:
    """Whether the words before a number name a serial number and no identity card."""
    before = text[max(match.start() - NEAR, 0) : match.start()]
    return _SERIAL_WORD.search(before) is not None and _ID_WORD.search(before) is None


def is_id(number: str) -> bool:
    """Whether 18 characters are a Chinese identity number: province, date of birth, check character."""
    number = number.upper()
    if number[:2] not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return 1850 <= born.year <= 2099 and _CHECKS[total % 11] == number[17]


def is_card(number: str) -> bool:
    """Whether digits are a bank card's: 16 to 19, a known prefix, the check digit of Luhn."""
    digits = [int(char) for char in number if char.isdigit()]
    if not 16 <= len(digits) <= 19 or not "".join(map(str, digits)).startswith(_CARD_STARTS):
        return False
    doubled = [digit if at % 2 == 0 else digit * 2 - 9 * (digit > 4) for at, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def masked(text: str) -> str:
    """The text with personal data made unreadable: 110***********002X, 138****8000, the last four of a card."""
    plain = folded(text)
    return _covered(plain, plain)


def masked_in_place(text: str) -> str:
    """The same, with all else as it was written: for texts that people read, full-width marks and all."""
    plain = folded(text)
    return _covered(text if len(plain) == len(text) else plain, plain)


def _covered(text: str, plain: str) -> str:
    """*text* with masks where *plain*, its folded form of the same length, holds personal data."""
    pieces, at = [], 0
    for one in sorted(found_in(plain), key=lambda one: one.start):
        if one.start >= at:
            pieces += [text[at : one.start], _mask(plain[one.start : one.end], one.kind)]
            at = one.end
    return "".join([*pieces, text[at:]])


def _mask(words: str, kind: str) -> str:
    """The masked form of one datum."""
    if kind == ADDRESS:
        return words[:3] + "***"
    bare = re.sub(r"[ +-]", "", words)
    if kind == ID:
        return f"{bare[:3]}{'*' * (len(bare) - 7)}{bare[-4:]}"
    if kind == PHONE:
        return f"{bare[-11:-8]}****{bare[-4:]}"
    return f"{'*' * (len(bare) - 4)}{bare[-4:]}"


def secrecy_mark(lines: Iterator[str] | list[str]) -> Mark | None:
    """The highest mark of a text: 密级 with its star anywhere; on top also the bare word, and 内部."""
    order = {"绝密": 0, "机密": 1, "秘密": 2}
    best: Mark | None = None
    asked: Mark | None = None
    for number, line in enumerate(lines):
        line = unicodedata.normalize("NFKC", line[:2_000]) if number < _TOP_LINES * 2 else line
        for match in _SECRET.finditer(line):
            mark = Mark(match[0].strip(), "mark")
            if best is None or order[_level(mark)] < order[_level(best)]:
                best = mark
        if number < _TOP_LINES and asked is None and _SECRET_BARE.match(line):
            asked = Mark(line.strip(), "ask")
        elif number < _TOP_LINES * 2 and asked is None and (internal := _INTERNAL.match(line)):
            asked = Mark(internal[1], "internal")
    return best or asked


def _level(mark: Mark) -> str:
    return re.sub(r"\s", "", mark.words)[:2]

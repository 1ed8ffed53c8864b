"""Names that every system accepts: boxes, item folders, papers (DA/T 22-2015: 件号 run within a box)."""

import re
import unicodedata

from wenming_cli.model.record import STANDS_FOR, Record

PATH_MOST = 150
"""The longest path below 资料盒; Windows stops at 260 with everything above it."""
NAME_MOST, NAME_BYTES = 100, 240
BOX_MOST, ITEM_MOST = 40, 36
TITLE_MOST = 16

_NEVER = re.compile(
    '[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
_SUFFIX = re.compile("[0-9A-Za-z]{1,16}")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】|〔[^〔〕]*〕|\[[^\[\]]*\]")
_LOOSE = re.compile(r"[（）()【】〔〕\[\]]")
_OPENING = re.compile(r"^(?:提供|本单位|单位|的|\s)+")
_CLAUSE = re.compile(r"[；;。：:\n]")
_TRAILING = "、，,：:；;。和及与的或 　—-"
_PAIRS = (("“", "”"), ("《", "》"), ("‘", "’"))


def safe_name(name: str, most: int = NAME_MOST) -> str:
    """*name* as every system takes it: NFC, no forbidden character, no device name, not too long.

    At most *most* UTF-16 units and NAME_BYTES bytes of UTF-8; the suffix is kept. Safe names come back unchanged.
    """
    clean = _NEVER.sub("_", unicodedata.normalize("NFC", name)).strip(" ").rstrip(" .")
    stem, suffix = split_suffix(clean)
    if stem.split(".")[0].rstrip(" ").upper() in _RESERVED:
        stem = f"_{stem}"
    return fitted(stem, suffix, most) or "未命名"


def split_suffix(name: str) -> tuple[str, str]:
    """The stem and the suffix with its dot; a name that starts with its only dot has no suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem.strip(". ") or not _SUFFIX.fullmatch(suffix):
        return name, ""
    return stem, dot + suffix


def fitted(stem: str, suffix: str, most: int = NAME_MOST) -> str:
    """*stem* cut so that it and *suffix* stay within *most* UTF-16 units and NAME_BYTES bytes."""
    while stem and (units(stem + suffix) > most or len((stem + suffix).encode()) > NAME_BYTES):
        stem = stem[:-1]
    return stem.rstrip(" ." if not suffix else " ") + suffix


def units(text: str) -> int:
    """The length as Windows counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def free_name(name: str, taken: set[str], mark: str = "", most: int = NAME_MOST) -> str:
    """*name*, with *mark* before its suffix and a number where that is taken; adds it to *taken*.

    Names are the same when they differ in case only, as Windows and macOS see it.
    """
    if not mark and name.casefold() not in taken:
        taken.add(name.casefold())
        return name
    stem, suffix = split_suffix(name)
    tails = [mark, *(f"{mark} ({count})" for count in range(2, len(taken) + 3))]
    names = (fitted(stem, tail + suffix, most) for tail in tails)
    free = next(one for one in names if one.casefold() not in taken)
    taken.add(free.casefold())
    return free


def box_label(number: int, part: int = 0, parts: int = 0) -> str:
    """第01盒; 第03盒（1/2） for a binder of a box that is split."""
    return f"第{number:02d}盒" + (f"（{part}/{parts}）" if parts else "")


def piece_label(number: int, last: int) -> str:
    """件号: 003; wider when the box holds more than 999."""
    return str(number).zfill(max(3, len(str(last))))


def box_folder(number: int, title: str, part: int = 0) -> str:
    """第01盒 1.1 干部队伍建设; 第03盒（1） … for the first binder of a box that is split."""
    return safe_name(f"{box_label(number)}{f'（{part}）' if part else ''} {title}", BOX_MOST)


def item_folder(ident: str, text: str, taken: set[str]) -> str:
    """1.1.1 理论学习制度: the id and a short title; never one of *taken*, to which it is added."""
    return free_name(safe_name(f"{ident} {short_title(text)}", ITEM_MOST), taken, most=ITEM_MOST)


def paper_name(piece: str, name: str, above: str) -> str:
    """003 原名.pdf, short enough that with the folders *above* it the whole path fits PATH_MOST."""
    return safe_name(f"{piece} {name.strip()}", min(NAME_MOST, PATH_MOST - units(above) - 1))


def slip_name(piece: str, record: Record, above: str) -> str:
    """004 纸质件 党组会议记录.docx: the sheet that stands for a paper in the cabinet, or for a page on the net."""
    title = " ".join((record.title or bare_address(record.url or "")).split())
    return paper_name(piece, f"{STANDS_FOR[record.do]} {title.rstrip('.')}.docx", above)


def bare_address(url: str) -> str:
    """An address without its scheme: example.cn/news/7."""
    return url.partition("://")[2].rstrip("/") or url


def short_title(text: str) -> str:
    """What an item asks for in at most TITLE_MOST characters, cut from its text."""
    bare = text
    while (fewer := _BRACKETED.sub("", bare)) != bare:
        bare = fewer
    clause = next((part for part in _CLAUSE.split(_LOOSE.sub("", bare)) if part.strip()), "")
    return _cut(_OPENING.sub("", clause)).strip(_TRAILING)


def _cut(text: str) -> str:
    """At most TITLE_MOST characters, up to a comma where one is near, no quotation left open."""
    if len(text) <= TITLE_MOST:
        return _closed(text)
    cut = text[:TITLE_MOST]
    comma = max(cut.rfind("，"), cut.rfind("、"))
    return _closed(cut[:comma] if comma >= TITLE_MOST // 3 else cut)


def _closed(text: str) -> str:
    """*text* without a quotation that the cut left open."""
    for opening, closing in _PAIRS:
        at = text.rfind(opening)
        if at > text.rfind(closing):
            text = text[:at] if at >= TITLE_MOST // 4 else text[:at] + text[at + 1 :]
    return text

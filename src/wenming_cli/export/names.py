"""Names that portals accept: a number in front, no blanks, no signs of ASCII but . - _, short."""

import re
import unicodedata

FOLDER_MOST, FILE_MOST = 40, 60
"""Characters of a folder's and of a file's name; portals cut or refuse long ones."""
REPORT = {"chinese": "说明报告", "ascii": "report"}
NOTE = {"chinese": "交付清单", "ascii": "delivery-note"}

_REFUSED = re.compile(r"[^\w（）〔〕《》【】、，。；：“”‘’·—.-]+")
_UNDERSCORES = re.compile("_{2,}")
_SUFFIX = re.compile("[0-9a-z]{1,8}")


def folder_name(at: int, last: int, ident: str, title: str, style: str) -> str:
    """01-1.1.1-理论学习制度: the place in the table of *last* rows, the id, a short title; 01-1.1.1 in ASCII."""
    return _joined(numbered(at, last), ident, title, style, FOLDER_MOST)


def file_stem(at: int, last: int, stem: str, style: str) -> str:
    """03-青审发〔2021〕7号_理论学习制度: the number in filing order and the name of the original; 03 in ASCII."""
    return _joined(numbered(at, last), "", stem, style, FILE_MOST)


def numbered(at: int, last: int) -> str:
    """07; wider where there are more than 99."""
    return str(at).zfill(max(2, len(str(last))))


def suffix_of(name: str) -> str:
    """The suffix in small letters with its dot; empty where there is none that a portal would take for one."""
    _, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and _SUFFIX.fullmatch(suffix.lower()) else ""


def stem_of(name: str) -> str:
    """The name without what `suffix_of` finds."""
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix else name


def _joined(number: str, ident: str, words: str, style: str, most: int) -> str:
    parts = [number, _plain(ident, style), "" if style == "ascii" else _plain(words, style)]
    return "-".join(part for part in parts if part)[:most].rstrip("-_. ")


def _plain(text: str, style: str) -> str:
    """Letters, figures and Chinese punctuation; everything else is an underscore."""
    text = _REFUSED.sub("_", unicodedata.normalize("NFC", text))
    text = text.encode("ascii", "ignore").decode() if style == "ascii" else text
    return _UNDERSCORES.sub("_", text).strip("-_. ")

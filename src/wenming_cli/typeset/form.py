"""待确认表 as a value: questions with a cell for each answer, before it is a workbook that people fill in."""

from dataclasses import dataclass

NONE_OF_THEM, IGNORE, LATER = "都不是", "忽略", "以后再说"
HEAD, FILE = "组", "件"

NUMBER, PICTURE, NAME, OPEN, DAY = "序号", "缩略图", "文件", "原件", "日期"
PROPOSAL, DOUBT = "系统建议", "依据、为什么拿不准"
ANSWER, OTHER, NOTE = "答案", "其他条目", "备注"
KEY, GROUP, KIND, SHA256, PATH, OFFERED, STAMP = (
    "wenming:序号",
    "wenming:组",
    "wenming:行",
    "wenming:内容",
    "wenming:路径",
    "wenming:候选",
    "wenming:印",
)
"""Heads of the hidden columns; reading back finds every column by its head, wherever it stands."""
HIDDEN = (KEY, GROUP, KIND, SHA256, PATH, OFFERED, STAMP)
FILLED_IN = (ANSWER, OTHER, NOTE)

LONGEST_LIST = 255
"""Characters that a list of choices may have in a workbook."""
HOW, ITEMS = "说明", "条目"


@dataclass(frozen=True, slots=True)
class Choice:
    """An item that may be chosen, with a few words of its text."""

    item: str
    words: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A question: of a group of files (*kind* 组), or of one file (件) with its content and the link to it.

    *offered* are the items that the proposal names: those that 都不是 turns down.
    """

    key: str
    group: str
    kind: str
    name: str
    day: str
    proposal: str
    doubt: str
    offered: tuple[Choice, ...] = ()
    sha256: str = ""
    path: str = ""
    link: str | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet of questions: its tab, the line below the title, and the rows."""

    name: str
    below: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its text and the ids of its requirements, for looking up."""

    item: str
    heading: str
    text: str
    requirements: str


@dataclass(frozen=True, slots=True)
class Form:
    """The whole workbook: what stands on every sheet, and how it is filled in."""

    title: str
    stamp: str
    sheets: tuple[FormSheet, ...]
    items: tuple[ItemLine, ...]
    how: tuple[str, ...]


def choices(row: FormRow) -> tuple[str, ...]:
    """The entries of a row's list: items with words where they fit, bare ids where not, then what else one may say."""
    said = ((NONE_OF_THEM,) if row.offered else ()) + (IGNORE, LATER)
    worded = tuple(f"{one.item} {_listable(one.words)}" for one in row.offered)
    bare = tuple(_listable(one.item) for one in row.offered)
    for items in (worded, bare):
        if _fits((*items, *said)):
            return (*items, *said)
    while not _fits((*bare, *said)):
        bare = bare[:-1]
    return (*bare, *said)


def _fits(entries: tuple[str, ...]) -> bool:
    return len(",".join(entries).encode("utf-16-le")) // 2 <= LONGEST_LIST


def _listable(text: str) -> str:
    """Words that do not break a list, whose entries stand between commas in quotation marks."""
    return text.replace(",", "，").replace('"', "”").strip()

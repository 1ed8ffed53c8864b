"""编号.tsv: the journal of numbers as text, read back letter for letter, and what old boxes without one tell."""

import re
from collections.abc import Iterable, Mapping

from wenming_cli.box.selection import number_of, part_of
from wenming_cli.model.filed import Filed, FiledState, Journal, Reprint
from wenming_cli.model.record import STANDS_FOR
from wenming_cli.text import showable

NAME = "编号.tsv"
COLUMNS = ("盒号", "分册", "条目", "件号", "状态", "内容", "题名", "要求", "原件", "次", "日期", "说明", "页号", "版")
REPRINT = "重印"
"""The word in place of a state in the rows that name sheets to print anew."""

_PIECE = re.compile(r"\d{3,}(?:-\d+)?")
_PAGES = re.compile(r"(?:\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?(?:、(?!$)|$))*")
_FILE = re.compile(rf"(?P<piece>{_PIECE.pattern}) (?P<name>.+)", re.DOTALL)
BETWEEN = "|"
"""What stands between the requirements of a row."""


class BrokenJournalError(ValueError):
    """A journal that this program did not write like that; the message names the line."""


def format_journal(journal: Journal) -> str:
    """The text of *journal*: a head, a row for each number by box and number, then the sheets to print anew.

    Control characters are spelled out, as everywhere; the mark at the beginning tells WPS that it is UTF-8.
    """
    rows = sorted(journal.rows, key=lambda row: (row.box, row.order))
    again = sorted(journal.reprints, key=lambda one: (one.box, one.part, one.sheet))
    lines = [
        COLUMNS,
        *(
            (str(row.box), str(row.part), row.item, row.piece, row.state.value, row.key, row.title,
             BETWEEN.join(row.requirements), row.place, str(row.build), row.day, row.why, row.pages, row.look)
            for row in rows
        ),
        *(
            (str(one.box), str(one.part), "", "", REPRINT, "", one.sheet, "", "", str(one.build), one.day, "", "", "")
            for one in again
        ),
    ]  # fmt: skip
    return "\ufeff" + "".join("\t".join(map(showable, line)) + "\n" for line in lines)


def parse_journal(text: str) -> Journal:
    """The journal of a text; BrokenJournalError with the line that is no row."""
    rows: list[Filed] = []
    reprints: list[Reprint] = []
    given: set[tuple[int, tuple[int, ...]]] = set()
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise BrokenJournalError("第 1 行不是表头")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        row = _row(line)
        if isinstance(row, Reprint):
            reprints.append(row)
        elif row is None or (row.box, row.order) in given:
            raise BrokenJournalError(f"第 {number} 行" + ("读不懂" if row is None else f"的件号 {row.piece} 用了两次"))
        else:
            given.add((row.box, row.order))
            rows.append(row)
    return Journal(tuple(rows), tuple(reprints))


def _row(line: str) -> Filed | Reprint | None:
    """A line as a row; None when it is none."""
    cells = line.split("\t")
    if len(cells) != len(COLUMNS) or not all(cells[at].isdecimal() for at in (0, 1, 9)):
        return None
    box, part, item, piece, state, key, title, requirements, place, build, day, why, pages, look = cells
    if state == REPRINT:
        return Reprint(int(box), int(part), title, int(build), day)
    if state not in list(FiledState) or not _PIECE.fullmatch(piece) or not _PAGES.fullmatch(pages):
        return None
    return Filed(
        int(box), int(part), item, piece, FiledState(state), key, title,
        tuple(filter(None, requirements.split(BETWEEN))), place, int(build), day, why, pages, look,
    )  # fmt: skip


def journal_of_names(evidence: Mapping[str, str]) -> Journal | None:
    """The numbers that stand in the names of boxes without a journal; None where a name does not tell its number.

    *evidence* maps the paths of the pieces below 资料盒 to sha256, as the manifest records them.
    """
    rows = [_named(path, sha256) for path, sha256 in sorted(evidence.items())]
    known = [row for row in rows if row is not None]
    unique = {(row.box, row.order) for row in known}
    return Journal(tuple(known)) if len(unique) == len(rows) else None


def _named(path: str, sha256: str) -> Filed | None:
    """A row from 第01盒 …/1.1.1 …/001 制度.docx; what lies behind a slip is found by its name later."""
    box, item, *rest = path.split("/")
    number, file = number_of(box), _FILE.fullmatch(rest[0]) if len(rest) == 1 else None
    if number is None or file is None:
        return None
    slip = file["name"].startswith(tuple(f"{word} " for word in STANDS_FOR.values()))
    key = "" if slip and file["name"].endswith(".docx") else sha256
    return Filed(
        number, part_of(box), item.split(" ")[0], file["piece"], FiledState.FIRST, key, file["name"], (), "", 1, ""
    )


def reprinted(before: Iterable[Reprint], now: Iterable[Reprint]) -> tuple[Reprint, ...]:
    """The sheets to print anew after a build: each once, with its last build."""
    return tuple({(one.box, one.part, one.sheet): one for one in (*before, *now)}.values())

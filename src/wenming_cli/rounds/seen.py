"""When each content was first seen: history of the archive, kept beside the frozen checks.

What the first examination finds counts as there from the beginning. Later contents carry the date
of the examination that first saw them, so that `--as-of` can leave out what came after.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from wenming_cli.errors import WorkspaceError
from wenming_cli.writer.file import make_folder, write_file

FILE = "首见.tsv"
HEAD = "sha256\t首见日期"
BEGINNING = "起始"


class FirstSeen:
    """The days on which contents were first seen, and the last day anybody looked."""

    def __init__(self, days: Mapping[str, date | None], last: date | None, begun: bool) -> None:
        self.days, self.last, self.begun = dict(days), last, begun

    def known_by(self, sha256: str, as_of: date) -> bool:
        """Whether a content was there at *as_of*, as far as the history knows."""
        if sha256 not in self.days:
            return not self.begun or self.last is None or as_of >= self.last
        day = self.days[sha256]
        return day is None or day <= as_of

    def updated(self, contents: Iterable[str], as_of: date) -> "FirstSeen | None":
        """The history with new contents noted; None when there is nothing to note."""
        new = [sha256 for sha256 in contents if sha256 not in self.days]
        last = max(as_of, self.last) if self.last else as_of
        if not new and (last == self.last or not self.begun):
            return None
        stamp = None if not self.begun else last
        return FirstSeen({**self.days, **dict.fromkeys(new, stamp)}, last, True)


def read_seen(folder: Path) -> FirstSeen:
    """The history in *folder* (历次检查); empty where there is none."""
    path = folder / FILE
    if not path.is_file():
        return FirstSeen({}, None, False)
    days: dict[str, date | None] = {}
    last: date | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        sha256, _, text = line.partition("\t")
        try:
            day = None if text == BEGINNING else date.fromisoformat(text)
        except ValueError as error:
            raise WorkspaceError(
                f"{FILE} 第 {number} 行写坏了：{text}", remedy="改回 2021-03-05 这样的日期，或删去这一行"
            ) from error
        if sha256 == "last":
            last = day
        else:
            days[sha256] = day
    return FirstSeen(days, last, True)


def keep_seen(folder: Path, seen: FirstSeen) -> None:
    """Write the history, sorted."""
    lines = [HEAD, f"last\t{seen.last.isoformat() if seen.last else BEGINNING}"]
    lines += [f"{sha256}\t{day.isoformat() if day else BEGINNING}" for sha256, day in sorted(seen.days.items())]
    make_folder(folder, inside=folder.parent)
    write_file(folder / FILE, ("\n".join(lines) + "\n").encode("utf-8"), inside=folder.parent)

"""What is asked of an office program, what may come of it, and the copies it works on; the same for all programs."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wenming_cli.office.plain import PLAIN, UnsetError, as_package
from wenming_cli.writer.file import write_file
from wenming_cli.writer.staging import Staging

Kind = Literal["text", "table", "slides"]
"""Which of the three programs of an office suite opens a file."""
KINDS: Mapping[Kind, frozenset[str]] = {
    "text": frozenset({"doc", "docx", "dot", "dotx", "docm", "rtf", "odt", "wps", "wpt", "txt"}),
    "table": frozenset({"xls", "xlsx", "xlt", "xlsm", "ods", "et", "ett", "csv"}),
    "slides": frozenset({"ppt", "pptx", "pps", "ppsx", "odp", "dps", "dpt"}),
}
SUFFIXES = frozenset[str]().union(*KINDS.values())
"""What is given to an office program; web pages and letters are not, for they fetch from the net."""
NO_PDF, TOO_LONG, TOO_LARGE = "办公软件打不开或转不了", "办公软件转换超时", "办公软件转换时内存不够"
NO_PROGRAM = "这台电脑的办公软件不开这种文件"
PASSING = frozenset({TOO_LONG, TOO_LARGE})
"""The reasons that may be gone next time."""

Made = Path | str
"""The PDF of a file, or the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An office file to convert: where it lies, its sha256, its suffix without the dot."""

    source: Path
    sha256: str
    suffix: str


def staged(drafts: Mapping[str, Draft], folder: Path) -> dict[str, Made]:
    """A copy of each in *folder*, named by a number; a plain text becomes a package that no program misreads.

    What can't be opened has the reason in its place. Raises NotWrittenError when an original is not what it was.
    """
    staging = Staging(folder, folder)
    copies: dict[str, Made] = {}
    for at, (key, draft) in enumerate(sorted(drafts.items())):
        name = f"{at:05d}.{draft.suffix}"
        staging.copy(draft.source, name, draft.sha256)
        copies[key] = _package(folder / name) if draft.suffix in PLAIN else folder / name
    return copies


def _package(text: Path) -> Made:
    """A plain text as what is opened in its place."""
    try:
        suffix, data = as_package(text)
    except UnsetError as error:
        return str(error)
    place = text.with_suffix(f".{suffix}")
    write_file(place, data)
    return place


def made_pdf(path: Path) -> Path | None:
    """What a program wrote, when it is there and begins like a PDF."""
    with suppress(OSError), path.open("rb") as file:
        if file.read(5) == b"%PDF-":
            return path
    return None

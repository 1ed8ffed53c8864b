"""One office file made a PDF by a program that is asked through COM; in a worker process, for it may hang or die.

The file is a copy of ours, cut off from what it would fetch, opened for reading only and with a password that is none,
so that a locked one fails instead of asking.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from wenming_cli.office.links import cut_off, is_office
from wenming_cli.office.program import Program, patiently

NOT_OFFICE = "其实不是办公文件（多半是网页），打开时会上网取内容"
MACROS_ON = "办公软件的宏关不掉，可能带宏的文件没有打开"
NO_MACROS = frozenset({"docx", "dotx", "xlsx", "pptx", "ppsx", "odt", "ods", "odp", "rtf"})
"""Formats that hold no macros, or (OpenDocument) none that these programs run."""
PASSWORD = "wenming"
NO_SAVING, WORD_PDF, EXCEL_PDF, POWERPOINT_PDF = 0, 17, 0, 32
"""wdDoNotSaveChanges, wdExportFormatPDF, xlTypePDF, ppSaveAsPDF."""
_programs: dict[str, Program] = {}


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Convert the file of a job ("why" says why not), or let the program go ("stays" tells that it runs on)."""
    name = str(job["program"])
    if job["do"] == "quit":
        return {"stays": name in _programs and not _programs.pop(name).quit()}
    source = Path(job["source"])
    if not is_office(source):
        return {"why": NOT_OFFICE}
    if name not in _programs:
        before = frozenset((int(pid), float(begun)) for pid, begun in job["before"])
        _programs[name] = Program(name, job["kind"], frozenset(job["names"]), before)
    program = _programs[name]
    if not program.safe and source.suffix.removeprefix(".") not in NO_MACROS:
        return {"why": MACROS_ON}
    cut_off(source)
    try:
        _convert(program, str(source), str(job["out"]))
    except BaseException:
        if not program.is_well():
            _programs.pop(name).quit()
        raise
    return {}


def _convert(program: Program, source: str, out: str) -> None:
    """Open, export, close without saving."""
    documents = program.documents
    if program.kind == "text":
        # FileName, ConfirmConversions, ReadOnly, AddToRecentFiles, PasswordDocument
        with _opened(documents, (source, False, True, False, PASSWORD), NO_SAVING) as document:
            patiently(lambda: document.ExportAsFixedFormat(out, WORD_PDF))
    elif program.kind == "table":
        # Filename, UpdateLinks (0: none), ReadOnly, Format (5: no delimiter), Password
        with _opened(documents, (source, 0, True, 5, PASSWORD), False) as book:
            patiently(lambda: book.ExportAsFixedFormat(EXCEL_PDF, out))
    else:
        # FileName, ReadOnly, Untitled, WithWindow
        with _opened(documents, (source, -1, 0, 0)) as show:
            patiently(lambda: show.SaveAs(out, POWERPOINT_PDF))


@contextmanager
def _opened(documents: Any, how: tuple[Any, ...], *closing: Any) -> Iterator[Any]:
    """A document opened, and closed whatever becomes of it."""
    document = patiently(lambda: documents.Open(*how))
    try:
        yield document
    finally:
        with suppress(Exception):
            patiently(lambda: document.Close(*closing))

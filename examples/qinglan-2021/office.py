"""Word and spreadsheet papers: docx and xlsx written here, doc, wps, xls and et made from them by LibreOffice."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from papers import Paper

DROPPED = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml", "word/numbering.xml")


def write_docx(paper: Paper, path: Path, picture: Callable[[str], Path] | None = None) -> None:
    """One Word paper: title, addressee, body with headings and tables, signature and date."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = document.styles["Normal"]
    style.font.name = "仿宋_GB2312"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    style.font.size = Pt(16)
    if mark := paper.extra.get("mark"):
        _say(document, mark, "黑体", 16)
    for line in paper.title.split("|"):
        _say(document, line, "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    if by := paper.extra.get("by"):
        _say(document, by, "楷体_GB2312", 16, WD_ALIGN_PARAGRAPH.CENTER)
        if not paper.sign:
            _say(document, f"（{paper.chinese_date}）", "楷体_GB2312", 16, WD_ALIGN_PARAGRAPH.CENTER)
    _say(document, "", "仿宋_GB2312", 10)
    if paper.to:
        _say(document, paper.to, "仿宋_GB2312", 16)
    signed = False
    rows: list[list[str]] = []
    widths: list[float] = []
    for line in (*paper.body, ""):
        if line.startswith("@"):
            if re.fullmatch(r"@[\d.,]+", line):
                widths = [float(w) for w in line[1:].split(",")]
            else:
                rows.append(line[1:].split("|"))
            continue
        if rows:
            _table(document, rows, widths)
            rows = []
        if line == "%%sign":
            _sign(document, paper)
            signed = True
        elif line.startswith("%%picture ") and picture:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run().add_picture(str(picture(line.split()[1])), width=Cm(11.8))
        elif line:
            _line(document, line)
    if paper.sign and not signed:
        _sign(document, paper)
    _slim(document)
    _properties(document, paper)
    document.save(str(path))
    settle_zip(path, paper.day)


def _say(
    document: WordDocument,
    text: str,
    face: str,
    size: float,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    bold: bool = False,
    indent: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.space_after = layout.space_before = Pt(0)
    layout.line_spacing = Pt(28 if size <= 16 else 34)
    if indent:
        layout.first_line_indent = Pt(size * 2)
    _run(paragraph, text, face, size, bold=bold)
    return paragraph


def _run(paragraph: Paragraph, text: str, face: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold = face, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _line(document: WordDocument, line: str) -> None:
    if line.startswith("^"):
        _say(document, line[1:], "仿宋_GB2312", 14, WD_ALIGN_PARAGRAPH.CENTER)
    elif line.startswith(">"):
        _say(document, line[1:], "仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.RIGHT)
    elif line.startswith("|"):
        _say(document, line[1:], "楷体_GB2312", 16, indent=True)
    elif re.match(r"[一二三四五六七八九十]+、[^。]{0,30}$", line):
        _say(document, line, "黑体", 16, indent=True)
    elif match := re.match(r"（[一二三四五六七八九十]+）[^。]{1,20}。", line):
        paragraph = _say(document, match.group(), "楷体_GB2312", 16, indent=True)
        _run(paragraph, line[match.end() :], "仿宋_GB2312", 16)
    else:
        _say(document, line, "仿宋_GB2312", 16, indent=True)


def _sign(document: WordDocument, paper: Paper) -> None:
    _say(document, "", "仿宋_GB2312", 16)
    for text in (paper.sign, paper.chinese_date):
        paragraph = _say(document, text, "仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.right_indent = Pt(48)


def _table(document: WordDocument, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    unit = 15.4 / sum(widths)
    for values in rows:
        row = table.add_row()
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            cell.width = Cm(width * unit)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if len(value) < 9 else WD_ALIGN_PARAGRAPH.LEFT
            _run(paragraph, value, "仿宋_GB2312", 13)


def _slim(document: WordDocument) -> None:
    """Drop the many unused styles of the library's template."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in ("Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"):
            styles.remove(style)


def _properties(document: WordDocument, paper: Paper) -> None:
    made = dt.datetime.combine(paper.day, dt.time(9, 20))
    core = document.core_properties
    core.author = core.last_modified_by = paper.author
    core.title = paper.flat_title
    core.comments = ""
    core.created = made
    core.modified = made + dt.timedelta(hours=2, minutes=13)
    core.revision = 3


def settle_zip(path: Path, day: dt.date) -> None:
    """Write the package again with one fixed time for all its parts, so that a second run gives the same bytes."""
    with zipfile.ZipFile(path) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    stamp = (day.year, day.month, day.day, 9, 20, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in parts:
            if name in DROPPED:
                continue
            if name.endswith(".rels"):
                data = re.sub(rb"<Relationship [^>]*(thumbnail|stylesWithEffects|numbering)[^>]*/>", b"", data)
            if name == "[Content_Types].xml":
                data = re.sub(rb"<Override [^>]*(stylesWithEffects|numbering)[^>]*/>", b"", data)
            if name == "docProps/core.xml" and path.suffix == ".xlsx":
                when = f"{day.isoformat()}T01:20:00Z".encode("ascii")
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when, data)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data, compresslevel=9)


THIN = Side(style="thin", color="000000")


def write_xlsx(
    path: Path,
    *,
    title: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    day: dt.date,
    notes: Sequence[str] = (),
    before: Sequence[str] = (),
    sheet: str = "Sheet1",
    landscape: bool = True,
    author: str = "办公室",
) -> None:
    """One printable table: title, lines before, header, bordered rows, lines after."""
    book = Workbook()
    page = book.active
    page.title = sheet
    last = get_column_letter(len(headers))
    page.merge_cells(f"A1:{last}1")
    page["A1"] = title
    page["A1"].font = Font(name="方正小标宋简体", size=18, bold=True)
    page["A1"].alignment = Alignment(horizontal="center", vertical="center")
    page.row_dimensions[1].height = 36
    at = 2
    for text in before:
        page.merge_cells(f"A{at}:{last}{at}")
        page.cell(at, 1, text).font = Font(name="宋体", size=11)
        at += 1
    for column, name in enumerate(headers, 1):
        cell = page.cell(at, column, name)
        cell.font = Font(name="黑体", size=12)
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.row_dimensions[at].height = 30
    head = at
    for values in rows:
        at += 1
        page.row_dimensions[at].height = 24
        for column, value in enumerate(values, 1):
            cell = page.cell(at, column, value)
            cell.font = Font(name="宋体", size=11)
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for text in notes:
        at += 1
        page.merge_cells(f"A{at}:{last}{at}")
        page.cell(at, 1, text).font = Font(name="宋体", size=11)
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"1:{head}"
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "第 &P 页 共 &N 页"
    made = dt.datetime.combine(day, dt.time(9, 20))
    book.properties.creator = book.properties.lastModifiedBy = author
    book.properties.title = title
    book.properties.created = book.properties.modified = made
    book.save(path)
    settle_zip(path, day)


def convert(jobs: Sequence[tuple[Path, Path]]) -> None:
    """Turn docx into doc (or wps) and xlsx into xls (or et): LibreOffice writes, the name follows the target."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, filters in (("docx", "doc:MS Word 97"), ("xlsx", "xls:MS Excel 97")):
            sources = [source for source, _ in jobs if source.suffix == f".{kind}"]
            if sources:
                subprocess.run(
                    [
                        "soffice",
                        f"-env:UserInstallation=file://{folder}/profile",
                        "--headless",
                        "--convert-to",
                        filters,
                        "--outdir",
                        folder,
                        *map(str, sources),
                    ],
                    check=True,
                    capture_output=True,
                )
        for source, target in jobs:
            made = Path(folder) / source.with_suffix(".doc" if source.suffix == ".docx" else ".xls").name
            shutil.copyfile(made, target)

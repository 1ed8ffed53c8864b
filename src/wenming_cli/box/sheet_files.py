"""The files that a sheet is: docx, for a table xlsx too, and a PDF that shows the same where boxes are bound."""

from wenming_cli.box.manifest import is_sheet
from wenming_cli.typeset.as_docx import as_docx
from wenming_cli.typeset.as_pdf import as_pdf
from wenming_cli.typeset.as_xlsx import as_xlsx
from wenming_cli.typeset.page import Pages
from wenming_cli.typeset.pages_docx import pages_docx
from wenming_cli.typeset.pages_pdf import pages_pdf
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.table import Table

PDF = ".pdf"


def table_files(path: str, table: Table, faces: Faces | None) -> dict[str, bytes]:
    """A table by the paths of its files; with *faces* as PDF too."""
    made = {f"{path}.docx": as_docx(table), f"{path}.xlsx": as_xlsx(table)}
    return made if faces is None else {**made, f"{path}{PDF}": as_pdf(table, faces)}


def pages_files(path: str, pages: Pages, faces: Faces | None) -> dict[str, bytes]:
    """Printed pages by the paths of their files; with *faces* as PDF too."""
    made = {f"{path}.docx": pages_docx(pages)}
    return made if faces is None else {**made, f"{path}{PDF}": pages_pdf(pages, faces)}


def is_pdf_sheet(path: str) -> bool:
    """Whether a file of the boxes is a bound box or the PDF of a sheet."""
    return is_sheet(path) and path.endswith(PDF)

"""PDF files that strangers made, opened to be shown; what can't be shown says why."""

from typing import TYPE_CHECKING

from wenming_cli.bind.pictures import Unshowable, frames

if TYPE_CHECKING:
    import pikepdf

LOCKED, BROKEN, EMPTY = "有打开密码", "PDF 损坏，打不开", "PDF 里没有页"


def pages_of(kind: str, path: str) -> int:
    """How many pages a paper or a picture has; Unshowable where it has none."""
    if kind != "pdf":
        return frames(path)
    with opened(path) as pdf:
        return len(pdf.pages)


def opened(path: str, *, flat: bool = False) -> "pikepdf.Pdf":
    """A PDF with at least one page; *flat* draws stamps and form fields into its pages, nothing is left to click."""
    import pikepdf

    try:
        pdf = pikepdf.open(path)
        if not len(pdf.pages):
            raise Unshowable(EMPTY)
        if flat and any("/Annots" in page.obj for page in pdf.pages):
            pdf.flatten_annotations("print")
    except pikepdf.PasswordError as error:
        raise Unshowable(LOCKED) from error
    except faults() as error:
        raise Unshowable(BROKEN) from error
    return pdf


def faults() -> tuple[type[Exception], ...]:
    """What a broken PDF makes the library raise."""
    import pikepdf

    return (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError)

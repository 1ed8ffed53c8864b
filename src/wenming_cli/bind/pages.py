"""A page of a PDF set on A4: fitted, centred, upright, its number stamped at the outer lower corner.

The page becomes a form that the A4 page shows, so that whatever its content leaves behind (an open clip, a shifted
origin) does not touch the stamp; its text stays text. What is smaller than A4 keeps its size, what is larger is shrunk;
a landscape page stays landscape. Odd numbers stand right, even ones left (GB/T 9704-2012 7.5: 单页码居右, 双页码居左),
on paper printed on both sides those of right-hand pages right; they stand lower than there (9 mm from the edge), so
that a paper's own page number remains to be seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wenming_cli.typeset.as_pdf import LONG, MM, SHORT

if TYPE_CHECKING:
    import pikepdf

SIZE = 14
"""四号, as GB/T 9704-2012 sets page numbers."""
FROM_SIDE, FROM_EDGE = 15 * MM, 9 * MM
NEARLY = 3.0
"""Points by which a page may differ from A4 and still be taken as it is."""
_DIGIT, _POINT, _DASH = 0.5, 0.25, 1.0
"""Widths in Times-Roman, in parts of the size."""

_Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]


def stamp(number: str, wide: float, *, right: bool) -> bytes:
    """The operators that write — 12 — at an outer corner of a page that is *wide* points."""
    text = f"\\227 {number} \\227"
    figures = sum(_POINT if char == "." else _DIGIT for char in number)
    width = SIZE * (figures + 2 * _DASH + 2 * 0.25)
    x = wide - FROM_SIDE - width if right else FROM_SIDE
    return f"q BT 0 g /WmFont {SIZE} Tf {x:.2f} {FROM_EDGE:.2f} Td ({text}) Tj ET Q".encode()


def stamp_font(pdf: "pikepdf.Pdf") -> Any:
    """The font of the stamps, once per document; every viewer has it."""
    from pikepdf import Dictionary, Name

    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding)
    )


@dataclass(frozen=True, slots=True)
class Over:
    """What is drawn over a page, in the space of that page: operators, and the forms that they show by name."""

    operators: bytes
    forms: Mapping[str, Any] = field(default_factory=dict)

    def under(self, other: "Over") -> "Over":
        """This, and *other* drawn over it."""
        return Over(self.operators + other.operators, {**self.forms, **other.forms})


NOTHING = Over(b"")


def shown_size(page: "pikepdf.Page") -> tuple[float, float]:
    """Width and height of a page as a viewer shows it, points."""
    box = _box(page)
    wide, high = box[2] - box[0], box[3] - box[1]
    return (wide, high) if _turn(page) % 180 == 0 else (high, wide)


def from_shown(page: "pikepdf.Page") -> _Matrix:
    """From a page as a viewer shows it, in points from its lower left corner, to the space of that page."""
    (left, bottom, right, top), turn = _box(page), _turn(page)
    if turn == 90:
        return (0, 1, -1, 0, right, bottom)
    if turn == 180:
        return (-1, 0, 0, -1, right, top)
    if turn == 270:
        return (0, -1, 1, 0, left, top)
    return (1, 0, 0, 1, left, bottom)


def set_on_a4(
    pdf: "pikepdf.Pdf", page: "pikepdf.Page", number: str, font: Any, taken: set[Any], *, right: bool,
    over: Over = NOTHING, turned: int = 0,
) -> None:  # fmt: skip
    """Turn a page that was copied into *pdf* into an A4 page that shows it with *number* stamped on it.

    *taken* are the content streams that have become forms; pages that share one each get their own. The number stands
    at the *right* or the left; *over* is drawn over the page. *turned* are quarters by which the whole is turned
    clockwise, for a scan that lies on its side or its head.
    """
    from pikepdf import Array, Dictionary, Name

    box, turn, (wide, high) = _box(page), (_turn(page) + turned) % 360, shown_size(page)
    if turned % 180:
        wide, high = high, wide
    target = (SHORT, LONG) if high >= wide else (LONG, SHORT)
    form = _form(pdf, page, box, taken)
    a, b, c, d, e, f = _matrix(box, turn, wide, high, target)
    shown = b"/WmPage Do " if form is not None else b""
    show = f"q {a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.3f} {f:.3f} cm ".encode() + shown + over.operators + b"Q\n"
    for key in list(page.obj.keys()):
        if key not in ("/Type", "/Parent"):
            del page.obj[key]
    page.obj.MediaBox = Array([0, 0, round(target[0], 3), round(target[1], 3)])
    forms = {f"/{name}": one for name, one in over.forms.items()} | ({"/WmPage": form} if form is not None else {})
    page.obj.Resources = Dictionary(Font=Dictionary(WmFont=font), XObject=Dictionary(forms))
    page.obj.Contents = pdf.make_stream(show + stamp(number, target[0], right=right))
    page.obj.Type = Name.Page


def _form(pdf: "pikepdf.Pdf", page: "pikepdf.Page", box: _Box, taken: set[Any]) -> Any:
    """The content of the page as a form; None for an empty page. A single stream is taken over undecoded."""
    from pikepdf import Array, Dictionary, Name, Stream

    contents = page.obj.get("/Contents")
    if isinstance(contents, Array):
        if len(contents) == 1:
            contents = contents[0]
        else:
            page.contents_coalesce()
            contents = page.obj.get("/Contents")
    if not isinstance(contents, Stream):
        return None
    if contents.objgen in taken:
        copy = pdf.make_stream(contents.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if key in contents:
                copy[key] = contents[key]
        contents = copy
    taken.add(contents.objgen)
    contents.Type, contents.Subtype, contents.FormType = Name.XObject, Name.Form, 1
    contents.BBox = Array([round(one, 3) for one in box])
    contents.Resources = page.obj.get("/Resources", Dictionary())
    if "/Group" in page.obj:
        contents.Group = page.obj.Group
    return contents


def _box(page: "pikepdf.Page") -> _Box:
    """What of the page is seen: its crop box within its media box; A4 where a file says nothing sensible."""
    media = _sides(page.obj.get("/MediaBox"))
    crop = _sides(page.obj.get("/CropBox"))
    if media is None:
        media = crop or (0.0, 0.0, SHORT, LONG)
    if crop is not None:
        cut = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
        if cut[2] - cut[0] > 1 and cut[3] - cut[1] > 1:
            return cut
    return media


def _sides(value: Any) -> _Box | None:
    """Left, bottom, right, top; None for what is no box."""
    try:
        one, two, three, four = (float(side) for side in value)
    except (TypeError, ValueError):
        return None
    left, right, bottom, top = min(one, three), max(one, three), min(two, four), max(two, four)
    return (left, bottom, right, top) if right - left > 1 and top - bottom > 1 else None


def _turn(page: "pikepdf.Page") -> int:
    """The degrees by which a viewer turns the page clockwise."""
    try:
        return int(page.obj.get("/Rotate", 0)) // 90 * 90 % 360
    except (TypeError, ValueError):
        return 0


def _matrix(box: _Box, turn: int, wide: float, high: float, target: tuple[float, float]) -> _Matrix:
    """From the page's own space to the A4 page."""
    left, bottom, right, top = box
    nearly = abs(wide - target[0]) <= NEARLY and abs(high - target[1]) <= NEARLY
    scale = 1.0 if nearly else min(1.0, target[0] / wide, target[1] / high)
    dx, dy = (target[0] - wide * scale) / 2, (target[1] - high * scale) / 2
    if turn == 90:
        return (0, -scale, scale, 0, dx - bottom * scale, dy + right * scale)
    if turn == 180:
        return (-scale, 0, 0, -scale, dx + right * scale, dy + top * scale)
    if turn == 270:
        return (0, scale, -scale, 0, dx + top * scale, dy - left * scale)
    return (scale, 0, 0, scale, dx - left * scale, dy - bottom * scale)

"""备考表: the sheet behind the papers of a box.

From DA/T 22-2015 (DOMAIN A.3): 盒内文件情况说明 (缺损、修改、补充、移出、销毁), 整理人, 整理日期, 检查人, 检查日期. The
four last are blank: people sign for the box, no program does.
"""

from dataclasses import dataclass

from wenming_cli.typeset.page import Band, Field, Grid, Line, Look, Page, Pages

SIGNED_MM = (30.0, 48.0, 30.0, 48.0)
FRAME_MM = 165
BY_HAND = "其他情况（缺损、修改、补充、移出、销毁）："
DAY = "　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Note:
    """A box: whose and which it is, and what is to be known of its papers, a paragraph each."""

    below: str
    lines: tuple[str, ...]


def note_pages(note: Note) -> Pages:
    """The sheet as a page; many lines run on to a second."""
    told = tuple(f"{at}．{line}" for at, line in enumerate((*note.lines, BY_HAND), start=1))
    frame = Band((Field(Look.TEXT, ("盒内文件情况说明", *told), across=4, top=True),), least=FRAME_MM)
    signed = tuple(
        Band(
            (
                Field(Look.HEAD, f"{who}人"),
                Field(Look.CELL, ""),
                Field(Look.HEAD, f"{who}日期"),
                Field(Look.MIDDLE, DAY),
            ),
            least=13,
        )
        for who in ("整理", "检查")
    )
    return Pages(
        "备考表",
        (Page((Line(Look.TITLE, "备　考　表"), Line(Look.BELOW, note.below), Grid(SIGNED_MM, (frame, *signed)))),),
    )

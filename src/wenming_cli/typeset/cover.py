"""封面: what stands on the front of a box.

From DA/T 22-2015 (DOMAIN A.3): 全宗名称 with a double rule below. The rest is what units write on theirs.
"""

from dataclasses import dataclass

from wenming_cli.typeset.page import BODY_MM, Band, Field, Grid, Line, Look, Page, Pages

NAME_MM = 30
VALUE_MM = (BODY_MM[0] - 2 * NAME_MM) / 2


@dataclass(frozen=True, slots=True)
class Cover:
    """The front of one box; what is not known or not set is empty and stays blank."""

    owner: str
    archive: str
    year: int
    box: str
    title: str
    category: str
    period: str
    pieces: str
    pages: str
    retention: str
    code: str


def cover_pages(cover: Cover) -> Pages:
    """The front as a page."""
    lines = (
        Line(Look.OWNER, cover.owner),
        Line(Look.ARCHIVE, cover.archive),
        Line(Look.COVER, f"{cover.year}年度"),
        Line(Look.COVER, cover.box),
        Line(Look.COVER, cover.title),
    )
    wide = (("类别", cover.category), ("起止日期", cover.period))
    pairs = (
        (("件数", cover.pieces), ("页数", cover.pages)),
        (("保管期限", cover.retention), ("档号", cover.code)),
    )
    bands = tuple(Band((Field(Look.HEAD, name), Field(Look.MIDDLE, text, across=3)), least=12) for name, text in wide)
    bands += tuple(
        Band(tuple(one for name, text in pair for one in (Field(Look.HEAD, name), Field(Look.MIDDLE, text))), least=12)
        for pair in pairs
    )
    return Pages("封面", (Page((*lines, Grid((NAME_MM, VALUE_MM, NAME_MM, VALUE_MM), bands))),))

"""封面: what stands on the front of a box.

From DA/T 22-2015 (DOMAIN A.3): 全宗名称 with a double rule below. The rest is what units write on theirs.
"""

from dataclasses import dataclass

from wenming_cli.typeset.page import BODY_MM, Band, Field, Grid, Line, Look, Page, Pages

NAME_MM, ROW_MM = 30, 12
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
    code: tuple[str, ...]


def cover_pages(cover: Cover) -> Pages:
    """The front as a page."""
    lines = (
        Line(Look.OWNER, cover.owner),
        Line(Look.ARCHIVE, cover.archive),
        Line(Look.COVER, f"{cover.year}年度"),
        Line(Look.COVER, cover.box),
        Line(Look.COVER, cover.title),
        Line(Look.COVER, ""),
    )
    counts = (("件数", cover.pieces), ("页数", cover.pages))
    bands = (
        _wide("类别", cover.category),
        _wide("起止日期", cover.period),
        Band(
            tuple(one for name, text in counts for one in (Field(Look.HEAD, name), Field(Look.MIDDLE, text))),
            least=ROW_MM,
        ),
        _wide("保管期限", cover.retention),
        _wide("档号", *cover.code),
    )
    return Pages("封面", (Page((*lines, Grid((NAME_MM, VALUE_MM, NAME_MM, VALUE_MM), bands))),))


def _wide(name: str, *texts: str) -> Band:
    return Band((Field(Look.HEAD, name), Field(Look.MIDDLE, texts or ("",), across=3)), least=ROW_MM)

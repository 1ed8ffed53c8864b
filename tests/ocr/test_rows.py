"""Reading order: rows along the slope of the page, tables row by row, double boxes dropped."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocr_replay import line

from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.rows import in_rows, usual_height, without_doubles
from wenming_cli.ocr.stitch import stitched


def _texts(lines: list[TextLine], steepest: float = 0.09) -> list[list[str]]:
    return [[one.text for one in row] for row in in_rows(lines, steepest)]


def _tilted(rows: list[list[str]], slope: float) -> list[TextLine]:
    """Cells of a table 200 pixels apart, rows 40 pixels apart, on a page that slants."""
    return [
        line(text, column * 200, row * 40 + slope * column * 200, 150)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]


TABLE = [["姓名", "单位", "签到", "备注"], ["叶清", "财金股", "叶清", "无"], ["苏映雪", "办公室", "苏映雪", "无"]]


@pytest.mark.parametrize(
    "slope", [-0.087, -0.04, 0.0, 0.04, 0.087], ids=lambda slope: f"{math.degrees(slope):.1f} degrees"
)
def test_a_table_is_read_row_by_row_however_it_slants(slope: float) -> None:
    assert _texts(_tilted(TABLE, slope)[::-1]) == TABLE


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([line("下", 0, 60, 50), line("上", 0, 0, 50)], [["上"], ["下"]], id="from the top down"),
        pytest.param(
            [line("右", 200, 4, 50), line("左", 0, 0, 50)], [["左", "右"]], id="a little lower is the same row"
        ),
        pytest.param(
            [line("大", 0, 0, 50, 60), line("小", 100, 40, 50, 20)],
            [["大"], ["小"]],
            id="small beside the foot of large",
        ),
        pytest.param(
            [line("落实。", 0, 0, 60), line("一、总体要求", 40, 14, 300)],
            [["落实。"], ["一、总体要求"]],
            id="what lies above another is never beside it",
        ),
    ],
)
def test_rows(lines: list[TextLine], rows: list[list[str]]) -> None:
    assert _texts(lines, 0.01) == rows


BOXES = st.builds(
    line,
    st.text("甲乙丙丁", min_size=1, max_size=6),
    st.floats(-50, 2000),
    st.floats(-50, 2000),
    st.floats(0, 800),
    st.floats(0, 90),
    st.floats(0, 1),
)


@given(st.lists(BOXES, max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_line_is_lost_or_doubled_by_ordering(lines: list[TextLine]) -> None:
    ordered = [one for row in in_rows(lines) for one in row]
    assert sorted(map(id, ordered)) == sorted(map(id, lines))


@given(st.lists(BOXES, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_dropping_doubles_twice_changes_nothing(lines: list[TextLine], random: object) -> None:
    once = without_doubles(lines)
    assert without_doubles(once) == once


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        pytest.param(line("文明实践", 0, 0, 100), line("文明实", 0, 1, 90), ["文明实践"], id="the fuller of two"),
        pytest.param(line("文明", 0, 0, 100), line("实践", 120, 0, 100), ["文明", "实践"], id="side by side"),
        pytest.param(
            line("大字", 0, 0, 100, 90), line("小", 10, 20, 30, 15), ["大字", "小"], id="small text inside large"
        ),
        pytest.param(line("对", 0, 0, 100, 20, 0.99), line("错", 0, 0, 100, 20, 0.4), ["对"], id="the surer of two"),
    ],
)
def test_doubles(one: TextLine, two: TextLine, kept: list[str]) -> None:
    assert [found.text for found in without_doubles([one, two])] == kept


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        pytest.param(("青澜县审计局", "计局文明实践"), ["青澜县审计局文明实践"], id="shared words"),
        pytest.param(("青澜县审计尸", "计局文明实践"), ["青澜县审计局文明实践"], id="the last character was cut"),
        pytest.param(("先进典型评选", "典型评"), ["先进典型评选"], id="a part of the other"),
        pytest.param(("道德讲堂", "签到处"), ["道德讲堂", "签到处"], id="nothing in common: both stay"),
    ],
)
def test_pieces_of_a_banner_are_joined_where_they_agree(texts: tuple[str, str], joined: list[str]) -> None:
    pieces = [line(texts[0], 0, 0, 300), line(texts[1], 200, 2, 300)]
    if joined == ["青澜县审计局文明实践"] and texts[0].endswith("尸"):
        pieces[1] = line("审" + texts[1], 150, 2, 350)
    assert [one.text for one in stitched(pieces)] == joined


def test_lines_apart_are_never_joined() -> None:
    assert len(stitched([line("文明创建", 0, 0, 100), line("创建文明", 300, 0, 100)])) == 2


def test_usual_height() -> None:
    assert usual_height([]) == 0
    assert usual_height([line("一", 0, 0, 9, 10), line("二", 0, 0, 9, 30), line("三", 0, 0, 9, 20)]) == 20

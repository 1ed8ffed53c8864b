"""When a reading is believed, and when a picture is turned."""

import pytest
from ocr_replay import line

from wenming_cli.ocr import confidence
from wenming_cli.ocr.engine import TextLine

LONG = "关于印发实施方案的通知"


def _lines(count: int, sure: float, *, tall: bool = False) -> list[TextLine]:
    size = (20, 200) if tall else (200, 20)
    return [line(LONG, at * 30, at * 30, *size, sure) for at in range(count)]


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        pytest.param([], False, id="nothing is not sure"),
        pytest.param(_lines(5, 0.99), True, id="all sure"),
        pytest.param(_lines(5, 0.96), False, id="all nearly sure"),
        pytest.param([*_lines(9, 0.999), line(LONG, 0, 0, 200, 20, 0.85)], False, id="one doubtful line of ten"),
        pytest.param([*_lines(9, 0.999), line("5G.1l", 0, 0, 60, 20, 0.6)], True, id="a doubtful status bar"),
    ],
)
def test_is_sure(lines: list[TextLine], sure: bool) -> None:
    assert confidence.is_sure(lines) is sure


@pytest.mark.parametrize(
    ("lines", "turns"),
    [
        pytest.param(_lines(5, 0.98), (), id="well read: it lies well"),
        pytest.param(_lines(5, 0.53), (180,), id="wide and unsure: upside down"),
        pytest.param(_lines(5, 0.53, tall=True), (90, 270), id="tall: on its side"),
        pytest.param(_lines(5, 0.99, tall=True), (90, 270), id="tall and sure: some engines read sideways"),
        pytest.param(_lines(2, 0.4), (), id="too few lines to tell"),
        pytest.param([], (), id="nothing to tell by"),
    ],
)
def test_turns_to_try(lines: list[TextLine], turns: tuple[int, ...]) -> None:
    assert confidence.turns_to_try(lines) == turns


@pytest.mark.parametrize(
    ("turned", "lines", "better"),
    [
        pytest.param(_lines(5, 0.98), _lines(5, 0.5), True, id="junk becomes text"),
        pytest.param(_lines(5, 0.98), _lines(5, 0.99), False, id="it was text already"),
        pytest.param(_lines(5, 0.98), _lines(5, 0.99, tall=True), True, id="tall lines do not count"),
        pytest.param([line("会", 0, 0, 20)], [], False, id="one character proves nothing"),
    ],
)
def test_is_better_turned(turned: list[TextLine], lines: list[TextLine], better: bool) -> None:
    assert confidence.is_better_turned(turned, lines) is better


def test_hopeless_is_what_looks_like_no_text() -> None:
    assert confidence.is_hopeless([line("业", 0, 0, 9), line("炎灬", 0, 0, 9, 9, 0.3)])
    assert not confidence.is_hopeless([line("文明", 0, 0, 30)])


def test_mean_is_weighed_by_characters() -> None:
    assert confidence.mean([]) == 0
    assert confidence.mean([line("一二三", 0, 0, 9, 9, 1.0), line("四", 0, 0, 9, 9, 0.0)]) == 0.75

"""Wording made comparable, measured in columns, wrapped, and fit to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.text import bigrams, letters, normalise, shorten, showable, width, wrap

WORDS = st.text("中文字，。；：（）、 abcXYZ-/0123=\t\n", max_size=60) | st.text(max_size=40)


@given(WORDS)
def test_normalise_twice_is_normalise_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("倡仪书", "倡议书"),
        ("会议纪录", "会议记录"),
        ("台帐", "台账"),
        ("ＡＢＣ１２", "abc12"),
        ("五ー", "五一"),
        ("A´", "a ́"),
    ],
)
def test_variants_compare_equal(one: str, two: str) -> None:
    assert normalise(one) == normalise(two)


@pytest.mark.parametrize(("one", "two"), [("会议记录", "会议纪要"), ("1-2-5", "1-25"), ("倡议", "创意")])
def test_different_words_stay_different(one: str, two: str) -> None:
    assert normalise(one) != normalise(two)


def test_letters_and_bigrams() -> None:
    assert letters("《关于…的通知》 (2021)_3") == "关于的通知20213"
    assert bigrams("道德讲堂abc") == {"道德", "德讲", "讲堂"}


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("中文", 4), ("é", 1), ("ｆ", 2), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(WORDS, st.integers(2, 60))
def test_shorten_never_exceeds(text: str, most: int) -> None:
    assert width(shorten(text, most)) <= most
    if width(text) <= most:
        assert shorten(text, most) == text


@given(WORDS, st.integers(2, 40), st.sampled_from(["", "  ", "　", "        "]))
def test_wrap_keeps_within_columns_and_loses_nothing_visible(text: str, columns: int, indent: str) -> None:
    lines = wrap(text, columns, indent)
    assert lines
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrap_keeps_words_whole_and_punctuation_off_line_starts() -> None:
    assert wrap("请另存为 docx 或 pdf，再运行。", 12) == ["请另存为", "docx 或", "pdf，再运", "行。"]
    assert wrap("甲乙丙，丁", 6) == ["甲乙", "丙，丁"]
    assert wrap("甲乙丙丁", 6, "  ") == ["甲乙丙", "  丁"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31m", "a\\u001b[31m"),
        ("x\u202ey", "x\\u202ey"),
        ("\udcb0", "\\udcb0"),
        ("a\nb", "a\\u000ab"),
        ("正常", "正常"),
    ],
)
def test_what_would_harm_a_screen_is_spelt_out(text: str, shown: str) -> None:
    assert showable(text) == shown


@given(st.text())
def test_shown_text_can_be_written_and_has_no_control_characters(text: str) -> None:
    shown = showable(text)
    shown.encode("utf-8")
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)

"""编号.tsv: read back as it was written, and every fault of a hand that edited it is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.box.journal import (
    COLUMNS,
    BrokenJournalError,
    format_journal,
    journal_of_names,
    parse_journal,
    reprinted,
)
from wenming_cli.model.filed import UNBUILT, Filed, FiledState, Journal, Reprint
from wenming_cli.text import showable

ROW = Filed(
    1, 0, "1.1.1", "003-1", FiledState.INSERTED, "ab12", "题名", ("a", "b"), "证据/a.docx", 2, "2021-11-15", "因"
)
AGAIN = Reprint(1, 0, "盒内目录", 2, "2021-11-15")
HEAD = "\ufeff" + "\t".join(COLUMNS) + "\n"

TEXT = st.text(max_size=20).map(showable)
ROWS = st.builds(
    Filed, st.integers(1, 30), st.integers(0, 3), TEXT, st.sampled_from(["001", "002", "002-1", "1000"]),
    st.sampled_from(FiledState), TEXT, TEXT, st.just(("a",)), TEXT, st.integers(1, 9), st.just("2021-11-15"), TEXT,
)  # fmt: skip


@given(st.lists(ROWS, unique_by=lambda row: (row.box, row.order), max_size=6))
def test_it_reads_back(rows: list[Filed]) -> None:
    text = format_journal(Journal(tuple(rows), (AGAIN,)))
    again = parse_journal(text)
    assert set(again.rows) == set(rows)
    assert again.reprints == (AGAIN,)
    assert format_journal(again) == text
    assert parse_journal(text.replace("\n", "\r\n")) == again


def test_names_can_not_break_lines_or_cells() -> None:
    row = Filed(1, 0, "1.1.1", "001", FiledState.FIRST, "", "a\tb\nc\udcff", (), "", 1, "")
    assert parse_journal(format_journal(Journal((row,)))).rows[0].title == r"a\u0009b\u000ac\udcff"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第 1 行不是表头"),
        (HEAD + "1\t0\t1.1.1\n", "第 2 行读不懂"),
        (HEAD + "一" + "\t" * 11 + "\n", "第 2 行读不懂"),
        (format_journal(Journal((ROW,))).replace("插入", "加塞"), "第 2 行读不懂"),
        (format_journal(Journal((ROW,))).replace("003-1", "3号"), "第 2 行读不懂"),
        (format_journal(Journal((ROW,))) + format_journal(Journal((ROW,))).split("\n")[1] + "\n", "第 3 行的件号 003-1 用了两次"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(BrokenJournalError, match=said):
        parse_journal(text)


def test_numbers_in_the_names_of_old_boxes() -> None:
    journal = journal_of_names(
        {
            "第01盒 1.1 干部/1.1.1 制度/001 制度.docx": "aa",
            "第01盒 1.1 干部/1.1.2 讲堂/002-1 图 1.jpg": "bb",
            "第02盒（1） 标准/2.1 记录/001 纸质件 会议记录.docx": "cc",
        }
    )
    assert journal is not None
    assert [(row.box, row.part, row.item, row.piece, row.key, row.title) for row in journal.rows] == [
        (1, 0, "1.1.1", "001", "aa", "制度.docx"),
        (1, 0, "1.1.2", "002-1", "bb", "图 1.jpg"),
        (2, 1, "2.1", "001", "", "纸质件 会议记录.docx"),
    ]


@pytest.mark.parametrize(
    "paths",
    [
        ["第01盒 a/1 b/无号.docx"],
        ["甲盒/1 b/001 a.docx"],
        ["第01盒 a/1 b/c/001 a.docx"],
        ["第01盒 a/1 b/001 a.docx", "第01盒 a/2 c/001 b.docx"],
    ],
)
def test_names_that_tell_no_numbers(paths: list[str]) -> None:
    assert journal_of_names(dict.fromkeys(paths, "aa")) is None


def test_a_sheet_to_print_anew_stands_once_with_its_last_build() -> None:
    later = Reprint(1, 0, "盒内目录", 3, "2021-12-01")
    other = Reprint(2, 0, "盒内目录", 2, "2021-11-15")
    assert reprinted([AGAIN, other], [later]) == (later, other)
    assert (UNBUILT.last, Journal((ROW,)).last) == (0, 2)

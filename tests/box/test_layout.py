"""What a new build keeps, writes, copies and sets aside."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.box.layout import Layout, lay_out
from wenming_cli.writer.sums import parse_sums

OURS, NEW, THEIRS = b"ours", b"new", b"theirs"
SHEET = "第01盒 甲/盒内目录.docx"


def of(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("here", "recorded", "rendered", "writes", "edited"),
    [
        pytest.param(OURS, OURS, OURS, False, (), id="nothing changed"),
        pytest.param(OURS, OURS, NEW, True, (), id="ours changed"),
        pytest.param(THEIRS, OURS, OURS, False, ((SHEET, SHEET),), id="only a person changed it: it stays"),
        pytest.param(
            THEIRS, OURS, NEW, True, ((SHEET, "第01盒 甲/盒内目录 (人工改过的旧版).docx"),), id="both changed it"
        ),
        pytest.param(None, OURS, OURS, True, (), id="deleted"),
        pytest.param(NEW, OURS, NEW, False, (), id="a person made exactly what we would"),
    ],
)
def test_a_sheet(
    here: bytes | None, recorded: bytes, rendered: bytes, writes: bool, edited: tuple[tuple[str, str], ...]
) -> None:
    found = {} if here is None else {SHEET: of(here)}
    layout = lay_out({}, {SHEET: rendered}, {SHEET: of(recorded)}, found)
    assert (bool(layout.writes), layout.edited) == (writes, edited)
    assert parse_sums(layout.manifest) == {SHEET: of(rendered)}


def test_a_piece_that_moved_is_taken_from_the_old_build() -> None:
    layout = lay_out({"盒/条/002 a.pdf": "h"}, {}, {"盒/条/001 a.pdf": "h"}, {"盒/条/001 a.pdf": "h"})
    assert [(keep.old, keep.new) for keep in layout.keeps] == [("盒/条/001 a.pdf", "盒/条/002 a.pdf")]
    assert (layout.copies, layout.unchanged) == ((), False)


def test_a_changed_piece_is_copied_again_and_the_changed_one_set_aside() -> None:
    path = "盒/条/001 a.pdf"
    layout = lay_out({path: "h"}, {}, {path: "h"}, {path: "x"})
    assert layout.copies == (path,)
    assert layout.edited == ((path, "盒/条/001 a (人工改过的旧版).pdf"),)


def test_foreign_files_stay_and_give_way_to_ours() -> None:
    found = {"我的.txt": "f", "盒/条/001 A.PDF": "g"}
    layout = lay_out({"盒/条/001 a.pdf": "h"}, {}, {}, found)
    assert layout.foreign == ("我的.txt", "盒/条/001 A (2).PDF")


def test_untouched_boxes_keep_files_and_entries_even_broken_ones() -> None:
    recorded = {"第02盒 乙/条/001.pdf": "a", "第02盒 乙/条/002.pdf": "gone"}
    found = {"第02盒 乙/条/001.pdf": "changed", "第02盒 乙/新.txt": "f"}
    layout = lay_out({}, {}, recorded, found, frozenset({"第02盒 乙"}))
    assert parse_sums(layout.manifest.replace("a  ", "a" * 64 + "  ").replace("gone", "b" * 64)) is not None
    assert {keep.new for keep in layout.keeps} == set(found)
    assert layout.unchanged


PLACES = st.sampled_from(["甲/条/1", "甲/条/2", "甲/目录", "乙/条/1", "说明", "人/x"])
TREES = st.dictionaries(PLACES, st.sampled_from("abcd"))


@given(TREES, TREES, TREES, TREES)
def test_whatever_people_put_in_or_changed_is_kept(
    wanted: dict[str, str], sheets: dict[str, str], recorded: dict[str, str], found: dict[str, str]
) -> None:
    bytes_of = {path: letter.encode() for path, letter in sheets.items() if path not in wanted}
    layout: Layout = lay_out(
        {path: of(letter.encode()) for path, letter in wanted.items()},
        bytes_of,
        {path: of(letter.encode()) for path, letter in recorded.items()},
        {path: of(letter.encode()) for path, letter in found.items()},
    )
    new = [*layout.writes, *layout.copies, *(keep.new for keep in layout.keeps)]
    assert len({path.casefold() for path in new}) == len(new)
    assert set(wanted) | set(bytes_of) <= set(new)
    held = {keep.sha256 for keep in layout.keeps} | {of(data) for data in layout.writes.values()}
    held |= {of(wanted[path].encode()) for path in layout.copies}
    theirs = {of(letter.encode()) for path, letter in found.items() if recorded.get(path) != letter}
    assert theirs <= held

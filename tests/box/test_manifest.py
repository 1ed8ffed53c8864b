"""The manifest: BagIt lines, read back letter for letter; and the words of the comparison."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.box.manifest import BrokenManifestError, compare, format_manifest, parse_manifest

HASH = "0" * 64
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
PATHS = TEXT.map(lambda path: unicodedata.normalize("NFC", path))


@given(st.dictionaries(PATHS, st.text("0123456789abcdef", min_size=64, max_size=64)))
def test_parse_is_the_inverse_of_format(entries: dict[str, str]) -> None:
    assert parse_manifest(format_manifest(entries)) == entries


def test_lines_are_bagit_lines() -> None:
    text = format_manifest({"盒/一\n二\r100%.pdf": HASH, "a.txt": HASH})
    assert text == f"{HASH}  a.txt\n{HASH}  盒/一%0A二%0D100%25.pdf\n"


@given(st.data())
def test_every_flipped_bit_is_noticed(data: st.DataObject) -> None:
    entries = {"盒/甲%.pdf": "a" * 64, "盒/乙\x0b.pdf": "b" * 64}
    good = format_manifest(entries).encode()
    at = data.draw(st.integers(0, len(good) * 8 - 1))
    bad = bytearray(good)
    bad[at // 8] ^= 1 << at % 8
    try:
        read = parse_manifest(bytes(bad).decode())
    except (UnicodeDecodeError, BrokenManifestError):
        return
    assert read != entries


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HASH}  a", id="no line end"),
        pytest.param(f"{HASH} a\n", id="one space"),
        pytest.param(f"{'A' * 64}  a\n", id="capital hash"),
        pytest.param(f"{HASH}  b\n{HASH}  a\n", id="not sorted"),
        pytest.param(f"{HASH}  a\n{HASH}  a\n", id="twice"),
        pytest.param(f"{HASH}  a%0a\n", id="small escape"),
        pytest.param(f"\ufeff{HASH}  a\n", id="byte order mark"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BrokenManifestError):
        parse_manifest(text)


def test_compare_uses_the_words_of_bagit_and_tells_sheets_apart() -> None:
    recorded = {"盒/条/001.pdf": "1", "盒/条/002.pdf": "2", "盒/盒内目录.docx": "3", "总目录.xlsx": "4"}
    found = {"盒/条/001.pdf": "x", "盒/盒内目录.docx": "x", "总目录.xlsx": "4", "盒/条/新.pdf": "5"}
    answer = compare(recorded, found)
    assert (answer.missing, answer.extra) == (("盒/条/002.pdf",), ("盒/条/新.pdf",))
    assert (answer.changed, answer.edited) == (("盒/条/001.pdf",), ("盒/盒内目录.docx",))

"""Sums of a tree: BagIt lines, read back letter for letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.writer.sums import BrokenSumsError, format_sums, parse_sums

HASH = "0" * 64
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
PATHS = TEXT.map(lambda path: unicodedata.normalize("NFC", path))


@given(st.dictionaries(PATHS, st.text("0123456789abcdef", min_size=64, max_size=64)))
def test_parse_is_the_inverse_of_format(entries: dict[str, str]) -> None:
    assert parse_sums(format_sums(entries)) == entries


def test_lines_are_bagit_lines() -> None:
    text = format_sums({"盒/一\n二\r100%.pdf": HASH, "a.txt": HASH})
    assert text == f"{HASH}  a.txt\n{HASH}  盒/一%0A二%0D100%25.pdf\n"


@given(st.data())
def test_every_flipped_bit_is_noticed(data: st.DataObject) -> None:
    entries = {"盒/甲%.pdf": "a" * 64, "盒/乙\x0b.pdf": "b" * 64}
    good = format_sums(entries).encode()
    at = data.draw(st.integers(0, len(good) * 8 - 1))
    bad = bytearray(good)
    bad[at // 8] ^= 1 << at % 8
    try:
        read = parse_sums(bytes(bad).decode())
    except (UnicodeDecodeError, BrokenSumsError):
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
    with pytest.raises(BrokenSumsError):
        parse_sums(text)

"""Copies are found through every change; bursts, pages of one form and screens of one app are not confused."""

import random
import subprocess
import sys
from collections.abc import Callable
from functools import cache

import pytest
from drawn import brighter, chat, cut, form, jpeg, on_desk, room, scanned, warmer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from wenming_cli.model.imprint import LONGEST, VERSION, unpack
from wenming_cli.model.likeness import alike, groups, likeness_key
from wenming_cli.read.fingerprint import fingerprint
from wenming_cli.read.picture_class import draft_size

Change = Callable[[Image.Image], Image.Image]


def _mark(image: Image.Image) -> str:
    if image.format == "JPEG":
        image.draft("RGB", draft_size(image.size))
    mark = fingerprint(image)
    assert mark is not None
    return mark


@cache
def _archive() -> dict[str, str]:
    """What lies around in an archive: rooms, a burst, chats of one app, pages of one form."""
    pictures = {f"room {seed}": room(seed) for seed in range(6)}
    pictures |= {f"room 0, minute {minute}": room(0, minute) for minute in (2, 3)}
    pictures |= {f"chat {seed}": chat(seed) for seed in range(6)} | {
        f"scan {seed}": scanned(form(seed), seed) for seed in range(4)
    }
    return {name: _mark(jpeg(picture)) for name, picture in pictures.items()}


def test_an_archive_without_copies_has_no_pairs() -> None:
    assert alike(_archive()) == ()


CHANGES: dict[str, Change] = {
    "recompressed": lambda image: jpeg(image, 30),
    "halved": lambda image: jpeg(image.resize((image.width // 2, image.height // 2)), 80),
    "brighter": lambda image: jpeg(brighter(image, 1.25), 80),
    "darker": lambda image: jpeg(brighter(image, 0.75), 80),
    "warmer": lambda image: jpeg(warmer(image), 80),
    "a fifth of the area cut": lambda image: jpeg(cut(image, 0.05, 0.06, 0.055, 0.05), 75),
    "a fifth cut left": lambda image: jpeg(cut(image, 0.2, 0, 0, 0), 75),
    "a fifth cut below": lambda image: jpeg(cut(image, 0, 0, 0, 0.2), 75),
    "a fifth cut on all sides": lambda image: jpeg(cut(image, 0.2, 0.2, 0.2, 0.2), 75),
    "cut, recompressed, darker": lambda image: jpeg(brighter(cut(image, 0.15, 0, 0.05, 0.1), 0.85), 30),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    ("name", "picture"),
    [("room 0", room(0)), ("room 3", room(3)), ("chat 2", chat(2)), ("scan 1", scanned(form(1), 1))],
)
def test_a_copy_is_found_and_nothing_else(name: str, picture: Image.Image, change: str) -> None:
    pairs = alike({**_archive(), "~copy": _mark(CHANGES[change](picture))})
    assert [pair[:2] for pair in pairs] == [(name, "~copy")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(room(4, 1), room(4, 2), id="a burst: other people in the same room"),
        pytest.param(room(4, 1), cut(room(4, 2), 0.01, 0.004, 0, 0.006), id="a burst from the hand"),
        pytest.param(chat(7), chat(8), id="two chats of one app"),
        pytest.param(scanned(form(7), 7), scanned(form(8), 8), id="two pages of one form"),
        pytest.param(on_desk(form(7)), on_desk(form(8)), id="two pages on one desk"),
        pytest.param(Image.new("RGB", (800, 600), "white"), Image.new("RGB", (800, 600), (250, 250, 250)), id="two blank pages"),
        pytest.param(scanned(Image.new("RGB", (800, 1131), "white"), 1), scanned(Image.new("RGB", (800, 1131), "white"), 2), id="two empty scans"),
        pytest.param(room(5), cut(room(5), 0.45, 0.45, 0, 0), id="a cutting of three tenths is no copy"),
    ],
)  # fmt: skip
def test_near_misses(one: Image.Image, other: Image.Image) -> None:
    assert alike({"one": _mark(jpeg(one)), "other": _mark(jpeg(other))}) == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.tuples(*[st.floats(0, 0.2)] * 4), st.floats(0.5, 1.0), st.integers(30, 95))
def test_a_cut_within_the_limits_is_found(sides: tuple[float, float, float, float], scale: float, quality: int) -> None:
    part = cut(room(1), *sides)
    copy = jpeg(part.resize((round(part.width * scale), round(part.height * scale))), quality)
    # a hair's breadth cut off looks like a burst and may be missed
    if max(sides) > 0.04:
        assert [pair[:2] for pair in alike({**_archive(), "~copy": _mark(copy)})] == [("room 1", "~copy")]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(100, 10_000), st.integers(100, 10_000))
def test_unrelated_pictures_are_never_alike(one: int, other: int) -> None:
    if one != other:
        assert alike({"one": _mark(room(one).resize((500, 375))), "other": _mark(room(other).resize((500, 375)))}) == ()


def test_the_same_picture_has_the_same_fingerprint_and_a_full_score() -> None:
    assert _mark(room(1)) == _mark(room(1))
    assert alike({"b": _mark(room(1)), "a": _mark(room(1))}) == (("a", "b", 1.0),)


def test_the_order_does_not_matter() -> None:
    marks = {**_archive(), "~1": _mark(jpeg(room(2), 40)), "~2": _mark(jpeg(cut(room(2), 0.1, 0, 0, 0.1), 60))}
    shuffled = list(marks.items())
    random.Random(1).shuffle(shuffled)
    assert alike(dict(shuffled)) == alike(marks) != ()
    assert likeness_key(dict(shuffled)) == likeness_key(marks)


def test_the_key_changes_with_any_name_or_fingerprint() -> None:
    keys = {
        likeness_key(marks) for marks in ({}, {"a": "x"}, {"a": "y"}, {"b": "x"}, {"a": "x", "b": "x"}, {"a x": ""})
    }
    assert len(keys) == 6


def test_a_picture_on_its_side_is_stood_upright_by_its_exif() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    lying = jpeg(room(2).transpose(Image.Transpose.ROTATE_90), exif=turned)
    assert [pair[:2] for pair in alike({"lying": _mark(lying), "upright": _mark(room(2))})] == [("lying", "upright")]


def test_groups_hang_together_by_pairs() -> None:
    assert groups([("a", "c", 0.9), ("d", "e", 0.8), ("b", "c", 0.7)]) == (("a", "b", "c"), ("d", "e"))
    assert groups([]) == ()


@pytest.mark.parametrize(
    "picture", [room(1), chat(1), room(1).resize((4000, 3000)), room(1).resize((90, 70)), chat(1).resize((400, 9000))]
)
def test_a_fingerprint_is_small_and_names_its_version(picture: Image.Image) -> None:
    mark = _mark(picture)
    imprint = unpack(mark)
    assert len(mark) <= LONGEST
    assert imprint is not None
    assert imprint.width / imprint.height == pytest.approx(picture.width / picture.height, rel=0.01)
    assert VERSION == 1


@pytest.mark.parametrize("size", [(10, 10), (63, 500), (5000, 80)])
def test_icons_and_strips_have_none(size: tuple[int, int]) -> None:
    assert fingerprint(Image.new("RGB", size)) is None


@pytest.mark.parametrize("broken", ["", "?", "AAAA", "AQ==", "x" * 3000, "Ag" + "A" * 2006])
def test_foreign_and_damaged_fingerprints_are_like_nothing(broken: str) -> None:
    assert unpack(broken) is None
    assert alike({"a": broken, "b": broken, "c": _mark(room(1))}) == ()


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "LA", "CMYK"])
def test_the_mode_of_a_picture_does_not_matter(mode: str) -> None:
    assert [pair[:2] for pair in alike({"a": _mark(room(1)), "b": _mark(room(1).convert(mode))})] == [("a", "b")]


def test_a_dozen_copies_of_one_picture_are_one_group() -> None:
    copies = {f"copy {quality}": _mark(jpeg(room(3), quality)) for quality in range(30, 90, 5)}
    assert groups(alike({**_archive(), **copies})) == ((*sorted(copies), "room 3"),)


def test_nothing_loads_numpy_before_pictures_are_compared() -> None:
    script = (
        "import sys, wenming_cli.model.likeness as m; m.alike({}); m.alike({'a': ''}); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

"""Red lines (印证标识): below the words that prove something, never over them, on every kind of page."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from making import A4, Made, box, leaf, no_fonts, picture_of, texts
from wenming_cli.bind import press as press_module
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.mark_lines import lines_pages
from wenming_cli.bind.marks import Mark, Stroke, find_marks
from wenming_cli.bind.work import work as really_work
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.model.proof import Proof, ProofKind
from wenming_cli.text import Lettered, letters

SCALE = 2
WORDS = "paying judges happily, every quarter"
LINES = (
    "The county agency goes on",
    f"with {WORDS[:23]}",
    f"{WORDS[23:]} of the year,",
    "and by no page of any other day.",
)


def proof(words: str = WORDS, key: str = "", item: str = "1.1.1") -> Proof:
    return Proof(item=item, requirement="制度", words=words, key=key or words, kind=ProofKind.MENTION)


def paper(
    lines: Sequence[str] = LINES, *, size: tuple[float, float] = A4, letter: float = 16, step: float = 28, turn: int = 0,
    crop: tuple[float, float, float, float] | None = None, upright: bool = True,
) -> bytes:  # fmt: skip
    """A page of *size* as it is seen with lines of words; written so that it has to be turned by *turn* for that."""
    written = size if turn % 180 == 0 else (size[1], size[0])
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=written, invariant=1)
    canvas.translate(*{90: (written[0], 0), 180: written, 270: (0, written[1])}.get(turn, (0, 0)))
    canvas.rotate(turn)
    canvas.setFont("Helvetica", letter)
    for at, line in enumerate(lines):
        if upright:
            canvas.drawString(size[0] / 8, size[1] * 0.7 - at * step, line)
            continue
        for down, char in enumerate(line):
            canvas.drawString(size[0] / 8 + at * step, size[1] * 0.9 - down * letter, char)
    canvas.save()
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        pdf.pages[0].obj.Rotate = turn
        if crop is not None:
            pdf.pages[0].obj.CropBox = pikepdf.Array(crop)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


PAGES: dict[str, tuple[bytes, int]] = {
    "plain": (paper(), 2),
    "turned 90": (paper(turn=90), 2),
    "turned 180": (paper(turn=180), 2),
    "turned 270": (paper(turn=270), 2),
    "landscape": (paper(size=(842, 595)), 2),
    "cropped": (paper(crop=(50, 300, 560, 800)), 2),
    "turned and cropped": (paper(turn=90, crop=(100, 40, 800, 560)), 2),
    "small": (paper(size=(420, 595), letter=11, step=19), 2),
    "huge": (paper(size=(2384, 3370), letter=60, step=100), 2),
    "narrow lines": (paper(letter=16, step=18), 2),
    "on one line": (paper((WORDS,)), 1),
}
"""Pages, and how many lines of words are to be underlined on each."""
BARE = {
    "no room": paper(letter=16, step=13),
    "downwards": paper(("DOWNWARDWORDS", "HAPPILY"), upright=False),
    "sideways": paper(turn=0, size=(842, 595)).replace(b"/Rotate 0", b"/Rotate 90"),
    "without them": paper(("Nothing of that kind.",)),
}
"""Pages on which nothing can be underlined."""


SIZE = (1000, 1414)
BARS = (
    ("为了做好工作", (100, 100, 700, 200)), ("对先进给予褒奖", (100, 300, 800, 400)), ("其他不变", (100, 500, 500, 600)),
)  # fmt: skip
TURNS = (0, 90, 180, 270)


def scanned(turn: int) -> bytes:
    """A picture with black bars where its lines are, turned clockwise."""
    image = Image.new("RGB", SIZE, "white")
    for _, (left, top, right, bottom) in BARS:
        ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), fill="black")
    packed = io.BytesIO()
    image.rotate(-turn, expand=True).save(packed, "PNG")
    return packed.getvalue()


def turned(turn: int) -> Iterator[RecognisedLine]:
    """Its recognised lines."""
    for text, (left, top, right, bottom) in BARS:
        one, low, two, high = left / SIZE[0], top / SIZE[1], right / SIZE[0], bottom / SIZE[1]
        sides = {
            90: (1 - high, one, 1 - low, two), 180: (1 - two, 1 - high, 1 - one, 1 - low), 270: (low, 1 - two, high, 1 - one),
        }.get(turn, (one, low, two, high))  # fmt: skip
        yield RecognisedLine(1, text, tuple(round(side * 10_000) for side in sides), turn)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Pair:
    """The same box with and without marks."""

    marked: Made
    plain: Made

    def leaf(self, key: str) -> tuple[int, Leaf]:
        """A piece, and its page in the file."""
        leaves = [one for section in self.marked.numbered.sections for one in section.leaves]
        front = self.marked.book.pages - len(leaves)
        at = next(at for at, one in enumerate(leaves) if one.key == key)
        return front + at + 1, leaves[at]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """All pages in one box, and all pictures."""
    folder = tmp_path_factory.mktemp("marks")
    pages = {**{name: data for name, (data, _) in PAGES.items()}, **BARE}
    papers = [leaf(folder, f"{name}.pdf", data, "pdf") for name, data in pages.items()]
    pictures = [
        leaf(folder, f"{kind} {turn}.png", scanned(turn), kind, recognised_lines=tuple(turned(turn)))
        for kind in ("scan", "picture")
        for turn in TURNS
    ]
    wanted = (proof(), proof("DOWNWARDWORDS")), (proof("给予褒奖"),)
    with ExitStack() as stack:

        def bound(name: str, proofs: tuple[tuple[Proof, ...], ...]) -> Made:
            some = [
                one.model_copy(update={"proofs": own})
                for leaves, own in zip((papers, pictures), proofs, strict=True)
                for one in leaves
            ]
            return box(some).bound(stack.enter_context(Binder(folder / name, fonts=no_fonts())))

        yield Pair(bound("marked", wanted), bound("plain", ((), ())))


def seen(path: Path, page: int) -> "np.ndarray[Any, Any]":
    return np.asarray(picture_of(path, page, SCALE)).astype(int)


def runs_of(rows: "np.ndarray[Any, Any]") -> list["np.ndarray[Any, Any]"]:
    """The rows that are set, those that touch together."""
    places = np.flatnonzero(rows)
    return np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)


def inks(path: Path, page: int, words: str) -> list[tuple[float, float, float, float]]:
    """The boxes of the letters of *words* on a page: left, top, right, bottom in pixels."""
    document = pypdfium2.PdfDocument(path)
    try:
        shown = document[page - 1]
        textpage, high = shown.get_textpage(), shown.get_height()
        place = Lettered.of(textpage.get_text_range()).find(words)
        assert place is not None
        boxes = [textpage.get_charbox(at) for at in range(*place) if not textpage.get_text_range(at, 1).isspace()]
        return [
            (left * SCALE, (high - top) * SCALE, right * SCALE, (high - low) * SCALE) for left, low, right, top in boxes
        ]
    finally:
        document.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_red_line_lies_below_the_words_and_covers_none(pair: Pair, name: str) -> None:
    at, piece = pair.leaf(f"{name}.pdf")
    (mark,) = piece.marks
    assert (mark.page, mark.words, len(mark.strokes)) == (1, WORDS, PAGES[name][1])
    before, after = seen(pair.plain.place, at), seen(pair.marked.place, at)
    changed = (before != after).any(axis=2)
    assert changed.any()
    assert before[changed].min() > 200, "only paper was drawn on"
    red = changed & (after[:, :, 0] > 180) & (after[:, :, 1] < 120)
    runs = runs_of(red.any(axis=1))
    assert len(runs) == PAGES[name][1]
    letters_there = inks(pair.marked.place, at, WORDS)
    for run in runs:
        across = np.flatnonzero(red[run].any(axis=0))
        left, right, top = across[0], across[-1], run[0]
        above = [one for one in letters_there if one[3] <= top + 1 and top - one[3] < 30]
        assert above, "the words stand right above it"
        assert abs(min(one[0] for one in above) - left) < 4
        assert abs(max(one[2] for one in above) - right) < 4
        assert 0.6 * SCALE - 1 <= len(run) <= 1.0 * SCALE + 2, "points on paper"


@pytest.mark.parametrize("name", BARE)
def test_where_no_line_can_be_drawn_nothing_is_marked(pair: Pair, name: str) -> None:
    at, piece = pair.leaf(f"{name}.pdf")
    assert piece.marks == ()
    assert (seen(pair.plain.place, at) == seen(pair.marked.place, at)).all()


def test_the_words_of_marked_pages_stay_text(pair: Pair) -> None:
    assert texts(pair.marked.place) == texts(pair.plain.place)


@pytest.mark.parametrize("kind", ["scan", "picture"])
@pytest.mark.parametrize("turn", TURNS)
def test_recognised_words_are_underlined_by_their_share_of_the_line(pair: Pair, kind: str, turn: int) -> None:
    at, piece = pair.leaf(f"{kind} {turn}.png")
    assert [mark.words for mark in piece.marks] == ["给予褒奖"]
    plain, marked = (Image.fromarray(seen(one.place, at).astype("uint8")) for one in (pair.plain, pair.marked))
    before, after = (np.asarray(one.rotate(turn, expand=True)).astype(int) for one in (plain, marked))
    changed = (before != after).any(axis=2)
    assert before[changed].min() > 200
    dark = before.max(axis=2) < 60
    bar = [run for run in runs_of(dark[:, : dark.shape[1] // 2].any(axis=1)) if len(run) > 20 * SCALE][1]
    across = np.flatnonzero(dark[bar[len(bar) // 2]])
    left, right = across[0] + (across[-1] - across[0]) * 3 / 7, across[-1]
    down, along = np.nonzero(changed)
    assert 0 < down.min() - bar[-1] < 4 * SCALE, "right below the line"
    assert abs(along.min() - left) < 5
    assert abs(along.max() - right) < 5


def test_a_line_that_leans_is_underlined_along_its_words() -> None:
    lines = [RecognisedLine(1, "对先进给予褒奖", (1000, 3000, 9000, 3400), 0, 1.0)]
    (mark,) = find_marks(lines_pages(lines, {1: (1000, 1414)}), [proof("褒奖")])
    ((x, y, end, low, _),) = mark.strokes
    assert low > y, "clockwise"
    assert (low - y) * 1414 / ((end - x) * 1000) == pytest.approx(np.tan(np.radians(1.0)), rel=0.01)
    steep = [lines[0]._replace(lean=8.0)]
    assert find_marks(lines_pages(steep, {1: (1000, 1414)}), [proof("褒奖")]) == ()


class Told:
    """A page whose every letter is a stroke of its own, to see which were taken."""

    def __init__(self, text: str, *, free: bool = True) -> None:
        self.text, self._free = text, free

    def strokes(self, place: tuple[int, int]) -> tuple[Stroke, ...]:
        return ((place[0], 0.5, place[1], 0.5, 1.0),) if self._free else ()


def taken(pages: Sequence[Told], marks: Sequence[Mark]) -> list[str]:
    return [pages[mark.page - 1].text[int(mark.strokes[0][0]) : int(mark.strokes[0][2])] for mark in marks]


@pytest.mark.parametrize(
    ("pages", "words", "key", "expected"),
    [
        pytest.param(["第八条 不得评先\r\n评优。"], "不得评先评优", "", ["不得评先\r\n评优"], id="over a line end"),
        pytest.param(["通⽤⼯作制度"], "通用工作", "", ["通⽤⼯作"], id="radicals of Kangxi"),
        pytest.param(["⻓期坚持"], "长期坚持", "", ["⻓期坚持"], id="radicals of CJK"),
        pytest.param(["满 意 率 ９７.５％，很高"], "满意率97.5%", "", ["满 意 率 ９７.５％"], id="width, spaces"),
        pytest.param(["别的", "“评先”评优，"], "“评先”评优", "", ["“评先”评优"], id="the page that has it"),
        pytest.param(["应评优", "给予褒奖，应评优"], "给予褒奖，应评优", "评优", ["给予褒奖，应评优"], id="whole before part"),
        pytest.param(["给予褒奖 —1—", "应当评优。"], "给予褒奖，应当评优", "评优", ["应当评优"], id="its clause"),
        pytest.param(["褒—奖", "其中评先评优。"], "给予褒奖评先评优的", "评先评优", ["评先评优"], id="the words that matter"),
        pytest.param(["优"], "给予评优", "优", [], id="too little to be told from others"),
        pytest.param(["别的"], "评先评优", "", [], id="not there"),
    ],
)  # fmt: skip
def test_which_words_are_found(pages: list[str], words: str, key: str, expected: list[str]) -> None:
    told = [Told(page) for page in pages]
    assert taken(told, find_marks(told, [proof(words, key)])) == expected


def test_what_can_not_be_drawn_is_looked_for_further_on() -> None:
    told = [Told("评先评优", free=False), Told("评先评优")]
    assert [mark.page for mark in find_marks(told, [proof("评先评优")])] == [2]


@given(
    st.text("红头文件评先优，。“”（） \n１2%⻓Ａ", max_size=30),
    st.text("红头文件评先优，。“”（） \n１2%⻓Ａ", min_size=1, max_size=8),
)
def test_found_words_are_those_that_were_looked_for(before: str, words: str) -> None:
    text = before + words + "评"
    found = Lettered.of(text).find(words)
    if not letters(words):
        assert found is None
        return
    assert found is not None
    assert letters(text[slice(*found)]) == letters(words)


def fatal(job: dict[str, Any]) -> dict[str, Any]:
    """Work, but die of looking for passages in one piece."""
    if any("fatal" in one["source"] for one in job.get("search", ())):
        os._exit(1)
    return really_work(job)


def test_a_paper_that_kills_the_search_loses_its_marks_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "WORK", "test_marks:fatal")
    fatal_one = leaf(tmp_path, "fatal.pdf", paper(size=(500, 700)), "pdf", proofs=(proof(),))
    some = [leaf(tmp_path, "a.pdf", paper(), "pdf", proofs=(proof(),)), fatal_one]
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        made = box(some).bound(binder)
        assert not made.numbered.slips
        marks = {one.key: len(one.marks) for section in made.numbered.sections for one in section.leaves}
    assert marks == {"a.pdf": 1, "fatal.pdf": 0}
    monkeypatch.undo()
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        again = box([fatal_one]).bound(binder)
    (section,) = again.numbered.sections
    assert len(section.leaves[0].marks) == 1, "it is tried again the next time"


def test_a_torn_page_loses_its_marks_only(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf (unended")
        torn = io.BytesIO()
        pdf.save(torn)
    some = [
        leaf(tmp_path, "torn.pdf", torn.getvalue(), "pdf", proofs=(proof(),)),
        leaf(tmp_path, "a.pdf", paper(), "pdf"),
    ]
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        made = box(some).bound(binder)
    assert not made.numbered.slips
    assert made.numbered.sections[0].leaves[0].marks == ()

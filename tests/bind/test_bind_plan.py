"""Page numbers: pieces are counted, photos share sheets; what was printed keeps its number when something comes or goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import slip
from wenming_cli.bind.labels import Label, labels_of, ranged
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.plan import number, runs


def leaves(pieces: str) -> tuple[list[Leaf], dict[str, int]]:
    """Leaves of "a pdf 3 12-14, b photo": key, kind, pages (1), the numbers that they had; and their pages."""
    some, pages = [], {}
    for piece in filter(None, pieces.split(", ")):
        key, kind, count, had = [*piece.split(" "), *("", "", "1", "")[piece.count(" ") + 1 :]]
        some.append(
            Leaf.model_validate({"key": key, "name": "", "kind": kind, "slip": slip(), "labels": labels_of(had)})
        )
        pages[key] = int(count)
    return some, pages


@pytest.mark.parametrize(
    ("pieces", "per_sheet", "numbers"),
    [
        pytest.param("a pdf 3, b pdf", 2, "1-3 4", id="one after the other"),
        pytest.param("a photo, b photo, c photo", 2, "1 1 2", id="two on a sheet"),
        pytest.param("a photo, b photo, c photo", 1, "1 2 3", id="one on a sheet"),
        pytest.param("a photo, b pdf, c photo", 4, "1 2 3", id="photos apart"),
        pytest.param("", 2, "", id="an empty box"),
        pytest.param("a pdf 3 1-3, b pdf 2, c pdf 1 4", 2, "1-3 3.1-3.2 4", id="put in between"),
        pytest.param("a pdf 2, b pdf 1 1", 2, "0.1-0.2 1", id="put in before the first"),
        pytest.param("a pdf 1 1, b pdf 2", 2, "1 2-3", id="added at the end"),
        pytest.param("a pdf 3 1-2, b pdf 1 3", 2, "1-2、2.1 3", id="replaced by more pages"),
        pytest.param("a pdf 1 1-2, b pdf 1 3", 2, "1 3", id="replaced by fewer"),
        pytest.param("a pdf 4 1-2", 2, "1-4", id="the last one grew"),
        pytest.param("a pdf 1 1, x pdf 1, b pdf 1 1.1, c pdf 1 2", 2, "1 1.2 1.1 2", id="before what was put in"),
        pytest.param("a photo 1 1, b photo 1 1, c photo, d pdf 1 2", 2, "1 1 1.1 2", id="a sheet keeps its photos"),
        pytest.param(
            "a photo 1 1, x photo, b photo 1 1, d pdf 1 2", 2, "1 1.1 1.2 2", id="a photo between two of a sheet"
        ),
        pytest.param("a photo 1 1, b photo 1 1, c pdf 1 2", 1, "1 1.1 2", id="one on a sheet from now on"),
        pytest.param("a pdf 1 2, b pdf 1 1", 2, "2 1", id="another order"),
        pytest.param("a pdf 1 1, b pdf 1 1", 2, "1 2", id="a number that two have, the first keeps"),
    ],
)
def test_numbers(pieces: str, per_sheet: int, numbers: str) -> None:
    some, pages = leaves(pieces)
    given_ = number([some], pages, per_sheet)
    assert " ".join(ranged(given_[one.key]) for one in some) == numbers


def test_a_number_that_is_taken_is_given_to_no_other() -> None:
    some, pages = leaves("a pdf 1 1, b pdf 2")
    assert ranged(number([some], pages, 2, [(2, 0), (3, 0), (1, 1)])["b"]) == "4-5"
    some, pages = leaves("a pdf 1 1, b pdf 1, c pdf 1 5")
    assert ranged(number([some], pages, 2, [(1, 1), (3, 0)])["b"]) == "1.2"


PIECES = st.lists(st.tuples(st.sampled_from(["pdf", "photo", "slip", "scan"]), st.integers(1, 6)), max_size=16)


def made(pieces: list[tuple[str, int]], keys: list[str], had: dict[str, tuple[Label, ...]]) -> list[Leaf]:
    return [
        Leaf.model_validate({"key": key, "name": "", "kind": kind, "slip": slip(), "labels": had.get(key, ())})
        for key, (kind, _) in zip(keys, pieces, strict=True)
    ]


@given(PIECES, PIECES, st.sampled_from([1, 2, 4]), st.randoms(use_true_random=False))
def test_pages_have_one_owner_and_stay(
    first: list[tuple[str, int]], more: list[tuple[str, int]], per_sheet: int, rng: object
) -> None:
    keys = [f"a{at}" for at in range(len(first))]
    pages = {key: 1 if kind == "photo" else count for key, (kind, count) in zip(keys, first, strict=True)}
    before = number([made(first, keys, {})], pages, per_sheet)
    merged = list(zip(first, keys, strict=True)) + [(one, f"b{at}") for at, one in enumerate(more)]
    rng.shuffle(merged)  # type: ignore[attr-defined]
    kept = [one for one in merged if one[1].startswith("b") or rng.random() > 0.2]  # type: ignore[attr-defined]
    pieces, names = [one for one, _ in kept], [name for _, name in kept]
    some = made(pieces, names, before)
    counts = {name: 1 if kind == "photo" else count for name, (kind, count) in zip(names, pieces, strict=True)}
    after = number([some], counts, per_sheet, [label for labels in before.values() for label in labels])
    shown = list(runs([one.labelled(after[one.key]) for one in some], counts, per_sheet))
    pages_after = [label for run in shown for label in run.labels]
    assert len(pages_after) == len(set(pages_after)), "a number stands on one page"
    assert set(after) == set(names)
    for run in shown:
        assert len(run.labels) == run.pages
        assert {after[leaf.key] for leaf in run.leaves} == {run.labels}, "photos of a sheet have its number"
        assert len(run.leaves) <= per_sheet or not run.shared
    new = {label for name in names if name.startswith("b") for label in after[name]}
    old = {label for labels in before.values() for label in labels}
    assert not new & old, "what came has no number that was given before"
    for name, (kind, _) in zip(names, pieces, strict=True):
        if name.startswith("a") and kind != "photo":
            assert after[name] == before[name], "what was printed keeps its numbers"


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 3)), unique=True))
def test_labels_are_read_back_as_written(labels: list[Label]) -> None:
    assert labels_of(ranged(labels)) == tuple(labels)


@pytest.mark.parametrize("text", ["x", "1-", "1,2", "、", "1、"])
def test_other_texts_are_no_labels(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        labels_of(text)

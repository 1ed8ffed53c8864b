"""Doubts that set.yaml says are known: told apart as far as they were known, and told when they are gone."""

from pathlib import Path

import pytest
from doubtful_set import HEAD, items
from small_set import write_set

from wenming_cli.criteria.lint import GONE, KNOWN, lint_set
from wenming_cli.criteria.load import examine_set, read_set

SLIPS = ("id: a, text: 学习纪录", "id: b, text: 倡议书", "id: c, text: 会议纪录")


def linted(folder: Path, known: str, *written: str) -> dict[str, list[tuple[str, str | None]]]:
    """Theme → kind of each doubt, and what is said of it."""
    head = HEAD + (f"known_doubts:\n{known}" if known else "")
    examined = read_set(write_set(folder / "set", items(*(written or SLIPS)), head))
    assert not examined.faults
    themes = {title: [(one.kind, one.known) for one in found if one.kind in ("slip", "known_gone")]
              for title, found in lint_set(examined)}  # fmt: skip
    return {title: found for title, found in themes.items() if found}


WORDS = "文字和标点"


@pytest.mark.parametrize(
    ("known", "found"),
    [
        pytest.param("", {WORDS: [("slip", None)]}, id="nothing"),
        pytest.param("  - {kind: slip, why: 照录}\n", {KNOWN: [("slip", "照录")]}, id="the whole kind"),
        pytest.param("  - {kind: slip, at: [a, c], why: 照录}\n", {KNOWN: [("slip", "照录")]}, id="all its rows"),
        pytest.param(
            "  - {kind: slip, at: a, why: 照录}\n  - {kind: slip, at: c, why: 问过}\n",
            {KNOWN: [("slip", "照录；问过")]},
            id="row by row",
        ),
        pytest.param(
            "  - {kind: slip, at: a, why: 照录}\n", {WORDS: [("slip", None)]}, id="one of two rows is not enough"
        ),
        pytest.param(
            "  - {kind: slip, at: [a, b, c], why: 照录}\n",
            {GONE: [("known_gone", None)], KNOWN: [("slip", "照录")]},
            id="a row where it is no more",
        ),
        pytest.param(
            "  - {kind: artefact, why: 照录}\n",
            {WORDS: [("slip", None)], GONE: [("known_gone", None)]},
            id="a kind that is no more",
        ),
    ],
)
def test_what_is_known(tmp_path: Path, known: str, found: dict[str, list[tuple[str, str | None]]]) -> None:
    assert linted(tmp_path, known) == found


def test_what_is_gone_is_said_with_its_line(tmp_path: Path) -> None:
    known = "known_doubts:\n  - {kind: slip, at: a, why: 照录}\n  - {kind: slip, at: [b, c], why: 照录}\n"
    examined = read_set(write_set(tmp_path / "set", items(*SLIPS), HEAD + known))
    ((_, (one,)),) = [(title, found) for title, found in lint_set(examined) if title == GONE]
    line = 2 + (HEAD + "known_doubts:\n").count("\n")
    assert str(one) == (
        f"set.yaml:{line} known_doubts：说明过的疑问（slip）在b已经没有了。表改过的，看改得对不对；改对了就删去这一处。"
    )


def test_reasons_are_no_words_of_the_plan(tmp_path: Path) -> None:
    assert linted(tmp_path, "  - {kind: slip, why: 原文就是倡仪书}\n") == {KNOWN: [("slip", "原文就是倡仪书")]}


def test_a_kind_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    _, (fault,) = examine_set(
        write_set(tmp_path / "set", items(*SLIPS), HEAD + "known_doubts: [{kind: typo, why: 照录}]\n")
    )
    assert "取值不在允许的范围" in str(fault)

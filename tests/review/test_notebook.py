"""decisions.yaml: appended by the program, edited by people, never lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.errors import CriteriaError, NotWrittenError
from wenming_cli.model.decision import Decision, Verb
from wenming_cli.review.notebook import add_decision, add_decisions, read_decisions, take_back


def word(**more: str) -> Decision:
    return Decision(
        **{"do": Verb.PIN, "sha256": "a" * 64, "path": "证据/x.pdf", "item": "1.10", "at": "2021-11-12", **more}
    )


def test_decisions_are_appended_and_read_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    first, second = word(), word(item="010", why='他说："可以"\\n: # -', path="证据/[/].docx")
    add_decision(path, first)
    add_decision(path, second)
    assert read_decisions(path) == (first, second)


def test_what_people_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    add_decision(path, word())
    path.write_text(path.read_text(encoding="utf-8") + "  # 张三：已和办公室核对\n", encoding="utf-8")
    add_decision(path, word(item="1.2"))
    assert "张三：已和办公室核对" in path.read_text(encoding="utf-8")
    assert [one.item for one in read_decisions(path)] == ["1.10", "1.2"]


def test_the_last_one_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    add_decision(path, word())
    add_decision(path, word(item="1.2"))
    assert take_back(path) == word(item="1.2")
    assert read_decisions(path) == (word(),)
    assert take_back(path) == word()
    assert read_decisions(path) == ()
    assert take_back(path) is None


def test_a_fault_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text("decisions:\n  - do: pinn\n    sha256: a\n    path: x\n    at: 今天\n", encoding="utf-8")
    with pytest.raises(CriteriaError) as caught:
        read_decisions(path)
    assert "decisions.yaml:2:" in caught.value.faults[0]


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, name: str, why: str) -> None:
    path = tmp_path_factory.mktemp("notes") / "decisions.yaml"
    one = word(path=name, why=why)
    add_decision(path, one)
    assert read_decisions(path) == (one,)


def test_a_name_that_is_no_text_leaves_the_decisions_readable(tmp_path: Path) -> None:
    """A name from an old GBK archive: its bytes stand as words, for the path only serves people."""
    path = tmp_path / "decisions.yaml"
    add_decision(path, word(path="证据/\udcb0\udcb2.doc"))
    (one,) = read_decisions(path)
    assert (one.path, one.item) == ("证据/\\udcb0\\udcb2.doc", "1.10")


def test_many_are_appended_in_one_step_and_read_back(tmp_path: Path) -> None:
    """A sheet of a large archive brings thousands: more than other YAML files may hold."""
    path = tmp_path / "decisions.yaml"
    many = tuple(word(path=f"证据/志愿服务图片/照片{at}.jpg", why="看过原件，归到这一条") for at in range(5_000))
    add_decisions(path, many)
    assert path.stat().st_size > 1_000_000
    assert read_decisions(path) == many
    assert take_back(path) == many[-1]


def test_more_than_can_be_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.yaml"
    add_decision(path, word())
    before = path.read_bytes()
    monkeypatch.setattr("wenming_cli.review.notebook.MOST_BYTES", len(before) + 10)
    with pytest.raises(NotWrittenError):
        add_decisions(path, (word(), word()))
    assert path.read_bytes() == before

"""Frozen checks survive what comes after them: other versions of the program, other names, damage."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wenming_cli.errors import UsageError, WorkspaceError
from wenming_cli.model.judgement import Judgement, Verdict
from wenming_cli.rounds.frozen import (
    all_frozen,
    days_done,
    freeze,
    frozen_as,
    last_frozen,
    load,
    replace_week,
    weeks_before,
)

ITEM: dict[str, Any] = {
    "id": "1.1.1", "text": "理论学习制度", "due": "3月上旬", "project": "1.1", "category": "一", "verdict": "short",
    "timing": "overdue",
}  # fmt: skip
OLDEST: dict[str, Any] = {
    "criteria": "t", "unit": "某局", "year": 2021, "as_of": "2021-06-30", "totals": {}, "items": [ITEM],
    "files": {"total": 1, "by_state": {"matched": 1}},
}  # fmt: skip


def write(folder: Path, name: str, value: Any) -> Path:
    """A file among the frozen checks."""
    path = folder / f"{name}.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def judgement(**more: Any) -> Judgement:
    """A judgement to freeze."""
    return Judgement.model_validate({**OLDEST, **more})


def test_a_file_of_an_older_version_lacks_fields(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "第一次检查-t", OLDEST))
    assert loaded.items[0].verdict is Verdict.SHORT
    assert loaded.items[0].requirements == ()


def test_a_file_of_a_newer_version_has_more_fields(tmp_path: Path) -> None:
    row = {"id": "a", "name": "制度", "need": "1份", "have": 0, "verdict": "missing", "timing": "undated", "weight": 3}
    use = {
        "path": "证据/a.txt",
        "sha256": "1",
        "requirement": "a",
        "how": "sure",
        "counts": True,
        "score": 1,
        "why": [],
    }
    item = {**ITEM, "requirements": [row, {**row, "id": "b"}], "files": [use], "mood": {"deep": [1]}}
    newer = {**OLDEST, "items": [item, {**item, "id": "1.1.2"}], "grade": 97.5, "records": [{"id": 1}]}
    loaded = load(write(tmp_path, "第一次检查-t", newer))
    assert [(one.id, [row.id for row in one.requirements]) for one in loaded.items] == [
        ("1.1.1", ["a", "b"]), ("1.1.2", ["a", "b"])
    ]  # fmt: skip


def test_elsewhere_a_judgement_stays_closed() -> None:
    with pytest.raises(ValueError, match="grade"):
        Judgement.model_validate({**OLDEST, "grade": 97.5})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param({**OLDEST, "items": [{**ITEM, "verdict": "half"}]}, "不认识的词“half”", id="a verdict to come"),
        pytest.param(
            {**OLDEST, "items": [{**ITEM, "timing": "soonish"}]}, "不认识的词“soonish”", id="a timing to come"
        ),
        pytest.param({key: OLDEST[key] for key in OLDEST if key != "items"}, "读不出来", id="no items"),
        pytest.param({**OLDEST, "as_of": "六月"}, "读不出来", id="no day"),
        pytest.param([1, 2], "读不出来", id="another thing"),
        pytest.param("{", "读不出来", id="cut off"),
        pytest.param("[" * 100_000, "读不出来", id="far too deep"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_name(value: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        load(write(tmp_path, "第一次检查-t", value))
    assert "第一次检查-t.json" in caught.value.what
    assert said in caught.value.what


NEEDED = {
    "Judgement": {"criteria", "unit", "year", "as_of", "totals", "items", "files"},
    "ItemJudgement": {"id", "text", "due", "project", "category", "verdict", "timing"},
    "RequirementJudgement": {"id", "name", "need", "have", "verdict", "timing"},
    "FileUse": {"path", "sha256", "requirement", "how", "counts", "score"},
    "ActivityGap": {"activity", "name"},
    "ObligationJudgement": {"id", "text", "verdict"},
    "Warning": {"kind", "text"},
    "Files": {"total", "by_state"},
    "InCharge": set(),
}


def test_fields_added_later_have_defaults() -> None:
    """The nouns that the first version froze need no more than they did then: else its rounds could not be read."""
    schema = Judgement.model_json_schema()
    nouns: dict[str, Any] = {"Judgement": schema, **schema["$defs"]}
    assert {name: set(nouns[name].get("required", ())) for name in NEEDED} == NEEDED


def test_a_whole_judgement_comes_back_as_it_was(tmp_path: Path) -> None:
    one = judgement(warnings=[{"kind": "late", "text": "晚了"}], left_out=2)
    assert load(freeze(tmp_path / "历次检查", "第一次检查", one)) == one


@pytest.mark.parametrize("name", ["", "a/b", "第一次检查.", " 迎检前", "现在", "now", "周报-2021-11-05", "查" * 61])
def test_names_that_no_round_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不能作轮次名"):
        freeze(tmp_path / "历次检查", name, judgement())
    assert not (tmp_path / "历次检查").exists()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two rounds under two sets, two weeks, one file that is broken, one that is something else."""
    folder = tmp_path / "历次检查"
    for name, day, criteria in (
        ("第二次检查", "2021-11-20", "t"), ("第一次检查", "2021-06-30", "t"), ("第一次检查", "2021-06-30", "t-2"),
    ):  # fmt: skip
        freeze(folder, name, judgement(as_of=day, criteria=criteria))
    for day in ("2021-11-05", "2021-11-26"):
        replace_week(folder, f"周报-{day}", judgement(as_of=day))
        replace_week(folder, f"周报-{day}", judgement(as_of=day, criteria="x-t"))
    write(folder, "迎检前-t", "{")
    return folder


def test_what_was_frozen_is_listed_by_day(history: Path) -> None:
    found, damaged = all_frozen(history)
    assert [(one.name, one.judgement.criteria, one.is_week) for one in found] == [
        ("第一次检查", "t", False), ("第一次检查", "t-2", False), ("周报-2021-11-05", "t", True),
        ("周报-2021-11-05", "x-t", True), ("第二次检查", "t", False), ("周报-2021-11-26", "t", True),
        ("周报-2021-11-26", "x-t", True),
    ]  # fmt: skip
    assert [one.name for one in damaged] == ["迎检前-t"]


def test_a_round_is_found_by_its_name_and_a_week_by_its_day(history: Path) -> None:
    assert [one.judgement.criteria for one in frozen_as(history, "第一次检查")] == ["t", "t-2"]
    assert {one.name for one in frozen_as(history, "2021-11-05")} == {"周报-2021-11-05"}
    with pytest.raises(UsageError, match="没有冻结过“第一次”") as caught:
        frozen_as(history, "第一次")
    assert "第一次检查、周报-2021-11-05、第二次检查" in caught.value.remedy
    with pytest.raises(WorkspaceError, match=r"迎检前-t\.json"):
        frozen_as(history, "迎检前")


def test_the_last_frozen_is_a_round_before_it_is_a_week(history: Path, tmp_path: Path) -> None:
    assert last_frozen(history) == "第二次检查"
    weeks = tmp_path / "只有周报"
    for day in ("2021-11-12", "2021-11-05"):
        replace_week(weeks, f"周报-{day}", judgement(as_of=day))
    assert last_frozen(weeks) == "周报-2021-11-12"
    with pytest.raises(UsageError, match="还没有冻结过检查"):
        last_frozen(tmp_path / "没有")


def test_the_week_before_is_that_of_the_same_set(history: Path) -> None:
    last = weeks_before(history, "t", "2021-11-26")
    assert last is not None
    assert last.name == "周报-2021-11-05-t.json"
    assert weeks_before(history, "t", "2021-11-05") is None
    assert weeks_before(history, "别的", "2021-11-26") is None


def test_days_on_which_rounds_were_done(history: Path) -> None:
    days = days_done(*all_frozen(history))
    assert (days["第一次检查"], days["第二次检查"], days["迎检前"]) == (date(2021, 6, 30), date(2021, 11, 20), None)
    assert "第三次检查" not in days

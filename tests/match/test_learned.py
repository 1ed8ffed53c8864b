"""Examples of last year and decisions of this year raise later matches, and never overrule a person."""

from collections.abc import Sequence

import pytest

from builders import criteria, decision, evidence, item, matched, project, settings, standing
from wenming_cli.match.learned import Learned
from wenming_cli.match.match import match_archive
from wenming_cli.match.saying import listen
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.example import Example
from wenming_cli.model.matching import Matching, State

SET = criteria(
    project(
        "思想道德",
        item("1.1.1", "单位理论学习制度；", [{"id": "rules", "type": "制度", "about": "理论学习"}]),
        item("1.1.2", "单位规章制度；", [{"id": "rules", "type": "制度", "about": "规章"}]),
    )
)
FILED = Example(
    item="1.1.2", place="去年的资料盒/第1盒/1.1.2/车辆管理制度.docx", name="车辆管理制度.docx", types=("制度",)
)
CARS = evidence("待整理/公务车辆管理制度.docx", title="公务车辆管理制度")


def match(files: Sequence[Evidence], *examples: Example, decisions: Sequence[object] = ()) -> Matching:
    return match_archive(files, SET, settings(), decisions, examples)  # type: ignore[arg-type]


def names_of(matching: Matching, of: Evidence) -> dict[str, set[str]]:
    found = standing(matching, of.place.path)
    return {one.item: {signal.name for signal in one.signals} for one in found.candidates}


def test_what_was_filed_last_year_raises_its_item_and_says_why() -> None:
    before = {one.item: one.score for one in standing(match([CARS]), CARS.place.path).candidates}
    found = standing(match([CARS], FILED), CARS.place.path)
    assert found.candidates[0].item == "1.1.2"
    assert found.candidates[0].score > before.get("1.1.2", 0.0)
    (signal,) = [one for one in found.candidates[0].signals if one.name == "learned"]
    assert "去年的资料盒/第1盒/1.1.2/车辆管理制度.docx" in signal.because


@pytest.mark.parametrize(
    "name", ["食堂管理制度.docx", "车辆.docx", "IMG_2021.docx"], ids=["near miss", "too little in common", "no words"]
)
def test_what_is_not_like_it_gains_nothing(name: str) -> None:
    other = evidence(f"待整理/{name}")
    assert "learned" not in set().union(*names_of(match([other], FILED), other).values(), ())


def test_an_item_that_the_set_no_longer_has_teaches_nothing() -> None:
    gone = Example(**{**dict(FILED), "item": "9.9.9"})
    assert "9.9.9" not in names_of(match([CARS], gone), CARS)


def test_a_decision_of_this_year_is_an_example_for_others_but_not_for_itself() -> None:
    pinned = evidence("待整理/车辆管理制度.docx", title="车辆管理制度")
    found = match([CARS, pinned], decisions=[decision("pin", pinned, "1.1.2")])
    assert "learned" in names_of(found, CARS)["1.1.2"]
    assert standing(found, pinned.place.path).state is State.MATCHED
    assert "learned" not in names_of(found, pinned).get("1.1.2", set())


def test_a_decision_on_one_file_never_moves_another_that_a_person_confirmed() -> None:
    one, two = (
        evidence("a/车辆管理制度.docx", title="车辆管理制度"),
        evidence("b/车辆管理制度(新).docx", title="车辆管理制度"),
    )
    found = match([one, two], decisions=[decision("pin", one, "1.1.1"), decision("pin", two, "1.1.2")])
    assert [use.item for use in standing(found, one.place.path).uses] == ["1.1.1"]
    assert [use.item for use in standing(found, two.place.path).uses] == ["1.1.2"]


def test_years_do_not_tell_papers_apart() -> None:
    learned = Learned([Example(item="1.1.1", place="x", name="2020年度理论学习计划.docx")])
    saying = listen(evidence("2021年度理论学习计划.docx"), 2021, lambda folders: folders)
    assert learned.precedents(saying)["1.1.1"].likeness == 1.0


def test_without_examples_nothing_changes() -> None:
    assert match([CARS]).standings == matched([CARS], SET).standings

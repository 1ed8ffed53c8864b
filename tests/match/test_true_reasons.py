"""Every reason that is shown is true: without its cue the reason is gone and the score falls by its share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from builders import criteria, evidence, item, people, project, settings
from wenming_cli.match.match import match_archive
from wenming_cli.match.weights import WEIGHTS
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.example import Example
from wenming_cli.model.matching import Candidate, Signal

SET = criteria(
    project(
        "干部队伍建设",
        item(
            "1.1.1", "学雷锋志愿服务年度方案；", [{"id": "plan", "type": "方案", "about": "学雷锋", "red_head": True}]
        ),
        item("1.1.2", "文明交通劝导的图片；", [{"id": "photos", "carrier": "照片", "about": "文明交通"}]),
        item("1.1.3", "单位规章制度；", [{"id": "rules", "type": "制度", "about": "规章制度"}]),
        item(
            "1.1.4",
            "班子成员的学习心得；",
            [{"id": "felt", "type": "心得", "about": "学习", "per": "person", "people": "班子成员"}],
        ),
    ),
    project(
        "文明餐桌",
        item("1.2.1", "公筷公勺的总结。", [{"id": "summary", "type": "总结", "about": "公筷公勺"}]),
        no="1.2",
    ),
)
PEOPLE = people(班子成员=["梁素秋"])
HEADING = "一、创建工作有力"


@dataclass(frozen=True)
class Case:
    """A file with a cue and the same file without it; *alone* says that no other reason rests on the cue."""

    signal: str
    with_cue: Evidence
    without: Evidence
    of: str
    alone: bool = True
    beside: Sequence[Evidence] = ()
    examples: Sequence[Example] = ()


SAME = "待整理/交通劝导.jpg"
LAST_YEAR = Example(
    item="1.1.2", place="去年/2.jpg", name="路口执勤.jpg", title=None, types=(), banner=(), sha256="old"
)
ROUTE = [evidence(f"路口执勤/文明交通劝导{at}.jpg", exif_date="2021-05-04") for at in range(3)]

CASES = [
    Case("words", evidence("志愿服务年度安排.docx"), evidence("财务收支安排.docx"), "1.1.1", alone=False),
    Case("topic", evidence("学雷锋方案.docx"), evidence("防汛方案.docx"), "1.1.1", alone=False),
    Case("theme", evidence("雷锋日活动.docx"), evidence("端午日活动.docx"), "1.1.1", alone=False),
    Case("type", evidence("学雷锋方案.docx"), evidence("学雷锋.docx"), "1.1.1", alone=False),
    Case("annual", evidence("学雷锋年度方案.docx"), evidence("学雷锋方案.docx"), "1.1.1", alone=False),
    Case("any_rule", evidence("车辆管理制度.docx"), evidence("车辆管理.docx"), "1.1.3", alone=False),
    Case("carrier", evidence("文明交通劝导.jpg"), evidence("文明交通劝导.jpg", carrier="文档"), "1.1.2", alone=False),
    Case("red_head", evidence("学雷锋方案.pdf", red_head=True), evidence("学雷锋方案.pdf"), "1.1.1"),
    Case("item_number", evidence("1.1.1 雷锋.docx"), evidence("雷锋.docx"), "1.1.1"),
    Case("project_folder", evidence(f"{HEADING}/1.干部队伍建设/学雷锋方案.docx"), evidence("学雷锋方案.docx"), "1.1.1"),
    Case("category_folder", evidence(f"{HEADING}/学雷锋方案.docx"), evidence("学雷锋方案.docx"), "1.1.1"),
    Case("person", evidence("a.docx", title="心得", text="心得\n办公室 梁素秋\n学习有收获"),
         evidence("a.docx", title="心得", text="心得\n\n\n\n\n\n办公室 梁素秋\n学习有收获"), "1.1.4"),
    Case("owner", evidence("办公室/学雷锋方案.docx"), evidence("学雷锋方案.docx"), "1.1.1", alone=False),
    Case("neighbours", evidence("路口执勤/交通3.jpg", "one"), evidence("另处/交通3.jpg", "one"), "1.1.2", alone=False, beside=ROUTE),
    Case("learned", evidence("路口执勤2.jpg"), evidence("路口执勤2.jpg"), "1.1.2", examples=[LAST_YEAR]),
]  # fmt: skip


def candidate(of: Evidence, case: Case, examples: Sequence[Example]) -> Candidate:
    """The candidate of the item; one without any reason where there is none."""
    matching = match_archive([of, *case.beside], SET, settings(), (), examples, PEOPLE)
    ranked = next(one for one in matching.standings if one.evidence.sha256 == of.sha256).candidates
    return next((one for one in ranked if one.item == case.of), Candidate(case.of, "", 0.0, ()))


def found(of: Candidate, name: str) -> Signal | None:
    return next((one for one in of.signals if one.name == name), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.signal)
def test_without_its_cue_the_score_falls_by_the_share_of_the_reason(case: Case) -> None:
    before = candidate(case.with_cue, case, case.examples)
    after = candidate(case.without, case, ())
    reason = found(before, case.signal)
    assert reason is not None
    assert reason.adds > 0
    assert reason.because
    assert found(after, case.signal) is None
    fall = before.score - after.score
    if case.alone:
        assert fall == pytest.approx(reason.adds, abs=2e-4)
    else:
        assert fall >= reason.adds - 2e-4


def test_every_reason_for_a_file_is_held_to_it() -> None:
    assert {case.signal for case in CASES} == {name for name, weight in WEIGHTS.items() if weight > 0}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.signal)
def test_a_score_is_the_sum_of_its_reasons(case: Case) -> None:
    one = candidate(case.with_cue, case, case.examples)
    assert one.score == pytest.approx(min(1.0, max(0.0, sum(signal.adds for signal in one.signals))), abs=2e-4)

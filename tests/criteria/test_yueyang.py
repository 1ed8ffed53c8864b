"""Yueyang's table prints standards and no items: those of the set are derived, and hold to the words of the table."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wenming_cli.criteria.lines import as_lines
from wenming_cli.criteria.load import load_set
from wenming_cli.criteria.show import as_value
from wenming_cli.judge.judge import judge
from wenming_cli.match.match import match_archive
from wenming_cli.model.criteria import CriteriaSet, Item, Project, SubPoint
from wenming_cli.model.judgement import ItemJudgement, Judgement, Verdict
from wenming_cli.model.requirement import Plain, Requirement, children
from wenming_cli.model.workspace import People, Settings

SET = Path(__file__).resolve().parents[2] / "criteria" / "yueyang-2023"
TABLE = load_set(SET)
PLACED = [(project, item) for _, project, item in TABLE.placed()]


def part_of(project: Project, item: Item) -> SubPoint:
    """The part of its standard that an item proves."""
    assert item.sub_point is not None
    return project.sub_points[item.sub_point - 1]


def plain(requirements: tuple[Requirement, ...]) -> Iterator[Plain]:
    """The plain requirements, those of groups included."""
    for one in requirements:
        if isinstance(one, Plain):
            yield one
        yield from plain(children(one))


def nothing_filed(**unit: bool) -> Judgement:
    """The judgement of an empty archive of a unit like the table's own."""
    about = {"name": TABLE.head.unit, "level": TABLE.head.level, **unit}
    settings = Settings.model_validate({"unit": about, "year": 2023, "criteria": [TABLE.head.id]})
    empty = match_archive((), TABLE, settings)
    return judge(TABLE, empty, settings, People(), as_of=date(2023, 11, 1))


def test_every_sub_point_is_covered() -> None:
    proven = {(project.no, item.sub_point) for project, item in PLACED}
    assert proven == {(p.no, at) for _, p in TABLE.projects() for at in range(1, len(p.sub_points) + 1)}
    assert len(proven) == 48


@pytest.mark.parametrize(("project", "item"), PLACED, ids=[item.id for _, item in PLACED])
def test_an_item_holds_to_the_table(project: Project, item: Item) -> None:
    """It is marked as derived, with the reason; it invents no deadline; what it asks for, its sub-point speaks of."""
    part = part_of(project, item)
    assert (item.derived, item.due, item.points) == (True, None, None)
    assert item.uncertain
    assert all(word in part.text for one in item.requires for word in one.printed)
    assert all(one.printed for one in item.requires)
    assert (item.owners or project.owners) == (part.owners or project.owners)
    assert all(one.method in (None, *(part.methods or project.methods)) for one in item.requires)


def test_ids_are_those_of_the_standards() -> None:
    for _, project in TABLE.projects():
        assert [one.id for one in project.items] == [f"{project.no}.{at}" for at in range(1, len(project.items) + 1)]


def test_an_item_asks_for_something_that_may_not_be_left_out() -> None:
    """Else it would be complete with nothing filed."""
    assert [item.id for _, item in PLACED if all(one.optional for one in item.requires)] == []


def test_the_printed_ratios_are_data() -> None:
    ratios = {item.id: one.ratio for _, item in PLACED for one in plain(item.requires) if one.ratio}
    said = {ident: (one.part, one.of, one.least, one.unit, one.all_up_to) for ident, one in ratios.items()}
    assert said == {
        "16.2": ("注册志愿者", "员工", 50, "%", None),
        "16.3": ("在职党员注册志愿者", "在职党员", 80, "%", 20),
        "16.4": ("参加志愿服务活动的注册志愿者", "注册志愿者", 85, "%", None),
    }


def test_nothing_filed_completes_nothing() -> None:
    verdicts = {item.id: item.verdict for item in nothing_filed().items}
    assert len(verdicts) == len(PLACED)
    assert set(verdicts.values()) == {Verdict.MISSING, Verdict.MANUAL}


def told(judgement: Judgement, verdict: Verdict) -> dict[str, ItemJudgement]:
    """The items with that verdict."""
    return {item.id: item for item in judgement.items if item.verdict is verdict}


def test_what_did_not_happen_is_for_a_person_to_confirm() -> None:
    manual = told(nothing_filed(), Verdict.MANUAL)
    words = {ident: one.requirements[0] for ident, one in manual.items() if one.missing}
    assert {ident: (one.need, *one.missing) for ident, one in words.items()} == {
        "3.3": ("负责人书面确认", "书面确认无意识形态责任事故，写明日期"),
        "8.4": ("负责人书面确认", "书面确认无“索、拿、卡、要”等现象，写明日期"),
        "29.2": ("负责人书面确认", "书面确认干部职工没有“黄赌毒”现象，写明日期"),
    }
    assert manual["8.4"].advice == "请机关纪委、周敬军书面确认无“索、拿、卡、要”等现象，写明日期"
    assert all("现场核对" in one.advice for ident, one in manual.items() if ident not in words)
    assert len(manual) - len(words) == 10


def test_a_unit_without_window_or_website() -> None:
    judgement = nothing_filed(service_window=False, website=False)
    waived = told(judgement, Verdict.WAIVED)
    assert set(waived) == {"10.3", "10.4", "10.5"}
    assert "不适用" in waived["10.3"].advice
    column = next(item for item in judgement.items if item.id == "25.1")
    assert [row.id for row in column.requirements] == ["pictures"]
    assert column.verdict is Verdict.MISSING


def test_a_standard_without_title_is_called_by_its_number() -> None:
    assert nothing_filed().items[0].heading == "1、习近平新时代中国特色社会主义思想宣传教育 ／ 标准1"


@pytest.mark.parametrize("as_json", [False, True], ids=["lines", "json"])
def test_points_that_do_not_agree_are_said(as_json: bool) -> None:
    """60 printed in five of nine categories, 94 by the parts, 96 with category 1, 100 nowhere."""
    shown = "\n".join(as_value(TABLE)["points"]["said"] if as_json else as_lines(TABLE, None))
    for said in (
        "9类中有5类印了分值（1、3、4、5、9），合60分，2、6、7、8没有印",
        "印了分值的分项有47个，合94分",
        "第1类印12分，分项合10分；没有印分值的分项：3的第1分项“党委（党组）切实负起",
        "其余按分项，合96分",
        "总分按100分，还差4分；原件没有写总分",
    ):
        assert said in shown


def test_points_are_numbers_too() -> None:
    points = as_value(TABLE)["points"]
    assert (points["printed"], points["sub_points"], points["best"], points["total"]["points"]) == (60, 94, 96, 100)
    assert [(one["no"], one["printed"], one["sub_points"]) for one in points["categories"]] == [
        ("1", 12, 10), ("2", None, 6), ("3", 6, 6), ("4", 10, 10), ("5", 16, 16), ("6", None, 12), ("7", None, 8),
        ("8", None, 10), ("9", 16, 16),
    ]  # fmt: skip


def test_a_set_without_points_says_nothing_of_them() -> None:
    huarong = load_set(SET.parent / "huarong-2021")
    assert as_value(huarong)["points"] is None
    assert "分值" not in list(as_lines(huarong, None))


def shown(ident: str, table: CriteriaSet = TABLE) -> list[str]:
    """The lines of one part."""
    return list(as_lines(table, ident))


def test_a_number_that_category_and_standard_share_is_the_standard() -> None:
    """5 is standard 5 (category 2), not category 5 with its six standards."""
    assert as_value(TABLE)["categories"][4]["no"] == "5"
    lines = shown("5")
    assert lines[0].startswith("  5 （2分）")
    assert [line.split("　")[0].strip() for line in lines if line.startswith("    5.")] == ["5.1"]
    assert not any(line.startswith("  11 ") for line in lines)


def test_a_derived_item_is_shown_as_one() -> None:
    first, *rest = shown("8.4")
    assert first == "    8.4　无“索、拿、卡、要”等现象　〔（空），推定，第2分项〕"
    assert rest[0].strip() == "责任：机关纪委、周敬军"
    assert rest[1].strip().startswith("存疑：没有发生的事无法用材料证明")
    groups = [line.strip() for line in shown("16.3") if "有一种即可，" in line]
    assert groups[0].startswith("- party：有一种即可，name=")
    assert any(
        "ratio={part: 在职党员注册志愿者, of: 在职党员, least: 80, all_up_to: 20}" in one for one in shown("16.3")
    )

"""What people stated, judged: papers of the cabinet, dates, waivers, "none", figures and shares."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from builders import DAY, criteria, decision, evidence, item, matched, people, photos, project, settings
from wenming_cli.judge.figures import figure_at
from wenming_cli.judge.judge import judge
from wenming_cli.judge.listing import people_listed
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.figures import figure_kind
from wenming_cli.model.judgement import ItemJudgement, Judgement
from wenming_cli.model.record import Record, RecordsFile, Withdrawal, standing_records

SAID = date(2021, 6, 1)
MINUTES = {"id": "minutes", "type": "会议记录", "about": "研究工作"}
PHOTOS = {"id": "photos", "carrier": "照片", "about": "研究工作", "count": "2..4", "unit": "张"}
NO_CASE = {"id": "none", "none": "刑事案件"}
SHARE = {"part": "注册志愿者", "of": "员工", "least": 80}
SHOT = {"id": "shot", "carrier": "截图", "about": "注册志愿者", "ratio": SHARE}


def record(do: str, **more: Any) -> Record:
    more.setdefault("by", "苏映雪")
    more.setdefault("on", SAID)
    return Record.model_validate({"id": "R1", "do": do, **({} if do == "figure" else {"item": "1.1.1"}), **more})


def whole(
    requires: Sequence[dict[str, Any]], records: Sequence[Record] = (), files: Sequence[Evidence] = (), *,
    due: str | None = "3月上旬", as_of: date = DAY, pins: Sequence[tuple[Evidence, str]] = (), **unit: Any,
) -> Judgement:  # fmt: skip
    table = criteria(project("工作", item("1.1.1", "研究工作的材料；", requires, due=due)))
    matching = matched(files, table, [decision("pin", of, "1.1.1", to) for of, to in pins], unit=unit)
    return judge(table, matching, settings(unit=unit), people(), as_of=as_of, records=records)


def judged(requires: Sequence[dict[str, Any]], records: Sequence[Record] = (), **more: Any) -> ItemJudgement:
    return whole(requires, records, **more).items[0]


def test_a_paper_of_the_cabinet_counts_for_what_its_title_says() -> None:
    one = judged([MINUTES, PHOTOS], [record("paper", title="3月会议记录", day=date(2021, 3, 5))])
    assert [(row.id, row.verdict.value, row.have) for row in one.requirements] == [
        ("minutes", "complete", 1),
        ("photos", "missing", 0),
    ]
    (file,) = one.files
    assert (file.path, file.how, file.counts) == ("登记/R1 3月会议记录", "recorded", True)


def test_printed_photos_count_as_many_as_they_are() -> None:
    one = judged([PHOTOS], [record("paper", title="研究工作照片", requirement="photos", count=3)])
    assert (one.verdict.value, one.requirements[0].have) == ("complete", 3)


def test_a_paper_dated_after_the_due_day_is_late() -> None:
    one = judged([MINUTES], [record("paper", title="会议记录", day=date(2021, 3, 20))])
    assert (one.verdict.value, one.timing.value, one.days) == ("complete", "late", 10)


def test_a_link_counts_too() -> None:
    assert judged([MINUTES], [record("link", url="https://x.example/1")]).verdict.value == "complete"


@pytest.mark.parametrize(
    ("due", "days", "timing", "over"),
    [
        pytest.param("与县创建指挥部工作安排同步", [], "undated", None, id="external, nobody asked yet"),
        pytest.param("与县创建指挥部工作安排同步", [date(2021, 9, 20)], "overdue", 53, id="external, dated"),
        pytest.param(None, [date(2021, 12, 1)], "not_due", 19, id="blank, dated"),
        pytest.param("3月上旬", [date(2021, 12, 1)], "not_due", 19, id="a person's day takes the place of the printed"),
    ],
)
def test_dates(due: str | None, days: list[date], timing: str, over: int | None) -> None:
    one = judged([MINUTES], [record("date", day=day) for day in days], due=due)
    assert (one.timing.value, one.days) == (timing, over)


def test_several_dates_are_so_many_occurrences() -> None:
    per = {**MINUTES, "per": "occurrence"}
    days = [date(2021, 3, 1), date(2021, 9, 1)]
    paper = record("paper", title="会议记录", day=date(2021, 2, 20))
    one = judged([per], [*(record("date", day=day) for day in days), paper], due="适时")
    assert [row.verdict.value for row in one.requirements] == ["complete", "missing"]


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        pytest.param({}, "waived", id="for good"),
        pytest.param({"until": date(2021, 12, 31)}, "waived", id="still holds"),
        pytest.param({"until": DAY}, "waived", id="to its last day"),
        pytest.param({"until": date(2021, 11, 11)}, "missing", id="over"),
    ],
)
def test_waivers(more: dict[str, Any], verdict: str) -> None:
    judgement = whole([MINUTES, PHOTOS], [record("waive", why="今年不开会", **more)])
    assert judgement.items[0].verdict.value == verdict
    assert ("今年不开会（苏映雪2021-06-01登记（R1）" in judgement.items[0].advice) is (verdict == "waived")
    assert [one.kind for one in judgement.warnings] == ([] if verdict == "waived" else ["waiver_over"])


def test_a_requirement_may_be_waived_alone() -> None:
    one = judged(
        [MINUTES, PHOTOS], [record("waive", why="没有拍照", requirement="photos"), record("paper", title="会议记录")]
    )
    assert (one.verdict.value, [row.verdict.value for row in one.requirements]) == ("complete", ["complete", "waived"])
    assert one.requirements[1].note == "没有拍照（苏映雪2021-06-01登记（R1））"


def test_none_is_only_ever_a_persons_word() -> None:
    assert judged([NO_CASE]).verdict.value == "manual"
    one = judged([NO_CASE], [record("none", why="全年无刑事案件")])
    assert (one.verdict.value, one.requirements[0].note) == ("complete", "全年无刑事案件（苏映雪2021-06-01登记（R1））")


def test_none_of_an_event_lets_the_item_fall_away() -> None:
    one = judged([PHOTOS], [record("none", why="今年没有外出")], due="外出活动时")
    assert (one.verdict.value, one.timing.value, one.missing) == ("waived", "undated", ())


def test_what_was_said_later_or_taken_back_is_not_known() -> None:
    file = RecordsFile(
        records=(
            record("none", id="R1"),
            record("none", id="R2", on=None),
            record("none", id="R3", on=date(2021, 9, 1)),
        ),
        withdrawn=(Withdrawal(record="R2", on=date(2021, 7, 1)),),
    )
    assert [one.id for one in standing_records(file, date(2021, 6, 30))] == ["R1", "R2"]
    assert [one.id for one in standing_records(file, date(2021, 9, 1))] == ["R1", "R3"]


def shot(text: str) -> Evidence:
    return evidence("注册志愿者截图.png", text=text, text_chars=len(text))


@pytest.mark.parametrize(
    ("text", "records", "staff", "expected"),
    [
        pytest.param("在册志愿者31人", [], 41, ("short", "注册志愿者31（“注册志愿者截图.png”）占员工41（wenming.yaml）的75.6%，要80%以上"), id="below"),
        pytest.param("在册志愿者33人", [], 41, ("complete", ""), id="reached"),
        pytest.param("在册志愿者\t职工总数\n33人\t41人", [], None, ("complete", ""), id="cells of a table"),
        pytest.param("", [], 41, ("to_confirm", "比例算不出：请用 wenming record figure 登记注册志愿者（要员工的80%以上）"), id="a figure is not known"),
        pytest.param("在册志愿者31人", [record("figure", figure="注册志愿者人数", value=40)], 41, ("complete", ""), id="a person's word first"),
        pytest.param("在册志愿者0人", [], 41, ("short", "注册志愿者0（“注册志愿者截图.png”）占员工41（wenming.yaml）的0.0%，要80%以上"), id="nobody is a figure too"),
    ],
)  # fmt: skip
def test_shares(text: str, records: list[Record], staff: int | None, expected: tuple[str, str]) -> None:
    one = shot(text)
    found = judged([SHOT], records, files=[one], pins=[(one, "shot")], staff=staff)
    assert (found.verdict.value, "".join(found.missing)) == expected


@pytest.mark.parametrize(("party", "verdict"), [(20, "short"), (21, "complete")])
def test_small_units_are_asked_for_everybody(party: int, verdict: str) -> None:
    """Yueyang 16: 单位在职党员总数20人以下的全员注册."""
    ratio = {"part": "党员志愿者", "of": "在职党员", "least": 80, "all_up_to": 20}
    one = shot("x")
    figures = [record("figure", figure="党员志愿者", value=19)]
    found = judged([{**SHOT, "ratio": ratio}], figures, files=[one], pins=[(one, "shot")], party_members=party)
    assert found.verdict.value == verdict


def test_the_latest_figure_holds() -> None:
    figures = [
        record("figure", figure="注册志愿者", value=40, day=date(2021, 9, 1)),
        record("figure", figure="注册志愿者", value=10, day=date(2021, 3, 1)),
    ]
    one = shot("")
    assert judged([SHOT], figures, files=[one], pins=[(one, "shot")], staff=41).verdict.value == "complete"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("收回50份，其中满意41份，满意率82%。", "满意率", 82.0),
        ("群众满意率为97.5％", "满意率", 97.5),
        ("满意率较高，共50份", "满意率", None),
        ("注册志愿者：31人", "注册志愿者", 31.0),
        ("姓名\t满意率\n甲\t90%\t多一格", "满意率", None),
        ("志愿者31人，注册率一般", "知晓率", None),
    ],
)
def test_figures_in_texts(text: str, name: str, expected: float | None) -> None:
    found = figure_at(text, figure_kind(name))
    assert (found and found[0]) == expected
    assert found is None or f"{expected:g}" in text[slice(*found[1])]


def test_a_figure_below_the_standard_is_named_in_its_month() -> None:
    forms = {
        "id": "forms",
        "type": "登记表",
        "about": "回访",
        "per": "month",
        "reaches": {"what": "满意率", "least": 85},
    }
    files = [
        evidence(f"2021年{month}月回访登记表.xlsx", date=f"2021-{month:02}-20", text=f"满意率{value}%", text_chars=6)
        for month, value in ((1, 97), (2, 82), (3, 85))
    ]
    one = judged([forms], files=files, pins=[(of, "forms") for of in files], due="每月月底", as_of=date(2021, 3, 31))
    assert [row.verdict.value for row in one.requirements[:3]] == ["complete", "short", "complete"]
    assert "2月：“2021年2月回访登记表.xlsx”满意率82%，要85%以上" in one.missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("序号 姓名 股室\n1 叶清 财金股\n2 江雨霏 办公室\n一、任务", 2),
        ("序号\t姓名\n1\t甲\n2\t乙\n4\t丁", 2),
        ("姓名 单位\n共31人", 31),
        ("1 叶清\n2 江雨霏", None),
        ("共31人参加", None),
    ],
)
def test_people_listed(text: str, expected: int | None) -> None:
    assert people_listed(text) == expected


@pytest.mark.parametrize(("count", "verdict"), [(2, "short"), (3, "complete"), (5, "complete"), (6, "short")])
def test_a_roster_of_three_to_five(count: int, verdict: str) -> None:
    """Huarong 7.2.1: 3—5人."""
    roster = {"id": "roster", "type": "名单", "about": "网络", "lists": {"what": "人", "count": "3..5"}}
    text = "姓名\n" + "\n".join(f"{at} 某某" for at in range(1, count + 1))
    one = evidence("网络志愿者名单.docx", title="网络志愿者名单", text=text, text_chars=len(text))
    assert judged([roster], files=[one]).verdict.value == verdict


FESTIVALS = {"id": "photos", "carrier": "照片", "about": "我们的节日", "per": "festival", "times": "3.."}


def test_festivals_take_what_names_them_and_else_what_lies_around_them() -> None:
    files = [
        *photos("一、创建工作有力/1.工作/我们的节日清明祭扫", 1, "2021-04-20"),
        *photos("一、创建工作有力/1.工作/我们的节日活动", 1, "2021-06-13"),
    ]
    one = judged([FESTIVALS], files=files, pins=[(of, "photos") for of in files], due="与节日同步")
    done = [row.occurrence for row in one.requirements if row.verdict.value == "complete"]
    assert done == ["清明节", "端午节"]


def test_themes_are_judged_one_by_one() -> None:
    asked = {
        "id": "photos",
        "carrier": "照片",
        "about": ["文明交通", "文明旅游"],
        "per": "theme",
        "count": "2..",
        "unit": "张",
    }
    files = photos("一、创建工作有力/1.工作/文明交通劝导", 2, "2021-04-20")
    one = judged([asked], files=files, pins=[(of, "photos") for of in files])
    assert [(row.occurrence, row.verdict.value) for row in one.requirements] == [
        ("文明交通", "complete"),
        ("文明旅游", "missing"),
    ]


def test_a_paper_in_time_that_came_late_is_filed_late_and_not_late() -> None:
    paper = evidence("会议记录1.docx", title="研究工作会议记录", date="2021-03-05")
    table = criteria(project("工作", item("1.1.1", "研究工作的材料；", [MINUTES], due="3月上旬")))
    matching = matched([paper], table, [decision("pin", paper, "1.1.1", "minutes")])

    def at(seen: dict[str, date]) -> Judgement:
        return judge(table, matching, settings(), people(), as_of=DAY, seen=seen)

    late = at({paper.sha256: date(2021, 8, 2)})
    assert (late.items[0].timing.value, late.items[0].files[0].first_seen) == ("on_time", "2021-08-02")
    (warning,) = [one for one in late.warnings if one.kind == "filed_late"]
    assert "日期2021-03-05在期限2021-03-10之内，2021-08-02才收到" in warning.text
    for seen in ({}, {paper.sha256: date(2021, 3, 10)}):
        assert not [one for one in at(seen).warnings if one.kind == "filed_late"]


def test_the_words_that_must_be_there_are_quoted_with_their_page() -> None:
    asked = {"id": "plan", "type": "方案", "about": "节俭", "must_mention": "评先评优"}
    text = "节俭方案\n第一条　总则。\n第九条　违反规定的，当年不得评先评优，并通报。"
    files = [
        evidence("节俭方案.pdf", title="节俭方案", text=text, text_chars=40, pages=2, page_lines=(2,)),
        evidence("节俭方案一页.pdf", title="节俭方案", text=text, text_chars=40, pages=1),
        evidence("节俭方案.docx", title="节俭方案", text=text, text_chars=40),
    ]
    one = judged([asked], files=files)
    assert {file.path.rsplit("/", 1)[1]: file.passage for file in one.files if file.counts} == {
        "节俭方案.pdf": "“第九条违反规定的，当年不得评先评优，并通报”（第2页）",
        "节俭方案一页.pdf": "“第九条违反规定的，当年不得评先评优，并通报”（第1页）",
        "节俭方案.docx": "“第九条违反规定的，当年不得评先评优，并通报”",
    }


def test_an_item_that_may_be_combined_names_what_there_is_to_choose_from() -> None:
    trees = photos("志愿服务图片/3月植树_", 2, "2021-03-12")
    table = criteria(
        project(
            "志愿服务",
            item("1.1.1", "志愿服务的图片；", [{"id": "p", "carrier": "照片", "about": "植树"}]),
            item("1.1.2", "环保活动的图片；", [{"id": "p", "carrier": "照片", "about": "环保", "combine": "1.1.1"}], due="6月上旬"),
        )
    )  # fmt: skip
    matching = matched(trees, table, [decision("pin", of, "1.1.1", "p") for of in trees])
    advice = judge(table, matching, settings(), people(), as_of=DAY).items[1].advice
    assert advice.endswith("可结合1.1.1的活动（现有1次），选定后用 wenming share 记为共用")

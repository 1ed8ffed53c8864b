"""Matching as people see it: states, trust, counts, sharing, decisions, and the same answer in any order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import criteria, decision, evidence, item, matched, photos, project, standing, unreadable
from wenming_cli.match.match import by_state
from wenming_cli.model.evidence import Evidence, Problem
from wenming_cli.model.matching import State

FOLDER = "一、创建工作有力/1.思想道德"
SET = criteria(
    project(
        "思想道德",
        item("1.1.1", "单位理论学习制度；", [{"id": "rules", "type": "制度", "about": "理论学习"}], shares=["1.1.4"]),
        item(
            "1.1.2",
            "文明交通劝导活动图片2—4张；",
            [{"id": "photos", "carrier": "照片", "about": "文明交通", "count": "2..4"}],
            shares=["1.1.4"],
        ),
        item("1.1.3", "文明旅游活动图片；", [{"id": "photos", "carrier": "照片", "about": "文明旅游"}]),
        item("1.1.4", "单位规章制度；", [{"id": "rules", "type": "制度", "about": ["规章制度", "理论学习"]}]),
        item(
            "1.1.5",
            "上年度述职述廉材料；",
            [{"id": "report", "type": "述职报告", "about": "述职述廉", "valid": "上年度"}],
        ),
        item("1.1.6", "表彰通报；", [{"id": "praise", "type": "通报", "about": "先进单位"}]),
    ),
    project(
        "文明餐桌",
        item("1.2.1", "文明餐桌年度总结。", [{"id": "summary", "type": "总结", "about": "文明餐桌"}]),
        no="1.2",
    ),
)
RULES = evidence(f"{FOLDER}/青审发〔2021〕7号 理论学习制度.pdf", title="理论学习制度", date="2021-03-04")


def state_of(*files: Evidence, path: str | None = None) -> State:
    return standing(matched(files, SET), path or files[0].place.path).state


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        pytest.param(RULES, State.MATCHED, id="words, type and folder agree"),
        pytest.param(
            evidence("新建文件夹/理论学习制度.docx", title="理论学习制度"),
            State.MATCHED,
            id="strong without its folder",
        ),
        pytest.param(
            evidence(f"{FOLDER}/防汛值班安排.docx", title="防汛值班安排"),
            State.UNCLAIMED,
            id="its folder alone is no reason",
        ),
        pytest.param(evidence("杂/IMG_0001.jpg"), State.UNCLAIMED, id="says nothing"),
        pytest.param(evidence("杂/防汛物资采购合同.docx"), State.UNCLAIMED, id="belongs nowhere"),
        pytest.param(unreadable(f"{FOLDER}/理论学习制度.wps"), State.UNREADABLE, id="unreadable keeps its candidates"),
        pytest.param(
            evidence(f"{FOLDER}/理论学习制度.docx", secrecy="机密★5年"), State.WITHHELD, id="a secrecy mark withholds"
        ),
        pytest.param(
            evidence(f"{FOLDER}/理论学习制度.docx", title="理论学习制度", date="2019-03-04"),
            State.TO_CONFIRM,
            id="outside the window",
        ),
        pytest.param(
            evidence(f"{FOLDER}/理论学习制度.docx", title="2020年理论学习制度"),
            State.TO_CONFIRM,
            id="the title names another year",
        ),
        pytest.param(
            evidence("一、创建工作有力/2.文明餐桌/理论学习制度.docx", title="理论学习制度"),
            State.TO_CONFIRM,
            id="in another project's folder",
        ),
        pytest.param(
            evidence(f"{FOLDER}/2020年度述职述廉报告_张三.docx", date="2021-01-07"),
            State.MATCHED,
            id="last year's report is asked for",
        ),
        pytest.param(
            evidence(f"{FOLDER}/2021年度述职述廉报告_张三.docx", date="2021-01-07"),
            State.TO_CONFIRM,
            id="this year's report is not",
        ),
        pytest.param(
            evidence(f"{FOLDER}/先进单位通报.pdf", title="关于2020年度先进单位的通报", date="2021-02-26"),
            State.MATCHED,
            id="praise of this year for last year's work",
        ),
        pytest.param(
            evidence(f"{FOLDER}/先进单位先进单位.txt", title="先进单位"),
            State.TO_CONFIRM,
            id="a text about praise is no proof of it",
        ),
    ],
)
def test_state(of: Evidence, expected: State) -> None:
    assert state_of(of) is expected


def test_an_unreadable_file_still_has_candidates() -> None:
    found = standing(
        matched([unreadable(f"{FOLDER}/理论学习制度.wps", Problem.ENCRYPTED)], SET), f"{FOLDER}/理论学习制度.wps"
    )
    assert found.candidates[0].item == "1.1.1"
    assert found.uses == ()


def test_two_items_that_are_nearly_equal_are_asked() -> None:
    found = standing(matched([evidence("文明交通文明旅游1.jpg")], SET), "文明交通文明旅游1.jpg")
    assert found.state is State.TO_CONFIRM
    assert "只差" in (found.reason or "") or "依据不够" in (found.reason or "")


def test_shared_items_use_one_content_without_a_question() -> None:
    uses = standing(matched([RULES], SET), RULES.place.path).uses
    assert [(use.item, use.how) for use in uses] == [("1.1.1", "sure"), ("1.1.4", "shared")]


def test_a_photo_is_not_shared_where_rules_are_asked_for() -> None:
    photo = evidence(f"{FOLDER}/文明交通劝导1.jpg")
    assert [(use.item, use.how) for use in standing(matched([photo], SET), photo.place.path).uses] == [
        ("1.1.2", "sure")
    ]


@pytest.mark.parametrize(
    ("verb", "target", "state", "items"),
    [
        pytest.param("pin", "1.2.1", State.MATCHED, ["1.2.1"], id="pin beats every score"),
        pytest.param("reject", "1.1.1", State.MATCHED, ["1.1.4"], id="reject leaves the next candidate"),
        pytest.param("ignore", None, State.IGNORED, [], id="ignore"),
        pytest.param("share", "1.2.1", State.MATCHED, ["1.1.1", "1.1.4", "1.2.1"], id="share is for this item too"),
        pytest.param("share", "1.1.1", State.MATCHED, ["1.1.4", "1.1.1"], id="share where it is already"),
        pytest.param(
            "pin", "9.9.9", State.MATCHED, ["1.1.1", "1.1.4"], id="an id that is gone from the set changes nothing"
        ),
    ],
)
def test_decisions(verb: str, target: str | None, state: State, items: list[str]) -> None:
    found = standing(matched([RULES], SET, [decision(verb, RULES, target)]), RULES.place.path)
    assert found.state is state
    assert [use.item for use in found.uses] == items


def test_a_pin_makes_an_unreadable_file_count() -> None:
    wps = unreadable(f"{FOLDER}/总结.wps")
    found = standing(matched([wps], SET, [decision("pin", wps, "1.2.1", "summary")]), wps.place.path)
    assert (found.state, found.uses[0].how, found.uses[0].requirement) == (State.MATCHED, "decided", "summary")


def test_a_secret_is_withheld_even_when_pinned_until_released() -> None:
    secret = evidence(f"{FOLDER}/理论学习制度.docx", title="理论学习制度", secrecy="内部资料")
    pin, release = decision("pin", secret, "1.1.1"), decision("release", secret, why="已脱密")
    assert standing(matched([secret], SET, [pin]), secret.place.path).state is State.WITHHELD
    assert standing(matched([secret], SET, [pin, release]), secret.place.path).state is State.MATCHED


def test_a_decision_follows_the_content_not_the_path() -> None:
    moved = evidence("别处/改名.pdf", RULES.sha256, title="理论学习制度")
    changed = evidence(RULES.place.path, "other", title="理论学习制度")
    pin = decision("pin", RULES, "1.2.1")
    assert standing(matched([moved], SET, [pin]), moved.place.path).uses[0].item == "1.2.1"
    assert standing(matched([changed], SET, [pin]), changed.place.path).uses[0].item == "1.1.1"


def test_a_copy_is_a_duplicate_and_its_place_in_the_table_stands_first() -> None:
    copies = evidence("A/理论学习制度 - 副本.pdf", "s", more=[RULES.place.path], title="理论学习制度")
    matching = matched([copies], SET)
    assert matching.standings[0].evidence.place.path == RULES.place.path
    assert by_state(matching)[State.DUPLICATE] == 1


def test_neighbours_of_an_activity_speak_for_its_nameless_photos() -> None:
    folder = f"{FOLDER}/文明交通劝导"
    nameless = photos(f"{folder}/微信图片_2021042310101", 3, "2021-04-23")
    found = matched([*photos(f"{folder}/文明交通劝导", 2, "2021-04-23"), *nameless], SET)
    assert standing(found, nameless[0].place.path).candidates[0].item == "1.1.2"
    assert any(one.name == "neighbours" for one in standing(found, nameless[0].place.path).candidates[0].signals)


def test_what_most_of_a_folder_is_of_doubts_one_that_points_elsewhere() -> None:
    folder = f"{FOLDER}/志愿者活动照"
    ones = [evidence(f"{folder}/{at}.jpg", exif_date=f"2021-0{at}-03", banner=("文明交通劝导",)) for at in range(1, 6)]
    other = evidence(f"{folder}/9.jpg", exif_date="2021-09-03", banner=("文明旅游活动",))
    found = standing(matched([*ones, other], SET), other.place.path)
    alone = standing(matched([other], SET), other.place.path)
    assert alone.candidates[0].item == "1.1.3"
    assert "outvoted" in {one.name for candidate in found.candidates for one in candidate.signals}
    assert found.state is State.TO_CONFIRM


def test_a_longer_topic_says_more() -> None:
    table = criteria(
        project(
            "文明旅游",
            item("1.1.1", "文明旅游的图片；", [{"id": "a", "carrier": "照片", "about": "文明旅游"}]),
            item("1.1.2", "文明旅游公约学习的图片；", [{"id": "b", "carrier": "照片", "about": "文明旅游公约"}]),
        )
    )
    found = standing(matched([evidence("文明旅游公约学习.jpg")], table), "文明旅游公约学习.jpg")
    assert found.candidates[0].item == "1.1.2"


def archive() -> list[Evidence]:
    return [
        RULES,
        *photos(f"{FOLDER}/文明交通劝导", 6, "2021-04-23"),
        *photos("待整理/文明旅游", 2, "2021-05-01"),
        unreadable("待整理/文明餐桌年度总结.wps"),
        evidence("待整理/IMG_0001.jpg"),
        evidence("待整理/理论学习制度(草稿).docx", title="理论学习制度", date="2021-03-01"),
    ]


@given(st.integers())
@settings(max_examples=25, deadline=None)
def test_input_order_alters_no_match(seed: int) -> None:
    files = archive()
    expected = matched(files, SET)
    random.Random(seed).shuffle(files)
    assert matched(files, SET) == expected


def test_every_file_ends_in_exactly_one_state() -> None:
    files = archive()
    assert sum(by_state(matched(files, SET)).values()) == sum(len(one.places) for one in files)

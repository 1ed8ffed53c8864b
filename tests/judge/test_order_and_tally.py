"""Parts of a sequence in the wrong order, papers after their event, tables that list other activities than there are."""

import pytest

from builders import DAY, criteria, evidence, item, matched, people, photos, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.judge.tally import entries_of
from wenming_cli.model.evidence import Evidence, Reading
from wenming_cli.model.judgement import Warning

SEQUENCE = {
    "id": "set",
    "per": "activity",
    "times": "1",
    "sequence": [
        {"id": "plan", "type": "方案", "about": "道德讲堂"},
        {"id": "host", "type": "主持词", "about": "道德讲堂"},
        {"id": "sign", "type": "签到表", "about": "道德讲堂"},
        {"id": "photos", "carrier": "照片", "about": "道德讲堂"},
    ],
}
SET = criteria(
    project(
        "道德讲堂",
        item("1.1.1", "道德讲堂全套资料1期；", [SEQUENCE]),
        item("1.1.2", "志愿服务的图片；", [{"id": "p", "carrier": "照片", "about": "志愿服务", "per": "activity", "times": "2.."}]),
        item("1.1.3", "志愿服务统计表；", [{"id": "t", "type": "统计表", "about": "志愿服务", "tallies": "1.1.2"}]),
    )
)  # fmt: skip


def warnings(*files: Evidence) -> list[Warning]:
    judged = judge(SET, matched(list(files), SET), settings(), people(), as_of=DAY)
    return [one for one in judged.warnings if one.kind in ("out_of_order", "after_event", "tally_differs")]


def part(name: str, day: str = "2021-06-15") -> Evidence:
    title = name.lstrip("0123456789").rsplit(".", 1)[0]
    return evidence(f"道德讲堂第1期/{name}", title=f"道德讲堂{title}", date=day)


PICTURES = photos("道德讲堂第1期/图", 2, "2021-06-22")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["1方案.docx", "2主持词.docx", "3签到表.docx"], [], id="right"),
        pytest.param(
            ["1方案.docx", "2签到表.docx", "3主持词.docx"], ["“2签到表.docx”排在“3主持词.docx”前面"], id="swapped"
        ),
        pytest.param(["方案.docx", "签到表.docx", "主持词.docx"], [], id="no numbers, no order"),
        pytest.param(["1方案.docx", "5主持词.docx", "9签到表.docx"], [], id="gaps are no matter"),
        pytest.param(["2021主持词.docx", "1签到表.docx"], [], id="a year is no number"),
    ],
)
def test_order(names: list[str], said: list[str]) -> None:
    found = [one for one in warnings(*map(part, names), *PICTURES) if one.kind == "out_of_order"]
    assert len(found) == len(said)
    for one, words in zip(found, said, strict=True):
        assert words in one.text
        assert "方案→主持词→签到表→照片" in one.text
        assert one.items == ("1.1.1",)


@pytest.mark.parametrize(
    ("name", "day", "late"),
    [
        pytest.param("1方案.docx", "2021-06-24", True, id="a plan after the event"),
        pytest.param("1方案.docx", "2021-06-22", False, id="on the day"),
        pytest.param("4总结.docx", "2021-06-24", False, id="a summary comes after"),
    ],
)
def test_papers_after_their_event(name: str, day: str, late: bool) -> None:
    found = [one for one in warnings(part(name, day), *PICTURES) if one.kind == "after_event"]
    assert len(found) == late
    assert all("2021-06-24" in one.text and "2021-06-22" in one.text for one in found)


def test_nothing_is_after_an_event_whose_day_no_photo_shows() -> None:
    assert not warnings(part("1方案.docx", "2021-06-24"), part("3签到表.docx", "2021-06-22"))


TABLE = "志愿服务活动统计表\n序号\t时间\t名称\n1\t2021年3月5日\t志愿服务植树\n2\t2021年4月15日\t志愿服务劝导\n3\t2021年5月20日\t义务献血"
TREES = photos("志愿服务图片/3月志愿服务植树_", 2, "2021-03-05")
ROAD = photos("志愿服务图片/4月志愿服务劝导_", 2, "2021-04-16")
RIVER = photos("志愿服务图片/7月志愿服务河道_", 2, "2021-07-09")
STATISTICS = evidence(
    "志愿服务统计表.xlsx", title="志愿服务统计表", date="2021-11-05", text=TABLE, text_chars=len(TABLE)
)


def test_a_table_and_the_activities_disagree_both_ways() -> None:
    (one,) = warnings(STATISTICS, *TREES, *ROAD, *RIVER)
    assert "列了3次，其中2021-05-20义务献血没有找到照片，2021-07-09" in one.text
    assert one.text.endswith("有照片，表里没有")
    assert one.items == ("1.1.3", "1.1.2")


def test_a_table_that_agrees_is_not_spoken_of() -> None:
    blood = photos("志愿服务图片/5月志愿服务献血_", 2, "2021-05-20")
    assert not warnings(STATISTICS, *TREES, *ROAD, *blood)


def test_a_text_that_was_not_kept_whole_lists_nothing() -> None:
    assert len(entries_of(Reading(sha256="x", text=TABLE, text_chars=len(TABLE)))) == 3
    assert entries_of(Reading(sha256="x", text=TABLE * 200, text_chars=len(TABLE) * 200)) == ()

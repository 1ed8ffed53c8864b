"""Every requirement shape: complete, short, missing, doubtful; the words of the gap are the answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from builders import DAY, criteria, decision, evidence, item, matched, people, photos, project, settings, unreadable
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import ItemJudgement, Judgement

FOLDER = "一、创建工作有力/1.专项工作"


def judged(
    requires: Sequence[dict[str, Any]], files: Sequence[Evidence], *, text: str = "专项工作材料；", due: str | None = "3月上旬",
    as_of: date = DAY, groups: dict[str, list[str]] | None = None, pins: Sequence[tuple[Evidence, str]] = (), **unit: Any,
) -> ItemJudgement:  # fmt: skip
    """Judge one item; every file is pinned to the requirement that *pins* gives, or matched."""
    return whole(requires, files, text=text, due=due, as_of=as_of, groups=groups, pins=pins, **unit).items[0]


def whole(
    requires: Sequence[dict[str, Any]], files: Sequence[Evidence], *, text: str = "专项工作材料；", due: str | None = "3月上旬",
    as_of: date = DAY, groups: dict[str, list[str]] | None = None, pins: Sequence[tuple[Evidence, str]] = (), **unit: Any,
) -> Judgement:  # fmt: skip
    table = criteria(project("专项工作", item("1.1.1", text, requires, due=due)))
    decisions = [decision("pin", of, "1.1.1", requirement) for of, requirement in pins]
    matching = matched(files, table, decisions, unit=unit)
    return judge(table, matching, settings(unit=unit), people(**(groups or {})), as_of=as_of)


def said(one: ItemJudgement) -> tuple[str, tuple[str, ...]]:
    return one.verdict.value, one.missing


def doc(name: str, day: str | None = "2021-03-05", **facts: Any) -> Evidence:
    facts.setdefault("title", name.rsplit(".", 1)[0])
    return evidence(f"{FOLDER}/{name}", date=day, **facts)


def pics(stem: str, count: int, day: str | None = "2021-03-05") -> list[Evidence]:
    return photos(f"{FOLDER}/{stem}", count, day)


PHOTOS = {"id": "photos", "carrier": "照片", "about": "专项工作", "unit": "张"}


@pytest.mark.parametrize(
    ("count", "number", "expected"),
    [
        pytest.param("2..4", 0, ("missing", ("缺照片（2—4张）",)), id="range: nothing"),
        pytest.param("2..4", 1, ("short", ("照片有1张，要2—4张",)), id="range: too few"),
        pytest.param("2..4", 2, ("complete", ()), id="range: the least"),
        pytest.param("2..4", 6, ("complete", ()), id="range: more than the most is still complete"),
        pytest.param("6", 5, ("short", ("照片有5张，要6张",)), id="exactly: one short"),
        pytest.param("4..", 3, ("short", ("照片有3张，要4张以上",)), id="at least"),
        pytest.param("1..", 0, ("missing", ("缺照片",)), id="one: nothing"),
        pytest.param(
            {"市级": "3..", "县级": "1.."}, 2, ("short", ("照片有2张，要3张以上",)), id="by level: 市级 wants more"
        ),
    ],
)
def test_counts(count: object, number: int, expected: tuple[str, tuple[str, ...]]) -> None:
    assert said(judged([{**PHOTOS, "count": count}], pics("专项工作", number))) == expected


def test_a_lower_level_wants_less() -> None:
    one = judged([{**PHOTOS, "count": {"市级": "3..", "县级": "1.."}}], pics("专项工作", 2), level="县级")
    assert said(one) == ("complete", ())


def test_pictures_inside_a_document_count_one_by_one() -> None:
    pasted = doc("专项工作活动图片.docx", pictures=3)
    assert said(judged([{**PHOTOS, "count": "3.."}], [pasted], pins=[(pasted, "photos")])) == ("complete", ())


RED = {"id": "rules", "type": "制度", "red_head": True, "about": "专项工作"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"red_head": True, "text_chars": 300}, ("complete", ()), id="red head"),
        pytest.param(
            {"text_chars": 300},
            ("short", ("制度：专项工作制度.pdf不是红头文件（没有红色版头）",)),
            id="a plain paper is no red head",
        ),
        pytest.param(
            {"carrier": "扫描件"},
            ("to_confirm", ("制度：专项工作制度.pdf是扫描件或图片，红头要人看一眼",)),
            id="a scan is looked at",
        ),
        pytest.param(
            {"carrier": "扫描件", "recognised_by": "引擎 1", "text_chars": 300},
            ("to_confirm", ("制度：专项工作制度.pdf图上没有看到红色版头（黑白扫描会丢失红色），要人看一眼",)),
            id="a scan without red may have been copied in black",
        ),
        pytest.param(
            {"carrier": "扫描件", "recognised_by": "引擎 1", "text_chars": 300, "red_head": True},
            ("complete", ()),
            id="a red head seen on a scan",
        ),
    ],
)
def test_red_head(facts: dict[str, Any], expected: tuple[str, tuple[str, ...]]) -> None:
    assert said(judged([RED], [doc("专项工作制度.pdf", **facts)])) == expected


def test_a_missing_red_head_says_so() -> None:
    assert said(judged([RED], [])) == ("missing", ("缺制度（红头）",))


@pytest.mark.parametrize(
    ("extra", "facts", "expected"),
    [
        pytest.param(
            {"must_mention": "评先评优"}, {"text": "纳入评先评优", "text_chars": 6}, "complete", id="mentioned"
        ),
        pytest.param({"must_mention": "评先评优"}, {"text": "评比先进", "text_chars": 4}, "short", id="not mentioned"),
        pytest.param(
            {"must_mention": "评先评优"},
            {"text": "评比" * 4000, "text_chars": 20_000},
            "to_confirm",
            id="of a long text people read the rest",
        ),
        pytest.param({"min_chars": 5000}, {"text_chars": 4200}, "short", id="too short"),
        pytest.param({"min_chars": 5000}, {"text_chars": 5000}, "complete", id="long enough"),
        pytest.param({"min_chars": 5000}, {"carrier": "扫描件"}, "to_confirm", id="cannot be counted"),
        pytest.param(
            {"min_chars": 5000},
            {"text_chars": 4200, "recognised_by": "引擎 1"},
            "to_confirm",
            id="recognised, about short",
        ),
        pytest.param(
            {"min_chars": 5000},
            {"text_chars": 5200, "recognised_by": "引擎 1"},
            "complete",
            id="recognised, long enough",
        ),
        pytest.param(
            {"must_mention": "评先评优"},
            {"text": "评先评忧", "text_chars": 4, "recognised_by": "引擎 1"},
            "to_confirm",
            id="a word may have been misread",
        ),
        pytest.param(
            {"lists": {"what": "节日", "count": "3.."}},
            {"text": "清明 中秋", "text_chars": 4},
            "short",
            id="two of three festivals",
        ),
        pytest.param(
            {"lists": {"what": "节日", "count": "3.."}},
            {"text": "清明 中秋 重阳", "text_chars": 6},
            "complete",
            id="three festivals",
        ),
        pytest.param(
            {"lists": {"what": "人", "count": "3..5"}},
            {"text_chars": 50},
            "to_confirm",
            id="people are counted by a person",
        ),
    ],
)
def test_content_rules(extra: dict[str, Any], facts: dict[str, Any], expected: str) -> None:
    asked = {"id": "plan", "type": "方案", "about": "专项工作", **extra}
    assert judged([asked], [doc("专项工作方案.docx", **facts)]).verdict.value == expected


def test_a_draft_is_a_doubt() -> None:
    one = judged([{"id": "s", "type": "总结", "about": "专项工作"}], [doc("专项工作总结(草稿).docx")])
    assert said(one) == ("to_confirm", ("总结：专项工作总结(草稿).docx名称写着“草稿”，不是定稿",))


@pytest.mark.parametrize(
    ("banner", "name", "facts", "expected"),
    [
        pytest.param(True, "专项工作1.jpg", {}, "to_confirm", id="a banner that was not read is looked at"),
        pytest.param(True, "专项工作会标1.jpg", {}, "complete", id="the name vouches for it"),
        pytest.param("美丽中国", "专项工作会标1.jpg", {}, "to_confirm", id="its words must be looked at all the same"),
        pytest.param(True, "专项工作1.jpg", {"banner": ("专项工作",)}, "complete", id="read"),
        pytest.param(
            True,
            "专项工作会标1.jpg",
            {"recognised_by": "引擎 1"},
            "complete",
            id="looked for in vain, the name vouches",
        ),
        pytest.param(True, "专项工作1.jpg", {"recognised_by": "引擎 1"}, "to_confirm", id="looked for in vain"),
        pytest.param(
            "美丽中国，我是行动者",
            "专项工作1.jpg",
            {"banner": ("美丽中国我是行劫者",)},
            "complete",
            id="one character misread",
        ),
        pytest.param(
            "美丽中国，我是行动者",
            "专项工作1.jpg",
            {"banner": ("美丽中国 我是志愿者",)},
            "to_confirm",
            id="another banner",
        ),
    ],
)
def test_banner(banner: object, name: str, facts: dict[str, Any], expected: str) -> None:
    photo = evidence(f"{FOLDER}/{name}", exif_date="2021-03-05", **facts)
    assert judged([{**PHOTOS, "banner": banner}], [photo]).verdict.value == expected


def test_a_persons_word_settles_form_and_banner() -> None:
    photo = evidence(f"{FOLDER}/IMG_1.jpg")
    assert judged([{**PHOTOS, "banner": True}], [photo], pins=[(photo, "photos")]).verdict.value == "complete"


def test_an_unreadable_file_is_a_doubt_not_a_gap() -> None:
    one = judged([{"id": "s", "type": "总结", "about": "专项工作"}], [unreadable(f"{FOLDER}/专项工作总结.wps")])
    assert said(one) == ("to_confirm", ("总结：专项工作总结.wps读不了，要人看一眼",))


def test_a_video_where_pictures_are_asked_for_is_named() -> None:
    one = judged([PHOTOS], [unreadable(f"{FOLDER}/专项工作.mp4")])
    assert said(one) == ("short", ("照片：专项工作.mp4是音视频，这里要照片",))


MINUTES = {"id": "minutes", "type": "会议记录", "about": "专项工作", "per": "occurrence"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(["2021-01-08", "2021-07-09"], ("complete", ()), id="one in each"),
        pytest.param(["2021-01-08"], ("short", ("第2次（7月）：缺会议记录",)), id="the second is missing"),
        pytest.param(
            ["2021-01-08", "2021-01-09"], ("short", ("第2次（7月）：缺会议记录",)), id="two in one are not one in each"
        ),
        pytest.param(
            ["2021-03-08"], ("short", ("第1次（1月）：缺会议记录",)), id="after the first window it serves the second"
        ),
        pytest.param([], ("missing", ("第1次（1月）、第2次（7月）：缺会议记录",)), id="nothing"),
    ],
)
def test_occurrences(days: list[str], expected: tuple[str, tuple[str, ...]]) -> None:
    files = [doc(f"专项工作会议记录{at}.docx", day, title="专项工作会议记录") for at, day in enumerate(days)]
    assert said(judged([MINUTES], files, due="1月上旬、7月上旬")) == expected


@pytest.mark.parametrize(
    ("per", "due", "days", "expected"),
    [
        pytest.param("month", "每月月底", [f"2021-{at:02d}-20" for at in range(1, 13)], (), id="every month"),
        pytest.param(
            "month",
            "每月月底",
            [f"2021-{at:02d}-20" for at in range(1, 13) if at not in (3, 7)],
            ("3月、7月：缺登记表",),
            id="two months",
        ),
        pytest.param(
            "quarter", "12月底", ["2021-02-01", "2021-05-01", "2021-08-01"], ("第4季度：缺登记表",), id="a quarter"
        ),
        pytest.param("half_year", "12月底", ["2021-02-01"], ("下半年：缺登记表",), id="a half-year"),
    ],
)
def test_calendar_periods(per: str, due: str, days: list[str], expected: tuple[str, ...]) -> None:
    files = [doc(f"专项工作登记表{at}.xlsx", day, title="专项工作登记表") for at, day in enumerate(days)]
    asked = {"id": "f", "type": "登记表", "about": "专项工作", "per": per}
    assert judged([asked], files, due=due).missing == expected


def test_a_month_in_the_name_is_enough() -> None:
    files = [evidence(f"{FOLDER}/专项工作截图_{at:02d}月.png") for at in range(1, 12)]
    asked = {"id": "s", "carrier": "截图", "about": "专项工作", "per": "month", "unit": "张"}
    assert judged([asked], files, due="12月底").missing == ("12月：缺截图",)


def test_a_total_over_the_quarters() -> None:
    asked = {**PHOTOS, "per": "quarter", "total": "6..8"}
    files = [one for month in ("02", "05", "08", "11") for one in pics(f"专项工作{month}月_", 1, f"2021-{month}-02")]
    assert judged([asked], files, due="12月底").missing == ("全年合计：照片有4张，要6—8张",)


def test_each_person_of_a_group() -> None:
    asked = {"id": "r", "type": "心得", "about": "专项工作", "per": "person", "people": "班子成员和中层骨干"}
    files = [doc("专项工作心得_张三.docx"), doc("专项工作心得_李四.docx")]
    one = judged([asked], files, groups={"班子成员": ["张三"], "中层骨干": ["李四", "王五"], "工作小组": ["赵六"]})
    assert said(one) == ("short", ("王五：缺心得",))


def test_two_years_back() -> None:
    asked = {"id": "v", "type": "凭证", "about": "纳税", "per": "year", "valid": "近2年"}
    files = [doc("纳税信用证明_2020.pdf", "2021-03-30", title="纳税信用证明")]
    assert said(judged([asked], files)) == ("short", ("2021年：缺凭证",))


ACTIVITY = {**PHOTOS, "per": "activity", "count": "2..4", "times": {"市级": "3..", "县级": "2.."}, "times_unit": "次"}


def test_activities_with_enough_photos_each() -> None:
    files = [
        *pics("专项工作甲", 2, "2021-03-01"),
        *pics("专项工作乙", 3, "2021-04-01"),
        *pics("专项工作丙", 1, "2021-05-01"),
    ]
    one = judged([ACTIVITY], files)
    assert said(one) == ("short", ("照片有2次，要3次以上", "专项工作丙有1张，每次要2—4张"))
    assert said(judged([ACTIVITY], files, level="县级")) == ("complete", ())


def test_a_share_of_the_sessions_must_be_about_something() -> None:
    asked = {**PHOTOS, "per": "activity", "times": "2", "including": {"about": "民法典"}}
    other = [*pics("专项工作宪法", 1, "2021-03-01"), *pics("专项工作禁毒", 1, "2021-04-01")]
    right = [*pics("专项工作民法典", 1, "2021-03-01"), *pics("专项工作禁毒", 1, "2021-04-01")]
    assert said(judged([asked], other)) == ("to_confirm", ("其中要有1次“民法典”的，文件名里没有，请看内容",))
    assert said(judged([asked], right)) == ("complete", ())


def test_banners_that_were_read_leave_nothing_to_look_for() -> None:
    asked = {**PHOTOS, "per": "activity", "times": "2", "including": {"about": "民法典"}}
    days = ("2021-03-01", "2021-04-01")
    others = [
        evidence(f"{FOLDER}/专项工作{at}.jpg", exif_date=day, banner=("宪法学习会",)) for at, day in enumerate(days)
    ]
    right = [*others[:1], evidence(f"{FOLDER}/专项工作9.jpg", exif_date=days[1], banner=("学习《民法典》",))]
    assert said(judged([asked], others)) == ("short", ("其中要有1次“民法典”的，现有会标是“宪法学习会”",))
    assert said(judged([asked], right)) == ("complete", ())


SEQUENCE = {
    "id": "set",
    "per": "activity",
    "times": "1",
    "sequence": [
        {"id": "plan", "type": "方案"}, {"id": "notice", "type": "通知"}, {"id": "photos", "carrier": "照片", "count": "3", "unit": "张"}
    ],
}  # fmt: skip


def test_a_sequence_names_its_missing_part() -> None:
    files = [doc("讲堂/1方案.docx", title="专项工作讲堂方案"), *photos(f"{FOLDER}/讲堂/图", 2, "2021-03-05")]
    pins = [(files[0], "plan"), *((photo, "photos") for photo in files[1:])]
    assert said(judged([SEQUENCE], files, pins=pins)) == ("short", ("缺通知", "照片有2张，要3张"))


def test_sets_by_activity() -> None:
    asked = {**SEQUENCE, "times": "2"}
    first = [doc("甲/1方案.docx"), doc("甲/2通知.docx"), *photos(f"{FOLDER}/甲/图", 3, "2021-03-05")]
    second = [doc("乙/1方案.docx", "2021-06-05"), *photos(f"{FOLDER}/乙/图", 3, "2021-06-05")]
    pins = [
        (first[0], "plan"), (first[1], "notice"), *((one, "photos") for one in first[2:]),
        (second[0], "plan"), *((one, "photos") for one in second[1:]),
    ]  # fmt: skip
    assert said(judged([asked], [*first, *second], pins=pins)) == ("short", ("乙：缺通知",))


def test_either_form_will_do() -> None:
    asked = {
        "id": "any",
        "any_of": [
            {"id": "rules", "type": "制度", "about": "专项工作"},
            {"id": "book", "type": "手册", "about": "专项工作"},
        ],
    }
    assert said(judged([asked], [doc("专项工作手册.docx")])) == ("complete", ())
    assert said(judged([asked], [])) == ("missing", ("缺制度 或 手册",))


CHOOSE = {
    "id": "topics",
    "choose": "2..",
    "of": ["消防安全", "应急救护", "国防教育"],
    "each": [{"id": "plan", "type": "方案", "about": "培训"}, {"id": "sheet", "type": "签到表", "about": "培训"}],
}


def test_choosing_topics() -> None:
    fire = [doc("消防安全/消防安全培训方案.docx"), doc("消防安全/消防安全培训签到表.docx")]
    aid = [doc("应急救护/应急救护培训方案.docx", "2021-05-18")]
    one = judged([CHOOSE], [*fire, *aid], text="消防安全、应急救护、国防教育培训方案、签到表；")
    assert said(one) == ("short", ("应急救护：缺签到表",))
    one = judged([CHOOSE], fire, text="消防安全、应急救护、国防教育培训方案、签到表；")
    assert said(one) == ("short", ("任选2项以上，现有1项（消防安全）",))


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        pytest.param(True, "to_confirm", id="a unit with a window"),
        pytest.param(False, "complete", id="a unit without one"),
    ],
)
def test_conditions(window: bool, expected: str) -> None:
    asked = {
        "id": "any",
        "any_of": [
            {"id": "window", "type": "手册", "about": "窗口", "when": {"service_window": "true"}},
            {"id": "rules", "type": "制度", "about": "专项工作", "when": {"service_window": "false"}},
        ],
    }
    assert judged([asked], [doc("专项工作制度.docx")], service_window=window).verdict.value == expected


def test_on_site_conditions_are_looked_at_by_people() -> None:
    one = judged([{"id": "site", "carrier": "实地", "about": "设施"}], [])
    assert (one.verdict.value, one.missing) == ("manual", ())


def test_an_optional_piece_never_counts_against_an_item() -> None:
    asked = [
        {"id": "a", "type": "倡议书", "about": "专项工作"},
        {"id": "b", "carrier": "截图", "about": "发布", "optional": True},
    ]
    assert said(judged(asked, [doc("专项工作倡议书.docx")])) == ("complete", ())


@pytest.mark.parametrize(
    ("due", "day", "as_of", "timing", "days"),
    [
        pytest.param("1月中旬", "2021-02-03", DAY, "late", 14, id="the paper is dated after the due day"),
        pytest.param("1月上旬", "2021-01-11", DAY, "late", 1, id="by one day, a Sunday before or not"),
        pytest.param("1月中旬", "2021-01-20", DAY, "on_time", None, id="the due day itself"),
        pytest.param("适时", "2021-02-03", DAY, "undated", None, id="open is never late"),
        pytest.param(None, "2021-02-03", DAY, "undated", None, id="blank is never late"),
    ],
)
def test_late_evidence(due: str | None, day: str, as_of: date, timing: str, days: int | None) -> None:
    one = judged(
        [{"id": "p", "type": "方案", "about": "专项工作"}], [doc("专项工作方案.docx", day)], due=due, as_of=as_of
    )
    assert (one.timing.value, one.days) == (timing, days)


def test_a_requirement_may_have_a_deadline_of_its_own() -> None:
    asked = [
        {"id": "plan", "type": "方案", "about": "专项工作", "due": "1月上旬"},
        {"id": "summary", "type": "总结", "about": "专项工作", "due": "11月下旬"},
    ]
    rows = judged(asked, [], due="1月上旬\n11月下旬").requirements
    assert [(row.timing.value, row.due) for row in rows] == [("overdue", "2021-01-10"), ("not_due", "2021-11-30")]


@pytest.mark.parametrize(
    ("due", "part"),
    [
        pytest.param(None, "原表没有写期限", id="blank: the office sets one"),
        pytest.param("与县文明办工作安排同步", "向对方问准日期", id="external: ask"),
        pytest.param("外出活动时", "今年没有的由负责人用 wenming record none", id="event: a statement"),
        pytest.param("适时", "没有具体日期", id="open"),
    ],
)
def test_advice_for_undated_items(due: str | None, part: str) -> None:
    assert part in judged([PHOTOS], [], due=due).advice


def test_first_are_the_overdue_gaps_longest_over_first() -> None:
    table = criteria(
        project(
            "专项工作",
            *(
                item(f"1.1.{at}", f"第{at}项材料", [{"id": "a", "type": "方案"}], due=f"{at}月上旬")
                for at in range(1, 13)
            ),
        )
    )
    first = judge(table, matched([], table), settings(), people(), as_of=DAY).first
    assert first[:3] == ("1.1.1", "1.1.2", "1.1.3")
    assert len(first) == 10

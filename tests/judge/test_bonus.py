"""Bonus points: by whose name, within which days, once for each honour, and never above the caps."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decision, evidence, settings
from wenming_cli.criteria.load import load_set
from wenming_cli.judge.bonus import Room, bonus_of
from wenming_cli.judge.honour_day import reach_of
from wenming_cli.match.match import match_archive
from wenming_cli.model.criteria import BonusCap, BonusRule, CriteriaSet
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.record import Record
from wenming_cli.model.score import BonusScore

SETS = Path(__file__).resolve().parents[2] / "criteria"
HUARONG, YUEYANG = (
    CriteriaSet(head=load_set(SETS / name).head, categories=()) for name in ("huarong-2021", "yueyang-2023")
)
"""The bonus rows of the bundled sets, without their items."""
INSPECTED = date(2021, 11, 12)
UNIT = "华容县审计局"
NATIONAL, PROVINCIAL, OF_CITY = "国家级荣誉称号", "省部级荣誉称号", "市级荣誉称号"


def paper(title: str, issuer: str | None, day: str | None = "2021-03-01", **more: Any) -> Evidence:
    """A paper that gives an honour."""
    path = more.pop("path", f"{title}-{issuer}-{day}.pdf")
    return evidence(path, **{"title": title, "issuer": issuer, "date": day, "doc_number": "湘〔2021〕1号", **more})


def honour(at: int, issuer: str, day: str = "2021-03-01") -> Evidence:
    """One of many honours, each of another name."""
    return paper(f"关于表彰{'甲乙丙丁戊己庚辛壬癸子丑'[at]}项工作先进单位的决定", issuer, day)


def row_of(
    files: Sequence[Evidence], table: CriteriaSet = HUARONG, row: str = "B1", *, words: Sequence[Decision] | None = None
) -> BonusScore:
    """A bonus row with all files pinned to it, or as *words* say; their order makes no difference."""
    bonus = next(one for one in table.head.bonus if one.id == row)
    said = [decision("pin", one, row) for one in files] if words is None else words
    found = [
        bonus_of(bonus, match_archive(ones, table, settings(), said), UNIT, 2021, INSPECTED)
        for ones in (list(files), list(reversed(files)))
    ]
    assert found[0] == found[1]
    return found[0]


def one_of(file: Evidence, table: CriteriaSet = HUARONG, row: str = "B1", level: str | None = None) -> Any:
    """The one honour of a file, perhaps with a level that a person stated."""
    found = row_of([file], table, row, words=[decision("pin", file, row, level)])
    (only,) = found.honours
    assert (only.certain, only.possible) == (found.certain, found.possible)
    return only


PROVINCE, CITY, CENTRE = "湖南省精神文明建设指导委员会", "岳阳市人民政府", "中央精神文明建设指导委员会"
MINISTRY = "住房和城乡建设部"


# Levels


@pytest.mark.parametrize(
    ("title", "issuer", "level", "certain", "possible"),
    [
        pytest.param("关于表彰先进单位的决定", CENTRE, NATIONAL, 2, 2, id="the centre"),
        pytest.param("关于表彰先进单位的决定", PROVINCE, PROVINCIAL, 1, 1, id="a province"),
        pytest.param("关于表彰先进单位的决定", CITY, OF_CITY, 0.5, 0.5, id="a city"),
        pytest.param("关于表彰先进单位的决定", MINISTRY, NATIONAL, 1, 2, id="a ministry: 省部级 for certain"),
        pytest.param(
            "关于表彰先进单位的决定", "国家税务总局岳阳市税务局", OF_CITY, 0.5, 0.5, id="the last place counts"
        ),
        pytest.param("关于表彰先进单位的决定", "中共华容县委", "县级", 0, 0, id="a county gives nothing"),
        pytest.param("关于表彰先进单位的决定", UNIT, None, 0, 0, id="the unit itself"),
        pytest.param("关于表彰先进单位的决定", "指导委员会", None, 0, 0, id="a name that names no place"),
        pytest.param("关于表彰先进单位的决定", "湖南省内部审计协会", PROVINCIAL, 0, 1, id="a society"),
        pytest.param("关于表彰全省先进单位的决定", None, PROVINCIAL, 0, 1, id="by the title alone"),
        pytest.param("湖南省文明单位名单的通知", None, PROVINCIAL, 0, 1, id="a province in the title"),
        pytest.param("关于表彰先进单位的决定", None, None, 0, 0, id="nothing says"),
        pytest.param("关于表彰全国先进单位的决定", CITY, NATIONAL, 0.5, 2, id="title above issuer"),
        pytest.param("关于表彰优秀共产党员的决定", PROVINCE, PROVINCIAL, 0, 1, id="somebody's own honour"),
        pytest.param("全省文明单位推荐表", PROVINCE, PROVINCIAL, 0, 1, id="a form that proposes it"),
    ],
)
def test_levels(title: str, issuer: str | None, level: str | None, certain: float, possible: float) -> None:
    found = one_of(paper(title, issuer))
    assert (found.level, found.certain, found.possible) == (level, certain, possible)
    assert bool(found.because) is (certain != possible or not possible)


def test_the_rows_own_definition_decides_on_ministries() -> None:
    """Yueyang Y151: 由中央国家机关部门组织评选表彰 is 国家级; a city's honour earns nothing there."""
    given = paper("关于表彰先进单位的决定", MINISTRY)
    found = [one_of(file, YUEYANG) for file in (given, paper("关于表彰先进单位的决定", CITY))]
    assert [(one.level, one.certain, one.because) for one in found] == [
        (NATIONAL, 2, ()), ("市级", 0, ("市级的不加分",))
    ]  # fmt: skip


def test_a_persons_word_on_the_level_comes_first() -> None:
    file = paper("关于表彰先进单位的决定", None)
    assert (one_of(file).possible, one_of(file, level=PROVINCIAL).certain) == (0, 1)
    assert one_of(file, level=PROVINCIAL).cue == "人工指定"


def test_a_plaque_says_at_its_foot_who_gave_it() -> None:
    words = "湖南省文明单位\n湖南省人民政府\n二〇二一年三月"
    plaque = evidence("奖牌.jpg", types=("奖牌",), text=words, date="2021-03")
    found = one_of(plaque)
    assert (found.issuer, found.level, found.certain) == ("湖南省人民政府", PROVINCIAL, 1)


def test_experience_made_known_counts_by_level_too() -> None:
    told = paper("文明创建经验交流材料", "中共湖南省委宣传部", types=("新闻报道",))
    assert (one_of(told, row="B2").level, one_of(told, row="B2").certain) == ("全省集中宣传", 2)


# Days


@pytest.mark.parametrize(
    ("window", "start", "sure"),
    [
        pytest.param("近2年来", "2019-01-01", "2019-11-13", id="Huarong: two readings"),
        pytest.param("测评前一年内（以发文时间为准）", "2020-11-13", "2020-11-13", id="Yueyang: a year to the day"),
        pytest.param("近三年", "2018-01-01", "2018-11-13", id="three, written out"),
        pytest.param(None, None, None, id="no window"),
    ],
)
def test_windows(window: str | None, start: str | None, sure: str | None) -> None:
    reach = reach_of(window, INSPECTED)
    assert [day and day.isoformat() for day in (reach.start, reach.sure)] == [start, sure]


def test_a_leap_day_has_a_year_before_it() -> None:
    assert reach_of("测评前一年内", date(2024, 2, 29)).start == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("table", "facts", "certain", "possible"),
    [
        pytest.param(HUARONG, {"date": "2021-11-12"}, 1, 1, id="the last day"),
        pytest.param(HUARONG, {"date": "2021-11-13"}, 0, 0, id="the day after"),
        pytest.param(HUARONG, {"date": "2019-11-13"}, 1, 1, id="two years to the day"),
        pytest.param(HUARONG, {"date": "2019-11-12"}, 0, 1, id="within the wider reading"),
        pytest.param(HUARONG, {"date": "2019-01-01"}, 0, 1, id="its first day"),
        pytest.param(HUARONG, {"date": "2018-12-31"}, 0, 0, id="outside"),
        pytest.param(HUARONG, {"date": "2020-06"}, 1, 1, id="a whole month inside"),
        pytest.param(HUARONG, {"date": None}, 0, 1, id="no day"),
        pytest.param(HUARONG, {"date": None, "exif_date": "2021-03-01"}, 0, 1, id="the day of a photo"),
        pytest.param(HUARONG, {"date": None, "exif_date": "2018-03-01"}, 0, 0, id="a photo taken before"),
        pytest.param(YUEYANG, {"date": "2020-11-13"}, 1, 1, id="a year to the day"),
        pytest.param(YUEYANG, {"date": "2020-11-12"}, 0, 0, id="a year and a day"),
        pytest.param(YUEYANG, {"date": "2020-11"}, 0, 1, id="a month that lies half inside"),
        pytest.param(YUEYANG, {"doc_number": None, "types": ("奖牌",)}, 0, 1, id="a plaque is no 发文"),
        pytest.param(YUEYANG, {"doc_number": None, "types": ("通报",)}, 1, 1, id="a 通报 without number is"),
    ],
)
def test_days(table: CriteriaSet, facts: dict[str, Any], certain: float, possible: float) -> None:
    day = facts.get("date", "2021-03-01")
    found = one_of(paper("关于表彰先进单位的决定", PROVINCE, **{**facts, "path": "x.pdf", "date": day}), table)
    assert (found.certain, found.possible) == (certain, possible)
    assert bool(found.because) is (certain != possible or not possible)


# Each honour once


def test_papers_of_one_honour_count_once() -> None:
    given = paper("湖南省精神文明建设指导委员会关于命名2020届省级文明单位的决定", PROVINCE, "2020-12-11")
    plaque = evidence(
        "省级文明单位奖牌.jpg", types=("奖牌",), date="2020-12", text="省级文明单位\n湖南省精神文明建设指导委员会"
    )
    undated = evidence("省级文明单位证书.jpg", types=("证书",), text="湖南省精神文明建设指导委员会")
    found = row_of([given, plaque, undated])
    assert [(one.certain, one.possible, len(one.files)) for one in found.honours] == [(1, 1, 3)]


def test_an_honour_of_another_level_or_year_is_another() -> None:
    files = [paper("关于命名文明单位的决定", giver, day) for giver, day in (
        (PROVINCE, "2020-12-11"), (PROVINCE, "2021-10-11"), (CITY, "2020-12-11")
    )]  # fmt: skip
    assert row_of(files).certain == 1 + 1 + 0.5


def test_what_one_paper_lacks_another_may_say() -> None:
    """The plaque says who, but its day is not that of 发文; the paper says when, not who: together they are certain."""
    plaque = evidence("全省先进单位奖牌.jpg", types=("奖牌",), text="湖南省人民政府", date="2021-03")
    given, bare = paper("关于表彰全省先进单位的决定", None), evidence("全省先进单位.jpg", types=("奖牌",))
    assert [one_of(one, YUEYANG).certain for one in (plaque, given)] == [0, 0]
    assert row_of([plaque, given], YUEYANG).certain == 1
    assert row_of([bare, given], YUEYANG).certain == 0


def test_names_that_are_near_are_pointed_out() -> None:
    files = [paper(f"关于表彰{what}先进单位的决定", PROVINCE) for what in ("", "审计工作")]
    assert [one.because for one in row_of(files).honours] == [
        (), ("和“关于表彰先进单位的决定”名称相近，是同一项的只留一个",)
    ]  # fmt: skip


# What counts at all


def test_only_what_a_person_filed_under_the_row_counts() -> None:
    file = paper("关于表彰先进单位的决定", PROVINCE)
    assert (row_of([file], words=[]).certain, row_of([file], words=[]).unfiled) == (0, (file.place.shown,))
    shared = row_of([file], words=[decision("share", file, "B1")])
    assert (shared.certain, shared.unfiled) == (1, ())
    assert row_of([file], words=[decision("pin", file, "B1"), decision("reject", file, "B1")]).certain == 0


def test_a_withheld_paper_never_counts() -> None:
    secret = paper("关于表彰先进单位的决定", PROVINCE, secrecy="内部资料")
    assert (row_of([secret]).possible, row_of([secret]).unfiled) == (0, ())


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(paper("关于表彰先进单位的决定", "中共华容县委"), id="of no level that counts"),
        pytest.param(paper("关于表彰先进单位的决定", PROVINCE, "2018-03-01"), id="too long ago"),
        pytest.param(paper("关于开展检查的通知", PROVINCE), id="no honour"),
        pytest.param(paper("关于表彰先进单位的决定", UNIT), id="the unit's own"),
    ],
)
def test_what_is_not_worth_a_hint(file: Evidence) -> None:
    assert row_of([file], words=[]).unfiled == ()


# Caps


@pytest.mark.parametrize(
    ("table", "row", "given", "total"),
    [
        pytest.param(HUARONG, "B1", {CENTRE: 5}, 10, id="five national ones"),
        pytest.param(HUARONG, "B1", {CENTRE: 6}, 10, id="no more with six"),
        pytest.param(HUARONG, "B1", {CENTRE: 4, PROVINCE: 3}, 10, id="national and provincial together"),
        pytest.param(HUARONG, "B1", {PROVINCE: 3, CITY: 2}, 4, id="below the caps"),
        pytest.param(HUARONG, "B1", {CITY: 12}, 5, id="a city's: at most five"),
        pytest.param(HUARONG, "B1", {CENTRE: 6, CITY: 12}, 15, id="beside each other"),
        pytest.param(HUARONG, "B2", {CENTRE: 2, PROVINCE: 1, CITY: 1}, 9, id="experience: 3, 2 and 1"),
        pytest.param(HUARONG, "B2", {CENTRE: 3, PROVINCE: 1}, 10, id="experience: at most ten"),
        pytest.param(YUEYANG, "B1", {CENTRE: 4, PROVINCE: 3}, 10, id="Yueyang: together at most ten"),
    ],
)
def test_caps(table: CriteriaSet, row: str, given: dict[str, int], total: float) -> None:
    found = row_of([honour(at, issuer) for issuer, many in given.items() for at in range(many)], table, row)
    assert (found.certain, found.possible) == (total, total)
    assert sum(one.certain for one in found.honours) == total


def test_what_the_cap_cuts_is_said() -> None:
    files = [honour(at, CENTRE, f"2021-0{at + 1}-01") for at in range(5)]
    files += [honour(5, CENTRE, "2021-06-01"), honour(6, PROVINCE, "2020-01-01")]
    found = row_of(files).honours
    assert [one.certain for one in found] == [1, 2, 2, 2, 2, 1, 0]
    assert [one.because for one in found[-2:]] == [("到上限只加1分",), ("已到上限，不再加",)]


LEVELS = st.sampled_from([CENTRE, MINISTRY, PROVINCE, CITY, "中共华容县委", None])
DAYS = st.sampled_from(["2021-03-01", "2019-03-01", "2018-03-01", None])
HONOURS = st.lists(st.tuples(st.integers(0, 11), LEVELS, DAYS), max_size=14, unique=True)


@hypothesis.settings(max_examples=60, deadline=None)
@given(HONOURS, st.tuples(st.integers(0, 11), LEVELS, DAYS))
def test_never_above_the_caps_and_never_lower_with_one_more(given_: list[Any], one: Any) -> None:
    def made(ones: Sequence[Any]) -> BonusScore:
        names = "甲乙丙丁戊己庚辛壬癸子丑"
        files = [
            paper(f"关于表彰{names[at]}项工作先进单位的决定", giver, day) for at, giver, day in dict.fromkeys(ones)
        ]
        return row_of(files)

    before, after = made(given_), made([*given_, one])
    assert 0 <= before.certain <= before.possible <= 15
    assert before.certain <= after.certain
    assert before.possible <= after.possible
    for cap in before.caps:
        within = [found for found in before.honours if found.level in cap.levels]
        assert sum(found.certain for found in within) <= cap.most
        assert sum(found.possible for found in within) <= cap.most


RULES = st.lists(st.sampled_from([BonusRule(level="甲", points=2), BonusRule(level="乙", points=0.3)]), max_size=60)


@given(RULES)
def test_rooms_of_caps_that_lie_in_each_other(rules: list[BonusRule]) -> None:
    caps = (BonusCap(levels=("甲", "乙"), most=10), BonusCap(levels=("乙",), most=5))
    room = Room(caps)
    taken = [(rule.level, room.take(rule, rule.points)) for rule in rules]
    small = sum(points for level, points in taken if level == "乙")
    assert small <= 5 + 1e-9
    assert sum(points for _, points in taken) <= 10 + 1e-9
    assert all(left >= 0 for left in room.left)


# What lies in the cabinet or on the net


def recorded(*said: dict[str, Any], row: str = "B1", files: Sequence[Evidence] = ()) -> BonusScore:
    """A bonus row with what people recorded under it, beside the files that are pinned to it."""
    bonus = next(one for one in HUARONG.head.bonus if one.id == row)
    records = [Record.model_validate({"id": f"R{at}", "by": "张三", **one}) for at, one in enumerate(said, start=1)]
    matching = match_archive(list(files), HUARONG, settings(), [decision("pin", one, row) for one in files])
    return bonus_of(bonus, matching, UNIT, 2021, INSPECTED, records)


PLAQUE: dict[str, Any] = {"do": "paper", "item": "B1", "title": "文明单位奖牌", "day": "2021-03-01"}


@pytest.mark.parametrize(
    ("said", "certain", "possible", "because"),
    [
        pytest.param({"requirement": PROVINCIAL}, 1, 1, [], id="with its level"),
        pytest.param({"title": "湖南省文明单位奖牌"}, 0, 1, ["级别只凭题名"], id="a level in the title alone"),
        pytest.param({}, 0, 0, ["看不出是哪一级，撤回后重新登记，编号写作 B1/级别"], id="no level"),
        pytest.param({"requirement": PROVINCIAL, "day": None}, 0, 1, ["看不出是哪天授予的"], id="no day"),
        pytest.param({"requirement": PROVINCIAL, "day": "2017-03-01"}, 0, 0, ["不在期限里"], id="too long ago"),
    ],
)
def test_a_recorded_paper_counts_as_a_filed_one(
    said: dict[str, Any], certain: float, possible: float, because: list[str]
) -> None:
    found = recorded(PLAQUE | said)
    (one,) = found.honours
    assert (found.certain, found.possible) == (certain, possible)
    assert [part for part in because if not any(part in told for told in one.because)] == []
    assert bool(one.because) is bool(because)
    assert one.files == (f"登记/R1 {one.name}",)


def test_a_file_and_a_record_of_one_honour_count_once() -> None:
    found = recorded(
        PLAQUE | {"requirement": PROVINCIAL, "title": "关于表彰先进单位的决定"},
        files=[paper("关于表彰先进单位的决定", PROVINCE)],
    )
    assert (len(found.honours), found.certain) == (1, 1)
    assert len(found.honours[0].files) == 2


def test_only_what_is_recorded_as_evidence_of_that_row_counts() -> None:
    other = {"do": "paper", "item": "1.1.1", "title": "国家级荣誉称号奖牌"}
    figure = {"do": "figure", "figure": "注册志愿者", "value": 35}
    assert recorded(other, figure).honours == ()

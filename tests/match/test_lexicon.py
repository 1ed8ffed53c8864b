"""Themes of the lexicon: named by other words, not by what only looks alike; and invented titles over the whole table."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import criteria, evidence, item, matched, project, standing
from wenming_cli.criteria.load import load_set
from wenming_cli.match.frame import without_frame
from wenming_cli.match.kinds import as_meant
from wenming_cli.match.lexicon import FOREIGN, THEMES
from wenming_cli.match.match import match_archive
from wenming_cli.match.themes import BROAD, foreign, themes_asked, themes_in
from wenming_cli.model.day import years_named
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.matching import Standing, State
from wenming_cli.model.material import named_types
from wenming_cli.model.workspace import Settings, Unit
from wenming_cli.text import letters

HUARONG = Path(__file__).parent.parent.parent / "criteria" / "huarong-2021"
TITLES = Path(__file__).parent / "titles.tsv"


def test_a_word_names_one_theme_and_is_no_hint_of_it() -> None:
    owners: dict[str, str] = {}
    for theme in THEMES:
        assert not set(theme.words) & set(theme.hints), theme.name
        for word in theme.words:
            assert len(word) >= 2
            owners.setdefault(word, theme.name)
    assert not set(FOREIGN) & owners.keys()


@pytest.mark.parametrize(
    ("text", "theme", "named"),
    [
        pytest.param("猜灯谜闹新春", "元宵", True, id="a custom names its festival"),
        pytest.param("秋季灯会", "元宵", False, id="another lantern fair does not"),
        pytest.param("让书香浸润心灵", "全民阅读", True, id="reading in other words"),
        pytest.param("香樟林书房装修", "全民阅读", False, id="a study is no reading"),
        pytest.param("应急疏散演练", "消防应急", True, id="a drill"),
        pytest.param("春节放假安排", "春节", False, id="days off are no folk custom"),
        pytest.param("春节写春联", "春节", True, id="couplets are one"),
        pytest.param("志愿者培训", "志愿服务", True, id="a broad theme within a special one counts"),
        pytest.param("清扫街道助创城", "卫生", False, id="a hint within a longer word of another theme does not"),
    ],
)
def test_theme_of_a_text(text: str, theme: str, named: bool) -> None:
    assert any(one.theme == theme for one in themes_in(text)) is named


def test_a_hint_counts_half() -> None:
    strengths = {one.theme: one.strength for one in themes_in("优秀志愿者慰问")}
    assert strengths["志愿先进"] == 1.0
    assert strengths["乡村振兴"] == 0.5


def test_what_a_requirement_asks_for() -> None:
    asked = themes_asked(["文化体育志愿者"], "组织学雷锋活动；", "文明旅游")
    assert asked["文体志愿者"] >= 1.0
    assert asked["志愿服务"] < 1.0, "not all volunteers"
    assert 0 < asked["文明旅游"] < asked["学雷锋"] < 1.0
    assert "先进典型" not in themes_asked([], "表彰通报或荣誉证复印件等；", ""), "a hint in a sentence is none"


def test_broad_themes_are_few() -> None:
    assert {"志愿服务", "规章制度", "表彰荣誉"} == BROAD


@pytest.mark.parametrize(
    ("text", "word"),
    [("办公楼改造工程招标公告", "招标"), ("发展党员工作计划", "发展党员"), ("文明餐桌倡议书", None)],
)
def test_foreign_business(text: str, word: str | None) -> None:
    assert foreign(text) == word


SERVICE = criteria(
    project(
        "文明风尚",
        item(
            "1.1.1",
            "全年志愿服务活动的实景图片；",
            [{"id": "photos", "carrier": "照片", "about": ["志愿服务", "志愿者"]}],
        ),
        item("1.1.2", "慰问孤寡老人的图片；", [{"id": "photos", "carrier": "照片", "about": ["敬老", "孤寡老人"]}]),
    ),
    project(
        "安全",
        item("1.2.1", "消防培训的图片；", [{"id": "photos", "carrier": "照片", "about": ["消防", "灭火"]}]),
        no="1.2",
    ),
)


@pytest.mark.parametrize(
    ("path", "banner", "capped"),
    [
        pytest.param("微信图片_20210330165146.jpg", "消防灭火培训志愿服务活动", True, id="its banner fits two items"),
        pytest.param("微信图片_20210330165146.jpg", "消防灭火培训活动", False, id="no voluntary service"),
        pytest.param("消防灭火培训志愿服务1.jpg", "消防灭火培训志愿服务活动", False, id="named by people"),
        pytest.param("一、创建工作有力/2.安全/1.jpg", "消防灭火培训志愿服务活动", False, id="in the folder of the one"),
    ],
)
def test_a_special_voluntary_service_may_also_be_one_of_the_years(path: str, banner: str, capped: bool) -> None:
    found = standing(matched([evidence(path, banner=(banner,))], SERVICE), path)
    assert found.candidates[0].item == "1.2.1"
    assert any("也可以归条目1.1.1" in cap for cap in found.candidates[0].caps) is capped


def test_the_name_that_people_gave_says_more_than_the_banner() -> None:
    photo = evidence("10月志愿服务_1.jpg", banner=("敬老志愿服务",))
    signals = {
        one.item: {signal.name for signal in one.signals}
        for one in standing(matched([photo], SERVICE), photo.place.path).candidates
    }
    assert "other_theme" not in signals["1.1.1"]


@pytest.mark.parametrize(
    ("name", "filed"),
    [("学雷锋志愿服务工作年度方案", True), ("学雷锋志愿服务工作年度方案（征求意见稿）", False)],
)
def test_what_is_not_final_is_asked_about(name: str, filed: bool) -> None:
    table = criteria(
        project(
            "文明风尚",
            item("1.1.1", "学雷锋志愿服务工作的年度方案；", [{"id": "a", "type": "方案", "about": "学雷锋"}]),
        )
    )
    found = standing(matched([evidence(f"{name}.docx", title=name)], table), f"{name}.docx")
    assert (found.state is State.MATCHED) is filed


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        pytest.param(
            "关于印发《学雷锋活动方案》的通知", ("方案", "通知"), id="a notice that carries a plan is the plan"
        ),
        pytest.param("关于报送工作总结的通知", ("通知", "总结"), id="one that asks for summaries is none"),
        pytest.param("道德模范事迹巡演", (), id="an event is no paper"),
        pytest.param("道德模范事迹材料", ("事迹材料",), id="a paper is"),
        pytest.param("创建工作安排一览表", ("计划", "统计表"), id="a table of what is arranged is a plan"),
        pytest.param("文明股室评选办法", ("制度", "方案"), id="rules of a selection are its plan too"),
        pytest.param("印章管理办法", ("制度",), id="other rules are not"),
        pytest.param("志愿服务小组成员", ("名单",), id="members are a list"),
        pytest.param("庆祝建党成立100周年", (), id="founded years ago is no new body"),
    ],
)
def test_kinds_as_an_office_means_them(title: str, kinds: tuple[str, ...]) -> None:
    found = as_meant(named_types(title), title)
    assert found[: len(kinds)] == kinds if kinds else found == ()


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("青澜县审计局关于印发《文明餐桌方案》的通知", "文明餐桌方案"),
        ("云溪一中开展全民阅读", "全民阅读"),
        ("开展活动", "开展活动"),
    ],
)
def test_the_frame_of_a_title_is_left_out(title: str, left: str) -> None:
    assert letters(without_frame(title)) == left


def _evidence(title: str) -> Evidence:
    """An invented title as a paper in no folder."""
    reading = Reading(sha256=title, format="docx", title=title, types=named_types(title)[:4])
    return Evidence(reading, (Place("证据", f"{title.replace('/', '／')}.docx", 1, 1),))


def _standings(titles: Sequence[str]) -> dict[str, Standing]:
    """All titles against the table of Huarong, each in the year that it names."""
    years: dict[int, list[str]] = defaultdict(list)
    for title in titles:
        years[max((*years_named(title, None), 0)) or 2021].append(title)
    table, unit = load_set(HUARONG), Unit(name="某单位", level="市级", service_window=False)
    found = {}
    for year, ones in years.items():
        settings = Settings(unit=unit, year=year, criteria=("huarong-2021",))
        matching = match_archive([_evidence(one) for one in ones], table, settings)
        found.update({one.evidence.sha256: one for one in matching.standings})
    return found


def test_invented_titles_find_their_item_and_none_is_filed_wrong() -> None:
    """Titles made up for this test, all over the table: a guard against a word that helps one and harms many."""
    with TITLES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    standings = _standings([row["title"] for row in rows])
    answers = [(set(row["label_ids"].split("|")) - {"NONE"}, standings[row["title"]]) for row in rows]
    placed = [(items, one) for items, one in answers if items]
    right = sum(bool(one.candidates) and one.candidates[0].item in items for items, one in placed)
    filed = [(items, one) for items, one in answers if one.state is State.MATCHED]
    wrong = [one.evidence.place.name for items, one in filed if one.candidates[0].item not in items]
    assert wrong == []
    assert right / len(placed) >= 0.94
    assert len(filed) / len(placed) >= 0.5

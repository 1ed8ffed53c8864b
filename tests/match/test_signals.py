"""Each signal has a hit, a miss and a near miss: what only looks alike must not count."""

from typing import Any

import pytest

from builders import criteria, evidence, item, project
from wenming_cli.match.asked import Asked, lay_flat
from wenming_cli.match.rank import Table, prepare
from wenming_cli.match.saying import Saying, listen
from wenming_cli.match.signals import of_file, words
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.matching import Signal
from wenming_cli.model.workspace import Unit

SET = criteria(
    project(
        "干部队伍建设",
        item(
            "1.1.1",
            "单位理论学习制度（红头便函文件）；",
            [{"id": "rules", "type": "制度", "red_head": True, "about": "理论学习"}],
        ),
        item(
            "1.1.2",
            "文明交通劝导志愿服务活动图片3—5张；",
            [{"id": "photos", "carrier": "照片", "about": ["文明交通", "交通劝导"]}],
        ),
        item("1.1.3", "学雷锋志愿服务工作的年度方案；", [{"id": "plan", "type": "方案", "about": "学雷锋"}]),
        item(
            "1.1.4",
            "文体活动的图片；",
            [
                {
                    "id": "photos",
                    "carrier": "照片",
                    "about": "文体活动",
                    "not_confused_with": "1.1.2",
                    "not_about": "彩排",
                }
            ],
        ),
        item("1.1.5", "单次活动的方案；", [{"id": "plan", "type": "方案", "about": "活动", "per": "activity"}]),
        item("1.1.6", "有关文字资料；", [{"id": "text", "type": "文字材料", "about": "路段管理", "optional": True}]),
        item(
            "1.1.8",
            "先进评选的奖牌图片；",
            [{"id": "plaque", "carrier": "照片", "type": ["奖牌", "证书"], "about": "先进评选"}],
        ),
        item("1.1.9", "单位规章制度；", [{"id": "rules", "type": "制度", "about": "规章制度"}]),
        item("1.1.10", "先进评选会议的图片；", [{"id": "photos", "carrier": "照片", "about": "先进评选"}]),
        item("1.1.7", "志愿者花名册；", [{"id": "roster", "type": "花名册", "about": "志愿者"}]),
    ),
    project(
        "文明餐桌",
        item("1.2.1", "文明餐桌年度总结。", [{"id": "summary", "type": "总结", "about": "文明餐桌"}]),
        no="1.2",
    ),
)
UNIT = Unit(name="某局", level="市级")


def table() -> Table:
    return prepare(SET, lay_flat(SET, UNIT))


def asked(ident: str) -> Asked:
    return next(one for one in table().asked if one.item.id == ident)


def signals(of: Evidence, ident: str) -> dict[str, Signal]:
    prepared = table()
    saying: Saying = listen(of, 2021, prepared.folders.own_names)
    hit = prepared.vocabulary.hits(saying.grams).get(ident)
    cue = prepared.folders.read(of.place.folders)
    return {one.name: one for one in of_file(saying, asked(ident), words(hit), cue)}


def doc(path: str, **facts: Any) -> Evidence:
    return evidence(path, **facts)


HEADING = "一、创建工作有力/1.干部队伍建设"


@pytest.mark.parametrize(
    ("name", "of", "ident", "expected"),
    [
        pytest.param("words", doc("理论学习制度.docx"), "1.1.1", True, id="words: the item's own words"),
        pytest.param("words", doc("防汛值班.docx"), "1.1.1", False, id="words: nothing in common"),
        pytest.param("words", doc("IMG_20210305_101010.jpg"), "1.1.2", False, id="words: a camera's name says nothing"),
        pytest.param("topic", doc("文明交通劝导1.jpg"), "1.1.2", True, id="topic: in the name"),
        pytest.param("topic", doc("x.docx", title="文明交通劝导活动方案"), "1.1.2", True, id="topic: in the title"),
        pytest.param("topic", doc("文明餐桌1.jpg"), "1.1.2", False, id="topic: another theme"),
        pytest.param(
            "topic", doc("文明的交通1.jpg"), "1.1.2", False, id="topic: the characters apart are not the word"
        ),
        pytest.param("type", doc("a.docx", title="理论学习制度"), "1.1.1", True, id="type: the title ends with it"),
        pytest.param(
            "type", doc("a.docx", title="关于印发《理论学习制度》的通知"), "1.1.1", True, id="type: carried by a notice"
        ),
        pytest.param(
            "type", doc("理论学习制度落实情况总结.docx"), "1.1.1", True, id="type: named before the last one, weakly"
        ),
        pytest.param(
            "wrong_type", doc("理论学习总结.docx"), "1.1.1", True, id="wrong type: a summary where rules are asked"
        ),
        pytest.param("wrong_type", doc("理论学习.docx"), "1.1.1", False, id="wrong type: no type named"),
        pytest.param("carrier", doc("文明交通劝导1.jpg"), "1.1.2", True, id="carrier: a photo"),
        pytest.param("wrong_carrier", doc("文明交通劝导.mp4"), "1.1.2", True, id="carrier: a video is no photo"),
        pytest.param(
            "wrong_carrier",
            doc("文明交通劝导.docx", pictures=3),
            "1.1.2",
            False,
            id="carrier: photos inside a document",
        ),
        pytest.param(
            "paper_for_photo", doc("文明交通劝导签到表.jpg"), "1.1.2", True, id="paper: a photographed sign-in sheet"
        ),
        pytest.param("paper_for_photo", doc("文明交通劝导签名.jpg"), "1.1.2", False, id="paper: a signing is an event"),
        pytest.param(
            "paper_for_photo",
            doc("文明交通劝导签到表.jpg", banner=("文明交通劝导活动",)),
            "1.1.2",
            False,
            id="paper: one with a banner shows the event",
        ),
        pytest.param("topic", doc("IMG_1.jpg", banner=("文明交通劝导活动",)), "1.1.2", True, id="topic: on the banner"),
        pytest.param("topic", doc("IMG_1.jpg", banner=("文明餐桌活动",)), "1.1.2", False, id="topic: another banner"),
        pytest.param(
            "scene_for_paper",
            doc("评选1.jpg", banner=("先进评选会",)),
            "1.1.8",
            True,
            id="scene: where a plaque is asked",
        ),
        pytest.param("scene_for_paper", doc("奖牌.jpg"), "1.1.8", False, id="scene: without a banner it may be one"),
        pytest.param(
            "scene_for_paper",
            doc("文明交通1.jpg", banner=("文明交通劝导",)),
            "1.1.2",
            False,
            id="scene: where photos are asked it is right",
        ),
        pytest.param("project_folder", doc(f"{HEADING}/x.docx"), "1.1.1", True, id="folder: the project's title"),
        pytest.param("project_folder", doc("1.1/x.docx"), "1.1.1", True, id="folder: the project's number"),
        pytest.param("project_folder", doc("2021.1.1/x.docx"), "1.1.1", False, id="folder: a date is no number"),
        pytest.param("other_project", doc(f"{HEADING}/x.docx"), "1.2.1", True, id="folder: another project's"),
        pytest.param("item_number", doc("1-1-3 方案.docx"), "1.1.3", True, id="number: in the name"),
        pytest.param("item_number", doc("2021-1-1-3.docx"), "1.1.3", False, id="number: inside a longer one"),
        pytest.param(
            "red_head", doc("a.pdf", title="理论学习制度", red_head=True), "1.1.1", True, id="red head where asked"
        ),
        pytest.param(
            "red_head", doc("a.pdf", title="学雷锋方案", red_head=True), "1.1.3", False, id="red head not asked"
        ),
        pytest.param("annual", doc("学雷锋志愿服务年度方案.docx"), "1.1.3", True, id="annual: both yearly"),
        pytest.param("annual", doc("学雷锋志愿服务方案.docx"), "1.1.3", False, id="annual: not said"),
        pytest.param("not_about", doc("文体活动彩排1.jpg"), "1.1.4", True, id="excluded word"),
        pytest.param("confused", doc("端午文体活动1.jpg"), "1.1.4", True, id="confused: a traditional festival"),
        pytest.param("confused", doc("五一文体活动1.jpg"), "1.1.4", False, id="confused: 五一 is none of them"),
        pytest.param(
            "unexplained", doc(f"{HEADING}/防汛值班.docx"), "1.1.1", True, id="unexplained: only the folder speaks"
        ),
        pytest.param(
            "unexplained",
            doc(f"{HEADING}/IMG_0001.jpg"),
            "1.1.2",
            False,
            id="unexplained: a nameless file claims nothing",
        ),
        pytest.param("optional", doc("路段管理.docx"), "1.1.6", True, id="optional piece"),
        pytest.param("theme", doc("礼让斑马线1.jpg"), "1.1.2", True, id="theme: in other words"),
        pytest.param("theme", doc("文明交通劝导1.jpg"), "1.1.2", False, id="theme: the topic word itself says it"),
        pytest.param("theme", doc("物流交通运输1.jpg"), "1.1.2", False, id="theme: transport is another thing"),
        pytest.param(
            "other_theme", doc("光盘行动1.jpg"), "1.1.2", True, id="other theme: 文明餐桌 where 文明交通 is asked"
        ),
        pytest.param("other_theme", doc("礼让斑马线1.jpg"), "1.1.2", False, id="other theme: the same one"),
        pytest.param("other_theme", doc("防汛值班1.jpg"), "1.1.2", False, id="other theme: no theme at all"),
        pytest.param("too_special", doc("志愿服务1.jpg"), "1.1.2", True, id="too special: only voluntary service"),
        pytest.param(
            "too_special", doc("交通志愿服务1.jpg"), "1.1.2", False, id="too special: the special theme is named"
        ),
        pytest.param("too_special", doc("防汛值班1.jpg"), "1.1.2", False, id="too special: no broad theme"),
        pytest.param("any_rule", doc("公务用车管理办法.docx"), "1.1.9", True, id="any rule: of no theme"),
        pytest.param("any_rule", doc("诚信管理办法.docx"), "1.1.9", False, id="any rule: one with a theme of its own"),
        pytest.param("any_rule", doc("公务用车总结.docx"), "1.1.9", False, id="any rule: no rule"),
        pytest.param(
            "any_rule", doc("中国共产党纪律处分条例.docx"), "1.1.9", False, id="any rule: a law is not the unit's"
        ),
        pytest.param("foreign", doc("设备采购招标计划.docx"), "1.1.3", True, id="foreign: other business"),
        pytest.param("foreign", doc("学雷锋物资采购方案.docx"), "1.1.3", False, id="foreign: with a theme it is not"),
        pytest.param("foreign", doc("采购管理制度.docx"), "1.1.3", False, id="foreign: a rule is a rule of the unit"),
        pytest.param("story", doc("文明交通劝导进社区.docx"), "1.1.2", True, id="story: a text on the event"),
        pytest.param("story", doc("文明交通劝导方案.docx"), "1.1.2", False, id="story: a plan is none"),
        pytest.param("story", doc("文明交通劝导.jpg"), "1.1.2", False, id="story: a photo is none"),
        pytest.param("untyped", doc("街头学雷锋.docx"), "1.1.3", True, id="untyped: a report where a plan is asked"),
        pytest.param("untyped", doc("学雷锋工作安排.docx"), "1.1.3", False, id="untyped: 安排 is a plan"),
        pytest.param(
            "untyped", doc("学雷锋方案启动.jpg"), "1.1.3", False, id="untyped: a photo has a signal of its own"
        ),
        pytest.param("off_theme", doc("年度工作方案.docx"), "1.1.3", True, id="off theme: only common words"),
        pytest.param("off_theme", doc("学雷锋年度方案.docx"), "1.1.3", False, id="off theme: the theme is named"),
        pytest.param("off_theme", doc("防汛值班.docx"), "1.1.3", False, id="off theme: no words at all is unexplained"),
        pytest.param("other_year", doc("2020年学雷锋方案.docx"), "1.1.3", True, id="other year: last year's plan"),
        pytest.param("other_year", doc("2021年学雷锋方案.docx"), "1.1.3", False, id="other year: this year's"),
        pytest.param("other_year", doc("2020年学雷锋证书.docx"), "1.1.3", False, id="other year: praise looks back"),
        pytest.param("no_meeting", doc("先进评选1.jpg"), "1.1.10", True, id="meeting: not said"),
        pytest.param("no_meeting", doc("先进评选会议1.jpg"), "1.1.10", False, id="meeting: said"),
        pytest.param(
            "no_meeting", doc("评选1.jpg", banner=("先进评选会",)), "1.1.10", False, id="meeting: on the banner"
        ),
        pytest.param("no_meeting", doc("先进评选运动会1.jpg"), "1.1.10", True, id="meeting: a sports day is none"),
    ],
)
def test_signal(name: str, of: Evidence, ident: str, expected: bool) -> None:
    assert (name in signals(of, ident)) is expected


def test_the_type_that_a_name_ends_with_counts_most() -> None:
    ends = signals(doc("志愿者花名册.xlsx"), "1.1.7")["type"].adds
    before = signals(doc("志愿者花名册说明.docx"), "1.1.7")["type"].adds
    assert ends > before > 0


def test_any_paper_serves_a_request_for_texts_but_weakly() -> None:
    any_text = signals(doc("路段管理制度.docx"), "1.1.6")["type"].adds
    exact = signals(doc("a.docx", title="理论学习制度"), "1.1.1")["type"].adds
    assert 0 < any_text < exact / 2


def test_every_signal_carries_its_sentence() -> None:
    for one in signals(doc(f"{HEADING}/青审发〔2021〕7号 理论学习制度.pdf", red_head=True), "1.1.1").values():
        assert len(one.because) > 3
        assert one.adds


@pytest.mark.parametrize(
    ("cue", "path", "without"),
    [
        pytest.param("topic", "学雷锋方案.docx", "敬老方案.docx", id="topic word"),
        pytest.param("type", "学雷锋方案.docx", "学雷锋.docx", id="type word"),
        pytest.param("item_number", "1.1.3 学雷锋方案.docx", "学雷锋方案.docx", id="number"),
        pytest.param("project_folder", f"{HEADING}/学雷锋方案.docx", "学雷锋方案.docx", id="folder"),
    ],
)
def test_taking_the_cue_away_takes_its_signal_away(cue: str, path: str, without: str) -> None:
    assert cue in signals(doc(path), "1.1.3")
    assert cue not in signals(doc(without), "1.1.3")

"""What does not fit in people.yaml, the table and the groups: each kind with a hit and a near miss."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from builders import criteria, item, matched, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.finding import Finding
from wenming_cli.model.workspace import People
from wenming_cli.report.people.load import SetJudged
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.people.roots import OwnedRoot
from wenming_cli.report.people.unfit import unfit

ON = date(2021, 7, 1)
JIA, YI = {"name": "甲", "office": "办公室"}, {"name": "乙", "office": "办公室"}
OFFICE = {"name": "办公室", "contact": "甲"}
GONE = {"name": "甲", "until": "2021-06-30"}
Owners = dict[str, Any]


def roll(
    people: Sequence[dict[str, Any]] = (JIA,), owners: Sequence[Owners] = ({"offices": "办公室", "people": "甲"},),
    offices: Sequence[dict[str, Any]] = (OFFICE,), findings: Sequence[str] = (), roots: Sequence[str] = (), **head: Any,
) -> Roll:  # fmt: skip
    projects = [
        {"no": f"1.{at}", "standards": ["好"], "owners": one, "items": [item(f"1.{at}.1", "方案", [{"id": "a", "type": "方案"}])]}
        for at, one in enumerate(owners, start=1)
    ]  # fmt: skip
    table = criteria(*projects, **head)
    listed = People.model_validate({"offices": list(offices), "people": list(people)})
    found = [Finding(id=f"Z{at}", text="缺", found=ON, owner=owner) for at, owner in enumerate(findings, start=1)]
    judged = judge(table, matched([], table), settings(), listed, as_of=ON, findings=found)
    owned = [OwnedRoot(path="盘", owner=one, files=0, to_confirm=0, unclaimed=0) for one in roots]
    return Roll.of("某局", ON, listed, [SetJudged(table, judged)], owned)


def test_what_fits_is_not_told() -> None:
    assert list(unfit(roll())) == []


LED = {"leadership": {"leading_group": {"name": "领导小组", "head": "甲", "deputies_text": "其他班子成员"}}}
WORKING = {"groups": [{"name": "活动组", "heads": "甲", "members": ["乙"]}]}


@pytest.mark.parametrize(
    ("more", "kinds", "words"),
    [
        pytest.param({"owners": [{}]}, ["nobody", "idle"], "没有人负责的条目1条：1.1.1", id="an item of nobody"),
        pytest.param({"owners": [{"offices": "办公室"}]}, ["no_person", "idle"], "没有责任人的条目1条：1.1.1", id="of an office only"),
        pytest.param({"people": [GONE]}, ["left", "contact"], "甲2021-06-30离任，没有写接替的人：表上有1条", id="left without successor"),
        pytest.param(
            {"people": [{**GONE, "until": "2021-07-01"}]}, [], "", id="the last day in charge",
        ),
        pytest.param(
            {"people": [{**GONE, "successor": "乙"}, YI]}, ["followed", "contact"], "甲2021-06-30离任，由乙接替：表上有1条", id="followed",
        ),
        pytest.param(
            {"people": [{**GONE, "successor": "乙"}, {**YI, "until": "2021-06-30"}]}, ["left", "contact"],
            "接替的乙现在也不在任", id="the successor has left too",
        ),
        pytest.param({"people": [{"name": "甲", "from": "2021-07-02"}]}, ["not_there_yet", "contact"], "甲2021-07-02才到任", id="not there yet"),
        pytest.param(
            {"people": [JIA, {**GONE, "name": "丙", "successor": "甲"}], "findings": ["丙"]}, ["followed"],
            "由甲接替：整改问题Z1", id="a finding of who has left",
        ),
        pytest.param({"people": [{**JIA, "successor": "乙"}, YI]}, ["no_until", "idle"], "没写在任最后一天的：甲", id="successor without day"),
        pytest.param({"people": [JIA], "owners": [{"people": ["乙"]}]}, ["not_listed", "idle"], "没有的责任人：乙（表上有1条）", id="not listed"),
        pytest.param({"people": [JIA], "findings": ["乙"]}, ["not_listed"], "没有的责任人：乙（整改问题Z1）", id="a finding of a stranger"),
        pytest.param({"findings": ["办公室"]}, [], "", id="a finding of an office"),
        pytest.param({"people": [JIA], **WORKING}, ["not_listed"], "小组里列了、people.yaml 里没有的：乙", id="a member not listed"),
        pytest.param({"people": []}, ["not_listed", "contact"], "还没有人员，表和小组里有：甲", id="nobody listed at all"),
        pytest.param({"offices": []}, ["contact"], "没有联络人的股室：办公室", id="an office not listed"),
        pytest.param({"offices": [{"name": "办公室", "contact": "丁"}]}, ["contact"], "办公室的联络人丁不在 people.yaml 的人员里", id="contact"),
        pytest.param({"people": [JIA, YI], "owners": [{"people": ["甲", "乙"]}]}, ["several"], "共同负责的条目1条：甲、乙1条", id="several"),
        pytest.param({"people": [JIA, YI]}, ["idle"], "没有条目、加分项目和整改问题的人员：乙", id="idle"),
        pytest.param({"people": [JIA, YI], "findings": ["乙"]}, [], "", id="a finding is something to do"),
        pytest.param(LED, ["unnamed"], "领导小组有人没有列名：“其他班子成员”", id="deputies without names"),
        pytest.param({"roots": ["质监站"]}, ["root"], "证据文件夹“盘”的 owner“质监站”", id="a root of a stranger"),
        pytest.param({"roots": ["办公室"]}, [], "", id="a root of an office"),
    ],
)  # fmt: skip
def test_what_does_not_fit(more: dict[str, Any], kinds: list[str], words: str) -> None:
    found = list(unfit(roll(**more)))
    assert [one.kind for one in found] == kinds
    assert any(words in one.what for one in found) or not kinds
    assert all(one.remedy for one in found)


def test_one_who_has_left_is_named_with_every_place() -> None:
    (found, *_) = unfit(roll(people=[GONE, YI], findings=["甲"], groups=WORKING["groups"]))
    assert found.what == "甲2021-06-30离任，没有写接替的人：表上有1条、整改问题Z1、活动组的负责人"
    assert found.items == ("1.1.1",)


def test_items_findings_and_bonus_rows_go_to_the_successor() -> None:
    bonus = [{"id": "B1", "title": "荣誉", "text": "加分", "owners": {"people": "甲"}}]
    one = roll(people=[{**GONE, "successor": "乙"}, YI], findings=["甲"], bonus=bonus)
    for of in (one.charges_of, one.findings_of, one.bonus_of):
        assert (len(of("乙")), len(of("甲"))) == (1, 0)
    assert one.charges_of("乙")[0].owners.shown == ("乙（接替甲）",)

"""Every rule on a set of its own: what it says, and the near miss that it leaves alone."""

import json
from pathlib import Path
from typing import get_args

import pytest
from doubtful_set import HEAD, doubts_of, items, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_set import write_set

from wenming_cli.criteria.lint import lint_set
from wenming_cli.criteria.load import read_set
from wenming_cli.model.doubt import DoubtKind

PHASES = "phases:\n"


def phase(no: str, name: str, start: str, end: str, printed: str = "见方案") -> str:
    return f"  - {{no: {no}, name: {name}, start: {start}, end: {end}, printed: {printed}, text: {name}}}\n"


ONE, TWO = (
    phase("第一阶段", "制定方案", "2021-01-01", "2021-01-31"),
    phase("第二阶段", "实施", "2021-02-01", "2021-11-30"),
)
GROUP = "leadership: {leading_group: {name: 领导小组, head: 张三}, working_group: {name: 工作小组, members: [%s]}}\n"
UNITS = "groups: [{name: 资料组, heads: [李静雯], units: [%s]}]\n"
RULES = [
    ("phase_dates", items("id: a, text: x"), PHASES + phase("一", "x", "2021-05-01", "2021-04-01"), "终止日早于起始日"),
    ("phase_dates", items("id: a, text: x"), PHASES + phase("一", "x", "2021-03-01", "2021-04-30", "2021年3月—5月"), "录入的是3月1日—4月30日"),
    ("phase_dates", items("id: a, text: x"), PHASES + phase("一", "x", "2021-03-01", "2021-04-30", "2021年3月—4月"), None),
    ("phase_overlap", items("id: a, text: x"), PHASES + ONE + phase("二", "x", "2021-01-30", "2021-03-01"), "1月30日—31日同在两个阶段里"),
    ("phase_overlap", items("id: a, text: x"), PHASES + ONE + TWO, None),
    ("phase_gap", items("id: a, text: x"), PHASES + ONE + phase("二", "x", "2021-02-03", "2021-03-01"), "2月1日—2日（2天）不属于任何阶段"),
    ("phase_gap", items("id: a, text: x"), PHASES + ONE + TWO, None),
    ("phase_gap", items("id: a, text: x"), "", None),
    ("deadline", items("id: a, text: x, due: 尽快"), "", "set/1.yaml:8 a：期限“尽快”：读不懂这个期限"),
    ("deadline", items("id: a, text: x, due: 2月30日"), "", "没有2021年2月30日这一天"),
    ("deadline", items("id: a, text: x, requires: [{id: b, type: 方案, due: 13月}]"), "", "期限“13月”"),
    ("deadline", items("id: a, text: x, due: 适时"), "", None),
    ("deadline_blank", items("id: a, text: x, due: 3月", "id: b, text: y"), "", "b：时限栏空白，共1条"),
    ("deadline_blank", items("id: a, text: x", "id: b, text: y"), "", None),
    ("deadline_blank", items("id: a, text: x, due: 3月", "id: b, text: y, derived: true"), "", None),
    ("due_before_plan", items("id: a, text: x, due: 1月3日前"), "", "方案1月4日才成文，这些期限更早：1月3日 a"),
    ("due_before_plan", items("id: a, text: x, due: 1月4日前"), "", None),
    ("due_before_plan", items("id: a, text: x, due: 每月1日前"), "", None),
    ("due_between_phases", items("id: a, text: x, due: 12月5日前"), PHASES + ONE + TWO, "最后一天不在任何阶段里：12月5日 a"),
    ("due_between_phases", items("id: a, text: x, due: 11月30日前"), PHASES + ONE + TWO, None),
    ("due_weekend", items("id: a, text: x, due: 5月9日前"), "", "5月9日（周日） a"),
    ("due_weekend", items("id: a, text: x, due: 5月8日前"), "", None),  # a worked Saturday of 2021
    ("cadence", items("id: a, text: x, due: 3月、9月, requires: [{id: b, carrier: 照片, per: month}]"), "", "每月都要有（全年12次），时限却是“3月、9月”：只有2个日期，9月30日时最后一期（12月1日起）"),
    ("cadence", items("id: a, text: x, due: 10月, requires: [{id: b, carrier: 照片, per: half_year}]"), "", None),
    ("cadence", items("id: a, text: x, due: 每月, requires: [{id: b, carrier: 照片, per: month}]"), "", None),
    ("cadence", items("id: a, text: x, due: 3月、6月、9月, requires: [{id: b, carrier: 照片, per: activity, times: 2..}]"), "", "合3个日期，次数却是2次以上"),
    ("cadence", items("id: a, text: x, due: 3月、9月, requires: [{id: b, carrier: 照片, per: activity, times: 1..2}]"), "", None),
    ("count_words", items("id: a, text: 每年不少于8—10次"), "", "“不少于8—10次”既说至少又给了上下限"),
    ("count_words", items("id: a, text: 每年8—10次"), "", None),
    ("count_words", items("id: a, text: 满意率85%"), "", "没有说是不是“以上”"),
    ("count_words", items("id: a, text: 满意率85%以上，比例≥80%"), "", None),
    ("count_words", items("id: a, text: x, requires: [{id: b, type: 计划, count: 2.., printed: 不少于2次}]"), "", "要的却是计划（按2份以上计）"),
    ("count_words", items("id: a, text: x, requires: [{id: b, type: 计划, times: 2.., printed: 不少于2次}]"), "", None),
    ("summary_first", items("id: a, text: x, due: 5月, requires: [{id: b, type: 总结, about: 节日}]", "id: c, text: x, due: 6月, requires: [{id: b, type: 统计表, about: 节日}]"), "", "总结5月31日到期，它要用的统计或记录（c）6月30日才到期"),
    ("summary_first", items("id: a, text: x, due: 5月, requires: [{id: b, type: 总结, about: 节日}]", "id: c, text: x, due: 6月, requires: [{id: b, type: 统计表, about: 餐桌}]"), "", None),
    ("owner_in_no_group", items("id: a, text: x"), GROUP % "王五", "1名责任人：领导小组、工作组里没有列名：李静雯（1.1，1条材料）"),
    ("owner_in_no_group", items("id: a, text: x"), GROUP % "李静雯", None),
    ("owner_in_no_group", items("id: a, text: x"), "", None),
    ("member_without_task", items("id: a, text: x"), GROUP % "李静雯, 王五", "没有归他们的材料或标准：王五"),
    ("member_without_task", items("id: a, text: x"), GROUP % "李静雯", None),
    ("office_without_standard", items("id: a, text: x"), UNITS % "办公室, 法规科", "没有标准归它们：法规科"),
    ("office_without_duty", items("id: a, text: x"), UNITS % "法规科, 各股室", "它们却有标准：办公室（可能在“各股室”里）"),
    ("office_without_duty", items("id: a, text: x"), UNITS % "局办公室", None),
    ("office_names", items("id: a, text: x"), UNITS % "局办公室", "局办公室与办公室"),
    ("office_names", items("id: a, text: x"), UNITS % "办公室", None),
    ("owner_missing", items("id: a, text: x, owners: {}"), "", "a：没有责任科室，也没有责任人"),
    ("owner_missing", items("id: a, text: x, owners: {people: 李静雯}"), "", None),
    ("obligation_without_item", items("id: a, text: x"), "obligations: [{id: O1, what: 检查, text: 二次检查, where: 方案}]\n", "O1检查：方案或标准有要求"),
    ("obligation_without_item", items("id: a, text: x"), "obligations: [{id: O1, what: 检查, text: 二次检查, where: 方案, item: a}]\n", None),
    ("number_stated", items("id: a, text: x"), PHASES + ONE + TWO + "measures: [{text: 全年共分五个阶段}]\n", "写着“共分五个阶段”，列出的是2"),
    ("number_stated", items("id: a, text: x"), PHASES + ONE + TWO + "measures: [{text: 全年共分两个阶段、共2个阶段}]\n", None),
    ("stale", items("id: a, text: 第32个爱国卫生月"), "", "“第32个爱国卫生月”是2020年的；2021年的是第33个"),
    ("stale", items("id: a, text: 第33个爱国卫生月, derived: true"), "", None),
    ("stale", items("id: a, text: 第32个爱国卫生月, derived: true"), "", None),
    ("year_other", items("id: a, text: 2020年工作总结"), "", "写的是2020年，不是本年度（2021年）"),
    ("year_other", items("id: a, text: 2021年总结、《2020年要点》、2019—2022年规划、青审发〔2020〕3号"), "", None),
    ("year_other", items("id: a, text: 2020年述职, requires: [{id: b, type: 述职报告, valid: 上年度}]"), "", None),
    ("serial_missing", items("id: a, text: x", 'id: b, no: "2.", text: x'), "", "a：没有印序号"),
    ("serial_missing", items("id: a, text: x", "id: b, text: x"), "", None),
    ("serial_twice", items('id: a, no: "1.", text: x', 'id: b, no: "1.", text: x'), "", "a、b：序号与前后条相同"),
    ("serial_again", items('id: a, no: "1.", text: x', 'id: b, no: "2.", text: x', 'id: c, no: "1.", text: x'), "", "c：序号中途重新从1起"),
    ("serial_skipped", items('id: a, no: 九, text: x', 'id: b, no: 十二, text: x'), "", "9之后是12（b）"),
    ("serial_skipped", items('id: a, no: 九, text: x', 'id: b, no: 十, text: x'), "", None),
    ("serial_form", items('id: a, no: "1.", text: x', 'id: b, no: "2.", text: x', 'id: c, no: "3．", text: x'), "", "序号写作“3．”，多数是“1.”"),
    ("serial_form", items("id: a, text: x"), "measures: [{no: （一）, text: x}, {no: （二）, text: x}, {no: (三), text: x}]\n", "措施(三)：序号写作“(三)”"),
    ("slip", items("id: a, text: 发放倡仪书"), "", "“倡仪”当是“倡议”"),
    ("slip", items("id: a, text: 观看纪录片、打破纪录；提有关意见, derived: false"), "", None),
    ("slip", items("id: a, text: 发放倡仪书, derived: true"), "", None),
    ("names_differ", items("id: a, text: x"), "measures: [{text: 争创市级文明单位}, {text: 巩固市级文明标兵单位}]\n", "称号有2种叫法：“文明单位”（措施1）、“文明标兵单位”（措施2）"),
    ("names_differ", items("id: a, text: x"), "measures: [{text: 湖南省文明（标兵）单位}, {text: 巩固省级文明标兵单位}]\n", None),
    ("names_differ", items("id: a, text: x"), "level: 省级\nmeasures: [{text: 争创市级文明单位}]\n", "写到的级别是“市级”（措施1），set.yaml 的 level 是省级"),
    ("names_differ", items("id: a, text: x"), "measures: [{text: 迎接复检}, {text: 做好复审}]\n", "检查有2种叫法"),
    ("names_differ", items("id: a, text: x"), "measures: [{text: 反复检查}, {text: 做好复审}]\n", None),
    ("brackets", items("id: a, text: 6次以上）；"), "", "“6次以上）；”里的“）”"),
    ("brackets", items('id: a, text: "“a（b)”；1）做；2）看"'), "", None),
    ("half_width", items('id: a, text: "责任制,班子"'), "", "a：中文里用了半角逗号"),
    ("half_width", items('id: a, text: "见 https://example.org/a,b (OK)，1.5 分，1)做"'), "", None),
    ("half_width", items("id: a, text: x, due: 与县文明办工作安排同步."), "", "a时限：中文里用了半角句点"),
    ("punctuation", items("id: a, text: 优质服务（2分）：建立机制（2分）"), "", "分值的括号后面是冒号"),
    ("ending", items("id: a, text: 甲；", "id: b, text: 乙。", "id: c, text: 丙。"), "", "b：以句号结束"),
    ("ending", items("id: a, text: 甲。", "id: b, text: 乙。"), "", None),
    ("artefact", items('id: a, text: "[bookmark: _GoBack]民主生活会记录"'), "", "“[bookmark: _GoBack]”"),
    ("artefact", items(r"id: a, text: '比例 $\geq 50\%$，<p>3 < 5</p>'"), "", r"“<p>”、“</p>”"),
    ("artefact", items("id: a, text: '3 < 5，a > b，王 & 李，5$'"), "", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "category", "head", "expected"), RULES, ids=[f"{at} {row[0]}" for at, row in enumerate(RULES)]
)
def test_a_rule(tmp_path: Path, kind: str, category: str, head: str, expected: str | None) -> None:
    found = said(tmp_path, kind, category, head)
    if expected is None:
        assert found == []
    else:
        assert len(found) == 1
        assert expected in f"set/{found[0]}"


def test_every_kind_is_shown_by_a_rule() -> None:
    points = {"points_sum", "points_missing", "points_total", "scored_twice"}
    plan = {"plan_undated", "phase_outside", "known_gone"}
    assert {row[0] for row in RULES if row[3]} == set(get_args(DoubtKind)) - points - plan


WORDS = st.text(
    alphabet="（）()“”《》，,。.；;：:第1年个月２十一ー倡仪纪录复检查%—\n 省市级文明单位{}[]$<>&", max_size=40
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, due=WORDS, no=st.text(alphabet="1０．一十.（）x", min_size=1, max_size=4))
def test_any_words_are_looked_at_and_twice_the_same(tmp_path: Path, text: str, due: str, no: str) -> None:
    item = ", ".join(f"{key}: {json.dumps(value)}" for key, value in (("text", text or "x"), ("due", due), ("no", no)))
    folder = write_set(tmp_path / "set", items(f"id: a, {item}", "id: b, text: x"), HEAD + PHASES + ONE + TWO)
    examined = read_set(folder)
    assert lint_set(examined) == lint_set(read_set(folder))


SCORED = """\
category: {no: "1", title: 学习, points: 6}
projects:
  - no: "1"
    standards: [学习（2分）；做好“扫黄打非”工作（2分）]
    points: 4
    sub_points: [{text: 学习, points: 2}, {text: 做好“扫黄打非”工作, points: 2}]
    owners: {people: [李静雯]}
"""


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        pytest.param("points: 6", "points: 4", {"points_total"}, id="the whole is not a hundred"),
        pytest.param("points: 6", "points: 6", {"points_sum", "points_total"}, id="category and parts"),
        pytest.param(", points: 6", "", {"points_missing", "points_total"}, id="a category without points"),
        pytest.param("    points: 4", "    points: 5", {"points_sum", "points_total"}, id="standard and parts"),
        pytest.param(
            "points: 6", "points: 4, points_sum: 5", {"points_sum", "points_total"}, id="a sum typed in wrong"
        ),
    ],
)
def test_points(tmp_path: Path, old: str, new: str, kinds: set[str]) -> None:
    found = doubts_of(write_set(tmp_path / "set", SCORED.replace(old, new, 1), HEAD))
    assert {one.kind for one in found if one.kind.startswith("points")} == kinds


def test_points_that_add_up_are_not_doubted(tmp_path: Path) -> None:
    found = said(tmp_path, "points_total", SCORED.replace("points: 6", "points: 4"), "total: {points: 4}\n")
    assert found == []


def test_one_term_scored_in_two_standards(tmp_path: Path) -> None:
    second = SCORED.partition("projects:\n")[2].replace('"1"', '"2"').replace("“扫黄打非”", "扫黄打非")
    (found,) = said(tmp_path, "scored_twice", SCORED + second)
    assert "1、2：“扫黄打非”在2条标准里都计分" in found
    assert said(tmp_path, "scored_twice", SCORED) == []


def test_a_plan_without_its_date_and_stages_beyond_its_cycle(tmp_path: Path) -> None:
    plan = "plan: {title: 方案, issuer: 局, start: 2021-01-01, end: 2021-10-31}\n"
    head = HEAD.rpartition("plan:")[0] + plan + PHASES + ONE + TWO
    category = items("id: a, text: x, due: 1月25日前", "id: b, text: x, due: 2月")
    found = {one.kind: str(one) for one in doubts_of(write_set(tmp_path / "set", category, head))}
    assert "没有写成文日期" in found["plan_undated"]
    assert "2月1日—11月30日有一部分在方案的起止日期（1月1日—10月31日）之外" in found["phase_outside"]
    assert "第一阶段“制定方案”到1月31日才结束，这些期限更早：1月25日 a" in found["due_before_plan"]

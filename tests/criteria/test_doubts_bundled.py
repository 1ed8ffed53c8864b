"""The two bundled sets: every doubt of the reading that rules can find is found, and no other is made up."""

from pathlib import Path

import pytest
from doubtful_set import doubts_of

BUNDLED = Path(__file__).parent.parent.parent / "criteria"
HUARONG = """
phase_outside · 第五阶段“整改落实”：
phase_gap · 各阶段之间：
plan_undated · 方案：
deadline_blank · 2.2.2、2.2.8、2.2.12、3.2.2、6.4.2、7.1.5、7.3.3、7.3.4、7.8.4、7.8.10：
due_before_plan · 15条材料：1.1.6 1.2.1 1.2.2 1.2.5 1.2.7 2.1.4 2.1.5 2.2.1 2.2.4 2.2.6 2.2.7 3.1.1 7.2.1 7.2.2 7.3.1
due_between_phases · 5条材料：3.1.1 4.1.1 4.1.3 4.3.1 1.1.7
due_weekend · 30条材料：1.1.6 1.1.8 1.2.1 1.2.2 1.2.5 2.1.5 2.2.4 2.2.6 2.2.7 2.2.13 3.1.1 4.1.1 4.1.3 4.1.4 4.2.1 4.2.2 4.3.1 5.1.1 7.1.1 7.1.2 7.1.3 7.1.6 7.1.8 7.2.1 7.2.2 7.2.3 7.3.1 7.7.5 7.8.8 7.8.9
cadence · 1.2.6：
cadence · 2.2.11：
cadence · 3.1.1：
cadence · 7.2.3：
count_words · 2.2.11：
count_words · 4.2.2：
count_words · 标准6.3：6.3
summary_first · 7.3.5、7.3.2：
owner_in_no_group · 1名责任人：2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7 7.4.1 7.4.2
member_without_task · 1名小组成员：
owner_missing · 加分B2：B2
obligation_without_item · O1集中学习、O4评选活动、O5检查、O7知晓率：O1 O4 O5 O7
stale · 方案三（二）、标准7.8、7.8.1：7.8 7.8.1
stale · 标准4.2：4.2
stale · 7.8.9、7.8.10：
serial_missing · 6.3.1、7.5.1：
serial_twice · 6.2.1、6.2.2、6.2.3：
serial_again · 1.1.5、7.8.8：
serial_form · 7.7.5：
slip · 7.1.9、7.6.3、7.7.2：
slip · 4.2.6：
slip · 3.2.1：
slip · 7.1.8、7.7.1、7.8.1：
slip · 7.8.5：
slip · 标准1.1：1.1
names_differ · 方案指导思想、第三阶段“全面实施”：
names_differ · 第四阶段“迎接复检”、第五阶段“整改落实”：
brackets · 1.1.3：
brackets · 6.2.2：
half_width · 标准1.1、标准3.1、标准7.3：1.1 3.1 7.3
half_width · 加分项目荣誉称号(近2年来)、2.2.2、2.2.10、2.2.11、7.1.10：2.2.2 2.2.10 2.2.11 7.1.10
half_width · 7.4.1时限：7.4.1
ending · 1.2.6、2.1.3、2.1.6、2.2.11、2.2.12、2.2.13、3.1.1、3.2.1、6.4.2：
ending · 1.2.7：
"""
YUEYANG = """
phase_dates · 2.全面落实阶段：
owner_in_no_group · 11名责任人：4 5 18 19 26 31 8 9 10 11 17 20 22 23 28 30 24 25
member_without_task · 4名小组成员：
office_without_standard · 档案资料组：
office_without_duty · 档案资料组：
office_names · 档案资料组：
points_sum · 第1类：1
points_missing · 第2类、第6类、第7类、第8类：2 6 7 8
points_total · 总分：
scored_twice · 3、29：
stale · 标准2：2
stale · 标准12：12
serial_form · 综合协调组、文字材料宣传组：
serial_form · 措施(四)：
slip · 措施(四)：
half_width · 标准22、标准24、标准25：22 24 25
half_width · 标准22、标准23、标准24、标准25：22 23 24 25
half_width · 综合协调组、文字材料宣传组、措施(四)、标准22、标准23、标准24、标准25、标准26：22 23 24 25 26
punctuation · 标准8：8
"""


@pytest.mark.parametrize(("name", "golden"), [("huarong-2021", HUARONG), ("yueyang-2023", YUEYANG)])
def test_every_doubt_of_a_bundled_set(name: str, golden: str) -> None:
    """Kind, place and ids; ids that are the place itself are not written twice."""
    found = []
    for one in doubts_of(BUNDLED / name):
        ids = "" if "、".join(one.items) == one.where else " ".join(one.items)
        found.append(f"{one.kind} · {one.where}：{ids}")
    assert sorted(found) == sorted(golden.split("\n")[1:-1])


SENTENCES = [
    ("huarong-2021", "1月23日—2月17日（26天）、2月27日—3月1日（3天）、11月13日—14日（2天，都是周末）不属于任何阶段"),
    ("huarong-2021", "12月1日—10日在方案的起止日期（1月1日—11月30日）之外"),
    (
        "huarong-2021",
        "1月31日 4.1.3；2月10日 3.1.1；2月28日 4.1.1、4.3.1；大半日子不在任何阶段里：1.1.7（2月11日—20日）",
    ),
    ("huarong-2021", "“3月上旬、7月中旬”：只有2个日期，7月20日时最后一期（10月1日起）还没有开始"),
    ("huarong-2021", "“每月中旬”合12个日期，次数却是10次以上或8次以上"),
    ("huarong-2021", "总结11月10日到期，它要用的统计或记录（7.3.2）11月30日才到期"),
    ("huarong-2021", "许琳莉（2.1、7.4，9条材料）；文明创建领导小组有人没有列名，可能在内"),
    ("huarong-2021", "没有归他们的材料或标准：卞诗诗"),
    ("huarong-2021", "“文明创建先进集体”（方案指导思想）、“文明标兵单位”（第三阶段“全面实施”）"),
    ("huarong-2021", "“法治宣传教育第七个五年规划”是2016—2020年的；2021年的是第8个五年规划"),
    ("huarong-2021", "“第32个爱国卫生月”是2020年的；2021年的是第33个"),
    ("yueyang-2023", "结束（2022-10-31）早于开始（2023-08-01）；录入的是8月1日—10月31日"),
    ("yueyang-2023", "宋衍（只在24、25、26的另一种读法里）"),
    ("yueyang-2023", "也没有工作组：陈泉羽、熊天翔；只有工作组的职责，没有材料或标准：余海辉、王庶"),
    ("yueyang-2023", "列了这些科室，却没有标准归它们：村镇科、住保科、物业管理科"),
    ("yueyang-2023", "没有列这些科室，它们却有标准：团委、质监站、住保中心（可能在“局属各单位”里）"),
    ("yueyang-2023", "政策法规科与法规科、住保科与住保中心、行业工会与工会"),
    ("yueyang-2023", "分项合94分，类别印了分值的按所印算，合96分；若满分是100分，还差4分"),
]


@pytest.mark.parametrize("name", ["huarong-2021", "yueyang-2023"])
def test_what_is_said(name: str) -> None:
    said = "\n".join(map(str, doubts_of(BUNDLED / name)))
    assert [sentence for of, sentence in SENTENCES if of == name and sentence not in said] == []


def test_lines_are_those_of_the_files() -> None:
    """The line of a doubt about one item is the line on which that item begins."""
    for one in doubts_of(BUNDLED / "huarong-2021"):
        line = (BUNDLED / "huarong-2021" / one.file).read_text(encoding="utf-8").splitlines()[one.line - 1]
        if one.file != "set.yaml" and one.items and not one.where.startswith("标准"):
            assert one.items[0] in line, one

"""wenming record: what people state that no file says, how it changes a check, and how it is taken back."""

import getpass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Said, Wenming

PEOPLE = """\
people:
  - {name: 张三, until: 2021-06-30, successor: 李四}
  - {name: 李四, from: 2021-07-01}
"""


@pytest.fixture
def quiet(small: Path) -> Path:
    """A small workspace with two people, one of whom followed the other."""
    (small / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return small


def kept(workspace: Path, wenming: Wenming) -> list[dict[str, Any]]:
    """All records as they are listed."""
    return [dict(one) for one in wenming("record", "list", "--all", "--json", "-w", workspace).values]


@pytest.mark.parametrize(
    ("arguments", "written", "said"),
    [
        pytest.param(
            ("paper", "1.2.5", "党组会议记录", "--day", "2021-07-05", "--count", 2, "--pages", 6, "--shelf", "2号柜3层", "--by", "李四"),
            {"do": "paper", "item": "1.2.5", "requirement": "minutes", "title": "党组会议记录", "day": "2021-07-05", "count": 2, "pages": 6, "shelf": "2号柜3层", "by": "李四"},
            ["党组会议记录　2021-07-05　份数2　6页　存放：2号柜3层　李四", "算在1.2.5的minutes（会议记录）"],
            id="a paper is for the part that its title names",
        ),
        pytest.param(
            ("paper", "1.2.5/photos", "相册"), {"requirement": "photos", "title": "相册", "by": getpass.getuser()},
            ["算在1.2.5的photos（照片）"], id="or for the one that is named",
        ),
        pytest.param(
            ("paper", "1.1.7", "民主生活会照片"), {"requirement": "photos"}, ["算在1.1.7的photos"], id="photos by their name",
        ),
        pytest.param(
            ("link", "7.2.3", " https://example.cn/a?id=1 ", "--title", "微信群截图"),
            {"do": "link", "item": "7.2.3", "requirement": "screenshots", "url": "https://example.cn/a?id=1"},
            ["微信群截图　https://example.cn/a?id=1", "算在7.2.3的screenshots（截图）"], id="a link",
        ),
        pytest.param(
            ("paper", "B1/省部级荣誉称号", "省级文明单位奖牌", "--day", "2021-03-01", "--shelf", "荣誉室"),
            {"do": "paper", "item": "B1", "requirement": "省部级荣誉称号", "title": "省级文明单位奖牌", "shelf": "荣誉室"},
            ["B1/省部级荣誉称号　省级文明单位奖牌", "算在B1（省部级荣誉称号）"], id="a plaque for bonus points",
        ),
        pytest.param(
            ("link", "B1", "https://example.cn/7", "--title", "经验推介"), {"item": "B1", "requirement": None},
            ["算在B1（没有写级别，自评里要人看过才算）"], id="a report for bonus points without its level",
        ),
        pytest.param(
            ("figure", "注册志愿者人数", "１,０３５ 人", "--source", "志愿汇"),
            {"do": "figure", "figure": "注册志愿者", "value": 1035, "source": "志愿汇"},
            ["注册志愿者 1035人", "“注册志愿者人数”就是“注册志愿者”", "要用它的：2.2.12/screenshot", "要用它的：O8　注册志愿者人数占总人数比例≥80%"],
            id="a figure by the name of its kind",
        ),
        pytest.param(
            ("figure", "知晓率", "86.5%"), {"value": 86.5}, ["知晓率 86.5%", "要用它的：O7　干部职工知晓率达到80%以上"],
            id="a share",
        ),
        pytest.param(
            ("figure", "图书", "300"), {"figure": "图书", "value": 300},
            ["“图书”不在常用的数字里", "测评体系里没有要用这个数字的要求"], id="a figure that nobody asks for",
        ),
        pytest.param(
            ("figure", "学习笔记字数", "5200", "--person", "李四"), {"figure": "笔记字数", "person": "李四"},
            ["要用它的：O3　学习笔记不少于5000字"], id="a figure of somebody",
        ),
        pytest.param(
            ("figure", "学习笔记字数", "5200"), {"figure": "笔记字数"}, ["按人算，写上 --person 姓名才用得上"],
            id="a figure that should be of somebody",
        ),
        pytest.param(
            ("figure", "注册志愿者", "35", "--person", "王五"), {"person": "王五"},
            ["不按人算", "people.yaml 里没有“王五”"], id="a figure that should not",
        ),
        pytest.param(
            ("date", "7.4.1", "2021-06-30", "--source", "县文明办通知"),
            {"do": "date", "item": "7.4.1", "day": "2021-06-30", "source": "县文明办通知"},
            ["原表的期限：与县文明办工作安排同步.", "现在按登记的日期判：2021-06-30\n"], id="a day that others set",
        ),
        pytest.param(
            ("date", "2.2.12", "2021-06-30"), {"item": "2.2.12"}, ["原表的期限：空白\n"], id="a day where the table has none",
        ),
        pytest.param(
            ("date", "1.2.5", "2022-01-30"), {"day": "2022-01-30"},
            ["原表的期限：1月上旬、7月上旬\n", "2022-01-30；原表写着的日期不再用", "注意：2022-01-30不在2021年"],
            id="a day in place of printed ones",
        ),
        pytest.param(
            ("waive", "2.2.11", "--why", "没有\n志愿服务", "--by", "李四", "--until", "2099-01-01"),
            {"do": "waive", "item": "2.2.11", "why": "没有 志愿服务", "until": "2099-01-01", "by": "李四"},
            ["理由：没有 志愿服务　到2099-01-01为止　李四", "2.2.11从", "判为不适用"], id="a waiver",
        ),
        pytest.param(
            ("waive", "1.2.5/photos", "--why", "没有会标", "--by", "李四"), {"requirement": "photos"},
            ["1.2.5的photos（照片）从"], id="a waiver of a part",
        ),
        pytest.param(
            ("none", "7.6.2", "今年没有外出活动", "--by", "李四", "--day", "2021-12-31"),
            {"do": "none", "item": "7.6.2", "why": "今年没有外出活动", "day": "2021-12-31"},
            ["今年没有外出活动　2021-12-31　李四", "7.6.2判为不适用"], id="there was none",
        ),
        pytest.param(
            ("none", "7.6.2", "上半年没有外出活动", "--by", "张三", "--day", "2021-06-30"), {"by": "张三"}, ["张三"],
            id="the word of somebody who was there on its day",
        ),
    ],
)  # fmt: skip
def test_what_is_written_and_said(
    arguments: tuple[object, ...], written: dict[str, object], said: list[str], quiet: Path, wenming: Wenming
) -> None:
    answer = wenming("record", *arguments, "-w", quiet)
    assert answer.code == 0, answer.err
    (one,) = kept(quiet, wenming)
    assert one | written == one
    assert one["id"] == "R1"
    assert one["on"] == date.today().isoformat()  # noqa: DTZ011 - the clock of the program
    assert answer.out.startswith("已登记：R1　")
    assert [words for words in said if words not in answer.out.replace("\n  ", "")] == []
    assert "撤回用 wenming record withdraw R1 --why 理由。" in answer.out


TOMORROW = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("paper", "9.9.9", "x"), "没有条目“9.9.9”", id="no such item"),
        pytest.param(("paper", "1.2.5/x", "x"), "条目1.2.5没有材料要求“x”", id="no such part"),
        pytest.param(("paper", "1.2.5", "材料"), "看不出“材料”是哪一项\n办法：写作 1.2.5/minutes 这样；可用：minutes（会议记录）、photos（照片）", id="which part"),
        pytest.param(("link", "1.2.5", "https://example.cn"), "条目1.2.5有2项材料要求，要写明是哪一项", id="which part of a bare link"),
        pytest.param(("paper", "1.2.5", " "), "没有写题名", id="no title"),
        pytest.param(("paper", "1.2.5", "会议记录", "--count", 0), "--count 写了0", id="no piece"),
        pytest.param(("paper", "1.2.5", "会议记录", "--pages", -1), "--pages 写了-1", id="fewer pages than none"),
        pytest.param(("paper", "1.2.5", "会议记录", "--count", "两"), "--count 的值不对（要写整数）", id="no number"),
        pytest.param(("paper", "1.2.5", "会议记录", "--day", "7月5日"), "日期“7月5日”写法不对", id="no day"),
        pytest.param(("paper", "1.2.5", "会议记录", "--day", TOMORROW), "还没有到", id="a day to come"),
        pytest.param(("paper", "1.2.5", "会议记录", "--by", "王五"), "people.yaml 里没有“王五”", id="a stranger"),
        pytest.param(("paper", "1.2.5", "会议记录", "--by", "张三"), "接替的是李四", id="somebody who has left"),
        pytest.param(("paper", "1.2.5", "会议记录", "--by", " "), "--by 后面没有写姓名", id="nobody"),
        pytest.param(("link", "7.2.3", "example.cn"), "“example.cn”不是网址", id="no address"),
        pytest.param(("link", "7.2.3", "file:///c:/a.pdf"), "不是网址", id="a file is no address"),
        pytest.param(("figure", "满意率", "120"), "满意率不会是120：百分数在 0 到 100 之间", id="more than all"),
        pytest.param(("figure", "职工", "41.5"), "员工不会是41.5：单位是人，要写整数", id="half a person"),
        pytest.param(("figure", "图书", "八成"), "数值“八成”读不成一个数", id="a word for a value"),
        pytest.param(("figure", "职工", "41%"), "数值“41%”读不成一个数", id="another unit"),
        pytest.param(("date", "7.4.1", "6月底"), "日期“6月底”写法不对", id="a phrase for a day"),
        pytest.param(("date", "1.2.5/minutes", "2021-06-30"), "期限是整个条目的", id="a day of a part"),
        pytest.param(("waive", "2.2.11", "--why", "x"), "缺少参数 --by", id="a waiver of nobody"),
        pytest.param(("waive", "2.2.11", "--by", "李四"), "缺少参数 --why", id="a waiver without reason"),
        pytest.param(("waive", "2.2.11", "--by", "李四", "--why", " "), "没有写理由", id="an empty reason"),
        pytest.param(("waive", "2.2.11", "--by", "李四", "--why", "x", "--until", "2021-01-01"), "--until 2021-01-01 已经过了", id="a waiver that is over"),
        pytest.param(("none", "7.6.2", "没有外出"), "缺少参数 --by", id="nobody's word"),
        pytest.param(("none", "7.6.2", "--by", "李四"), "没有写7.6.2没有的是什么", id="no words"),
        pytest.param(("none", "1.2.5/photos", "没有", "--by", "李四"), "1.2.5/photos 要的是材料，不是一句话", id="a word in place of a paper"),
        pytest.param(("none", "7.6.2", "没有外出", "--by", "李四", "--day", "2021-06-30"), "李四2021-06-30不在任", id="before his time"),
        pytest.param(("paper", "B1/一等奖", "奖牌"), "条目B1没有材料要求“一等奖”\n办法：可用：国家级荣誉称号", id="no such level"),
        pytest.param(("waive", "B1", "--why", "x", "--by", "李四"), "B1是加分项目，不是条目", id="a waiver of bonus points"),
        pytest.param(("paper", "O6", "x"), "O6是其他应办事项，不是条目", id="a paper for a duty"),
        pytest.param(("withdraw", "R9", "--why", "x"), "没有编号为“R9”的登记", id="nothing to take back"),
        pytest.param(("withdraw", "R1"), "缺少参数 --why", id="taken back without reason"),
        pytest.param(("list", "--item", "9.9.9"), "没有条目“9.9.9”", id="a list of no item"),
        pytest.param(("date", "7.8.3", "2021-03-01"), "已经登记过：R1　期限　7.8.3　2021-03-01", id="said again"),
    ],
)  # fmt: skip
def test_refusals_write_nothing(arguments: tuple[object, ...], words: str, quiet: Path, wenming: Wenming) -> None:
    assert wenming("record", "date", "7.8.3", "2021-03-01", "-w", quiet).code == 0
    before = (quiet / "records.yaml").read_bytes()
    said = wenming("record", *arguments, "-w", quiet)
    assert said.code == 2
    assert words in said.err
    assert said.out == ""
    assert (quiet / "records.yaml").read_bytes() == before


def test_where_people_yaml_names_nobody_any_name_will_do(small: Path, wenming: Wenming) -> None:
    assert wenming("record", "waive", "2.2.11", "--why", "没有", "--by", "王五", "-w", small).code == 0
    assert kept(small, wenming)[0]["by"] == "王五"


def test_a_fault_in_the_notebook_is_said_with_its_place(quiet: Path, wenming: Wenming) -> None:
    (quiet / "records.yaml").write_text(
        "records:\n  - {id: R1, do: date, item: 9.9, day: 2021-03-01}\n", encoding="utf-8"
    )
    for command in (("record", "list"), ("record", "date", "7.8.3", "2021-03-01"), ("check",)):
        said = wenming(*command, "-w", quiet)
        assert said.code == 2
        assert "records.yaml:2:24 records[1].item：测评体系里没有条目“9.9”" in said.err


def test_taken_back_it_stays_written_and_may_be_said_again(quiet: Path, wenming: Wenming) -> None:
    paper = ("record", "paper", "1.2.5", "会议记录", "--day", "2021-07-05", "-w", quiet)
    assert wenming(*paper).code == 0
    back = wenming("record", "withdraw", "ｒ1", "--why", "已经扫描", "--by", "李四", "-w", quiet)
    assert back.code == 0, back.err
    assert "已撤回：R1　纸质材料　1.2.5/minutes" in back.out
    assert "撤回：已经扫描" in back.out
    again = wenming("record", "withdraw", "R1", "--why", "x", "-w", quiet)
    assert again.code == 2
    assert "R1 已经撤回（李四 " in again.err
    assert wenming(*paper).code == 0
    assert [one["id"] for one in kept(quiet, wenming)] == ["R1", "R2"]
    assert wenming("record", "list", "-w", quiet).out.splitlines()[-1] == "共2条登记，其中撤回1条；列出1条。"
    shown = wenming("record", "list", "--all", "--json", "--item", "1.2.5", "-w", quiet).values
    assert [(one["id"], one["withdrawn"] and one["withdrawn"]["why"]) for one in shown] == [
        ("R1", "已经扫描"),
        ("R2", None),
    ]
    assert wenming("record", "list", "--item", "7.8.3", "-w", quiet).out.startswith("7.8.3还没有登记。")


def test_the_figure_of_the_latest_day_holds(quiet: Path, wenming: Wenming) -> None:
    settings = quiet / "wenming.yaml"
    text = settings.read_text(encoding="utf-8").replace("  # staff: 41", "  staff: 41")
    settings.write_text(text, encoding="utf-8")

    def said(value: int, *more: str) -> str:
        return wenming("record", "figure", "员工", value, *more, "-w", quiet).out

    assert "检查用登记的，不用 wenming.yaml 里的 staff: 41" in said(42, "--day", "2021-06-30")
    assert "检查仍用日期更近的 R1（42人，2021-06-30）" in said(40, "--day", "2021-01-01")
    assert "以后检查用这一个，不再用 R1（42人）" in said(43)


def rows(said: Said, item: str) -> dict[str, Any]:
    """An item of a check as JSON."""
    (found,) = [one for one in said.values[0]["items"] if one["id"] == item]
    return dict(found)


def test_what_records_change_in_a_check(own_demo: Path, wenming: Wenming) -> None:
    """A paper counts, a date dates, a waiver waives, a word stands for what was not, a figure decides a share.

    It is judged as of today, for a record stands from the day on which it is stated.
    """
    before = wenming("check", "--json", "-w", own_demo)
    assert rows(before, "7.6.2")["verdict"] == "missing"
    assert rows(before, "7.8.10")["verdict"] == "missing"
    assert rows(before, "7.1.10")["timing"] == "undated"
    assert rows(before, "2.2.12")["verdict"] == "to_confirm"
    assert (rows(before, "7.8.4")["verdict"], rows(before, "7.8.6")["verdict"]) == ("missing", "missing")
    for arguments in (
        ("paper", "7.8.10", "卫生月照片", "--day", "2021-04-10", "--by", "江雨霏"),
        ("link", "7.8.4", "https://example.cn/7", "--title", "捐赠照片"),
        ("date", "7.1.10", "2021-06-30"),
        ("waive", "7.8.6", "--why", "没有项目", "--by", "江雨霏"),
        ("none", "7.6.2", "今年没有外出活动", "--by", "江雨霏"),
        ("figure", "注册志愿者", "33"),
    ):
        assert wenming("record", *arguments, "-w", own_demo).code == 0
    after = wenming("check", "--json", "-w", own_demo)
    (paper,) = rows(after, "7.8.10")["requirements"]
    assert (paper["verdict"], paper["have"]) == ("complete", 1)
    assert rows(after, "7.8.4")["verdict"] == "complete"
    assert (rows(after, "7.1.10")["timing"], rows(after, "7.1.10")["due_day"]) == ("overdue", "2021-06-30")
    assert rows(after, "7.8.6")["verdict"] == rows(after, "7.6.2")["verdict"] == "waived"
    assert "没有项目" in rows(after, "7.8.6")["advice"]
    assert "今年没有外出活动" in rows(after, "7.6.2")["advice"]
    assert rows(after, "2.2.12")["verdict"] == "complete"
    wenming("record", "figure", "员工", "50", "-w", own_demo)
    (gap,) = rows(wenming("check", "--json", "-w", own_demo), "2.2.12")["missing"]
    assert "66.0%，要80%以上" in gap
    for ident in ("R1", "R5"):
        assert wenming("record", "withdraw", ident, "--why", "写错了", "-w", own_demo).code == 0
    back = wenming("check", "--json", "-w", own_demo)
    assert (rows(back, "7.8.10")["verdict"], rows(back, "7.6.2")["verdict"]) == ("missing", "missing")


def test_papers_and_links_lie_in_their_boxes_as_slips(own_demo: Path, small: Path, wenming: Wenming) -> None:
    wenming(
        "record", "paper", "7.8.10", "卫生月照片", "--pages", 2, "--shelf", "2号柜", "--by", "江雨霏", "-w", own_demo
    )
    wenming("record", "link", "7.8.4", "https://example.cn/7", "--title", "捐赠照片", "-w", own_demo)
    wenming("record", "paper", "B1/省部级荣誉称号", "文明单位奖牌", "--day", "2021-03-01", "-w", own_demo)
    listed = wenming("record", "list", "--item", "B1", "-w", own_demo).out
    assert "R3　纸质材料　B1/省部级荣誉称号　文明单位奖牌" in listed.replace("\n    ", "")
    built = wenming("box", "-w", own_demo)
    assert built.code == 0, built.err
    assert "其中代替页 3 件" in built.out
    slips = sorted(path.name.split(" ", 1)[1] for path in (own_demo / "资料盒").glob("*/*/* *件 *.docx"))
    slips += sorted(path.name.split(" ", 1)[1] for path in (own_demo / "资料盒").glob("*/*/* 链接 *.docx"))
    assert slips == ["纸质件 卫生月照片.docx", "纸质件 文明单位奖牌.docx", "链接 捐赠照片.docx"]
    assert len(list((own_demo / "资料盒").glob("*加分项目/B1*/001 纸质件 文明单位奖牌.docx"))) == 1
    assert wenming("verify", "-w", own_demo).code == 0
    assert "没有变化" in wenming("box", "-w", own_demo).out
    assert wenming("learn", own_demo / "资料盒", "--name", "2021", "-w", small).code == 0
    learned = (small / "learned.yaml").read_text(encoding="utf-8")
    assert "7.8.5" in learned
    assert "纸质件" not in learned
    assert "example" not in learned.replace("examples", "")
    wenming("record", "withdraw", "R1", "--why", "已经扫描", "-w", own_demo)
    assert "其中代替页 2 件" in wenming("box", "-w", own_demo).out


def test_several_dates_are_several_occurrences(own_demo: Path, wenming: Wenming) -> None:
    wenming("record", "date", "7.3.1", "2021-03-31", "-w", own_demo)
    said = wenming("record", "date", "7.3.1", "2021-09-30", "-w", own_demo)
    assert "现在按登记的日期判：2021-03-31、2021-09-30（2期）" in said.out.replace("\n  ", "")
    assert rows(wenming("check", "--json", "-w", own_demo), "7.3.1")["due_day"] in ("2021-03-31", "2021-09-30")


def test_a_record_stands_from_the_day_on_which_it_was_stated(own_demo: Path, wenming: Wenming) -> None:
    wenming("record", "waive", "7.8.6", "--why", "没有项目", "--by", "江雨霏", "-w", own_demo)
    assert rows(wenming("check", "--json", "--as-of", "2021-11-12", "-w", own_demo), "7.8.6")["verdict"] == "missing"


def test_a_word_that_the_table_asks_for(tmp_path: Path, wenming: Wenming) -> None:
    folder = tmp_path / "岳"
    assert wenming("init", folder, "--criteria", "yueyang-2023", "--unit", "某局").code == 0
    asking = rows_of_words(folder)[0]
    said = wenming("record", "none", asking[0], "--by", "张三", "-w", folder)
    assert said.code == 0, said.err
    (one,) = kept(folder, wenming)
    assert (one["requirement"], one["why"]) == asking[1:]
    assert f"原表要的就是这句话（{asking[2]}），有了它就算齐" in said.out
    found = rows(wenming("check", "--json", "-w", folder), asking[0])
    (row,) = [row for row in found["requirements"] if row["id"].endswith(asking[1])]
    assert (row["verdict"], "张三" in row["note"]) == ("complete", True)


def rows_of_words(folder: Path) -> list[tuple[str, str, str]]:
    """Items of the workspace's sets with the one requirement that asks for a word, and the word."""
    from wenming_cli.criteria.load import load_set
    from wenming_cli.model.leaf import leaves
    from wenming_cli.workspace.open import open_workspace

    found = []
    for path in open_workspace(folder).set_folders:
        for _, _, item in load_set(path).placed():
            asking = [leaf for leaf in leaves(item.asks) if leaf.none]
            found += [(item.id, leaf.id, str(leaf.none)) for leaf in asking if len(asking) == 1]
    return found

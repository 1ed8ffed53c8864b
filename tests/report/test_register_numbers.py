"""发文 and 上级来文: whose a number is, and what is said of the run of numbers."""

import pytest

from builders import evidence, unreadable
from registering import UNIT, paper, register, titles
from wenming_cli.model.evidence import Problem
from wenming_cli.report.registers.origin import named_number

FIRST = paper("青审发〔2021〕1号", "成立领导小组的通知", "2021-01-06")


def test_numbers_stand_by_organ_code_year_and_number() -> None:
    found = register(
        "发文",
        [
            paper("青审发〔2021〕10号", "十", "2021-05-01"),
            paper("青审发〔2021〕9号", "九", "2021-04-01"),
            paper("青审发〔2020〕30号", "去年", "2020-12-01"),
            paper("青审办函[2021]01号", "办公室的函", "2021-01-07", issuer=f"{UNIT}办公室"),
        ],
    )
    assert [(one.section, one.number, one.title) for one in found.entries] == [
        ("青审办函〔2021〕", "青审办函[2021]01号", "办公室的函"),
        ("青审发〔2020〕", "青审发〔2020〕30号", "去年"),
        ("青审发〔2021〕", "青审发〔2021〕9号", "九"),
        ("青审发〔2021〕", "青审发〔2021〕10号", "十"),
    ]


def test_gaps_are_noted_and_no_fault() -> None:
    numbers = [1, 3, 4, 8]
    found = register("发文", [paper(f"青审发〔2021〕{n}号", f"第{n}份", f"2021-0{n}-01") for n in numbers])
    assert found.notes == ("青审发〔2021〕用到8号，档案里没有2、5—7号",)
    assert [one.remarks for one in found.entries] == [()] * 4


def test_a_whole_run_has_no_note() -> None:
    assert register("发文", [FIRST, paper("青审发〔2021〕2号", "规划", "2021-01-08")]).notes == ()


def test_a_number_used_twice_is_marked_on_both() -> None:
    found = register(
        "发文",
        [FIRST, paper("青审发[2021]01号", "年度计划", "2021-01-06"), paper("青审发〔2021〕2号", "规划", "2021-01-08")],
    )
    assert [one.remarks for one in found.entries] == [
        ("同号的还有“青审发〔2021〕1号 成立领导小组的通知.pdf”",),
        ("同号的还有“青审发[2021]01号 年度计划.pdf”",),
        (),
    ]


def test_two_forms_of_one_paper_are_no_number_used_twice() -> None:
    other = paper("青审发〔2021〕1号", "成立领导小组的通知", "2021-01-06", path="通知.docx", sha="other")
    assert [one.remarks for one in register("发文", [FIRST, other]).entries] == [
        ("同号同题的还有“青审发〔2021〕1号 成立领导小组的通知.pdf”",),
        ("同号同题的还有“通知.docx”",),
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param("2021-01-05", ("日期早于1号的2021-01-06",), id="a day before"),
        pytest.param("2020-12", ("日期早于1号的2021-01-06",), id="a month before"),
        pytest.param("2021-01-06", (), id="the same day"),
        pytest.param("2021-01", (), id="the month it lies in"),
        pytest.param(None, (), id="no day"),
    ],
)
def test_days_follow_the_numbers(day: str | None, said: tuple[str, ...]) -> None:
    found = register("发文", [FIRST, paper("青审发〔2021〕2号", "规划", day)])
    assert [one.remarks for one in found.entries] == [(), said]


def test_numbers_of_different_years_and_codes_do_not_follow_each_other() -> None:
    others = [paper("青审函〔2021〕2号", "函", "2021-01-01"), paper("青审发〔2020〕9号", "去年", "2020-05-01")]
    assert [one.remarks for one in register("发文", [FIRST, *others]).entries] == [(), (), ()]


def test_a_red_head_without_number_stands_last() -> None:
    found = register("发文", [paper(None, "无号的通知", "2021-01-01"), FIRST, evidence("草稿.docx", title="工作总结")])
    assert [(one.section, one.title) for one in found.entries] == [
        ("青审发〔2021〕", "成立领导小组的通知"),
        ("红头文件，没有读到文号", "无号的通知"),
    ]


def test_a_number_may_stand_in_the_name_of_a_file_that_can_not_be_read() -> None:
    found = register("发文", [FIRST, unreadable("青审发〔2021〕2号 工作规划.pdf", Problem.ENCRYPTED)])
    (last,) = found.entries[1:]
    assert (last.number, last.title) == ("青审发〔2021〕2号", "工作规划")
    assert last.remarks == ("文号取自文件名", "读不了：有打开密码")
    assert found.notes == ()


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("青审发〔2021〕7号 理论学习制度", "青审发〔2021〕7号"),
        ("青审办函(2021)第07号", "青审办函〔2021〕7号"),
        ("关于转发青审发〔2021〕7号的通知", None),
        ("学习青审发〔2021〕7号文件", None),
        ("2021年度计划", None),
    ],
)
def test_numbers_before_names(stem: str, number: str | None) -> None:
    found = named_number(stem)
    assert (found and str(found)) == number


CITY = paper("岳审发〔2021〕6号", "关于表彰先进单位的通报", "2021-02-26", issuer="岳岭市审计局")


@pytest.mark.parametrize(
    ("file", "ours"),
    [
        pytest.param(FIRST, True, id="the unit"),
        pytest.param(
            paper("青审党〔2021〕1号", "决定", None, issuer=None), True, id="a code like the unit's, no issuer"
        ),
        pytest.param(paper(None, "安排", None, issuer="办公室"), True, id="an office of the table"),
        pytest.param(paper(None, "安排", None, issuer="城市审计股"), True, id="an office that nobody listed"),
        pytest.param(paper(None, "安排", None, issuer="局党组"), True, id="a body that names no place"),
        pytest.param(CITY, False, id="another bureau"),
        pytest.param(paper(None, "通知", None, issuer="县委文明办"), False, id="a body of the county, no number"),
        pytest.param(paper("岳审发〔2021〕7号", "通知", None, issuer=None), False, id="a foreign code, no issuer"),
        pytest.param(paper("青政发〔2021〕7号", "通知", None, issuer=None), False, id="a code of the same county"),
    ],
)
def test_whose_a_paper_is(file: object, ours: bool) -> None:
    files = [FIRST, file] if file is not FIRST else [FIRST]
    expected = file.evidence.title if hasattr(file, "evidence") else file.reading.title  # type: ignore[attr-defined]
    assert (expected in titles(register("发文", files))) is ours  # type: ignore[arg-type]
    assert (expected in titles(register("上级来文", files))) is not ours  # type: ignore[arg-type]


def test_where_no_paper_names_the_unit_a_number_is_not_said_to_be_anothers() -> None:
    files = [paper("岳审发〔2021〕7号", "通知", None, issuer=None)]
    assert [one.remarks for one in register("发文", files).entries] == [("没有读到发文机关",)]
    assert register("上级来文", files).entries == ()


def test_letters_of_others_count_as_papers_and_what_is_no_paper_does_not() -> None:
    draft = evidence("通知.docx", title="关于报送材料的通知", issuer="青岚县文明办", date="2021-03-01")
    essay = evidence("心得.docx", title="学习心得", issuer="青岚县财政局", date="2021-03-02")
    found = register("上级来文", [FIRST, draft, essay, CITY])
    assert [(one.date, one.issuer, one.title) for one in found.entries] == [
        ("2021-02-26", "岳岭市审计局", "关于表彰先进单位的通报"),
        ("2021-03-01", "青岚县文明办", "关于报送材料的通知"),
    ]


@pytest.mark.parametrize("name", ["发文", "上级来文", "制度", "荣誉", "公示", "活动", "志愿服务"])
def test_what_is_withheld_stands_in_no_register(name: str) -> None:
    mark = {"secrecy": "秘密★"}
    secret = [
        paper("青审发〔2021〕2号", "财务制度", "2021-01-08", **mark),
        paper("岳审发〔2021〕9号", "关于表彰先进单位的通报", "2021-01-08", issuer="岳岭市审计局", **mark),
        evidence("志愿服务公示证书.jpg", exif_date="2021-01-08", **mark),
    ]
    assert register(name, secret).entries == ()

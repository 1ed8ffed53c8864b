"""records.yaml: the program appends, people edit, nothing is lost, and faults are named with their place."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.errors import CriteriaError, NotWrittenError
from wenming_cli.model.record import NEEDS, TAKES, Record, RecordsFile, RecordVerb, Withdrawal, standing_records
from wenming_cli.review.records import add_to_records, next_id, read_records, record_called, withdrawal_of

ITEMS = {"1.10": ("a",), "2.1.6": ("plan", "photos")}
DAY = date(2021, 11, 12)
WHOLE: dict[RecordVerb, dict[str, Any]] = {
    RecordVerb.PAPER: {"item": "1.10", "requirement": "a", "title": '党组"会议"记录：# 1', "day": DAY, "count": 3, "pages": 12, "shelf": "2号柜"},
    RecordVerb.LINK: {"item": "2.1.6", "requirement": "photos", "title": "照片", "url": "https://example.cn/a?b=1#c", "day": DAY},
    RecordVerb.FIGURE: {"figure": "满意率", "value": 86.5, "day": DAY, "person": "张三", "source": "问卷"},
    RecordVerb.DATE: {"item": "1.10", "day": DAY, "source": "县文明办通知"},
    RecordVerb.WAIVE: {"item": "2.1.6", "requirement": "plan", "why": "没有\n窗口", "until": DAY, "by": "张三"},
    RecordVerb.NONE: {"item": "2.1.6", "why": "今年没有外出活动", "day": DAY, "by": "张三"},
}  # fmt: skip


def record(ident: str = "R1", do: str = "paper", **more: Any) -> Record:
    values = {key: value for key, value in WHOLE[RecordVerb(do)].items() if key in NEEDS[RecordVerb(do)]}
    return Record.model_validate({"id": ident, "do": do, **values, **more})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.yaml"


def test_every_kind_is_read_back_as_written(path: Path) -> None:
    every = [
        Record(id=f"R{at}", do=do, **{"by": "李四", "on": DAY, **WHOLE[do]})
        for at, do in enumerate(RecordVerb, start=1)
    ]
    back = Withdrawal(record="R2", why="写错了", by="李四", on=DAY)
    add_to_records(path, every[:3])
    add_to_records(path, withdrawn=[back])
    add_to_records(path, every[3:])
    assert read_records(path, ITEMS) == RecordsFile(records=tuple(every), withdrawn=(back,))


def test_other_programs_read_it(path: Path) -> None:
    add_to_records(path, [record(item="1.10"), record("R2", "figure", value=35.0)])
    first, second = yaml.safe_load(path.read_text(encoding="utf-8"))["records"]
    assert first["item"] == "1.10"
    assert second["value"] == 35


def test_what_a_kind_needs_and_takes_is_all_there_is() -> None:
    """No key of a record is without a use."""
    used = {key for table in (NEEDS, TAKES) for keys in table.values() for key in keys}
    assert used | {"id", "do", "by", "on"} == set(Record.model_fields)


WRITTEN = """\
# 档案柜里的，张三清点
records:
- id: 甲1      # 他们的编号
  do: paper
  item: 1.10
  title: |
    会议记录
    - 原件
- {id: R7, do: date, item: 2.1.6, day: 2021-06-30}
  # 县里口头通知

# 下面是撤回的
withdrawn:
- record: R7
  why: 改期
"""


def test_what_people_wrote_stays_and_the_new_goes_where_it_belongs(path: Path) -> None:
    path.write_text(WRITTEN, encoding="utf-8")
    file = read_records(path, ITEMS)
    add_to_records(path, [record(next_id(file))], [Withdrawal(record="甲1", why="已扫描")])
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line in WRITTEN.splitlines()] == WRITTEN.splitlines()
    assert text.index("县里口头通知") < text.index('"R8"') < text.index("# 下面是撤回的") < text.index("已扫描")
    after = read_records(path, ITEMS)
    assert [one.id for one in after.records or ()] == ["甲1", "R7", "R8"]
    assert [one.id for one in standing_records(after, DAY)] == ["R8"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            "withdrawn:\nrecords:\n  - {id: R1, do: paper, item: '1.10', title: 甲}\n", id="the other way round"
        ),
        pytest.param("\ufeffrecords:\r\n  - {id: R1, do: paper, item: '1.10', title: 甲}\r\n", id="as Windows writes"),
        pytest.param("# 还没有\n", id="only a comment"),
        pytest.param("records:\n\n", id="an empty list"),
    ],
)
def test_however_people_laid_it_out(written: str, path: Path) -> None:
    path.write_bytes(written.encode("utf-8"))
    add_to_records(path, [record("R2")], [Withdrawal(record="R2")])
    found = read_records(path, ITEMS)
    assert [one.id for one in found.records or ()] == (["R1", "R2"] if "R1" in written else ["R2"])
    assert withdrawal_of(found, "R2")


def test_what_can_not_be_appended_to_is_left_alone(path: Path) -> None:
    path.write_text("records: [{id: R1, do: paper, item: '1.10', title: 甲}]\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(NotWrittenError) as caught:
        add_to_records(path, [record("R2")])
    assert "接不上" in caught.value.what
    assert "records、withdrawn" in caught.value.remedy
    assert path.read_bytes() == before


GOOD = "  - {id: R1, do: paper, item: '1.10', title: 甲}\n"


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        pytest.param(f"records:\n{GOOD}{GOOD}", "3:6", "编号“R1”用了两次", id="an id twice"),
        pytest.param(GOOD.replace("1.10", "9.9"), "2:25", "没有条目“9.9”", id="no such item"),
        pytest.param(GOOD.replace("title", "requirement: b, title"), "2:39", "条目1.10没有材料要求“b”", id="no such part"),
        pytest.param(f"records:\n{GOOD}withdrawn:\n  - {{record: R2, why: x}}\n", "4:6", "没有编号为“R2”的登记", id="of nothing"),
        pytest.param("  - {id: R1, do: paper, item: '1.10'}\n", "2:5", "paper 的登记缺少 title", id="a paper without title"),
        pytest.param("  - {id: R1, do: figure}\n", "2:5", "figure 的登记缺少 figure、value", id="a figure of nothing"),
        pytest.param("  - {id: R1, do: waive, item: '1.10', why: x}\n", "2:5", "waive 的登记缺少 by", id="nobody's waiver"),
        pytest.param("  - {id: R1, do: none, item: '1.10', why: x}\n", "2:5", "none 的登记缺少 by", id="nobody's word"),
        pytest.param("  - {id: R1, do: papers, item: '1.10', title: 甲}\n", "2:14", "取值不在允许的范围", id="no such kind"),
        pytest.param(GOOD.replace("title", "shelves: x, title"), "2:39", "是不是“shelf”", id="an unknown key"),
        pytest.param("  - {id: R1, do: date, item: '1.10', day: 2021-06-30, until: 2021-07-01}\n", "2:55", "期限（date）的登记用不上“until”", id="a key of another kind"),
        pytest.param("  - {id: R1, do: date, item: '1.10', day: 6月底}\n", "2:38", "日期写法不对", id="a phrase for a day"),
        pytest.param(GOOD.replace("title", "count: 0, title"), "2:39", "数字太小", id="no piece"),
        pytest.param("  - {id: R1, do: figure, figure: 满意率, value: 120}\n", "2:39", "满意率的数不对：百分数在 0 到 100 之间", id="more than all"),
        pytest.param("  - {id: R1, do: figure, figure: 职工总数, value: 41.5}\n", "2:40", "员工的数不对：单位是人，要写整数", id="half a person"),
        pytest.param("  - {id: R1, do: figure, figure: 满意率, value: 很高}\n", "2:39", "这里要写数字", id="a word for a value"),
    ],
)  # fmt: skip
def test_faults_have_their_place(written: str, place: str, words: str, path: Path) -> None:
    path.write_text(written if written.startswith("records") else f"records:\n{written}", encoding="utf-8")
    with pytest.raises(CriteriaError) as caught:
        read_records(path, ITEMS)
    (fault,) = caught.value.faults
    assert fault.startswith(f"records.yaml:{place} ")
    assert words in fault


BONUS = {"B1": ("国家级", "省级")}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{id: R1, do: paper, item: B1, title: 奖牌}", None),
        ("{id: R1, do: link, item: B1, requirement: 省级, url: 'https://example.cn'}", None),
        ("{id: R1, do: paper, item: B1, requirement: 县级, title: 奖牌}", "加分项目B1没有级别“县级”"),
        ("{id: R1, do: waive, item: B1, why: 没有, by: 张三}", "加分项目B1没有“不适用”可登记"),
    ],
)
def test_papers_and_links_may_stand_under_a_bonus_row(written: str, words: str | None, path: Path) -> None:
    path.write_text(f"records:\n  - {written}\n", encoding="utf-8")
    if words is None:
        assert [one.item for one in read_records(path, ITEMS, BONUS).records or ()] == ["B1"]
        return
    with pytest.raises(CriteriaError) as caught:
        read_records(path, ITEMS, BONUS)
    (fault,) = caught.value.faults
    assert words in fault


def test_no_file_is_no_record(path: Path) -> None:
    assert read_records(path, ITEMS) == RecordsFile()


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        pytest.param("2021-11-09", ["R3"], id="before either was stated"),
        pytest.param("2021-11-10", ["R1", "R3"], id="the day of the first"),
        pytest.param("2021-11-12", ["R1", "R2", "R3"], id="the day of the second"),
        pytest.param("2021-11-13", ["R2", "R3"], id="the day on which the first was taken back"),
    ],
)
def test_a_record_stands_from_its_day_until_it_is_taken_back(as_of: str, standing: list[str]) -> None:
    file = RecordsFile(
        records=(record("R1", on="2021-11-10"), record("R2", on="2021-11-12"), record("R3")),
        withdrawn=(Withdrawal(record="R1", on=date(2021, 11, 13)),),
    )
    assert [one.id for one in standing_records(file, date.fromisoformat(as_of))] == standing


@pytest.mark.parametrize(
    ("do", "other", "again"),
    [
        pytest.param("paper", {"shelf": "3号柜", "by": "李四", "count": 2}, True, id="the same paper elsewhere"),
        pytest.param("paper", {"day": "2021-11-13"}, False, id="a paper of another day"),
        pytest.param("paper", {"requirement": "a"}, False, id="a paper for another part"),
        pytest.param("link", {"title": "别的"}, True, id="one address"),
        pytest.param("figure", {"value": 36}, False, id="another value"),
        pytest.param("figure", {"source": "志愿汇"}, True, id="one value of two sources"),
        pytest.param("date", {"day": "2021-12-01"}, False, id="two days are two occurrences"),
        pytest.param("waive", {"why": "别的理由"}, True, id="waived for two reasons"),
        pytest.param("waive", {"until": "2021-12-31"}, False, id="waived for longer"),
        pytest.param("none", {"why": "没有别的"}, False, id="another word"),
    ],
)
def test_what_is_one_statement(do: str, other: dict[str, Any], again: bool) -> None:
    assert record("R2", do, **other).says_again(record("R1", do)) is again


def test_ids_count_on_and_are_known_however_they_are_typed(path: Path) -> None:
    add_to_records(path, [record("R1"), record("R12"), record("柜3")])
    file = read_records(path, ITEMS)
    assert next_id(file) == "R13"
    assert next_id(RecordsFile()) == "R1"
    assert [one.id if (one := record_called(file, typed)) else None for typed in ("r1", "Ｒ１２", "1")] == [
        "R1",
        "R12",
        None,
    ]


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(TEXT, TEXT, st.floats(0, 100))
def test_any_text_and_number_survives(
    tmp_path_factory: pytest.TempPathFactory, title: str, why: str, value: float
) -> None:
    path = tmp_path_factory.mktemp("notes") / "records.yaml"
    said = (record(title=title, shelf=why), record("R2", "figure", figure="满意率", value=value, source=title))
    back = Withdrawal(record="R1", why=why, by=title)
    add_to_records(path, said, [back])
    assert read_records(path, ITEMS) == RecordsFile(records=said, withdrawn=(back,))

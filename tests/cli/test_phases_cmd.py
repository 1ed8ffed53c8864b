"""wenming phases: where the year's work stands, on the example archive and on sets that are not in order."""

from pathlib import Path

import pytest

from conftest import AS_OF, Wenming

OWN = """\
id: own
title: x
year: 2021
unit: x
plan: {title: x, issuer: x, start: 2021-03-01, end: 2021-12-31}
phases:
  - {no: "1.", name: 发动阶段, start: 2021-03-01, end: 2021-03-31, printed: 3月, text: 发动, tasks: [开会]}
  - {no: "2.", name: 落实阶段, start: 2021-08-01, end: 2020-10-31, printed: 2021年8月—2020年10月, text: 落实}
  - {no: "3.", name: 验收阶段, start: 2021-11-01, end: 2021-12-31, printed: 11月至12月, text: 验收}
"""
TABLE = """\
category: {no: 一}
projects:
  - no: "1"
    title: 好
    standards: [好]
    owners: {offices: 办公室}
    items:
      - {id: 1.1, text: 计划, due: 3月31日前, requires: [{id: a, type: 计划}]}
      - {id: 1.2, text: 总结, due: 11月30日前, requires: [{id: a, type: 总结}]}
      - {id: 1.3, text: 制度, due: 6月30日前, requires: [{id: a, type: 制度}]}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace whose second phase ends before it starts."""
    folder = tmp_path / "区"
    (folder / "criteria" / "own").mkdir(parents=True)
    (folder / "证据").mkdir()
    for name, text in (
        ("wenming.yaml", "unit: {name: 某局}\nyear: 2021\ncriteria: [own]\nrounds: [{name: 回头看, on: 2021-06-30}]\n"),
        ("criteria/own/set.yaml", OWN),
        ("criteria/own/1.yaml", TABLE),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_is_said_is_what_check_says(demo: Path, wenming: Wenming) -> None:
    """Every item that check finds open is open in a stage, or has no day; none is open that check finds complete."""
    (course,) = wenming("phases", "--as-of", AS_OF, "--json", "-w", demo).values
    (judged,) = wenming("check", "--as-of", AS_OF, "--json", "-w", demo).values
    still = {one["id"] for one in judged["items"] if one["verdict"] in ("missing", "short", "to_confirm")}
    told = {ident for stage in course["stages"] for ident in stage["open"]} | set(course["undated_open"])
    assert told == still
    assert course["now"] == ["第三阶段"]
    assert course["next"] == {"no": "第四阶段", "name": "迎接复检", "start": "2021-11-15", "days": 3}


def test_a_phase_that_ends_before_it_starts(own: Path, wenming: Wenming) -> None:
    said = wenming("phases", "--as-of", "2021-04-10", "-w", own)
    assert said.code == 0
    assert said.out.splitlines()[2:] == [
        "  1.发动阶段　3月1日—31日　已过",
        "      到期1条，没齐1条（已逾期）：1.1",
        "",
        "  （不属于任何阶段）　4月1日—10月31日，214天　现在，还有204天",
        "      到期1条，没齐1条（没到期）：1.3",
        "      计划的检查：回头看（6月30日）还有81天",
        "",
        "  2.落实阶段　8月1日—2020年10月31日　终止日早于起始日，不能算",
        "      所印“2021年8月—2020年10月”；查原件，改正 set.yaml 里它的 start 或 end，到",
        "        期的条目才能算进来",
        "",
        "  3.验收阶段　11月1日—12月31日　205天后开始",
        "      到期1条，没齐1条（没到期）：1.2",
        "",
        "现在：不在任何阶段里",
        "      下一阶段：3.验收阶段，11月1日开始，还有205天",
        "      在它开始之前要办完：没齐的条目2条（编号见上）；回头看（6月30日）还有81天",
    ]


def test_a_table_without_days(tmp_path: Path, wenming: Wenming) -> None:
    """Yueyang prints no deadlines: nothing is due in a phase, and that is said, with what to do."""
    folder = tmp_path / "区"
    assert wenming("init", folder, "--criteria", "yueyang-2023", "--unit", "某局").code == 0
    out = wenming("phases", "--as-of", "2023-09-15", "-w", folder).out
    assert "  2.全面落实阶段　8月1日—10月31日　现在，还有46天\n" in out
    assert "存疑：所印止期2022年10月早于起期" in out
    assert "在它开始之前没有条目到期\n" in out
    (course,) = wenming("phases", "--as-of", "2023-09-15", "--json", "-w", folder).values
    assert len(course["undated"]) == 104
    assert f"未定期限的{len(course['undated_open'])}条没齐" in out


def test_a_set_without_phases(own: Path, wenming: Wenming) -> None:
    path = own / "criteria" / "own" / "set.yaml"
    path.write_text(OWN.partition("phases:")[0], encoding="utf-8")
    said = wenming("phases", "--as-of", "2021-04-10", "-w", own)
    assert said.code == 0
    assert "这套体系没有写阶段（set.yaml 的 phases）" in said.out
    assert "现在：没有阶段可对" in said.out


def test_several_sets_are_told_one_after_the_other(own: Path, wenming: Wenming) -> None:
    text = (own / "wenming.yaml").read_text(encoding="utf-8").replace("[own]", "[own, huarong-2021]")
    (own / "wenming.yaml").write_text(text, encoding="utf-8")
    (value,) = wenming("phases", "--as-of", AS_OF, "--json", "-w", own).values
    assert [one["criteria"] for one in value["sets"]] == ["own", "huarong-2021"]
    assert wenming("phases", "--as-of", AS_OF, "-w", own).out.count("现在：") == 2

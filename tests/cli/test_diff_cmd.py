"""wenming diff and wenming rounds: what changed between two checks, and which checks there are and ought to be."""

import json
import re
import shutil
from pathlib import Path

import pytest

from conftest import AS_OF, Wenming

GOLDEN = Path(__file__).parent / "difference.txt"
OFFICERS = "证据/一、组织领导有力 创建工作扎实/1.干部队伍建设"
HALL = "证据/二、思想教育深入 道德风尚良好/1.思想道德教育/道德讲堂第1期"


@pytest.fixture
def changed(own_demo: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example archive: frozen, then files removed and added, one pinned elsewhere, a doubt settled."""
    monkeypatch.setenv("COLUMNS", "80")
    assert wenming("check", "--round", "基线", "--as-of", AS_OF, "-w", own_demo).code == 1
    (own_demo / OFFICERS / "青审发〔2021〕8号 党风廉政建设责任制度.pdf").unlink()
    for at in (4, 5):
        (own_demo / HALL / f"9活动图片{at}.jpg").unlink()
    for path, text in (
        (f"{HALL}/8谈感悟.txt", "道德讲堂谈感悟\n听了道德讲堂，我深受教育。\n江雨霏\n2021年6月25日\n"),
        (
            f"{OFFICERS}/优秀共产党员事迹材料_苏映雪.txt",
            "优秀共产党员苏映雪事迹材料\n苏映雪同志爱岗敬业。\n2021年6月28日\n",
        ),
    ):
        (own_demo / path).write_text(text, encoding="utf-8")
    assert wenming("pin", "优秀共产党员证书_苏映雪.jpg", "4.3.3", "-w", own_demo).code == 0
    assert wenming("pin", "青审发〔2021〕2号 文明创建年度规划.pdf", "1.2.2", "-w", own_demo).code == 0
    return own_demo


def test_a_difference_says_exactly_what_changed(changed: Path, wenming: Wenming, golden_update: bool) -> None:
    answer = wenming("diff", "基线", "--as-of", AS_OF, "-w", changed)
    assert answer.code == 1
    parts = answer.out.split("\n\n")
    assert parts[0].startswith(f"青澜县审计局 · huarong-2021 · 基线（{AS_OF}） → 现在（{AS_OF}）\n条目118：")
    told = "\n\n".join(part for part in parts[1:] if not part.startswith("仍未齐"))
    if golden_update:
        GOLDEN.write_text(told, encoding="utf-8", newline="\n")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_each_item_is_told_once_and_owners_have_theirs(changed: Path, wenming: Wenming) -> None:
    (value,) = wenming("diff", "基线", "--as-of", AS_OF, "--json", "-w", changed).values
    kinds = {one["id"]: one["kind"] for one in value["items"]}
    assert len(kinds) == len(value["items"]) == sum(value["counts"].values()) == 118
    assert {one: kinds[one] for one in ("1.1.5", "1.1.8", "1.2.2", "2.1.6", "4.3.3", "7.4.2")} == {
        "1.1.5": "new", "1.1.8": "worse", "1.2.2": "closed", "2.1.6": "better", "4.3.3": "closed", "7.4.2": "rest",
    }  # fmt: skip
    before, after = (value[side]["files"]["total"] for side in ("before", "after"))
    assert after - before == -1
    owner = next(one for one in value["owners"] if one["owner"] == "办公室 苏映雪")
    assert (owner["new"], owner["worse"]) == (["1.1.5"], ["1.1.8"])
    assert [one["kind"] for one in value["warnings"]["went"]] == ["year_differs"]
    said = wenming("diff", "基线", "--as-of", AS_OF, "--by", "owner", "-w", changed).out
    assert re.findall(r"^(\S+ \S+)：新出现的缺口1  变差的1", said, re.MULTILINE) == ["办公室 苏映雪"]
    assert said.index("办公室 苏映雪：") < said.index("行审股 许柏川：")


def test_two_frozen_checks_are_compared_without_the_evidence(changed: Path, wenming: Wenming) -> None:
    now = wenming("diff", "--as-of", AS_OF, "--json", "-w", changed).values[0]
    wenming("check", "--round", "复核", "--as-of", AS_OF, "-w", changed)
    shutil.rmtree(changed / "证据")
    frozen = wenming("diff", "基线", "复核", "--json", "-w", changed)
    assert frozen.code == 1
    assert {**frozen.values[0], "after": None} == {**now, "after": None}
    back = wenming("diff", "复核", "基线", "-w", changed)
    assert back.code == 1
    assert "1.1.5  缺失，逾期247天 → 齐全，按时" in back.out
    for name in ("基线", "复核"):
        same = wenming("diff", name, name, "-w", changed)
        assert same.code == 0
        assert re.search("变化：补齐0  新出现的缺口0  变差的0  有进展但还没齐0", same.out)


def test_a_table_that_was_changed_keeps_its_history(own_demo: Path, wenming: Wenming) -> None:
    wenming("check", "--round", "基线", "--as-of", AS_OF, "-w", own_demo)
    path = own_demo / "criteria" / "huarong-2021" / "1-组织领导.yaml"
    table = path.read_text(encoding="utf-8")
    for old, new in (
        ("- id: 1.1.8\n", "- id: 1.1.9\n"),
        ("text: 单位党风廉政建设责任制度（红头便函文件）；", "text: 单位党风廉政建设责任制（红头便函文件）；"),
        ("- id: 1.1.2\n", "- {id: 1.1.20, text: 创建档案移交清单；, requires: [{id: a, type: 名单}]}\n\n      - id: 1.1.2\n"),
        ("- id: 1.1.1\n        no: \"1.\"\n        text: 单位理论学习制度", "- id: 1.1.1\n        text: 完全另写的一条，与学习无关"),
    ):  # fmt: skip
        assert old in table
        table = table.replace(old, new)
    path.write_text(table, encoding="utf-8")
    said = wenming("diff", "基线", "--as-of", AS_OF, "-w", own_demo).out
    part = next(one for one in said.split("\n\n") if one.startswith("测评体系的变动"))
    for words in (
        "改号 1.1.8 → 1.1.9", "改文字 1.1.5 单位党风廉政建设责任制度", "新增 1.1.20 创建档案移交清单", "改文字 1.1.1"
    ):  # fmt: skip
        assert words in part
    value = wenming("diff", "基线", "--as-of", AS_OF, "--json", "-w", own_demo).values[0]
    items = {one["id"]: one for one in value["items"]}
    assert (items["1.1.9"]["was"], items["1.1.9"]["kind"]) == ("1.1.8", "still")
    assert (items["1.1.20"]["was"], items["1.1.20"]["kind"]) == (None, "new")
    assert value["table"] == {"added": ["1.1.20"], "dropped": []}


def test_a_renamed_set_is_compared_with_what_it_was(small: Path, wenming: Wenming) -> None:
    wenming("check", "--round", "基线", "--as-of", AS_OF, "-w", small)
    (small / "criteria" / "huarong-2021").rename(small / "criteria" / "own-2021")
    for path in (small / "criteria" / "own-2021" / "set.yaml", small / "wenming.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("huarong-2021", "own-2021"), encoding="utf-8")
    answer = wenming("diff", "--as-of", AS_OF, "-w", small)
    assert answer.code == 0
    assert "huarong-2021 → own-2021" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["没有这次"], "没有冻结过“没有这次”", id="a round that is not there"),
        pytest.param(["基线", "基线", "--as-of", AS_OF], "两次都是冻结的", id="a day for two frozen ones"),
        pytest.param(["--by", "category"], "--by 没有“category”", id="another way of grouping"),
    ],
)
def test_what_cannot_be_compared(small: Path, wenming: Wenming, words: list[str], said: str) -> None:
    assert "还没有冻结过检查" in wenming("diff", "-w", small).err
    wenming("check", "--round", "基线", "--as-of", AS_OF, "-w", small)
    answer = wenming("diff", *words, "-w", small)
    assert answer.code == 2
    assert said in answer.err


def plan(folder: Path, *rounds: str) -> None:
    """Write planned rounds into wenming.yaml."""
    path = folder / "wenming.yaml"
    text = path.read_text(encoding="utf-8").partition("\nrounds:")[0] + "\n"
    path.write_text(text + f"rounds: [{', '.join(rounds)}]\n", encoding="utf-8")


def test_planned_rounds_are_told_from_their_day_on(small: Path, wenming: Wenming) -> None:
    asked = wenming("rounds", "--json", "-w", small).values[0]
    assert asked["planned"] == asked["frozen"] == []
    assert [bool(re.search(words, text)) for words, text in zip(("二次检查", "回头看"), asked["asked"], strict=True)] == [
        True, True
    ]  # fmt: skip
    plan(small, "{name: 第一次检查, on: 2021-06-30}", "{name: 第二次检查, on: 2021-11-20}")
    said = wenming("check", "--as-of", "2021-07-02", "-w", small).out
    assert "计划的检查：第一次检查（2021-06-30）逾期2天，还没有冻结。" in said
    assert "第二次检查" not in said
    assert "计划的检查" not in wenming("check", "--as-of", "2021-07-02", "--round", "第一次检查", "-w", small).out
    assert "第二次检查（2021-11-20）还有8天" in wenming("check", "--as-of", "2021-11-12", "-w", small).out
    wenming("report", "--weekly", "--as-of", "2021-11-12", "-w", small)
    said = wenming("rounds", "--as-of", "2021-11-12", "-w", small).out
    assert [line.strip() for line in said.splitlines()] == [
        "计划的检查（2）",
        "2021-06-30　第一次检查　2021-07-02已做，迟2天",
        "2021-11-20　第二次检查　还有8天",
        "",
        "冻结的轮次（1）",
        "2021-07-02　第一次检查　huarong-2021　118条：缺失118",
        "",
        "冻结的周报（1）",
        "2021-11-12　周报-2021-11-12　huarong-2021　118条：缺失118",
    ]


def test_a_damaged_round_is_named_and_stops_nothing_else(small: Path, wenming: Wenming) -> None:
    plan(small, "{name: 第一次检查, on: 2021-06-30}")
    (small / "历次检查").mkdir()
    (small / "历次检查" / "第一次检查-huarong-2021.json").write_text("{", encoding="utf-8")
    said = wenming("rounds", "-w", small)
    assert said.code == 0
    assert "已做，但冻结的文件读不出来" in said.out
    assert "“第一次检查-huarong-2021.json”读不出来" in said.out
    assert wenming("check", "--as-of", AS_OF, "-w", small).code == 1
    assert "第一次检查-huarong-2021.json" in wenming("diff", "第一次检查", "-w", small).err


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        pytest.param(["{name: 检查/一, on: 2021-06-30}"], "“检查/一”不能作轮次名", id="a name that is no file"),
        pytest.param(["{name: 现在, on: 2021-06-30}"], "“现在”不能作轮次名", id="the present"),
        pytest.param(["{name: 甲, on: 2021-06-30}"] * 2, "轮次“甲”写了两次", id="one name twice"),
        pytest.param(["{name: 甲, on: 六月}"], "日期写法不对", id="no day"),
        pytest.param(["{name: 甲}"], "缺少“on”", id="no day at all"),
    ],
)
def test_faults_in_the_plan_have_their_place(small: Path, wenming: Wenming, rounds: list[str], said: str) -> None:
    plan(small, *rounds)
    answer = wenming("rounds", "-w", small)
    assert answer.code == 2
    assert said in answer.err
    assert re.search(r"wenming\.yaml:\d+:\d+", answer.err)


def test_a_newer_file_is_compared_and_an_unknown_verdict_is_told(small: Path, wenming: Wenming) -> None:
    wenming("check", "--round", "基线", "--as-of", AS_OF, "-w", small)
    path = small / "历次检查" / "基线-huarong-2021.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    value["grade"], value["items"][0]["mood"] = 98.5, "good"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert wenming("diff", "基线", "--as-of", AS_OF, "-w", small).code == 0
    value["items"][0]["verdict"] = "half"
    path.write_text(json.dumps(value), encoding="utf-8")
    answer = wenming("diff", "基线", "--as-of", AS_OF, "-w", small)
    assert answer.code == 2
    assert "不认识的词“half”" in answer.err

"""wenming findings: from a problem that an inspection found to its end, with evidence at both ends."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import AS_OF, Said, Wenming

PROOF = "证据/整改/道德讲堂整改说明.txt"
GAP = "道德讲堂没有谈感悟"
SUMMARY = "2021年文明单位创建工作年度总结\n一年来，我局抓好文明创建。\n某局\n2021年11月25日\n"


def shown(said: Said) -> list[dict[str, Any]]:
    return [dict(one) for one in said.values]


def states(workspace: Path, wenming: Wenming, *more: str) -> dict[str, tuple[str, str]]:
    """State and timing of every finding."""
    rows = shown(wenming("findings", "list", "--all", "--json", "-w", workspace, *more))
    return {row["id"]: (row["state"], row["timing"]) for row in rows}


def part(text: str, title: str) -> str:
    """The paragraph that begins with *title*."""
    return text[text.index(title) :].split("\n\n")[0]


@pytest.fixture
def quiet(small: Path) -> Path:
    """A small workspace without recognition, with the one paper that 1.2.3 asks for."""
    folder = small / "证据" / "一、组织领导有力 创建工作扎实" / "2.创建工作"
    folder.mkdir(parents=True)
    (folder / "2021年文明单位创建工作年度总结.txt").write_text(SUMMARY, encoding="utf-8")
    return small


def test_from_the_problem_to_the_proof_and_back(own_demo: Path, wenming: Wenming) -> None:
    words = ("--item", "2.1.6", "--round", "第一次检查", "--measure", "补写谈感悟", "--due", "2021-11-20")
    added = wenming("findings", "add", GAP, *words, "--found", "2021-11-10", "--by", "张三", "-w", own_demo)
    assert added.code == 0, added.err
    assert added.out.startswith(f"已记下：Z1 {GAP}\n")

    check = wenming("check", "--as-of", AS_OF, "-w", own_demo)
    assert part(check.out, "整改问题（1）").splitlines() == [
        "整改问题（1）",
        "  Z1 2.1.6　待整改　2021-11-20到期，还有8天　行审股、许柏川",
        f"    {GAP}",
        "    措施：补写谈感悟",
    ]
    (found,) = wenming("check", "--json", "--as-of", "2021-11-21", "-w", own_demo).values[0]["findings"]
    assert found == {
        "id": "Z1", "item": "2.1.6", "text": GAP, "measure": "补写谈感悟", "owner": "行审股、许柏川", "due": "2021-11-20",
        "timing": "overdue", "days": 1, "state": "open",
    }  # fmt: skip
    assert "整改问题" not in wenming("check", "--as-of", "2021-11-09", "-w", own_demo).out

    (own_demo / PROOF).parent.mkdir()
    (own_demo / PROOF).write_text("道德讲堂谈感悟已经补齐\n", encoding="utf-8")
    closed = wenming("findings", "close", "z1", "--proof", "道德讲堂整改说明.txt", "--by", "李四", "-w", own_demo)
    assert closed.code == 0, closed.err
    assert f"证明：{PROOF}" in closed.out
    assert "注意：条目2.1.6不全" in closed.out
    assert states(own_demo, wenming) == {"Z1": ("closed", "late")}
    assert states(own_demo, wenming, "--as-of", "2021-11-21") == {"Z1": ("open", "overdue")}
    assert "整改问题" not in wenming("check", "-w", own_demo).out

    (own_demo / PROOF).unlink()
    again = wenming("findings", "recheck", "-w", own_demo)
    assert again.code == 0, again.err
    assert "Z1　已销号　复查没有通过，重新整改" in again.out
    assert f"× 证明“{PROOF}”不在了" in again.out
    assert "× 条目2.1.6不全" in again.out
    assert states(own_demo, wenming) == {"Z1": ("reopened", "overdue")}
    assert "重新整改　逾期" in part(wenming("check", "-w", own_demo).out, "整改问题（1）")
    (row,) = shown(wenming("findings", "list", "--json", "-w", own_demo))
    assert [(one["do"], one["by"] == "李四", one["passed"]) for one in row["history"]] == [
        ("close", True, None), ("recheck", False, False), ("reopen", False, None),
    ]  # fmt: skip


def test_a_proof_is_known_by_its_content(quiet: Path, wenming: Wenming) -> None:
    """Moved it still holds, changed it does not; what holds leaves a finding closed."""
    (quiet / "证据" / "说明.txt").write_text("盒脊已经贴好\n", encoding="utf-8")
    wenming("findings", "add", "盒脊没有编号", "--item", "1.2.3", "-w", quiet)
    assert wenming("findings", "close", "Z1", "--proof", "证据/说明.txt", "-w", quiet).code == 0
    (quiet / "证据" / "说明.txt").rename(quiet / "证据" / "改名.txt")
    said = wenming("findings", "recheck", "Z1", "-w", quiet).out
    assert "Z1　已销号　复查通过\n" in said
    assert "√ 条目1.2.3齐全" in said
    assert "现在是“证据/改名.txt”" in said
    (quiet / "证据" / "改名.txt").rename(quiet / "证据" / "说明.txt")
    (quiet / "证据" / "说明.txt").write_text("盒脊贴好了\n", encoding="utf-8")
    assert "改过了，不是销号时的那一份" in wenming("findings", "recheck", "-w", quiet).out
    assert states(quiet, wenming) == {"Z1": ("reopened", "undated")}


def test_an_open_finding_whose_item_is_complete_may_be_closed(quiet: Path, wenming: Wenming) -> None:
    wenming("findings", "add", "没有年度总结", "--item", "1.2.3", "-w", quiet)
    wenming("findings", "add", "走廊太暗", "-w", quiet)
    before = (quiet / "findings.yaml").read_text(encoding="utf-8")
    said = wenming("findings", "recheck", "-w", quiet).out
    assert "Z1　待整改　复查通过，可以销号：wenming findings close Z1" in said
    assert "Z2　待整改　复查要人看" in said
    assert "复查2个：通过1，没有通过0，要人看1。" in said
    after = (quiet / "findings.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("recheck") - before.count("recheck") == 1
    assert states(quiet, wenming)["Z1"][0] == "open"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("add", " "), "没有写哪里不对", id="no words"),
        pytest.param(("add", "x", "--item", "9.9.9"), "没有条目“9.9.9”", id="no such item"),
        pytest.param(("add", "x", "--due", "11月底"), "日期“11月底”写法不对", id="no day"),
        pytest.param(("close", "Z1"), "销号没有证明文件，也没有理由", id="neither proof nor reason"),
        pytest.param(("close", "Z1", "--why", " "), "销号没有证明文件，也没有理由", id="an empty reason"),
        pytest.param(("close", "Z9", "--why", "x"), "没有编号为“Z9”的整改问题", id="no such finding"),
        pytest.param(("close", "Z1", "--proof", "没有.pdf"), "没有这个文件", id="no such file"),
        pytest.param(("recheck", "Z9"), "没有编号为“Z9”的整改问题", id="no such finding to recheck"),
        pytest.param(("import", "没有.xlsx"), "没有这个文件", id="no such list"),
        pytest.param(("import", "wenming.yaml"), "读不出来", id="no workbook"),
    ],
)
def test_refusals_write_nothing(arguments: tuple[str, ...], words: str, quiet: Path, wenming: Wenming) -> None:
    wenming("findings", "add", "缺照片", "--by", "张三", "-w", quiet)
    before = (quiet / "findings.yaml").read_bytes()
    said = wenming("findings", *arguments, "-w", quiet)
    assert said.code == 2
    assert words in said.err
    assert (quiet / "findings.yaml").read_bytes() == before


def test_closed_twice_is_refused(quiet: Path, wenming: Wenming) -> None:
    wenming("findings", "add", "缺照片", "-w", quiet)
    assert wenming("findings", "close", "Z1", "--why", "已经补拍", "-w", quiet).code == 0
    said = wenming("findings", "close", "Z1", "--why", "已经补拍", "-w", quiet)
    assert said.code == 2
    assert "Z1 已经销号" in said.err


def test_an_overdue_finding_is_not_yet_yes(tmp_path: Path, wenming: Wenming) -> None:
    """A set without items has no gap of its own: only the finding decides."""
    folder = tmp_path / "区"
    (folder / "criteria" / "own").mkdir(parents=True)
    (folder / "证据").mkdir()
    for name, text in (
        ("wenming.yaml", "unit: {name: 某局}\nyear: 2021\ncriteria: [own]\n"),
        ("criteria/own/set.yaml", "id: own\ntitle: x\nyear: 2021\nunit: x\nplan: {title: x, issuer: x}\n"),
        ("criteria/own/1.yaml", "category: {no: 一}\nprojects:\n  - {no: '1', standards: [好]}\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    assert wenming("check", "--as-of", AS_OF, "-w", folder).code == 0
    wenming("findings", "add", "缺照片", "--found", "2021-11-01", "--due", "2021-11-12", "-w", folder)
    assert wenming("check", "--as-of", "2021-11-12", "-w", folder).code == 0
    assert wenming("check", "--as-of", "2021-11-13", "-w", folder).code == 1
    assert wenming("check", "--as-of", "2021-11-12", "--final", "-w", folder).code == 1


def test_the_weekly_report_has_them_until_they_are_closed(quiet: Path, wenming: Wenming) -> None:
    wenming(
        "findings", "add", "缺*照片*", "--found", "2021-03-01", "--due", "2021-03-10", "--owner", "张三", "-w", quiet
    )
    wenming("findings", "add", "走廊太暗", "--found", "2021-03-08", "-w", quiet)

    def week(day: str) -> str:
        assert wenming("report", "--weekly", "--as-of", day, "-w", quiet).code == 0
        return (quiet / "历次检查" / f"周报-{day}-huarong-2021.md").read_text(encoding="utf-8")

    first = part(week("2021-03-05"), "## 整改问题")
    assert first == "## 整改问题（1）"
    assert "- **Z1** 缺\\*照片\\*：待整改，2021-03-10到期，还有5天〔张三〕" in week("2021-03-05")
    second = week("2021-03-12")
    assert "## 整改问题（2）" in second
    assert "- **Z1** 缺\\*照片\\*：待整改，逾期2天〔张三〕" in second
    assert "- **Z2** 走廊太暗：待整改，未定期限〔未定责任人〕" in second
    for ident in ("Z1", "Z2"):
        wenming("findings", "close", ident, "--why", "看过", "-w", quiet)
    assert week("2021-03-12") == second
    assert wenming("report", "--weekly", "-w", quiet).code == 0
    last = max((quiet / "历次检查").glob("周报-*.md")).read_text(encoding="utf-8")
    assert "整改问题" not in last


def test_the_list_is_that_of_one_owner(quiet: Path, wenming: Wenming) -> None:
    wenming("findings", "add", "缺照片", "--owner", "办公室、张三", "-w", quiet)
    wenming("findings", "add", "缺制度", "--item", "1.1.1", "--owner", "张三丰", "-w", quiet)
    for owner, expected in (("张三", ["Z1"]), ("办公室", ["Z1"]), ("张三丰", ["Z2"]), ("李四", [])):
        rows = shown(wenming("findings", "list", "--owner", owner, "--json", "-w", quiet))
        assert [row["id"] for row in rows] == expected
    assert "列出1个" in wenming("findings", "list", "--owner", "张三", "-w", quiet).out


def test_nothing_found_yet(quiet: Path, wenming: Wenming) -> None:
    for command in ("list", "recheck"):
        said = wenming("findings", command, "-w", quiet)
        assert said.code == 0
        assert "还没有整改问题" in said.out
    assert not (quiet / "findings.yaml").exists()


def book(path: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


HEADS = ("序号", "存在问题", "条目", "整改措施", "责任人", "整改时限", "完成情况", "备注")
GOOD = (
    (1, "会议记录只有一次", "1.2.5", "补开并记录", "苏映雪", "2021年11月30日前", "正在整改", "急"),
    (2, "没有谈感悟", "2.1.6 道德讲堂", None, None, None, "已于2021年11月20日完成"),
)


def test_a_list_is_imported_whole_and_once(quiet: Path, wenming: Wenming) -> None:
    path = book(quiet / "整改清单.xlsx", ("某局整改清单",), HEADS, *GOOD, (3, None, None))
    said = wenming("findings", "import", path, "--found", "2021-11-10", "--round", "县里复查", "-w", quiet)
    assert said.code == 0, said.err
    assert "Z1　1.2.5　会议记录只有一次" in said.out
    assert "记下2个问题，其中1个按完成情况销号。记在 findings.yaml。" in said.out
    assert "没有用到的栏：备注" in said.out
    rows = {row["id"]: row for row in shown(wenming("findings", "list", "--all", "--json", "-w", quiet))}
    assert (rows["Z1"]["due"], rows["Z1"]["round"], rows["Z1"]["measure"]) == ("2021-11-30", "县里复查", "补开并记录")
    assert [(one["do"], one["why"]) for one in rows["Z1"]["history"]] == [("note", "完成情况：正在整改")]
    assert [(one["do"], one["on"]) for one in rows["Z2"]["history"]] == [("close", "2021-11-20")]
    before = (quiet / "findings.yaml").read_bytes()
    again = wenming("findings", "import", "整改清单.xlsx", "-w", quiet)
    assert again.code == 0
    assert "记下0个问题，2个已经有了，没有改。" in again.out
    assert (quiet / "findings.yaml").read_bytes() == before


def test_a_list_with_bad_rows_adds_nothing(quiet: Path, wenming: Wenming) -> None:
    bad = ((3, "缺照片", "9.9.9"), (4, None, "1.2.5"), (5, "缺制度", None, None, None, "立行立改"))
    path = book(quiet / "整改清单.xlsx", HEADS, *GOOD, *bad)
    said = wenming("findings", "import", path, "-w", quiet)
    assert said.code == 2
    assert [line.partition("：")[0] for line in said.out.splitlines()] == ["Sheet 第4行", "Sheet 第5行", "Sheet 第6行"]
    assert "有3行读不了，一条也没有记" in said.err
    assert not (quiet / "findings.yaml").exists()


def test_a_workbook_that_is_no_list_is_said(quiet: Path, wenming: Wenming) -> None:
    said = wenming("findings", "import", book(quiet / "花名册.xlsx", ("姓名", "股室"), ("张三", "办公室")), "-w", quiet)
    assert said.code == 2
    assert "没有找到整改清单的表头" in said.err


def test_faults_of_a_file_that_people_edit_are_named(quiet: Path, wenming: Wenming) -> None:
    text = "findings:\n  - {id: 一, item: 9.9.9, text: 缺, found: 2021-11-10}\n"
    (quiet / "findings.yaml").write_text(text, encoding="utf-8")
    for command in (("check",), ("findings", "list"), ("findings", "add", "x")):
        said = wenming(*command, "-w", quiet)
        assert said.code == 2
        assert "findings.yaml:2:13 findings[1].item：测评体系里没有条目“9.9.9”" in said.err


def test_the_workspace_as_evidence_folder_does_not_take_the_list_for_evidence(quiet: Path, wenming: Wenming) -> None:
    text = (quiet / "wenming.yaml").read_text(encoding="utf-8").replace("evidence: [证据]", "evidence: [.]")
    (quiet / "wenming.yaml").write_text(text, encoding="utf-8")
    wenming("findings", "add", "缺照片", "-w", quiet)
    rows = [row["path"] for row in wenming("ledger", "--json", "-w", quiet).values if row["state"] != "ignored"]
    assert not [path for path in rows if path.endswith(".yaml")]

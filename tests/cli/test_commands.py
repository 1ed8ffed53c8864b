"""Each command does its job on a small workspace."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from conftest import AS_OF, Wenming

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "qinglan-2021"
RULES = "理论学习制度\n第一条 为加强理论学习，制定本制度。\n某局\n2021年3月5日\n"


@pytest.fixture
def filled(small: Path) -> Path:
    folder = small / "证据" / "一、组织领导有力 创建工作扎实" / "1.干部队伍建设"
    folder.mkdir(parents=True)
    (folder / "理论学习制度.txt").write_text(RULES, encoding="utf-8")
    (folder / "说不清.txt").write_text("说不清\n", encoding="utf-8")
    return small


def test_init_makes_a_workspace_that_can_be_checked_at_once(small: Path, wenming: Wenming) -> None:
    assert {path.name for path in small.iterdir()} == {"wenming.yaml", "people.yaml", "criteria", "证据"}
    answer = wenming("check", "--json", "--as-of", "2021-03-01", "-w", small)
    assert answer.code == 1
    assert answer.values[0]["totals"]["items"] == 118


def test_a_workspace_is_found_from_below(filled: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled / "证据" / "一、组织领导有力 创建工作扎实")
    assert wenming("ledger").code == 0


def test_the_workspace_may_be_its_own_evidence_folder(filled: Path, wenming: Wenming) -> None:
    text = (filled / "wenming.yaml").read_text(encoding="utf-8").replace("evidence: [证据]", "evidence: [.]")
    (filled / "wenming.yaml").write_text(text, encoding="utf-8")
    assert wenming("box", "-w", filled).code == 0
    wenming("check", "-w", filled)
    rows = [row for row in wenming("ledger", "--json", "-w", filled).values if row["state"] != "ignored"]
    assert sorted(row["path"].rsplit("/", 1)[-1] for row in rows) == ["理论学习制度.txt", "说不清.txt"]


def test_pin_reject_ignore_undo(filled: Path, wenming: Wenming) -> None:
    def uses(name: str) -> list[tuple[str, str]]:
        rows = wenming("ledger", "--json", "-w", filled).values
        row = next(one for one in rows if one["path"].endswith(name))
        return [(use["item"], use["how"]) for use in row["uses"]]

    assert uses("理论学习制度.txt") == [("1.1.1", "sure")]
    assert wenming("pin", "说不清.txt", "2.1.6/notice", "--by", "张三", "--why", "开会通知", "-w", filled).code == 0
    assert uses("说不清.txt") == [("2.1.6", "decided")]
    assert wenming("reject", "理论学习制度.txt", "1.1.1", "-w", filled).code == 0
    assert ("1.1.1", "sure") not in uses("理论学习制度.txt")
    assert wenming("undo", "-w", filled).code == 0
    assert uses("理论学习制度.txt") == [("1.1.1", "sure")]
    assert wenming("ignore", "说不清.txt", "-w", filled).code == 0
    assert uses("说不清.txt") == []
    assert "张三" in (filled / "decisions.yaml").read_text(encoding="utf-8")


def test_an_item_or_requirement_that_is_not_there_is_refused(filled: Path, wenming: Wenming) -> None:
    assert wenming("pin", "说不清.txt", "9.9.9", "-w", filled).code == 2
    said = wenming("pin", "说不清.txt", "2.1.6/nope", "-w", filled)
    assert said.code == 2
    assert "notice" in said.err


def test_a_round_is_frozen_once(filled: Path, wenming: Wenming) -> None:
    assert wenming("check", "--round", "第一次检查", "-w", filled).code == 1
    frozen = filled / "历次检查" / "第一次检查-huarong-2021.json"
    before = frozen.read_bytes()
    assert json.loads(before)["totals"]["items"] == 118
    assert wenming("check", "--round", "第一次检查", "-w", filled).code == 2
    assert frozen.read_bytes() == before


def test_as_of_leaves_out_what_came_later_and_says_so(filled: Path, wenming: Wenming) -> None:
    wenming("check", "--as-of", "2021-03-08", "-w", filled)
    (filled / "证据" / "理论学习年度计划.txt").write_text("理论学习年度计划\n2021年3月9日\n", encoding="utf-8")
    wenming("check", "--as-of", "2021-03-15", "-w", filled)
    back = wenming("check", "--as-of", "2021-03-08", "-w", filled)
    assert "另有1份内容在2021-03-08之后才出现" in back.out
    assert wenming("check", "--json", "--as-of", "2021-03-15", "-w", filled).values[0]["left_out"] == 0


def test_why_says_reasons_runner_up_and_lead(filled: Path, wenming: Wenming) -> None:
    said = wenming("why", "理论学习制度.txt", "-w", filled).out
    for words in ("已归档", "候选1：1.1.1", "文件名里有“理论学习”", "放在“1.干部队伍建设”文件夹", "领先第二候选"):
        assert words in said
    said = wenming("why", "1.1.1", "-w", filled).out
    assert "计入" in said or "不计" in said
    assert wenming("why", "1.1.1", "--json", "-w", filled).values[0]["id"] == "1.1.1"


def test_four_weeks(filled: Path, wenming: Wenming, golden_update: bool) -> None:
    import shutil

    folder = filled / "证据"
    shutil.rmtree(filled / "criteria" / "huarong-2021")
    shutil.copytree(EXAMPLE / "criteria" / "huarong-2021", filled / "criteria" / "huarong-2021")
    weeks = []
    for day, name, text in (
        ("2021-03-05", "理论学习年度计划.txt", "理论学习年度计划\n2021年3月4日\n"),
        ("2021-03-12", "党风廉政建设责任制度.txt", "党风廉政建设责任制度\n2021年3月11日\n"),
        ("2021-03-19", None, None),
        ("2021-04-09", "学法制度.txt", "学法制度\n2021年4月8日\n"),
    ):
        if name and text:
            (folder / name).write_text(text, encoding="utf-8")
        if day == "2021-03-19":
            (folder / "理论学习年度计划.txt").unlink()
        assert wenming("report", "--weekly", "--as-of", day, "-w", filled).code == 0
        weeks.append((filled / "历次检查" / f"周报-{day}-huarong-2021.md").read_text(encoding="utf-8"))
    golden = Path(__file__).parent / "four_weeks.md"
    told = "\n\n".join(_first_project(week.split("## 其他应办事项")[0]) for week in weeks)
    if golden_update:
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")


def _first_project(week: str) -> str:
    """A week's text with the items of project 1.1 only."""
    return "\n".join(line for line in week.splitlines() if "**" not in line or "**1.1." in line)


def test_the_week_can_be_reported_again(filled: Path, wenming: Wenming) -> None:
    wenming("report", "--weekly", "--as-of", "2021-03-05", "-w", filled)
    path = filled / "历次检查" / "周报-2021-03-05-huarong-2021.md"
    first = path.read_bytes()
    wenming("report", "--weekly", "--as-of", "2021-03-05", "-w", filled)
    assert path.read_bytes() == first


def test_schedule_names_this_python_and_this_workspace(filled: Path, wenming: Wenming) -> None:
    said = wenming("schedule", "show", "-w", filled).out
    assert said.count(sys.executable) >= 1
    assert str(filled) in said
    assert wenming("schedule", "show", "--for", "windows", "-w", filled).out.startswith("<?xml")


@pytest.mark.parametrize("name", ["huarong-2021", "yueyang-2023"])
def test_criteria_of_both_sets(name: str, wenming: Wenming) -> None:
    shown = wenming("criteria", "show", name, "--json").values[0]
    projects = [project for category in shown["categories"] for project in category["projects"]]
    items = [item for project in projects for item in project["items"]]
    expected = {"huarong-2021": (7, 24, 118, 25, 2), "yueyang-2023": (9, 31, 104, 31, 1)}[name]
    standards = sum(len(project["standards"]) for project in projects)
    assert (len(shown["categories"]), len(projects), len(items), standards, len(shown["bonus"])) == expected
    assert wenming("criteria", "lint", name).code == 1


def test_ids_and_deadlines_stay_as_written(wenming: Wenming) -> None:
    item = wenming("criteria", "show", "huarong-2021", "3.1.1", "--json").values[0]
    assert item["due"] == "1月上旬\n2月、4月、6月、8月上旬"
    assert [one["end"] for one in item["occurrences"]] == [
        "2021-01-10",
        "2021-02-10",
        "2021-04-10",
        "2021-06-10",
        "2021-08-10",
    ]


def test_facts_need_no_workspace(tmp_path: Path, wenming: Wenming) -> None:
    path = tmp_path / "青审发 制度.txt"
    path.write_text("青审发〔2021〕7号\n理论学习制度\n正文。\n某局\n2021年3月5日\n", encoding="utf-8")
    facts = wenming("facts", path, "--json").values[0]
    assert (facts["title"], facts["doc_number"], facts["date"]) == ("理论学习制度", "青审发〔2021〕7号", "2021-03-05")
    assert facts["types"] == ["制度"]
    gone = wenming("facts", tmp_path / "没有.txt", "--json").values[0]
    assert gone["problem"] == "gone"


def test_a_gbk_console_and_a_narrow_pipe_survive(filled: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "COLUMNS": "30", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", "check", "--as-of", AS_OF, "-w", str(filled)],
        capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "条目118" in done.stdout.decode("gbk")
    assert b"\x1b" not in done.stdout
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", "check", "--json", "--as-of", AS_OF, "-w", str(filled)],
        capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["totals"]["items"] == 118


def test_a_closed_pipe_is_no_error(demo: Path) -> None:
    command = f'"{sys.executable}" -m wenming_cli ledger --json -w "{demo}" | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stderr == b""


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from wenming_cli.cli.boundary import run; run(['--help']);"
        "print(sorted(set(sys.modules) & {'pydantic','yaml','docx','PIL','pypdfium2','xlsxwriter','lunar_python','sqlite3','lxml'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_hostile_names_stay_text_on_the_screen(filled: Path, wenming: Wenming) -> None:
    (filled / "证据" / "[red]理论学习[bold]\x1b[31m.txt").write_text("x", encoding="utf-8")
    said = wenming("ledger", "-w", filled)
    assert said.code == 0
    assert "\x1b[31m" not in said.out


def test_a_picture_saved_anew_is_pointed_out_and_a_second_one_of_the_event_is_not(
    small: Path, wenming: Wenming
) -> None:
    first, second = sorted((EXAMPLE / "证据").rglob("端午包粽子_[12].jpg"))
    folder = small / "证据" / "我们的节日"
    folder.mkdir(parents=True)
    shutil.copy(first, folder / "端午包粽子1.jpg")
    shutil.copy(second, folder / "端午包粽子2.jpg")
    with Image.open(first) as image:
        width, height = image.size
        image.crop((width // 10, 0, width, height)).save(folder / "微信图片_20210614.jpg", quality=70)
    for _ in range(2):
        found = wenming("check", "--json", "--as-of", "2021-11-12", "-w", small).values[0]["warnings"]
        (one,) = [warning for warning in found if warning["kind"] == "look_alike"]
        assert [Path(path).name for path in one["files"]] == ["微信图片_20210614.jpg", "端午包粽子1.jpg"]

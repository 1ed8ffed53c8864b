"""docs/schemas: they are what the program makes, and what people write and commands print agrees with them."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from golden_docs import DOCS, ROOT
from published_schemas import as_text, closed, published
from wenming_cli.notation.nodes import read_document

SCHEMAS = DOCS / "schemas"
SETS = ("huarong-2021", "yueyang-2023")
FILES = [
    (path, "criteria" if path.name == "set.yaml" else "category")
    for name in SETS
    for path in sorted((ROOT / "criteria" / name).glob("*.yaml"))
]


class PlainLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and true/false, but days as text and yes and no as words (YAML 1.2)."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in ones if not tag.endswith((":timestamp", ":bool"))]
    for first, ones in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def complaints(name: str, value: Any, *, shut: bool = False) -> list[str]:
    """What the published schema *name* says against *value*; *shut* also names fields that it does not know."""
    said = closed(schema(name)) if shut else schema(name)
    return [f"{one.json_path}: {one.message[:200]}" for one in Draft202012Validator(said).iter_errors(value)]


def run(*arguments: str, folder: Path) -> str:
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", *arguments], cwd=folder, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def wenming(*arguments: str, folder: Path) -> list[Any]:
    """The JSON lines that a command prints."""
    return [json.loads(line) for line in run(*arguments, folder=folder).splitlines()]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace: a paper that fits, one that nothing wants, a broken one, a copy, a photo."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("docs") / "工作区"
    run("init", str(folder), "--criteria", "huarong-2021", "--unit", "示例局", folder=folder.parent)
    evidence = folder / "证据" / "一、组织领导有力 创建工作扎实" / "1.干部队伍建设"
    evidence.mkdir(parents=True)
    (evidence / "2021年民主生活会记录0218.txt").write_text("民主生活会记录\n2021年2月18日\n", encoding="utf-8")
    (folder / "证据" / "食堂菜单.txt").write_text("红烧肉\n", encoding="utf-8")
    (folder / "证据" / "食堂菜单 - 副本.txt").write_text("红烧肉\n", encoding="utf-8")
    (folder / "证据" / "坏的.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "证据" / "~$锁.docx").write_bytes(b"x")
    Image.new("RGB", (64, 48)).save(evidence / "民主生活会会标照片.jpg")
    return folder


def test_files_are_what_the_program_makes(golden_update: bool) -> None:
    made = {name: as_text(one) for name, one in published().items()}
    for name, text in made.items():
        path = SCHEMAS / name
        if golden_update:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, f"{name}: approve with --update-golden"
    assert {path.name for path in SCHEMAS.glob("*.json")} == set(made)


@pytest.mark.parametrize("name", sorted(published()))
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(("path", "name"), FILES, ids=[f"{path.parent.name}/{path.name}" for path, _ in FILES])
def test_bundled_sets_agree(path: Path, name: str) -> None:
    """As the program reads them (all text), and as an editor does (numbers and truths)."""
    data = path.read_bytes()
    assert complaints(name, read_document(path.name, data).value) == []
    assert complaints(name, yaml.load(data, PlainLoader)) == []


ITEM = "category: {no: 一}\nprojects: [{no: 1, standards: [x], items: [{id: 1.1.1, text: x, requires: [%s]}]}]"


@pytest.mark.parametrize(
    ("requirement", "fits"),
    [
        pytest.param("{id: a, type: 方案}", True, id="one type"),
        pytest.param("{id: a, type: [方案, 通知], count: 2}", True, id="a list, a bare number"),
        pytest.param('{id: a, count: "2..4", red_head: true}', True, id="a range"),
        pytest.param("{id: a, any_of: [{id: b, type: 制度}]}", True, id="a group"),
        pytest.param("{id: a, type: 会议纪录表}", False, id="no such type"),
        pytest.param("{id: a, count: 2-4}", False, id="a range written wrong"),
        pytest.param("{id: a, requirs: x}", False, id="an unknown key"),
        pytest.param("{type: 方案}", False, id="no id"),
        pytest.param("{id: a, red_head: 是}", False, id="a yes that is none"),
        pytest.param("{id: a, per: week}", False, id="no such period"),
        pytest.param("{id: a, choose: 2..}", False, id="half a group"),
    ],
)
def test_editors_see_what_the_loader_refuses(requirement: str, fits: bool) -> None:
    value = yaml.load(ITEM % requirement, PlainLoader)
    assert (complaints("category", value) == []) is fits


def test_editors_tell_what_keys_mean() -> None:
    """Every key of the two YAML schemas has a description."""
    for name in ("criteria", "category"):
        whole = schema(name)
        for noun, one in [(name, whole), *whole["$defs"].items()]:
            silent = [key for key, value in one.get("properties", {}).items() if "description" not in value]
            assert silent == [], noun


@pytest.mark.parametrize("name", SETS)
def test_criteria_show(name: str, tmp_path: Path) -> None:
    (value,) = wenming("criteria", "show", name, "--json", folder=tmp_path)
    assert complaints("criteria-show", value) == []
    assert complaints("criteria-show", value, shut=True) == []


@pytest.mark.parametrize("name", SETS)
def test_criteria_lint(name: str, tmp_path: Path) -> None:
    doubts = wenming("criteria", "lint", name, "--json", folder=tmp_path)
    assert doubts
    assert [said for line in doubts for said in complaints("criteria-lint", line, shut=True)] == []


def test_criteria_lint_of_a_faulty_set(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text("id: x\nyear: 一\n", encoding="utf-8")
    command = [sys.executable, "-m", "wenming_cli", "criteria", "lint", str(tmp_path), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    faults = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert len(faults) > 3
    assert [said for line in faults for said in complaints("criteria-lint", line, shut=True)] == []


@pytest.mark.parametrize("phrase", ["1月上旬、7月上旬", "与县文明办工作安排同步", "2月30日", "尽快", ""])
def test_deadline(phrase: str, tmp_path: Path) -> None:
    (value,) = wenming("deadline", phrase, "--year", "2021", "--json", folder=tmp_path)
    assert complaints("deadline", value, shut=True) == []


def test_facts(workspace: Path) -> None:
    files = sorted(str(path) for path in (workspace / "证据").rglob("*") if path.is_file())
    lines = wenming("facts", *files, "--json", folder=workspace)
    assert len(lines) == len(files)
    for value in lines:
        assert complaints("facts", value) == []
        assert complaints("facts", value, shut=True) == []


def test_ledger(workspace: Path) -> None:
    lines = wenming("ledger", "--json", folder=workspace)
    assert {line["state"] for line in lines} >= {"unreadable", "duplicate", "ignored"}
    assert [said for line in lines for said in complaints("ledger", line, shut=True)] == []


def test_activities(workspace: Path) -> None:
    found = wenming("activities", "--json", folder=workspace)
    assert found
    assert [said for line in found for said in complaints("activities", line, shut=True)] == []


@pytest.mark.parametrize("name", [(), ("places",), ("活动",)], ids=["listed", "places", "activities"])
def test_register(workspace: Path, name: tuple[str, ...]) -> None:
    found = wenming("register", *name, "--json", folder=workspace)
    assert found
    assert [said for line in found for said in complaints("register", line, shut=True)] == []


def test_record(workspace: Path) -> None:
    run("record", "paper", "1.2.5", "会议记录", "--day", "2021-07-05", folder=workspace)
    run("record", "figure", "满意率", "86.5", folder=workspace)
    run("record", "withdraw", "R1", "--why", "已经扫描", folder=workspace)
    found = wenming("record", "list", "--all", "--json", folder=workspace)
    assert [one["withdrawn"] is None for one in found] == [False, True]
    assert [said for line in found for said in complaints("record", line, shut=True)] == []


def test_findings(workspace: Path) -> None:
    run(
        "findings", "add", "缺会标", "--item", "1.1.7", "--due", "2021-11-30", "--found", "2021-11-01", folder=workspace
    )
    run("findings", "close", "Z1", "--proof", "民主生活会会标照片.jpg", folder=workspace)
    run("findings", "recheck", "Z1", folder=workspace)
    (found,) = wenming("findings", "list", "--all", "--json", folder=workspace)
    assert found["history"]
    assert complaints("findings", found, shut=True) == []


def test_check(workspace: Path) -> None:
    (value,) = wenming("check", "--as-of", "2021-11-12", "--json", folder=workspace)
    assert complaints("check", value, shut=True) == []


def test_report(workspace: Path, tmp_path: Path) -> None:
    """As it stands, in a first week, and in one that has another before it."""
    folder = tmp_path / "工作区"
    shutil.copytree(workspace, folder)
    place = tmp_path / "报告.json"
    for arguments, since in (([], None), (["--weekly"], None), (["--weekly", "--as-of", "2021-11-12"], "2021-10-29")):
        day = [] if "--as-of" in arguments else ["--as-of", "2021-10-29"]
        run("report", "--format", "json", *arguments, *day, "--out", str(place), "--force", folder=folder)
        value = json.loads(place.read_text(encoding="utf-8"))
        assert complaints("report", value, shut=True) == []
        assert ("week" in value) is bool(arguments)
        assert value.get("week", {}).get("since") == since
    assert value["week"]["missed"] == ["2021-11-05"]
    assert all(value["week"][key] for key in ("still", "due_next", "owners", "questions"))


@pytest.mark.parametrize("name", ["score", "prepare"])
def test_score_and_preparation(name: str, workspace: Path, tmp_path: Path) -> None:
    run("pin", "民主生活会会标照片.jpg", "B1", folder=workspace)
    try:
        (value,) = wenming(name, "--as-of", "2021-11-12", "--json", folder=workspace)
    finally:
        run("undo", folder=workspace)
    assert complaints(name, value, shut=True) == []
    assert value.get("bonus", [{"honours": True}])[0]["honours"]
    settings = (workspace / "wenming.yaml").read_text(encoding="utf-8")
    (tmp_path / "wenming.yaml").write_text(settings.replace("[huarong-2021]", f"[{', '.join(SETS)}]"), encoding="utf-8")
    (tmp_path / "证据").mkdir()
    (value,) = wenming(name, "--json", folder=tmp_path)
    assert len(value["sets"]) == len(SETS)
    assert complaints(name, value, shut=True) == []


def test_phases_and_people(workspace: Path, tmp_path: Path) -> None:
    """Both shapes of each: one set and several; the organisation and a sheet of a person and of an office."""
    folder = tmp_path / "工作区"
    shutil.copytree(workspace, folder)
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("rounds: [{name: 迎检前, on: 2021-11-12}]\n")
    text = (folder / "wenming.yaml").read_text(encoding="utf-8")
    text = text.replace("evidence: [证据]", "evidence: [证据, {path: 甲盘, owner: 办公室}]")
    (folder / "wenming.yaml").write_text(text, encoding="utf-8")
    (folder / "甲盘").mkdir()
    (folder / "people.yaml").write_text(
        "people: [{name: 戴芳乐, office: 办公室, until: 2021-06-30}]\n", encoding="utf-8"
    )
    (value,) = wenming("phases", "--as-of", "2021-11-12", "--json", folder=folder)
    assert complaints("phases", value, shut=True) == []
    assert value["rounds_before_next"]
    for arguments, key in (((), "unfit"), (("戴芳乐",), "bonus"), (("办公室",), "office")):
        (value,) = wenming("people", *arguments, "--as-of", "2021-11-12", "--json", folder=folder)
        assert complaints("people", value, shut=True) == []
        assert value[key]
    (folder / "wenming.yaml").write_text(text.replace("[huarong-2021]", f"[{', '.join(SETS)}]"), encoding="utf-8")
    (value,) = wenming("phases", "--json", folder=folder)
    assert len(value["sets"]) == len(SETS)
    assert complaints("phases", value, shut=True) == []
    (value,) = wenming("people", "--json", folder=folder)
    assert complaints("people", value, shut=True) == []


def test_rounds_and_their_difference(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "工作区"
    shutil.copytree(workspace, folder)
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("rounds: [{name: 迎检前, on: 2021-11-12}, {name: 第二次检查, on: 2021-12-20}]\n")
    run("check", "--round", "迎检前", "--as-of", "2021-11-15", folder=folder)
    (folder / "证据" / "坏的.pdf").unlink()
    paper = next((folder / "证据").rglob("*民主生活会记录*"))
    paper.write_text(paper.read_text(encoding="utf-8") + "另记一行\n", encoding="utf-8")
    (value,) = wenming("diff", "--as-of", "2021-11-15", "--json", folder=folder)
    assert [one for one in value["items"] if one["gained"] and one["lost"]]
    assert value["warnings"]["went"]
    assert complaints("diff", value, shut=True) == []
    (folder / "历次检查" / "坏的.json").write_text("{", encoding="utf-8")
    (value,) = wenming("rounds", "--as-of", "2021-11-15", "--json", folder=folder)
    assert all(value[key] for key in ("planned", "asked", "frozen", "damaged"))
    assert complaints("rounds", value, shut=True) == []


def test_status_and_rollup(workspace: Path, tmp_path: Path) -> None:
    (told,) = wenming("status", "--as-of", "2021-11-12", folder=workspace)
    assert complaints("status", told, shut=True) == []
    for on, items in (("2021-11-05", told["sets"][0]["items"][1:]), ("2021-11-12", told["sets"][0]["items"])):
        for unit in ("甲局", "乙局"):
            value = {**told, "unit": unit, "as_of": on, "sets": [{**told["sets"][0], "items": items}]}
            (tmp_path / f"{unit}{on}.json").write_text(json.dumps(value), encoding="utf-8")
    (tmp_path / "坏的.json").write_text("{", encoding="utf-8")
    (tmp_path / "单位名单.txt").write_text("甲局\n丙局\n", encoding="utf-8")
    for folder in ("东", "西"):
        (tmp_path / folder).mkdir()
        value = {**told, "unit": "财政所", "sets": [{**told["sets"][0], "warnings": len(folder) + (folder == "东")}]}
        (tmp_path / folder / "a.json").write_text(json.dumps(value), encoding="utf-8")
    (value,) = wenming("rollup", ".", "--as-of", "2021-11-30", "--json", folder=tmp_path)
    assert all(value[key] for key in ("quiet", "rows", "common", "refused", "missing", "unlisted", "notices"))
    assert {row["since"] for row in value["rows"]} == {"2021-11-05", None}
    assert complaints("rollup", value, shut=True) == []


def test_doctor(workspace: Path, tmp_path: Path) -> None:
    for folder in (workspace, tmp_path):
        (value,) = wenming("doctor", "--json", folder=folder)
        assert complaints("doctor", value, shut=True) == []


def test_check_of_several_sets(workspace: Path, tmp_path: Path) -> None:
    settings = (workspace / "wenming.yaml").read_text(encoding="utf-8")
    (tmp_path / "wenming.yaml").write_text(settings.replace("[huarong-2021]", f"[{', '.join(SETS)}]"), encoding="utf-8")
    (tmp_path / "证据").mkdir()
    (value,) = wenming("check", "--json", folder=tmp_path)
    assert len(value["sets"]) == len(SETS)
    assert complaints("check", value, shut=True) == []

"""wenming report: formats, places, weeks, and what must never happen to files that stand there."""

import json
import re
from pathlib import Path

import pytest

from conftest import AS_OF, Wenming, fingerprint
from wenming_cli.model.judgement import Judgement
from wenming_cli.rounds.totals import week_totals

PAGE = f"报告-{AS_OF}-huarong-2021.html"


def test_a_page_of_the_example(own_demo: Path, wenming: Wenming) -> None:
    before = fingerprint(own_demo / "证据")
    said = wenming("report", "--format", "html", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 0
    assert f"报告写好了：{own_demo / '报告' / PAGE}" in said.out
    text = (own_demo / "报告" / PAGE).read_text(encoding="utf-8")
    assert "<h1>青澜县审计局创建资料检查报告</h1>" in text
    assert text.count('data-row="item"') == 118
    assert 1 <= text.count("data:image/jpeg;base64,") <= 10
    assert "证据/待整理/审计工作底稿_XX项目(内部).docx" in text  # named, for somebody must see to it
    assert fingerprint(own_demo / "证据") == before
    again = wenming("report", "--format", "html", "--as-of", AS_OF, "-w", own_demo)
    assert again.code == 0
    assert (own_demo / "报告" / PAGE).read_text(encoding="utf-8") == text
    assert [one.name for one in (own_demo / "报告").iterdir()] == [PAGE]


def test_the_folder_of_reports_is_no_evidence(small: Path, wenming: Wenming) -> None:
    settings = small / "wenming.yaml"
    settings.write_text(re.sub(r"(?m)^evidence:.*$", "evidence: [.]", settings.read_text("utf-8")), encoding="utf-8")
    assert "evidence: [.]" in settings.read_text("utf-8")
    assert wenming("report", "--format", "html", "-w", small).code == 0
    assert [one["path"] for one in wenming("ledger", "--json", "-w", small).values if "报告" in one["path"]] == []


def test_the_week_as_a_page_compares_and_freezes(small: Path, wenming: Wenming) -> None:
    for day in ("2021-03-05", "2021-03-12", "2021-04-09"):
        if day == "2021-03-12":
            (small / "证据" / "理论学习制度.txt").write_text("理论学习制度\n2021年3月11日\n", encoding="utf-8")
        assert wenming("report", "--weekly", "--format", "html", "--as-of", day, "-w", small).code == 0
    text = (small / "报告" / "周报-2021-04-09-huarong-2021.html").read_text(encoding="utf-8")
    assert "与2021-03-12的周报比较。" in text
    assert "其间2021-03-19起有3周没有出周报，不补做。" in text
    assert "没齐的条目从2021-03-05的" in text
    assert (small / "历次检查" / "周报-2021-04-09-huarong-2021.json").is_file()
    assert not (small / "历次检查" / "周报-2021-04-09-huarong-2021.md").exists()
    told = wenming("report", "--weekly", "--stdout", "--as-of", "2021-04-16", "-w", small)
    assert "\n## 一周变化\n" in told.out


def test_the_whole_report_as_text(small: Path, wenming: Wenming) -> None:
    assert wenming("report", "--format", "md", "--as-of", AS_OF, "-w", small).code == 0
    text = (small / "报告" / f"报告-{AS_OF}-huarong-2021.md").read_text(encoding="utf-8")
    assert text.startswith("# 某局创建资料检查报告\n")
    assert "## 没齐的条目（118）" in text
    assert not list((small / "历次检查").glob("*.json"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "html", "--out", "证据/报告.html"], "那里只放证据"),
        (["--format", "html", "--out", "报告.docx"], "不能叫"),
        (["--format", "html", "--stdout"], "不能显示在屏幕上"),
        (["--format", "docx", "--out", "通知.docx"], "要写到文件夹里"),
    ],
)
def test_what_is_refused(
    arguments: list[str], words: str, small: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    said = wenming("report", *arguments)
    assert said.code == 2
    assert words in said.err
    assert not (small / "报告").exists()


def test_a_file_that_stands_there_is_left_alone(small: Path, tmp_path: Path, wenming: Wenming) -> None:
    place = tmp_path / "我的.html"
    place.write_text("我写的", encoding="utf-8")
    said = wenming("report", "--format", "html", "--out", place, "-w", small)
    assert (said.code, place.read_text(encoding="utf-8")) == (2, "我写的")
    assert "--force" in said.err
    assert wenming("report", "--format", "html", "--out", place, "--force", "-w", small).code == 0
    assert place.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_totals_are_read_from_the_head_of_a_week(tmp_path: Path) -> None:
    verdicts = {"missing": 3, "short": 2}
    values = {"criteria": "x", "unit": '"totals": {', "year": 2021, "as_of": "2021-03-05", "items": ()}
    files = {"total": 0, "by_state": {}}
    found = Judgement.model_validate(values | {"totals": {"items": 5, "by_verdict": verdicts}, "files": files})
    text = found.model_dump_json(indent=1)
    (tmp_path / "周报-2021-03-05-x.json").write_text(text, encoding="utf-8")
    (tmp_path / "周报-2021-03-12-x.json").write_text(text.replace('"totals": {', '"totals":{'), encoding="utf-8")
    (tmp_path / "周报-2021-03-19-x.json").write_text("坏了", encoding="utf-8")
    (tmp_path / "周报-2021-03-26-x.json").write_text(text, encoding="utf-8")
    (tmp_path / "第一次-x.json").write_text(text, encoding="utf-8")
    assert week_totals(tmp_path, "x", "2021-03-20") == [("2021-03-05", verdicts), ("2021-03-12", verdicts)]


def test_every_format(own_demo: Path, wenming: Wenming) -> None:
    from icalendar import Calendar
    from openpyxl import load_workbook

    for kind in ("html", "xlsx", "docx", "md", "json", "ics"):
        assert wenming("report", "--format", kind, "--as-of", AS_OF, "-w", own_demo).code == 0
    folder = own_demo / "报告"
    stem = f"报告-{AS_OF}"
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        [stem, f"{stem}.ics", *(f"{stem}-huarong-2021.{kind}" for kind in ("html", "xlsx", "md", "json"))]
    )
    checked = wenming("check", "--json", "--as-of", AS_OF, "-w", own_demo).values[0]
    assert json.loads((folder / f"{stem}-huarong-2021.json").read_text(encoding="utf-8")) == checked
    assert load_workbook(folder / f"{stem}-huarong-2021.xlsx").sheetnames == [
        "缺件清单", "按责任人", "请人决定", "台账",
    ]  # fmt: skip
    assert Calendar.from_ical((folder / f"{stem}.ics").read_bytes()).walk("VEVENT")
    assert (folder / stem / "领导小组报告.docx").is_file()


def test_the_week_in_every_format(small: Path, wenming: Wenming) -> None:
    from openpyxl import load_workbook

    assert wenming("report", "--weekly", "--as-of", "2021-03-05", "-w", small).code == 0
    for kind in ("xlsx", "docx", "json", "ics"):
        assert wenming("report", "--weekly", "--format", kind, "--as-of", "2021-03-26", "-w", small).code == 0
    folder, stem = small / "报告", "周报-2021-03-26"
    told = json.loads((folder / f"{stem}-huarong-2021.json").read_text(encoding="utf-8"))
    (checked,) = wenming("check", "--json", "--as-of", "2021-03-26", "-w", small).values
    assert {key: value for key, value in told.items() if key != "week"} == checked
    assert (told["week"]["since"], told["week"]["missed"]) == ("2021-03-05", ["2021-03-12", "2021-03-19"])
    assert load_workbook(folder / f"{stem}-huarong-2021.xlsx").sheetnames[0] == "本周"
    assert "创建资料周报" in (folder / f"{stem}.ics").read_text(encoding="utf-8")
    assert (folder / stem / "领导小组报告.docx").is_file()


def test_final_is_said_and_has_a_name_of_its_own(small: Path, wenming: Wenming) -> None:
    assert wenming("report", "--format", "md", "--as-of", AS_OF, "--final", "-w", small).code == 0
    text = (small / "报告" / f"报告-{AS_OF}-年终判定-huarong-2021.md").read_text(encoding="utf-8")
    assert f"截至{AS_OF}，按年度已经结束判定，" in text
    assert "逾期" in text
    assert "还有" not in text.partition("## 按责任人")[0]


@pytest.mark.parametrize(("by", "heading"), [("owner", "### 办公室 江雨霏（"), ("date", "### 2021-01-10（")])
def test_a_text_is_grouped_as_asked(by: str, heading: str, own_demo: Path, wenming: Wenming) -> None:
    said = wenming("report", "--format", "md", "--by", by, "--stdout", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 0
    assert heading in said.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--weekly", "--final"], "不能加 --final"),
        (["--format", "md", "--by", "month"], "没有“month”"),
        (["--format", "html", "--by", "owner"], "html 格式不能用 --by"),
        (["--weekly", "--by", "owner"], "周报不能用 --by"),
    ],
)
def test_what_does_not_go_together(arguments: list[str], words: str, small: Path, wenming: Wenming) -> None:
    said = wenming("report", *arguments, "-w", small)
    assert said.code == 2
    assert words in said.err


def test_papers_that_somebody_may_have_signed_are_left_alone(own_demo: Path, wenming: Wenming) -> None:
    make = ("report", "--format", "docx", "--as-of", AS_OF, "-w", own_demo)
    paper = own_demo / "报告" / f"报告-{AS_OF}" / "领导小组报告.docx"
    assert wenming(*make).code == 0
    paper.write_bytes(b"signed")
    assert wenming(*make).code == 2
    assert paper.read_bytes() == b"signed"
    assert wenming(*make, "--force").code == 0
    assert paper.read_bytes() != b"signed"


def test_a_folder_of_others_is_never_replaced(own_demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    place = tmp_path / "别人的"
    place.mkdir()
    (place / "信.txt").write_text("别人的", encoding="utf-8")
    said = wenming("report", "--format", "docx", "--out", place, "--force", "--as-of", AS_OF, "-w", own_demo)
    assert (said.code, [one.name for one in place.iterdir()]) == (2, ["信.txt"])
    assert "--force" not in said.err


def test_two_sets_have_a_file_each(small: Path, wenming: Wenming) -> None:
    settings = small / "wenming.yaml"
    text = re.sub(r"(?m)^criteria:.*$", "criteria: [huarong-2021, yueyang-2023]", settings.read_text("utf-8"))
    settings.write_text(text, encoding="utf-8")
    assert wenming("report", "--format", "html", "--as-of", AS_OF, "-w", small).code == 0
    assert sorted(one.name for one in (small / "报告").iterdir()) == [
        PAGE,
        PAGE.replace("huarong-2021", "yueyang-2023"),
    ]

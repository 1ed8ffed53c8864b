"""The main job on the example archive, as an office would see it on 12 November 2021."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import AS_OF, Wenming, fingerprint

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "qinglan-2021"


def truth() -> dict[str, dict[str, str]]:
    text = (EXAMPLE / "archive.tsv").read_text(encoding="utf-8").splitlines()
    return {f"证据/{row['path']}": row for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.fixture(scope="module")
def ledger(demo: Path, request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    import contextlib
    import io

    from wenming_cli.cli.boundary import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(out):
        assert run(["ledger", "--json", "--as-of", AS_OF, "-w", str(demo)]) == 0
    out.seek(0)
    return {row["path"]: row for row in map(json.loads, out.read().splitlines())}


@pytest.fixture(scope="module")
def check(demo: Path) -> dict[str, Any]:
    import contextlib
    import io

    from wenming_cli.cli.boundary import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(out):
        assert run(["check", "--json", "--as-of", AS_OF, "-w", str(demo)]) == 1
    out.seek(0)
    answer: dict[str, Any] = json.loads(out.read())
    return answer


def test_every_file_has_one_row(ledger: dict[str, dict[str, Any]], check: dict[str, Any]) -> None:
    assert set(ledger) == set(truth())
    by_state = check["files"]["by_state"]
    assert sum(by_state.values()) == check["files"]["total"] == len(ledger)
    for state, number in by_state.items():
        assert number == sum(row["state"] == state for row in ledger.values())


def test_most_good_files_are_filed_and_none_is_filed_wrong(ledger: dict[str, dict[str, Any]]) -> None:
    good = [(ledger[path], row["items"].split(";")) for path, row in truth().items() if row["state"] == "ok"]
    right = sum(bool(row["candidates"]) and row["candidates"][0]["item"] in items for row, items in good)
    filed = sum(row["state"] == "matched" for row, _ in good)
    wrong = {
        path: [use["item"] for use in row["uses"]]
        for path, row in ledger.items()
        if row["state"] == "matched"
        and not {use["item"] for use in row["uses"]} <= set(truth()[path]["items"].split(";"))
    }
    assert wrong == {}
    assert right / len(good) >= 0.97
    assert filed / len(good) >= 0.93


FINDINGS = [
    (2, "1.1.2", "不是红头文件"), (3, "1.1.3", "有5次，要6次以上"), (11, "1.1.8", "缺事迹材料"), (14, "1.2.3", "草稿"),
    (15, "1.2.4", "缺预算"), (16, "1.2.5", "下半年：缺会议记录"), (17, "1.2.5", "有1张，要2—4张"),
    (65, "3.3.2", "缺书目"), (63, "3.2.2", "缺照片"), (69, "4.1.2", "缺照片"), (74, "4.2.3", "有1次，要2次以上"),
    (77, "4.2.6", "有1次，要2次以上"), (80, "4.3.4", "有3张，要4张"), (82, "5.1.2", "缺倡议书"), (86, "6.1.2", "缺照片"),
    (89, "6.2.3", "有5张，要6张"), (100, "7.1.6", "缺会议记录"), (103, "7.1.9", "缺承诺书"), (108, "7.3.1", "不是红头文件"),
    (115, "7.5.1", "有8张，要10张以上"), (118, "7.6.3", "缺倡议书"), (119, "7.6.5", "是音视频，这里要照片"),
    (123, "7.7.1", "缺照片"), (126, "7.7.4", "缺计划（红头）"), (128, "7.8.1", "帮扶票据(加密).pdf读不了"),
    (132, "7.8.5", "缺照片"), (139, "7.8.12", "有1次，要2次以上"),
    (4, "1.1.4", "江雨霏：缺心得或剖析材料"), (8, "1.1.6", "2019年度述职述廉报告_梁素秋.doc归属待确认（名称或标题写的是2019年）"),
    (18, "1.2.6", "第4季度：缺照片"), (26, "2.1.2", "缺签到表"), (39, "2.2.1", "正文没有出现“评先评优”"),
    (57, "3.1.1", "有1次，要2次以上"), (59, "3.1.2", "任选2项以上，现有1项"), (59, "3.1.2", "缺签到表"), (73, "4.2.2", "有1份，要2份以上"),
    (90, "6.3.1", "11月、12月：缺登记表（未到期）"), (92, "6.3.1", "满意率82%，要85%以上"), (94, "6.4.2", "2021年：缺"),
    (97, "7.1.2", "正文没有出现“激励”“奖惩”"), (105, "7.2.1", "列了6人，要3—5人"), (107, "7.2.3", "5月、11月、12月：缺截图"),
    (109, "7.3.2", "列了2个节日（清明、中秋），要3个以上"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "item", "words"), FINDINGS, ids=lambda one: str(one))
def test_finding(row: int, item: str, words: str, check: dict[str, Any]) -> None:
    found = next(one for one in check["items"] if one["id"] == item)
    assert any(words in gap for gap in found["missing"])
    assert found["verdict"] in ("short", "to_confirm", "missing")


GAPS = [
    ("2.1.5", "missing", "overdue", 306), ("2.2.2", "missing", "undated", None), ("2.2.3", "missing", "not_due", 18),
    ("2.2.5", "missing", "not_due", 18), ("2.2.10", "missing", "overdue", 2), ("3.3.3", "missing", "overdue", 206),
    ("4.1.4", "missing", "due_soon", 8), ("4.3.3", "missing", "overdue", 2), ("5.2.2", "missing", "overdue", 2),
    ("7.1.3", "missing", "overdue", 237), ("7.1.10", "missing", "undated", None), ("7.3.5", "missing", "overdue", 2),
    ("7.6.2", "missing", "undated", None), ("7.6.7", "missing", "overdue", 176), ("7.7.5", "missing", "due_soon", 8),
    ("7.8.4", "missing", "undated", None), ("7.8.6", "missing", "undated", None), ("7.8.10", "missing", "undated", None),
]  # fmt: skip


@pytest.mark.parametrize(("item", "verdict", "timing", "days"), GAPS)
def test_gap_rows(item: str, verdict: str, timing: str, days: int | None, check: dict[str, Any]) -> None:
    found = next(one for one in check["items"] if one["id"] == item)
    assert (found["verdict"], found["timing"], found["days"]) == (verdict, timing, days)


WARNINGS = [
    ("number_twice", "青审发〔2021〕3号"), ("date_outside", "2019-01-30（EXIF）"), ("duplicate", "公益宣传5.jpg"),
    ("duplicate", "理论学习制度 - 副本.pdf"), ("late", "1.2.7：", ), ("late", "晚3天"), ("late", "比期限2021-01-10晚1天"),
    ("unreadable", "帮扶票据(加密).pdf"), ("unreadable", "新建 Microsoft Word 文档.docx"), ("withheld", "审计工作底稿"),
    ("wording", "倡仪"), ("edition_differs", "第33个爱国卫生月活动方案.pdf"), ("date_outside", "2020年文明创建资料.rar里的2020年文明创建工作总结.docx"), ("misfiled", "诚信演讲比赛"), ("misfiled", "端午包粽子"), ("year_differs", "2020年"),
    ("after_event", "“2通知.docx”的日期是2021-06-24（落款），晚于活动“道德讲堂第1期”的2021-06-22"), ("out_of_order", "“3签到表.jpg”排在“4主持词.docx”前面"),
    ("tally_differs", "列了12次，其中2021-02-05春节慰问孤寡老人、2021-03-20无偿献血、2021-11-04河道垃圾清理没有找到照片"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), WARNINGS)
def test_warning(kind: str, words: str, check: dict[str, Any]) -> None:
    assert any(one["kind"] == kind and words in one["text"] for one in check["warnings"])


def test_nothing_else_is_warned_of(check: dict[str, Any]) -> None:
    kinds = [one["kind"] for one in check["warnings"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "withheld": 1, "number_twice": 1, "date_outside": 4, "year_differs": 1, "misfiled": 2, "duplicate": 3, "late": 3,
        "unreadable": 2, "wording": 2, "edition_differs": 1, "after_event": 1, "out_of_order": 1, "tally_differs": 1,
    }  # fmt: skip


OBLIGATIONS = [
    ("O1", "short", "第4季度没有找到集中学习"), ("O2", "short", "江雨霏、韩之舟、柳闻笛"), ("O3", "missing", "员工41人，其余30人"),
    ("O4", "missing", "文明股室、文明家庭"), ("O5", "missing", "检查有0次"), ("O7", "manual", "wenming record figure 知晓率"),
    ("O9", "short", "满意率82%"), ("O10", "short", "2021年：缺诚信凭据"),
]  # fmt: skip


@pytest.mark.parametrize(("ident", "verdict", "words"), OBLIGATIONS)
def test_obligation(ident: str, verdict: str, words: str, check: dict[str, Any]) -> None:
    found = next(one for one in check["obligations"] if one["id"] == ident)
    assert found["verdict"] == verdict
    assert any(words in gap for gap in found["missing"])


def test_first_things_first(check: dict[str, Any]) -> None:
    assert check["first"][:3] == ["2.1.5", "7.1.3", "3.3.3"]
    assert len(check["first"]) == 10


def test_no_report_names_a_real_person(check: dict[str, Any]) -> None:
    text = json.dumps(check, ensure_ascii=False)
    assert not [name for name in ("李静雯", "戴芳乐", "许琳莉", "徐建平", "华容") if name in text]


def test_the_units_copy_is_the_bundled_set_with_other_names() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("make_unit", EXAMPLE / "make_unit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    copy = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((EXAMPLE / "criteria" / "huarong-2021").glob("*.yaml"))
    }
    assert copy == module.files()


def test_boxes_are_whole_and_building_again_changes_nothing(own_demo: Path, wenming: Wenming) -> None:
    boxes = fingerprint(own_demo / "资料盒")
    assert wenming("verify", "-w", own_demo).code == 0
    again = wenming("box", "--as-of", AS_OF, "-w", own_demo)
    assert (again.code, "没有变化" in again.out) == (0, True)
    assert fingerprint(own_demo / "资料盒") == boxes
    assert sum("/" in path and path[0] == "第" for path in boxes) > 230


def test_verify_finds_what_is_missing_extra_and_changed(own_demo: Path, wenming: Wenming) -> None:
    papers = sorted((own_demo / "资料盒").rglob("00? *.pdf"))
    papers[0].unlink()
    papers[1].write_bytes(papers[1].read_bytes()[:-1] + b"x")
    (papers[2].parent / "外来.txt").write_text("?", encoding="utf-8")
    answer = wenming("verify", "--json", "-w", own_demo)
    found = answer.values[0]
    assert answer.code == 1
    assert [len(found[kind]) for kind in ("missing", "changed", "extra")] == [1, 1, 1]


def test_no_command_touches_an_original(own_demo: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(own_demo / "证据")
    folders = sorted(path.stat().st_mtime_ns for path in (own_demo / "证据").rglob("*") if path.is_dir())
    monkeypatch.chdir(own_demo)
    commands = [
        ["check", "--as-of", AS_OF], ["check", "--final", "--by", "owner", "--round", "迎检前"], ["ledger"], ["ledger", "--json"],
        ["why", "2.1.6"], ["why", "1方案.docx"], ["facts", *sorted(str(path) for path in Path("证据").rglob("*.pdf"))[:5]],
        ["pin", "路段管理值班表.xls", "7.8.5"], ["reject", "1方案.docx", "2.1.6"], ["ignore", "微信图片_20210612153355.jpg"],
        ["share", "2通知.docx", "2.1.2"], ["release", "审计工作底稿_XX项目(内部).docx", "--why", "已脱密"], ["undo"],
        ["box"], ["box", "--only", "3"], ["verify"], ["report", "--weekly"], ["schedule", "show"],
        ["criteria", "list"], ["criteria", "show", "huarong-2021", "2.1.6"], ["criteria", "lint", "huarong-2021"],
        ["deadline", "1月上旬"],
    ]  # fmt: skip
    for command in commands:
        assert wenming(*command).code in (0, 1), command
    assert fingerprint(own_demo / "证据") == before
    assert sorted(path.stat().st_mtime_ns for path in (own_demo / "证据").rglob("*") if path.is_dir()) == folders


def test_two_runs_say_the_same_byte_for_byte(demo: Path, wenming: Wenming) -> None:
    one, two = (wenming("check", "--json", "--as-of", AS_OF, "-w", demo).out for _ in range(2))
    assert one == two
    first, second = (wenming("ledger", "--json", "--as-of", AS_OF, "-w", demo).out for _ in range(2))
    assert first == second


def test_without_its_cache_the_answer_is_the_same(own_demo: Path, wenming: Wenming) -> None:
    import shutil

    warm = wenming("ledger", "--json", "--as-of", AS_OF, "-w", own_demo).out
    shutil.rmtree(own_demo / ".wenming")
    assert wenming("ledger", "--json", "--as-of", AS_OF, "-w", own_demo).out == warm

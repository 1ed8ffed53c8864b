"""What is never evidence is left out with its reason; what only looks like it is not."""

from pathlib import Path

import pytest

from wenming_cli.model.evidence import Passed
from wenming_cli.scan.ignore import ignored_file, ignored_folder, opened_beside
from wenming_cli.scan.walk import walk


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$会议纪要.docx", "Office 打开文件时的临时锁文件"),
        (".~lock.纪要.docx#", "LibreOffice 打开文件时的临时锁文件"),
        ("Thumbs.db", "系统文件"),
        ("DESKTOP.INI", "系统文件"),
        (".DS_Store", "系统文件"),
        ("._照片.jpg", "macOS 的附属文件"),
        ("资料.zip.crdownload", "没有下载完或临时的文件"),
        ("~WRL0001.tmp", "没有下载完或临时的文件"),
        ("快捷方式.lnk", "程序或快捷方式"),
        ("安装.EXE", "程序或快捷方式"),
        (".隐藏.docx", "隐藏文件"),
    ],
)
def test_left_out(name: str, reason: str) -> None:
    assert ignored_file(name, name, ()) == (reason, True)


@pytest.mark.parametrize(
    "name",
    ["会议纪要.docx", "~会议纪要.docx", "党部.docx", "db", "tmp.docx", "Thumbs.db.docx", "…docx", ".总结.docx.icloud"],
)
def test_near_misses_stay(name: str) -> None:
    assert ignored_file(name, name, ()) is None


@pytest.mark.parametrize(
    ("pattern", "path", "out"),
    [("草稿/*", "草稿/a.docx", True), ("*.bak.docx", "x/a.bak.docx", True), ("草稿/*", "定稿/a.docx", False)],
)
def test_rules_of_the_unit(pattern: str, path: str, out: bool) -> None:
    found = ignored_file(path.rsplit("/", 1)[-1], path, (pattern,))
    assert found == ((f"wenming.yaml 的 ignore 规则“{pattern}”", False) if out else None)


def test_folders() -> None:
    assert [name for name in ("__MACOSX", ".git", "$RECYCLE.BIN", "资料", "1.1") if ignored_folder(name)] == [
        "__MACOSX", ".git", "$RECYCLE.BIN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("owner", "names", "opened"),
    [
        ("~$纪要.docx", ["纪要.docx", "其他.docx"], "纪要.docx"),
        ("~$作会议纪要汇总材料.docx", ["工作会议纪要汇总材料.docx"], "工作会议纪要汇总材料.docx"),
        ("~$会议纪要汇总材料.docx", ["工作会议纪要汇总材料.docx"], "工作会议纪要汇总材料.docx"),
        ("~$纪要.docx", ["旧的会议纪要.docx"], None),
        ("~$纪要.docx", ["~$纪要.docx"], None),
    ],
)
def test_the_document_of_an_owner_file(owner: str, names: list[str], opened: str | None) -> None:
    assert opened_beside(owner, names) == opened


def test_an_owner_file_names_the_open_document(tmp_path: Path) -> None:
    for name in ("~$签到表.xlsx", "签到表.xlsx", "~$没有了.docx"):
        (tmp_path / name).write_bytes(b"x")
    reasons = {one.path: one.reason for one in walk("证据", tmp_path, (), frozenset()) if isinstance(one, Passed)}
    assert reasons == {
        "~$签到表.xlsx": "Office 打开文件时的临时锁文件：“签到表.xlsx”可能正打开着",
        "~$没有了.docx": "Office 打开文件时的临时锁文件",
    }

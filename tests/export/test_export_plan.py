"""What leaves, under which name, in which shape: the plan of an export."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.export.length import BASIS, END, FIELD, length, written
from wenming_cli.export.names import FILE_MOST, FOLDER_MOST, file_stem, folder_name, stem_of, suffix_of
from wenming_cli.export.plan import MB, Indicator, Treatment, Whose, plan_export, treatment_of
from wenming_cli.model.evidence import Evidence, Part, Place, Problem, Reading
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import ExportRules

WHOSE = Whose("青澜县审计局", 2021, "2021-11-12", "small")


def content(path: str, size: int = 10, **reading: Any) -> Evidence:
    reading.setdefault("format", path.rpartition(".")[2].lower())
    return Evidence(Reading(sha256=path, **reading), (Place("证据", path, size, 0),))


@pytest.mark.parametrize(
    ("at", "last", "ident", "title", "style", "name"),
    [
        (1, 40, "1.1.1", "理论学习制度", "chinese", "01-1.1.1-理论学习制度"),
        (7, 118, "1.1.7", "民主生活会记录 和图片", "chinese", "007-1.1.7-民主生活会记录_和图片"),
        (3, 9, "3", "班子#团结&廉洁", "chinese", "03-3-班子_团结_廉洁"),
        (3, 9, "B1", "荣誉", "ascii", "03-B1"),
        (2, 9, "2", "“讲文明、树新风”", "chinese", "02-2-“讲文明、树新风”"),
    ],
)
def test_folders_are_numbered_in_table_order(
    at: int, last: int, ident: str, title: str, style: str, name: str
) -> None:  # fmt: skip
    assert folder_name(at, last, ident, title, style) == name


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("IMG_1.JPG", "IMG_1", ".jpg"),
        ("青审发〔2021〕7号 制度.docx", "青审发〔2021〕7号 制度", ".docx"),
        ("没有扩展名", "没有扩展名", ""),
        ("2021.3.4会议", "2021.3.4会议", ""),
    ],
)
def test_suffixes(name: str, stem: str, suffix: str) -> None:
    assert (stem_of(name), suffix_of(name)) == (stem, suffix)


@given(st.text(), st.sampled_from(["chinese", "ascii"]), st.integers(1, 999))
def test_names_hold_nothing_that_a_portal_refuses(text: str, style: str, at: int) -> None:
    for name, most in (
        (file_stem(at, 999, text, style), FILE_MOST),
        (folder_name(at, 999, text, text, style), FOLDER_MOST),
    ):
        assert re.match(r"\d{3}(-|$)", name)
        assert len(name) <= most
        assert not re.search(r"[\s/\\:*?\"<>|#%&+'\x00-\x1f]", name)
        assert not name.endswith((".", "-", "_"))
        assert style == "chinese" or name.isascii()


@pytest.mark.parametrize(
    ("path", "size", "reading", "treatment"),
    [
        ("a.jpg", 5 * MB, {"pixels": (4000, 3000)}, Treatment.COPY),
        ("a.jpg", 5 * MB + 1, {"pixels": (4000, 3000)}, Treatment.PICTURE),
        ("a.jpg", 10, {"pixels": (3000, 4001)}, Treatment.PICTURE),
        ("a.png", 10, {}, Treatment.COPY),
        ("a.HEIC", 10, {"pixels": (400, 300)}, Treatment.PICTURE),
        ("a.jpg", 10, {"format": "heic"}, Treatment.PICTURE),
        ("a.tif", 10, {}, Treatment.PICTURE),
        ("a.heic", 10, {"problem": Problem.CORRUPT}, Treatment.COPY),
        ("a.pdf", 20 * MB, {}, Treatment.COPY),
        ("a.pdf", 20 * MB + 1, {}, Treatment.SPLIT),
        ("a.pdf", 20 * MB + 1, {"problem": Problem.ENCRYPTED}, Treatment.COPY),
        ("a.docx", 90 * MB, {}, Treatment.COPY),
    ],
)
def test_only_what_is_over_a_limit_is_made_anew(
    path: str, size: int, reading: dict[str, Any], treatment: Treatment
) -> None:
    assert treatment_of(content(path, size, **reading), ExportRules()) is treatment


@pytest.mark.parametrize(
    ("path", "reading", "office", "treatment"),
    [
        ("总结.wps", {}, True, Treatment.OFFICE),
        ("总结.wps", {}, False, Treatment.COPY),
        ("总结.wps", {"problem": Problem.ENCRYPTED}, True, Treatment.COPY),
        ("总结.docx", {}, True, Treatment.COPY),
        ("公文.ofd", {}, True, Treatment.COPY),
    ],
)
def test_office_files_that_portals_refuse_become_pdf_where_that_can_be(
    path: str, reading: dict[str, Any], office: bool, treatment: Treatment
) -> None:
    assert treatment_of(content(path, **reading), ExportRules(), office) is treatment


def test_what_bears_a_mark_of_secrecy_never_leaves() -> None:
    """Also when it is a member of a pack, and whatever the mark."""
    member = Part(address="!底稿.docx", carrier="文档", reading=Reading(sha256="m", secrecy="内部资料"))
    contents = (
        content("方案.docx"),
        content("机密.docx", secrecy="机密★10年"),
        content("合.zip", parts=(member,)),
    )
    paper = Record.model_validate({"id": "R1", "do": "paper", "item": "1.1.1", "title": "党组会议记录"})
    row = Indicator(1, "1.1.1", "制度", "制度；", (*contents, paper))
    folder = plan_export([row], 1, WHOSE, ExportRules(), {}).folders[0]
    assert [file.copied_as for file in folder.files] == ["01-1.1.1-制度/01-方案.docx"]
    assert folder.kept_back == 2
    assert folder.records == (paper,)


@pytest.mark.parametrize(
    ("path", "remark"),
    [
        ("总结.wps", "网申平台多半不收.wps，请另存为docx再上传；含个人信息：手机号1个"),
        ("资料.rar", "网申平台多半不收.rar，请解压后逐个上传；含个人信息：手机号1个"),
        ("总结.docx", "含个人信息：手机号1个"),
    ],
)
def test_what_is_to_be_known_of_a_file_is_remarked(path: str, remark: str) -> None:
    row = Indicator(1, "1", "x", "x", (content(path),))
    plan = plan_export([row], 1, WHOSE, ExportRules(), {path: "含个人信息：手机号1个"})
    assert plan.files[0].remark == remark


def test_a_place_is_remarked_where_the_photo_leaves_as_it_is() -> None:
    photos = (content("小.jpg"), content("大.jpg", 9 * MB), content("无.jpg"))
    row = Indicator(1, "1", "x", "x", photos)
    plan = plan_export([row], 1, WHOSE, ExportRules(), {}, {"小.jpg", "大.jpg"})
    assert [file.remark for file in plan.files] == ["照片里有拍摄地点", "", ""]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"说明报告\n制度\n{FIELD}\n我局 2021年\n建了3项制度。\n{END}\n{BASIS}\n· 《制度》", 14),
        (f"说明报告\n{FIELD}\n没有删尾巴，删了提示行。\n{BASIS}\n· 《制度》", 12),
        (f"说明报告\n{FIELD}\n只剩正文", 4),
        (f"说明报告\n{FIELD}\n\n{END}\n{BASIS}", 0),
        ("别的文件", None),
    ],
)
def test_only_what_stands_in_the_field_is_counted(text: str, count: int | None) -> None:
    found = written(text)
    assert (None if found is None else length(found)) == count

"""Names that Windows accepts, stay unique and keep their suffix."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.box import numbering
from wenming_cli.box.numbering import (
    box_folder,
    free_name,
    item_folder,
    paper_name,
    piece_label,
    safe_name,
    short_title,
)
from wenming_cli.model.criteria import Project

ANY_NAME = st.text(st.characters(), min_size=0, max_size=300)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("制度.docx", "制度.docx", id="a good name stays"),
        pytest.param("a:b?c*.docx", "a_b_c_.docx", id="characters that Windows forbids"),
        pytest.param("..\\..\\evil.docx", "..__.._evil.docx".replace("..__", ".._"), id="backslashes lead nowhere"),
        pytest.param("CON.docx", "_CON.docx", id="a device name"),
        pytest.param("com1.tar.gz", "_com1.tar.gz", id="a device name with two suffixes"),
        pytest.param("CONTENT.docx", "CONTENT.docx", id="near miss: not a device name"),
        pytest.param("点结尾.docx. ", "点结尾.docx", id="trailing dot and space"),
        pytest.param("cafe\u0301.docx", "caf\u00e9.docx", id="NFC"),
        pytest.param("红\x1b[31m.docx", "红_[31m.docx", id="control characters"),
        pytest.param("假的\u202excod.exe", "假的_xcod.exe", id="direction marks"),
        pytest.param("gbk_\udcb0.docx", "gbk__.docx", id="not valid text"),
        pytest.param("...", "未命名", id="nothing left"),
    ],
)
def test_safe_name(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_long_names_keep_their_suffix_and_stay_apart() -> None:
    taken: set[str] = set()
    first = free_name(safe_name("安" * 80 + "一.docx"), taken)
    second = free_name(safe_name("安" * 80 + "二.docx"), taken)
    assert first != second
    assert all(name.endswith(".docx") and len(name.encode()) <= 240 for name in (first, second))


@given(ANY_NAME)
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe_name(safe) == safe
    assert unicodedata.normalize("NFC", safe) == safe
    assert numbering.units(safe) <= 100
    assert len(safe.encode()) <= 240
    assert not set(safe) & set('<>:"/\\|?*')
    assert all(ord(char) >= 32 for char in safe)
    assert safe == safe.strip(" ").rstrip(".")


@given(st.lists(ANY_NAME, max_size=30), st.text(max_size=60), st.text(max_size=80))
def test_names_are_unique_without_case_and_paths_short(names: list[str], project: str, text: str) -> None:
    taken: set[str] = set()
    folders = [item_folder(f"1.1.{at}", text, taken) for at in range(3)]
    box = box_folder(1, f"1.1 {project}")
    papers = [paper_name(piece_label(at, len(names)), name, f"{box}/{folders[0]}") for at, name in enumerate(names, 1)]
    assert len({folder.casefold() for folder in folders}) == 3
    assert len({paper.casefold() for paper in papers}) == len(papers)
    assert all(numbering.units(f"{box}/{folders[0]}/{paper}") <= 150 for paper in papers)
    free: set[str] = set()
    assert len({free_name(safe_name(name), free).casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位理论学习制度（红头便函文件或手册）；", "理论学习制度"),
        ("提供单位班子成员上年度述职述廉材料；", "班子成员上年度述职述廉材料"),
        ("本单位开展“全民阅读”活动的年度方案（红头便函文件）；", "开展“全民阅读”活动的年度方案"),
        ("单位开展社会主义核心价值观、“讲文明 树新风”等公益广告的方案（红头便函文件）；", "开展社会主义核心价值观"),
        ("单位党委（党组）中心组理论学习笔记或原稿复印件6次以上）；", "党委中心组理论学习笔记或原稿复印"),
        ("消防、防盗设施照片4张。", "消防、防盗设施照片4张"),
        ("文明餐桌行动：方案或通知、倡议和宣传图片", "文明餐桌行动"),
        ("", ""),
    ],
)
def test_short_title(text: str, expected: str) -> None:
    assert short_title(text) == expected


def test_labels() -> None:
    assert (
        box_folder(1, Project(no="1.1", title="干部队伍建设", standards=("标准",)).called) == "第01盒 1.1 干部队伍建设"
    )
    assert box_folder(3, Project(no="3", standards=("标准",)).called) == "第03盒 标准3"
    assert (piece_label(3, 12), piece_label(3, 1200)) == ("003", "0003")

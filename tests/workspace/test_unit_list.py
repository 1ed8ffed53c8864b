"""单位名单: what a list may look like, and what is said of one that can't be used."""

from pathlib import Path

import pytest

from wenming_cli.errors import CriteriaError, UsageError
from wenming_cli.workspace.unit_list import LONGEST, MOST_BYTES, lists_in, read_unit_list


@pytest.mark.parametrize(
    ("name", "data", "units"),
    [
        pytest.param("单位名单.txt", "甲局\n\n  乙局  \n# 注\n".encode(), ("甲局", "乙局"), id="a name a line"),
        pytest.param(
            "单位名单.txt", "甲局\r\n乙局".encode("gb18030"), ("甲局", "乙局"), id="as the Chinese Notepad writes"
        ),
        pytest.param("单位名单.txt", "甲局".encode("utf-8-sig"), ("甲局",), id="with a mark at its beginning"),
        pytest.param("单位名单.txt", "1.甲局\n2、 3514厂\n12中\n".encode(), ("甲局", "3514厂", "12中"), id="numbered"),
        pytest.param("单位名单.txt", "财政所\n财政所\n".encode(), ("财政所", "财政所"), id="a name twice"),
        pytest.param("单位名单.yaml", "units: [甲局, 乙局]\n".encode(), ("甲局", "乙局"), id="YAML"),
    ],
)
def test_what_a_list_says(name: str, data: bytes, units: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert lists_in(tmp_path) == [tmp_path / name]
    assert read_unit_list(tmp_path / name) == units


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("a.txt", b"\n# x\n", "里没有单位", id="nothing"),
        pytest.param("a.txt", b"PK\x03\x04\0\0", "不是文字文件", id="a workbook"),
        pytest.param("a.txt", b"\xff\xff\xff", "不是文字文件", id="no encoding"),
        pytest.param("a.txt", b"a\n" * MOST_BYTES, "不是文字文件", id="too large"),
        pytest.param("b.txt", None, "打不开单位名单", id="not there"),
    ],
)
def test_what_is_no_list(name: str, data: bytes | None, said: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=said):
        read_unit_list(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        pytest.param("a.txt", f"甲局\n{'长' * (LONGEST + 1)}\n", "a.txt:2: 名称超过100字", id="a line without end"),
        pytest.param("a.yaml", "unit: [甲局]\n", "a.yaml:1:1", id="another key"),
        pytest.param("a.yaml", "units:\n  - {name: 甲局}\n", "a.yaml:2:5", id="no name"),
        pytest.param("a.yaml", "units: []\n", "a.yaml:1", id="empty"),
    ],
)
def test_faults_have_their_place(name: str, text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CriteriaError) as caught:
        read_unit_list(tmp_path / name)
    assert caught.value.faults[0].startswith(fault)

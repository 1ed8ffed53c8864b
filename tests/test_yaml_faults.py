"""Faults of criteria YAML: all of them at once, each with file, line, column, key and what may stand there."""

from pathlib import Path

import pytest

from wenming_cli.criteria.load import examine_set
from wenming_cli.notation.nodes import read_document

HEAD = "id: t\ntitle: T\nyear: 2021\nunit: U\nplan: {title: p, issuer: U}\n"
START = "category: {no: 一, title: A}\nprojects:\n  - no: '1.1'\n    title: x\n    standards: [s]\n    items:\n"


def faults(tmp_path: Path, body: str | bytes, head: str = HEAD) -> list[str]:
    (tmp_path / "set.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "1.yaml").write_bytes(body if isinstance(body, bytes) else (START + body).encode("utf-8"))
    return [str(one) for one in examine_set(tmp_path)[1]]


def test_a_good_set_has_none(tmp_path: Path) -> None:
    assert faults(tmp_path, "      - {id: 1.10, text: 啊, requires: [{id: a, type: 方案, count: 2..4}]}\n") == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        pytest.param("      - {id: a, text: b, tezt: c}\n", 7, ["tezt", "text"], id="unknown key"),
        pytest.param("      - id: a\n        text: b\n        text: c\n", 9, ["写了两次", "第 8 行"], id="key twice"),
        pytest.param("      - {id: a, text: b}\n      - {id: a, text: c}\n", 8, ["用了两次"], id="id twice"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, type: 方按}]}\n", 7, ["方按", "方案"], id="unknown type"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, carrier: 相片}]}\n", 7, ["照片"], id="unknown carrier"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, count: 4..2}]}\n", 7, ["上限比下限小"], id="count reversed"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, count: 两份}]}\n", 7, ["2..4"], id="count in words"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, red_head: yes}]}\n", 7, ["true", "false"], id="yes is no truth"),
        pytest.param("      - {id: a, text: b, requires: [{id: x}, {id: x}]}\n", 7, ["用了两次"], id="requirement id twice"),
        pytest.param("      - {id: a, text: b, shares: [z]}\n", 7, ["不存在"], id="a reference to nothing"),
        pytest.param("      - {id: a, text: b, requires: [{id: x, when: {windov: true}}]}\n", 7, ["service_window"], id="unknown switch"),
        pytest.param("      - {id: a}\n", 7, ["缺少“text”"], id="a key is missing"),
        pytest.param("      - id: a\n\ttext: b\n", 8, ["Tab"], id="tab"),
        pytest.param("      - id：a\n", 7, ["全角"], id="full-width colon"),
        pytest.param("      - {id: !!python/object:os.system a, text: b}\n", 7, ["标签"], id="tag"),
        pytest.param("      - &x {id: a, text: b}\n      - *x\n", 7, ["锚点"], id="alias"),
        pytest.param("      - {<<: {id: a}, text: b}\n", 7, ["合并键"], id="merge key"),
        pytest.param("      - {id: a, text: b\n", 8, ["语法有误"], id="bracket open"),
    ],
)  # fmt: skip
def test_fault(body: str, line: int, words: list[str], tmp_path: Path) -> None:
    found = faults(tmp_path, body)
    assert any(one.startswith(f"1.yaml:{line}:") and all(word in one for word in words) for one in found), found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("category: 组织".encode("gbk"), "UTF-8", id="GBK"),
        pytest.param(b"category: a\x00b\n", "U+0000", id="NUL"),
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b"- a\n- b\n", "最外层", id="a list"),
        pytest.param(b"x: 1\n---\ny: 2\n", "多个", id="two documents"),
        pytest.param(b"a: " + b"[" * 40 + b"]" * 40, "嵌套", id="too deep"),
        pytest.param(b"x" * 1_100_000, "字节", id="too large"),
    ],
)
def test_files_that_are_no_yaml_of_ours(data: bytes, words: str, tmp_path: Path) -> None:
    assert any(words in one for one in faults(tmp_path, data))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    body = "      - {id: a, tezt: b}\n      - id：b\n      - {id: c, text: d, requires: [{id: x, type: 方按}]}\n"
    found = faults(tmp_path, body, HEAD.replace("year: 2021", "yaer: 2021"))
    assert {one.split(":")[0] for one in found} == {"set.yaml", "1.yaml"}
    assert {one.split(":")[1] for one in found if one.startswith("1.yaml")} >= {"7", "8", "9"}


def test_scalars_stay_as_written() -> None:
    document = read_document("x.yaml", b"a: 1.10\nb: 010\nc: no\nd: 1:30\ne: 2024-01-01\nf:\ng: ~\nh: ''\n")
    assert document.value == {
        "a": "1.10",
        "b": "010",
        "c": "no",
        "d": "1:30",
        "e": "2024-01-01",
        "f": None,
        "g": None,
        "h": "",
    }


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, b"\xef\xbb\xbf" + (START + "      - {id: a, text: b}\n").encode()) == []


def test_no_set_file(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(START + "      - {id: a, text: b}\n", encoding="utf-8")
    assert any("没有 set.yaml" in str(one) for one in examine_set(tmp_path)[1])

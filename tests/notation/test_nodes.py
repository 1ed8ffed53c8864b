"""YAML is taken as written: text stays text, every fault has its place, nothing loops or executes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.notation.document import MOST_FAULTS
from wenming_cli.notation.nodes import MOST_BYTES, MOST_DEPTH, read_document


def read(text: str | bytes) -> object:
    """The value of a file without faults."""
    document = read_document("甲.yaml", text.encode() if isinstance(text, str) else text)
    assert document.faults == []
    return document.value


def faults(text: str | bytes) -> list[tuple[int, int, str]]:
    """Line, column and words of every fault."""
    document = read_document("甲.yaml", text.encode() if isinstance(text, str) else text)
    return [(fault.line, fault.column, fault.what) for fault in document.faults]


@pytest.mark.parametrize(
    "written", ["010", "1.10", "1:30", "no", "yes", "2024-01-01", "0x1F", "1e3", "1_000", "on", ".nan", "=", "真"]
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read(f"id: {written}\n") == {"id": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_only_nothing_is_nothing(written: str) -> None:
    assert read(f"due: {written}\nwho: '{written}'\n") == {"due": None, "who": written}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: [1, {b: 2}]\nc:\n  - d\n  -\n", {"a": ["1", {"b": "2"}], "c": ["d", None]}, id="nesting"),
        pytest.param("\ufeffa: 1\n", {"a": "1"}, id="byte order mark"),
        pytest.param("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}, id="windows line ends"),
        pytest.param("a: |-\n  第一行\n  第二行\n", {"a": "第一行\n第二行"}, id="block text"),
        pytest.param("---\na: 1\n", {"a": "1"}, id="a document mark"),
        pytest.param('a: "x\\u202ey"\n', {"a": "x\u202ey"}, id="escapes that the program itself writes"),
        pytest.param("a:\n- b\n- c\nd: '# 不是注释'\n", {"a": ["b", "c"], "d": "# 不是注释"}, id="lists at key depth"),
    ],
)
def test_what_is_read(text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", (3, 1, "键“a”写了两次（先在第 1 行）"), id="a key twice"),
        pytest.param("a: &x 1\n", (1, 4, "用了 YAML 锚点（&）"), id="an anchor that would swallow a word"),
        pytest.param("a: &x [1]\nb: *x\n", (2, 4, "用了 YAML 别名（*）"), id="an alias"),
        pytest.param("a: *重点\n", (1, 5, "用了 YAML 别名（*）"), id="a star before text"),
        pytest.param("a: !foo b\n", (1, 4, "用了 YAML 标签 !foo"), id="a tag"),
        pytest.param("a: !!python/name:os.system\n", (1, 4, "用了 YAML 标签"), id="a python tag"),
        pytest.param("a: {<<: {b: 1}}\n", (1, 5, "用了合并键 <<"), id="a merge key"),
        pytest.param("a: 1\n---\nb: 2\n", (2, 1, "文件里有多个 YAML 文档（---）"), id="two documents"),
        pytest.param("", (1, 1, "文件是空的"), id="nothing"),
        pytest.param("# 只有注释\n", (1, 1, "文件是空的"), id="only a comment"),
        pytest.param("a:\n\tb: 1\n", (2, 1, "行首用了制表符（Tab）缩进"), id="a tab"),
        pytest.param("甲: 1\n乙：2\n", (2, 2, "这里用了全角冒号“：”"), id="a full-width colon"),
        pytest.param("a:\n  - b: 1\n  －c: 2\n", (3, 3, "这里用了全角横线“－”"), id="a full-width dash"),
        pytest.param("a: 1\nb:\u3000全角\nc: 3\n", (2, 3, "这里用了全角空格"), id="a full-width space"),
        pytest.param("a: ｛b: 1｝\n", (1, 4, "这里用了全角括号“｛”"), id="full-width braces"),
        pytest.param("a: {b: 1，c: 2}\n", (1, 9, "这里用了全角逗号“，”"), id="a full-width comma between keys"),
        pytest.param("a: [1, 2\n", (2, 1, "YAML 语法有误"), id="an open bracket"),
        pytest.param("? [a]\n: b\n", (1, 3, "键必须是一个词"), id="a key that is a list"),
        pytest.param("甲: 安全\n".encode("gbk"), (1, 1, "文件不是 UTF-8 编码（可能是 GBK）"), id="GBK"),
        pytest.param("甲: 1\n".encode("utf-16"), (1, 1, "文件是 UTF-16 编码，不是 UTF-8"), id="UTF-16"),
        pytest.param(b"a: 1\nb: x\0y\n", (2, 5, "文件里有控制字符 U+0000"), id="NUL"),
        pytest.param(b"a: 1\n" + bytes(range(128, 256)), (2, 1, "文件不是 UTF-8 编码（可能是 GBK）"), id="binary"),
        pytest.param("#" * (MOST_BYTES + 1), (1, 1, f"文件超过 {MOST_BYTES:,} 字节"), id="size"),
    ],
)
def test_what_is_refused(text: str | bytes, expected: tuple[int, int, str]) -> None:
    line, column, what = expected
    found = faults(text)
    assert any(one[:2] == (line, column) and one[2].startswith(what) for one in found), found


def test_a_fullwidth_comma_inside_text_is_left_alone() -> None:
    assert read("a: {b: 甲，乙}\n") == {"a": {"b": "甲，乙"}}


def test_one_broken_line_does_not_hide_the_next() -> None:
    found = faults("a：1\nb: [1\nc：2\n")
    assert [line for line, _, _ in found][:2] == [1, 3] or {1, 3} <= {line for line, _, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "a: &a [x,x]\n" + "".join(f"k{i}: [{','.join(['*a'] * 500)}]\n" for i in range(200)), id="aliases"
        ),
        pytest.param("[" * 10_000 + "]" * 10_000, id="10,000 brackets"),
        pytest.param("".join(" " * i + "a:\n" for i in range(1_000)), id="1,000 steps of indent"),
        pytest.param("a: " + "9" * 100_000, id="a long number"),
        pytest.param("a: &a [*a]\n", id="an anchor in itself"),
    ],
)
def test_bombs_end_within_a_second(text: str) -> None:
    started = time.monotonic()
    document = read_document("甲.yaml", text.encode())
    assert time.monotonic() - started < 1
    assert len(document.faults) <= MOST_FAULTS
    assert document.faults or text.startswith("a: 9")


def test_depth_is_limited_at_its_line() -> None:
    deep = "x: " + "[" * (MOST_DEPTH + 5) + "]" * (MOST_DEPTH + 5)
    assert faults(f"a: 1\n{deep}\n")[0][0] == 2


def test_places_of_keys_and_list_entries() -> None:
    document = read_document("甲.yaml", b"a:\n  - id: x\n    due: y\n")
    assert document.place(("a", 0, "due")) == (3, 5)
    assert document.place(("a", 0, "nothing", "there")) == (2, 5)


@given(st.text(max_size=60))
def test_any_text_gives_a_value_or_a_fault_and_never_raises(text: str) -> None:
    document = read_document("甲.yaml", text.encode("utf-8", "surrogatepass"))
    assert all(fault.line >= 1 and fault.column >= 1 for fault in document.faults)


@given(st.binary(max_size=60))
def test_any_bytes_never_raise(data: bytes) -> None:
    read_document("甲.yaml", data)


KEYS = st.text("abc甲乙", min_size=1, max_size=3)
VALUES = st.recursive(
    st.text("abc 甲乙：，#&*!|>-?'\"{}[]%@`\n", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_quoted_values_come_back_as_they_were(value: dict[str, object]) -> None:
    import json

    assert read(json.dumps(value, ensure_ascii=False)) == value

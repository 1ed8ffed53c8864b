"""YAML as its author wrote it: every scalar is text, every node knows its place.

PyYAML's own loading reads 1.10 as a number, 010 as eight and the last of two equal keys;
so the node tree is walked here instead, and what could mean two things is a fault.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from wenming_cli.model.fault import Fault

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_MENDS = 20
WIDE_KEY = re.compile(r"\s*(?:- +)?[\w-]+：")

PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge")
)

Place = tuple[int, int]
Path = tuple[str | int, ...]


@dataclass
class Document:
    """What a file says, with the place of every value and key in it."""

    file: str
    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Line and column of the value at *path*, or of the nearest thing above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def fault(self, path: Path, what: str, remedy: str) -> None:
        """Note a fault at *path*."""
        line, column = self.place(path)
        self.faults.append(
            Fault(file=self.file, line=line, column=column, key=shown_path(path), what=what, remedy=remedy)
        )


def shown_path(path: Path) -> str:
    """A key path as a person would write it: projects[2].items[0].due."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_document(file: str, data: bytes) -> Document:
    """Read one YAML file; everything wrong with it comes back as faults."""
    document = Document(file)
    if len(data) > MOST_BYTES:
        document.fault((), f"文件有 {len(data):,} 字节，超过 {MOST_BYTES:,} 字节", "一套测评体系请按类别分成几个文件")
        return document
    text = _decoded(document, data)
    if text is None or _has_tabs(document, text):
        return document
    _build(document, text)
    return document


def _decoded(document: Document, data: bytes) -> str | None:
    """Take UTF-8 with or without a byte order mark; say what else it is."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        document.places[()] = (line, 1)
        document.fault((), "文件不是 UTF-8 编码", "用记事本或 WPS 打开，另存为 UTF-8 后再试")
        return None
    bad = next((at for at, char in enumerate(text) if ord(char) < 32 and char not in "\t\n\r"), None)
    if bad is not None:
        document.places[()] = (text.count("\n", 0, bad) + 1, bad - text.rfind("\n", 0, bad))
        document.fault((), f"文件里有控制字符 U+{ord(text[bad]):04X}", "删去这个字符，或从原件重新粘贴这一行")
        return None
    return text


def _has_tabs(document: Document, text: str) -> bool:
    """Report every line that is indented with tabs, which YAML forbids."""
    for number, line in enumerate(text.splitlines(), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            document.places[("tab", number)] = (number, indent.index("\t") + 1)
            fault = Fault(
                file=document.file,
                line=number,
                column=indent.index("\t") + 1,
                key="",
                what="行首用了制表符（Tab）缩进",
                remedy="YAML 只认空格缩进，请换成空格",
            )
            document.faults.append(fault)
    return bool(document.faults)


def _build(document: Document, text: str) -> None:
    """Compose the nodes and turn them into plain values.

    A line that breaks the syntax is noted, mended or blanked, and the rest read on, so that one
    slip does not hide the others; what was so read serves only to find further faults.
    """
    for _ in range(MOST_MENDS):
        try:
            node = _composed(document, text)
            break
        except (yaml.YAMLError, RecursionError) as error:
            mended = _mended(document, text, error)
            if mended is None:
                return
            text = mended
    else:
        return
    if node is None:
        document.fault((), "文件是空的", "写上内容，或删去这个文件")
        return
    document.value = _value(document, node, (), set())


def _composed(document: Document, text: str) -> Any:
    """The root node of *text*; None when there is nothing in it."""
    loader = _Loader(text)
    try:
        node = loader.get_node() if loader.check_node() else None
        if loader.check_node():
            document.fault((), "文件里有多个 YAML 文档（---）", "一个文件只写一个文档，去掉后面的 ---")
        return node
    finally:
        loader.dispose()


def _mended(document: Document, text: str, error: Exception) -> str | None:
    """Note where the YAML breaks and why; give the text without that break, if that is possible."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    lines = text.splitlines()
    wide_at = next((at for at in (line - 1, line - 2) if 0 <= at < len(lines) and WIDE_KEY.match(lines[at])), None)
    document.places[()] = (line, column) if wide_at is None else (wide_at + 1, lines[wide_at].index("：") + 1)
    if "alias" in str(getattr(error, "problem", "") or ""):
        document.fault((), "用了 YAML 别名（*）", "把内容直接写出来；以 * 开头的文字请加引号")
    elif wide_at is not None:
        document.fault((), "键后面用了全角冒号“：”", "改成半角冒号，后面留一个空格")
        return "\n".join([*lines[:wide_at], lines[wide_at].replace("：", ": ", 1), *lines[wide_at + 1 :]])
    else:
        document.fault((), "YAML 语法有误", "检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对")
    if not 0 < line <= len(lines) or not lines[line - 1].strip():
        return None
    return "\n".join([*lines[: line - 1], "", *lines[line:]])


def _value(document: Document, node: Any, path: Path, above: set[int]) -> Any:
    """The plain value of a node; tags and aliases are refused."""
    document.places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if id(node) in above:
        document.fault(path, "用了 YAML 锚点和别名（& 与 *）", "把内容直接写出来，不要引用")
        return None
    if len(path) > MOST_DEPTH:
        document.fault(path, f"嵌套超过 {MOST_DEPTH} 层", "减少嵌套")
        return None
    above.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(document, node, path)
    if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        document.fault(path, f"用了 YAML 标签 {node.tag}", "去掉标签")
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, one, (*path, at), above) for at, one in enumerate(node.value)]
    return _mapping(document, node, path, above)


def _scalar(document: Document, node: Any, path: Path) -> Any:
    """Text as written; a plain empty value, ~ or null is nothing at all."""
    if node.tag not in PLAIN_TAGS:
        document.fault(path, f"用了 YAML 标签 {node.tag}", "去掉标签，文字直接写")
        return None
    if not node.style and node.value in ("", "~", "null", "Null", "NULL"):
        return None
    return node.value


def _mapping(document: Document, node: Any, path: Path, above: set[int]) -> dict[str, Any]:
    """A mapping with each key once."""
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            document.places[(*path, "?")] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            document.fault((*path, "?"), "键必须是一个词", "检查括号和缩进")
            continue
        key = key_node.value
        here = (*path, key)
        if key in result or key == "<<":
            document.places[(*here, "again")] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            what = "用了合并键 <<" if key == "<<" else f"键“{key}”写了两次（先在第 {document.place(here)[0]} 行）"
            document.fault((*here, "again"), what, "删去一个" if key != "<<" else "把内容直接写出来")
            continue
        document.places[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        result[key] = _value(document, value_node, here, above)
    return result

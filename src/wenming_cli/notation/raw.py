"""A YAML file before YAML: its encoding, control characters and tabs."""

from wenming_cli.notation.document import Document

_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")


def decoded(document: Document, data: bytes) -> str | None:
    """The text of UTF-8 with or without a byte order mark; None, and a fault, for what is not."""
    if data.startswith(_ENCODINGS):
        document.fault((), "文件是 UTF-16 编码，不是 UTF-8", "用记事本打开，另存为时“编码”选 UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        document.fault_at((line, 1), (), "文件不是 UTF-8 编码（可能是 GBK）", "用记事本打开，另存为时“编码”选 UTF-8")
        return None
    bad = next((at for at, char in enumerate(text) if ord(char) < 32 and char not in "\t\n\r"), None)
    if bad is not None:
        place = text.count("\n", 0, bad) + 1, bad - text.rfind("\n", 0, bad)
        document.fault_at(place, (), f"文件里有控制字符 U+{ord(text[bad]):04X}", "删去这个字符，或从原件重新粘贴这一行")
        return None
    return text


def has_tabs(document: Document, text: str) -> bool:
    """Whether a line is indented with tabs, which YAML forbids; every such line is a fault."""
    for number, line in enumerate(text.splitlines(), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            place = number, indent.index("\t") + 1
            document.fault_at(place, (), "行首用了制表符（Tab）缩进", "YAML 只认空格缩进，请把 Tab 换成空格")
    return bool(document.faults)

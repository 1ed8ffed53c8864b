"""Load one YAML file as a noun; every fault of it comes back with its place."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from wenming_cli.errors import CriteriaError
from wenming_cli.notation.document import Document
from wenming_cli.notation.faults import add_faults
from wenming_cli.notation.nodes import MOST_BYTES, read_document

T = TypeVar("T", bound=BaseModel)


def load_file(path: Path, noun: type[T], most_bytes: int = MOST_BYTES) -> tuple[Document, T | None]:
    """One YAML file as *noun*, or None with the faults in the document."""
    try:
        if not path.is_file():
            document = Document(path.name)
            document.fault((), "不是普通文件（是文件夹、设备或断了的链接）", "移走它，或换成 YAML 文件")
            return document, None
        with path.open("rb") as stream:
            data = stream.read(most_bytes + 1)
    except OSError as error:
        document = Document(path.name)
        document.fault((), f"打不开文件（{error.strerror or error}）", "关闭正在打开它的程序，检查是否有权读取")
        return document, None
    document = read_document(path.name, data, most_bytes)
    if document.faults and document.value is None:
        return document, None
    if not isinstance(document.value, dict) and document.faults:
        return document, None
    if not isinstance(document.value, dict):
        document.fault((), "文件最外层要写成几行“键: 值”", "冒号用半角（:），后面留一个空格")
        return document, None
    try:
        return document, noun.model_validate(document.value)
    except ValidationError as error:
        add_faults(document, noun, error)
        return document, None


def load_whole(
    path: Path, noun: type[T], most_bytes: int = MOST_BYTES, check: Callable[[Document, T], None] | None = None
) -> T:
    """One YAML file as *noun*; raise with all faults if it has any. *check* adds those that a noun can't see."""
    document, loaded = load_file(path, noun, most_bytes)
    if loaded is not None and check is not None:
        check(document, loaded)
    if loaded is None or document.faults:
        raise CriteriaError(
            f"{path.name} 有 {len(document.faults)} 处错误",
            remedy="按下面列出的位置逐条修改后再运行",
            faults=tuple(str(fault) for fault in document.faults),
        )
    return loaded

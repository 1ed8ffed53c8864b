"""What no single value of a set can show: ids given twice, references to nothing, characters that no name may have."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from wenming_cli.model.criteria import CategoryFile, Item, Project
from wenming_cli.model.requirement import Requirement, children
from wenming_cli.notation.document import Document, Path

_IDENT = re.compile(r"[0-9A-Za-z一-鿿_.-]{1,40}")
_NO = re.compile(r"[^\\/:*?\"<>|“”‘’\n]{1,40}")
_DOTS = re.compile(r"\.{2,}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
IDENT_REMEDY = "编号只用数字、字母、汉字、点、横线，最长 40 个字，例如 1.2.5"


def check_values(document: Document) -> None:
    """Characters that can't be seen, in any text of a file; letters that an id may not have."""
    for path, value in _texts(document.value, ()):
        unseen = _UNSEEN.search(value)
        if unseen:
            what = f"文字里有看不见的字符 U+{ord(unseen[0]):04X}"
            document.fault(path, what, "删去这个字符，或重新输入这一行")
        elif path and path[-1] == "id" and (not _IDENT.fullmatch(value) or _DOTS.search(value) or value[0] in ".-"):
            document.fault(path, f"编号“{value[:40]}”里有不能用的字符", IDENT_REMEDY)
        elif path and path[-1] == "no" and not _NO.fullmatch(value):
            document.fault(path, f"序号“{value[:40]}”里有不能用的字符", "序号会写进文件夹名，不用斜杠、冒号、引号等")


def check_across(documents: Sequence[Document], files: Sequence[CategoryFile | None]) -> None:
    """Ids given twice, within an item and over the whole set; items that are named and not there."""
    first: dict[str, str] = {}
    projects: dict[str, str] = {}
    for document in documents:
        for above, whole in _raw(document.value, (), "projects"):
            _note_once(document, (*above, "no"), whole.get("no"), projects)
            for inner, raw in _raw(whole, above, "items"):
                _note_once(document, (*inner, "id"), raw.get("id"), first)
    known = set(first) | {ident.rsplit(".", 1)[0] for ident in first} | {ident.split(".")[0] for ident in first}
    for document, file in zip(documents, files, strict=True):
        for path, project, item in _items(file):
            _check_sub_point(document, path, project, item)
            _check_requirements(document, path, item)
            if all(files):
                _check_references(document, path, item, known)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a document's value with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*path, at))


def _raw(value: Any, path: Path, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The mappings in the list *key* of a value before validation, with their paths."""
    listed = value.get(key) if isinstance(value, dict) else None
    for at, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield (*path, key, at), one


def _note_once(document: Document, path: Path, ident: object, first: dict[str, str]) -> None:
    """An id, or the number of a project, may stand once in a set."""
    if not isinstance(ident, str):
        return
    if ident in first:
        document.fault(path, f"编号“{ident}”用了两次（先在 {first[ident]}）", "同一套体系里每个编号只能用一次")
    first.setdefault(ident, f"{document.file} 第 {document.place(path)[0]} 行")


def _items(file: CategoryFile | None) -> Iterator[tuple[Path, Project, Item]]:
    """The items of a loaded file, each with its path in the document and its project."""
    for p, project in enumerate(file.projects if file else ()):
        for i, item in enumerate(project.items):
            yield ("projects", p, "items", i), project, item


def _check_sub_point(document: Document, path: Path, project: Project, item: Item) -> None:
    """The part of the standard that an item proves must be there."""
    there = len(project.sub_points)
    if item.sub_point is not None and item.sub_point > there:
        remedy = f"写 1 到 {there}，按 sub_points 的顺序" if there else "先在这个项目里写 sub_points，或删去这一行"
        what = f"sub_point 是第{item.sub_point}分项，项目“{project.no}”的 sub_points 有{there}个"
        document.fault((*path, "sub_point"), what, remedy)


def _requirements(requirements: tuple[Requirement, ...], path: Path) -> Iterator[tuple[Path, Requirement]]:
    """All requirements of an item, groups and their parts, with their paths."""
    for at, one in enumerate(requirements):
        here = (*path, at)
        yield here, one
        key = next((key for key in ("any_of", "each", "sequence", "set") if getattr(one, key, None)), "")
        yield from _requirements(children(one), (*here, key))


def _check_requirements(document: Document, path: Path, item: Item) -> None:
    """Ids of requirements are stable names: once each within an item."""
    seen: set[str] = set()
    for here, one in _requirements(item.requires, (*path, "requires")):
        if one.id in seen:
            what = f"材料要求的编号“{one.id}”用了两次"
            document.fault((*here, "id"), what, "同一条材料里每个要求的 id 只能用一次")
        seen.add(one.id)


def _check_references(document: Document, path: Path, item: Item, known: set[str]) -> None:
    """Shared items, combined items and exclusions must exist."""
    remedy = "改成本套体系里有的编号"
    for at, other in enumerate(item.shares):
        if other not in known:
            document.fault((*path, "shares", at), f"shares 指向不存在的编号“{other}”", remedy)
    for here, one in _requirements(item.requires, (*path, "requires")):
        for key in ("combine", "not_confused_with"):
            for other in getattr(one, key, ()):
                if other not in known:
                    document.fault((*here, key), f"{key} 指向不存在的编号“{other}”", remedy)

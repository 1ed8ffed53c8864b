"""Load a criteria set from its folder; report every fault of every file at once."""

from collections.abc import Iterable
from pathlib import Path

from wenming_cli.errors import CriteriaError
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Item, SetHead
from wenming_cli.model.fault import Fault
from wenming_cli.model.requirement import Requirement, children
from wenming_cli.notation.file import load_file
from wenming_cli.notation.nodes import Document

HEAD = "set.yaml"


def load_set(folder: Path) -> CriteriaSet:
    """Load the set in *folder*; raise with all faults if it has any."""
    criteria, faults = examine_set(folder)
    if criteria is None or faults:
        raise CriteriaError(
            f"测评体系“{folder.name}”有 {len(faults)} 处错误",
            remedy="按下面列出的位置逐条修改后再运行",
            faults=tuple(str(fault) for fault in faults),
        )
    return criteria


def examine_set(folder: Path) -> tuple[CriteriaSet | None, tuple[Fault, ...]]:
    """The set in *folder* as far as it can be read, and all its faults."""
    if not folder.is_dir():
        raise CriteriaError(f"找不到测评体系文件夹：{folder}", remedy="检查路径，或用 wenming criteria list 看可用的名称")
    names = sorted(path.name for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    head_document, head = Document(HEAD), None
    if HEAD in names:
        head_document, head = load_file(folder / HEAD, SetHead)
    else:
        head_document.fault((), f"文件夹里没有 {HEAD}", "每套测评体系要有 set.yaml，写明 id、title、year、unit、plan")
    documents, files = [head_document], []
    for name in names:
        if name != HEAD:
            document, file = load_file(folder / name, CategoryFile)
            documents.append(document)
            files.append(file)
    _across(documents[1:], [file for file in files if file is not None], all(files))
    faults = tuple(fault for document in documents for fault in document.faults)
    whole = [file for file in files if file is not None]
    return (CriteriaSet(head=head, categories=tuple(whole)) if head and len(whole) == len(files) else None), faults


def _across(documents: list[Document], files: list[CategoryFile], complete: bool) -> None:
    """Check what no single file can: ids given twice, references to nothing."""
    first: dict[str, str] = {}
    items: list[tuple[Document, tuple[str | int, ...], Item]] = []
    for document in documents:
        for path, value in _raw_items(document):
            ident = value.get("id")
            if not isinstance(ident, str):
                continue
            place = f"{document.file} 第 {document.place((*path, 'id'))[0]} 行"
            if ident in first:
                document.fault((*path, "id"), f"编号“{ident}”用了两次（先在 {first[ident]}）", "每条材料的编号只能用一次")
            first.setdefault(ident, place)
    by_name = {file.category.no: file for file in files}
    for document in documents:
        file = next((one for one in by_name.values() if _is_from(document, one)), None)
        if file is not None:
            items.extend(_items_of(document, file))
    known = set(first) | {ident.rsplit(".", 1)[0] for ident in first} | {ident.split(".")[0] for ident in first}
    for document, path, item in items:
        _requirement_ids(document, path, item)
        if complete:
            _references(document, path, item, known)


def _raw_items(document: Document) -> Iterable[tuple[tuple[str | int, ...], dict[str, object]]]:
    """The items of a document before validation, with their paths."""
    projects = document.value.get("projects") if isinstance(document.value, dict) else None
    for p, project in enumerate(projects if isinstance(projects, list) else ()):
        items = project.get("items") if isinstance(project, dict) else None
        for i, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield ("projects", p, "items", i), item


def _is_from(document: Document, file: CategoryFile) -> bool:
    """Whether *file* is what *document* became."""
    value = document.value
    category = value.get("category") if isinstance(value, dict) else None
    return isinstance(category, dict) and category.get("no") == file.category.no


def _items_of(
    document: Document, file: CategoryFile
) -> Iterable[tuple[Document, tuple[str | int, ...], Item]]:
    """The items of a loaded file, each with its path in the document."""
    for p, project in enumerate(file.projects):
        for i, item in enumerate(project.items):
            yield document, ("projects", p, "items", i), item


def _requirement_ids(document: Document, path: tuple[str | int, ...], item: Item) -> None:
    """Ids of requirements are stable names: once each within an item."""
    seen: set[str] = set()

    def walk(requirements: tuple[Requirement, ...]) -> None:
        for one in requirements:
            if one.id in seen:
                document.fault((*path, "requires"), f"材料要求的编号“{one.id}”用了两次", "同一条材料里每个要求的 id 只能用一次")
            seen.add(one.id)
            walk(children(one))

    walk(item.requires)


def _references(document: Document, path: tuple[str | int, ...], item: Item, known: set[str]) -> None:
    """Shared items, combined items and exclusions must exist."""
    for other in item.shares:
        if other not in known:
            document.fault((*path, "shares"), f"shares 指向不存在的编号“{other}”", "改成本套体系里有的编号")

    def walk(requirements: tuple[Requirement, ...]) -> None:
        for one in requirements:
            for other in (*one.combine, *getattr(one, "not_confused_with", ())):
                if other not in known:
                    document.fault((*path, "requires"), f"材料要求指向不存在的编号“{other}”", "改成本套体系里有的编号")
            walk(children(one))

    walk(item.requires)

"""Load a criteria set from its folder; report every fault of every file at once."""

from dataclasses import dataclass
from pathlib import Path

from wenming_cli.criteria.across import check_across, check_values
from wenming_cli.errors import CriteriaError
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, SetHead
from wenming_cli.model.fault import Fault
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_file

HEAD = "set.yaml"
MOST_FILES = 200


def load_set(folder: Path) -> CriteriaSet:
    """Load the set in *folder*; raise CriteriaError with all faults if it has any."""
    criteria, faults = examine_set(folder)
    if criteria is None or faults:
        raise CriteriaError(
            f"测评体系“{folder.name}”有 {len(faults)} 处错误",
            remedy="按下面列出的位置逐条修改后再运行",
            faults=tuple(str(fault) for fault in faults),
        )
    return criteria


@dataclass(frozen=True, slots=True)
class Examined:
    """A set as far as it can be read, and its files: that of set.yaml first, then one for each category."""

    criteria: CriteriaSet | None
    documents: tuple[Document, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of all files, in their order."""
        return tuple(fault for document in self.documents for fault in document.faults)


def examine_set(folder: Path) -> tuple[CriteriaSet | None, tuple[Fault, ...]]:
    """The set in *folder* as far as it can be read, and all its faults."""
    examined = read_set(folder)
    return examined.criteria, examined.faults


def read_set(folder: Path) -> Examined:
    """The set in *folder* with its files, in which every value has its line."""
    names = _names(folder)
    head_document, head = Document(HEAD), None
    if HEAD in names:
        head_document, head = load_file(folder / HEAD, SetHead)
    else:
        head_document.fault((), f"文件夹里没有 {HEAD}", "每套测评体系要有 set.yaml，写明 id、title、year、unit、plan")
    loaded = [load_file(folder / name, CategoryFile) for name in names if name != HEAD]
    documents, files = [document for document, _ in loaded], [file for _, file in loaded]
    if not loaded:
        head_document.fault((), "除了 set.yaml 没有别的 YAML 文件", "每个类别写一个文件，例如 1-组织领导.yaml")
    for document in (head_document, *documents):
        check_values(document)
    check_across(documents, files)
    whole = tuple(file for file in files if file is not None)
    criteria = CriteriaSet(head=head, categories=whole) if head and len(whole) == len(files) else None
    return Examined(criteria, (head_document, *documents))


def _names(folder: Path) -> list[str]:
    """The YAML files of a set in order; hidden files and those of editors are left out."""
    if not folder.is_dir():
        raise CriteriaError(
            f"找不到测评体系文件夹：{folder}", remedy="检查路径，或用 wenming criteria list 看可用的名称"
        )
    try:
        paths = [path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml")]
    except OSError as error:
        raise CriteriaError(f"打不开测评体系文件夹：{folder}（{error.strerror}）", remedy="检查是否有权读取") from error
    names = sorted(path.name for path in paths if not path.name.startswith((".", "~")))
    if len(names) > MOST_FILES:
        raise CriteriaError(f"“{folder}”里有 {len(names)} 个 YAML 文件", remedy="这里只放一套测评体系的文件")
    return names

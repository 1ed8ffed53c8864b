"""Find a workspace and take in what people wrote there: settings, people, criteria, evidence roots."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.errors import WorkspaceError
from wenming_cli.model.criteria import SetHead
from wenming_cli.model.workspace import People, Settings
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_whole
from wenming_cli.workspace.bundled import set_folder
from wenming_cli.workspace.people import read_people

SETTINGS, PEOPLE, DECISIONS, LEARNED = "wenming.yaml", "people.yaml", "decisions.yaml", "learned.yaml"
FINDINGS, RECORDS = "findings.yaml", "records.yaml"
BOXES, ROUNDS, REPORTS, INNER = "资料盒", "历次检查", "报告", ".wenming"
FORM, FORMS = "待确认.xlsx", "待确认*.xlsx"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A unit's folder with what it says about itself."""

    folder: Path
    settings: Settings
    people: People

    @property
    def roots(self) -> Mapping[str, Path]:
        """Evidence roots by the name that wenming.yaml gives them."""
        return {root.path: (self.folder / root.path) for root in self.settings.evidence}

    @property
    def own(self) -> frozenset[Path]:
        """Folders that the program writes; never scanned."""
        return frozenset(self.folder / name for name in (BOXES, ROUNDS, REPORTS, INNER))

    def ignored_in(self, folder: Path) -> tuple[str, ...]:
        """The ignore patterns for a root; where it is the workspace itself, its own YAML is no evidence."""
        if folder.resolve() != self.folder.resolve():
            return self.settings.ignore
        own = (SETTINGS, PEOPLE, DECISIONS, LEARNED, RECORDS, FINDINGS, "criteria/*", FORMS)
        return (*self.settings.ignore, *own)

    def boxes_of(self, criteria: str) -> Path:
        """Where the boxes of a set stand; each set has its own folder where there are several."""
        out = self.folder / BOXES
        return out / criteria if len(self.settings.criteria) > 1 else out

    @property
    def all_boxes(self) -> tuple[Path, ...]:
        """Where the boxes of every set stand, in the order of the sets."""
        if len(self.settings.criteria) == 1:
            return (self.folder / BOXES,)
        heads = (load_whole(folder / "set.yaml", SetHead) for folder in self.set_folders)
        return tuple(self.boxes_of(head.id) for head in heads)

    @property
    def inner(self) -> Path:
        """Cache and lock."""
        return self.folder / INNER

    @property
    def set_folders(self) -> tuple[Path, ...]:
        """The folders of the unit's criteria sets."""
        return tuple(set_folder(name, self.folder) for name in self.settings.criteria)


def find_workspace(start: Path) -> Path:
    """The nearest folder at or above *start* that has a wenming.yaml."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise WorkspaceError(
        f"“{start}”不是工作区（没有 {SETTINGS}）",
        remedy="先 cd 到工作区文件夹，或用 wenming init 文件夹 --criteria huarong-2021 建一个",
    )


def open_workspace(start: Path) -> Workspace:
    """The workspace at or above *start*; every fault of its YAML is reported."""
    folder = find_workspace(start.resolve())
    settings = load_whole(folder / SETTINGS, Settings, check=_check)
    people = read_people(folder / PEOPLE)
    if not settings.evidence:
        raise WorkspaceError(f"{SETTINGS} 里没有证据文件夹", remedy="在 evidence 下写上文件夹，例如 evidence: [证据]")
    return Workspace(folder, settings, people)


def _check(document: Document, settings: Settings) -> None:
    """What is said twice is said alike: 保管期限 of the sheets and of the 档号."""
    said, coded = settings.sheets.retention, settings.boxes.da22
    if said and coded and said != settings.retention:
        what = f"保管期限前后不一：这里是{said}，boxes 的 da22 里 period: {coded.period} 是{settings.retention}"
        document.fault(("sheets", "retention"), what, "以档号为准：删去这一行，或改对 period")

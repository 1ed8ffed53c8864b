"""What leaves for which indicator, under which name and in which shape; nothing is opened here.

What must not leave is taken out here and nowhere else: contents with a mark of secrecy, also when somebody released
them for the box (RELIABILITY part 6, a). Contents with personal data are named, for the command to stop at.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wenming_cli.export.names import file_stem, folder_name, stem_of, suffix_of
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import ExportRules

MB = 1 << 20
PICTURES = frozenset({"jpg", "png", "gif", "bmp", "webp", "heic", "tif"})
CONVERTED = frozenset({"webp", "heic", "tif"})
"""Pictures that portals refuse as they are."""
ACCEPTED = frozenset(
    {
        ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".txt",
        ".mp4", ".mp3", ".avi", ".mov", ".wmv",
    }
)  # fmt: skip
"""Suffixes that portals usually take (DOMAIN C2: Word, scans, PDF, JPG); the portal's own list is what counts."""
OFFICE = frozenset({".wps", ".et", ".dps", ".rtf", ".odt", ".ods", ".odp"})
"""Office files that portals refuse and an office program makes a PDF of."""
SAVED_AS = {".wps": "docx", ".et": "xlsx", ".dps": "pptx", ".ofd": "pdf", ".rtf": "docx", ".odt": "docx"}
PACKS = frozenset({".zip", ".rar", ".7z"})
LOCATED = "照片里有拍摄地点"


class Treatment(StrEnum):
    """What is done to the copy of a file: nothing, another picture, parts of a PDF, a PDF of an office file."""

    COPY = "copy"
    PICTURE = "picture"
    SPLIT = "split"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Held:
    """An activity of which an indicator's evidence has photos: its name, its day, how many."""

    name: str
    day: str | None
    photos: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row that the portal asks for, with its evidence and records in filing order and what is said of it.

    *at* counts rows from 1 in the order of the table. *loose* counts photos of no activity. *figures* and *stated* are
    lines of recorded figures and words; *missing* what is still open; *asked* how many files wait to be confirmed.
    """

    at: int
    ident: str
    title: str
    text: str
    entries: tuple[Evidence | Record, ...] = ()
    held: tuple[Held, ...] = ()
    loose: int = 0
    figures: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file that leaves: its content, the path below the export without suffix, what is done to the copy, a remark."""

    evidence: Evidence
    stem: str
    treatment: Treatment
    remark: str = ""

    @property
    def copied_as(self) -> str:
        """The path of an unchanged copy."""
        return self.stem + suffix_of(self.evidence.place.name)


@dataclass(frozen=True, slots=True)
class Folder:
    """What leaves for one indicator; *kept_back* counts contents with a mark of secrecy."""

    indicator: Indicator
    name: str
    files: tuple[Outgoing, ...]
    kept_back: int

    @property
    def records(self) -> tuple[Record, ...]:
        """Papers in the cabinet and pages on the net."""
        return tuple(one for one in self.indicator.entries if isinstance(one, Record))


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """A whole export: the chosen indicators in the order of the table, and the rules of the portal."""

    unit: str
    year: int
    as_of: str
    criteria: str
    rules: ExportRules
    folders: tuple[Folder, ...]

    @property
    def files(self) -> tuple[Outgoing, ...]:
        """Every file that leaves."""
        return tuple(file for folder in self.folders for file in folder.files)

    @property
    def kept_back(self) -> int:
        """Contents with a mark of secrecy among the evidence of the chosen indicators."""
        return sum(folder.kept_back for folder in self.folders)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose export it is: unit, year, set and the day as of which it was judged."""

    unit: str
    year: int
    as_of: str
    criteria: str


def plan_export(
    indicators: Sequence[Indicator], last: int, whose: Whose, rules: ExportRules, personal: Mapping[str, str],
    located: Container[str] = (), office: bool = False,
) -> ExportPlan:  # fmt: skip
    """The export of *indicators*; *last* is how many rows the table has, *personal* what a content holds, in words.

    *located* are pictures that say where they were taken; a picture made anew no longer does. *office* says
    whether an office program is here.
    """
    folders = tuple(_folder(one, last, rules, personal, located, office) for one in indicators)
    return ExportPlan(whose.unit, whose.year, whose.as_of, whose.criteria, rules, folders)


def _folder(
    indicator: Indicator,
    last: int,
    rules: ExportRules,
    personal: Mapping[str, str],
    located: Container[str],
    office: bool,
) -> Folder:
    name = folder_name(indicator.at, last, indicator.ident, indicator.title, rules.name)
    contents = [one for one in indicator.entries if isinstance(one, Evidence)]
    leaving = [one for one in contents if not is_secret(one)]
    files = []
    for at, one in enumerate(leaving, start=1):
        stem = f"{name}/{file_stem(at, len(leaving), stem_of(one.place.name), rules.name)}"
        treatment = treatment_of(one, rules, office)
        as_it_is = [refused(one), LOCATED if one.sha256 in located else ""]
        said = [*(as_it_is if treatment is Treatment.COPY else ()), personal.get(one.sha256, "")]
        files.append(Outgoing(one, stem, treatment, "；".join(part for part in said if part)))
    return Folder(indicator, name, tuple(files), len(contents) - len(leaving))


def is_secret(evidence: Evidence) -> bool:
    """Whether a content, or a member of the pack that it is, bears a mark of secrecy."""
    return any(one.reading.secrecy for one in (evidence, *evidence.members))


def treatment_of(evidence: Evidence, rules: ExportRules, office: bool = False) -> Treatment:
    """What has to be done to a copy so that it keeps the portal's limits."""
    reading, size = evidence.reading, evidence.place.size
    if reading.format in PICTURES and reading.problem is None:
        wide = max(reading.pixels or (0,)) > rules.picture_side
        fits = size <= rules.picture_mb * MB and not wide and reading.format not in CONVERTED
        return Treatment.COPY if fits else Treatment.PICTURE
    if reading.format == "pdf" and reading.problem is None and size > rules.pdf_mb * MB:
        return Treatment.SPLIT
    if office and suffix_of(evidence.place.name) in OFFICE and reading.problem is None:
        return Treatment.OFFICE
    return Treatment.COPY


def refused(evidence: Evidence) -> str:
    """What to do about a format that portals refuse, where it leaves as it is."""
    suffix = suffix_of(evidence.place.name)
    if suffix in ACCEPTED:
        return ""
    if suffix in PACKS:
        return f"网申平台多半不收{suffix}，请解压后逐个上传"
    wanted = SAVED_AS.get(suffix, "pdf")
    return f"网申平台多半不收{suffix or '没有扩展名的文件'}，请另存为{wanted}再上传"

"""Write an export: copies, pictures and PDFs made to fit, forms, delivery note, sums; whole or not at all."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from wenming_cli.errors import OfflineError
from wenming_cli.export.earlier import SUMS, kept, look
from wenming_cli.export.names import NOTE, REPORT
from wenming_cli.export.note import Sent, note_table
from wenming_cli.export.plan import ExportPlan, Folder, Outgoing, Treatment, refused
from wenming_cli.export.report import report_of
from wenming_cli.model.evidence import Evidence
from wenming_cli.typeset.as_docx import as_docx
from wenming_cli.typeset.as_xlsx import as_xlsx
from wenming_cli.writer.staging import Staging
from wenming_cli.writer.sums import format_sums
from wenming_cli.writer.swap import recover
from wenming_cli.writer.tree import replace_tree


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of a file that is to be made: the page or part that starts at *start*."""

    file: Outgoing
    start: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What became of it: bytes, pages, where the next piece starts; without *data*, *said* tells why not."""

    wanted: Wanted
    data: bytes | None
    pages: int = 0
    follows: int | None = None
    said: str = ""


Fit = Callable[[Sequence[Wanted]], Iterator[Piece]]
"""Makes pieces in worker processes, in any order."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written; *unfitted* are files that could not be made to fit, with why; *kept* the filled-in reports."""

    out: Path
    files: int
    size: int
    sums: str
    made: int
    unfitted: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """How the hands reach what is outside: evidence roots, the workers, the record of exports, the progress bar."""

    roots: Mapping[str, Path]
    fit: Fit
    note: Callable[[ExportReport], None]
    progress: Callable[[int, int], None]


def export(plan: ExportPlan, out: Path, ways: Ways) -> ExportReport:
    """Make *out* the export that *plan* says; originals are only ever read.

    Reports that people filled in stay. The export is noted before it appears, so that none leaves unnoted. Raises
    NotWrittenError (exit 4, what stood there is whole), OfflineError where an evidence root is not there.
    """
    missing = [one for one in plan.files if _source(one.evidence, ways.roots) is None]
    if missing:
        names = "、".join(sorted({one.evidence.place.root for one in missing}))
        raise OfflineError(f"证据文件夹“{names}”不在（离线），没有导出", remedy="请接上U盘或共享盘，再运行一次")
    recover(out)
    earlier = look(out)
    filled = kept(earlier, {report_path(plan, folder) for folder in plan.folders}, out)
    written: list[ExportReport] = []

    def fill(staging: Staging) -> None:
        report = _Writing(plan, out, ways, staging).all(filled)
        ways.note(report)
        written.append(report)

    size = sum(file.evidence.place.size for file in plan.files)
    replace_tree(out, fill, needed_bytes=size * (2 if plan.rules.zip else 1), seen=earlier.seen)
    return written[0]


def report_path(plan: ExportPlan, folder: Folder) -> str:
    """Where the form of an indicator lies: in its folder; beside its zip, for it is still to be filled in."""
    return f"{folder.name}{'-' if plan.rules.zip else '/'}{REPORT[plan.rules.name]}.docx"


def _source(evidence: Evidence, roots: Mapping[str, Path]) -> Path | None:
    """The first place of a content that is there now; None where no evidence root of it is."""
    paths = [roots[one.root] / one.path for one in evidence.places if one.root in roots and roots[one.root].is_dir()]
    return next((path for path in paths if path.is_file()), paths[0] if paths else None)


class _Writing:
    """One export on its way into the staging folder."""

    def __init__(self, plan: ExportPlan, out: Path, ways: Ways, staging: Staging) -> None:
        self.plan, self.out, self.ways, self.staging = plan, out, ways, staging
        self.sent: dict[str, list[Sent]] = defaultdict(list)
        self.sums: dict[str, str] = {}
        self.unfitted: dict[str, str] = {}
        self.done = 0

    def all(self, filled: Mapping[str, str]) -> ExportReport:
        """Everything in its order, the sums last."""
        self._copies()
        self._pieces()
        self._reports(filled)
        zips = self._zips() if self.plan.rules.zip else {}
        table = note_table(self.plan, [(one, self._sent_of(one), zips.get(one.name)) for one in self.plan.folders])
        name = NOTE[self.plan.rules.name]
        self._write(f"{name}.docx", as_docx(table))
        self._write(f"{name}.xlsx", as_xlsx(table))
        sums = format_sums(self.sums).encode()
        self.staging.write(SUMS, sums)
        files = [one for some in self.sent.values() for one in some]
        return ExportReport(
            self.out, len(files), sum(one.size for one in files), sha256(sums).hexdigest(),
            sum(one.treatment is not Treatment.COPY for one in self.plan.files) - len(self.unfitted),
            tuple((one.stem, self.unfitted[one.stem]) for one in self.plan.files if one.stem in self.unfitted),
            tuple(sorted(filled)),
        )  # fmt: skip

    def _copies(self) -> None:
        for file in self.plan.files:
            if file.treatment is Treatment.COPY:
                self._copy(file)

    def _copy(self, file: Outgoing) -> None:
        """The file as it is, under its new name."""
        source = _source(file.evidence, self.ways.roots)
        assert source is not None, "export() has looked"
        self.staging.copy(source, file.copied_as, file.evidence.sha256)
        self._note(
            file, file.copied_as, file.evidence.reading.pages, file.evidence.place.size, file.evidence.sha256, ""
        )
        self._tell()

    def _pieces(self) -> None:
        """Pictures and PDFs made to fit; what can't be goes as it is, and that is said."""
        wanted = [Wanted(file) for file in self.plan.files if file.treatment is not Treatment.COPY]
        while wanted:
            following = []
            for piece in self.ways.fit(wanted):
                file = piece.wanted.file
                if piece.data is None:
                    self.unfitted[file.stem] = piece.said
                    said = (f"原样放入：{piece.said}", refused(file.evidence), file.remark)
                    self._copy(replace(file, remark="；".join(part for part in said if part)))
                    continue
                self._piece(piece)
                if piece.follows is None:
                    self._tell()
                else:
                    following.append(Wanted(file, piece.follows))
            wanted = following

    def _piece(self, piece: Piece) -> None:
        """One page or part under a name of its own; a file that stays one has no number behind it."""
        file, data = piece.wanted.file, piece.data or b""
        single = piece.wanted.start == 0 and piece.follows is None
        number = "" if single else f"-{1 + len(self.sent[file.stem])}"
        path = f"{file.stem}{number}{'.jpg' if file.treatment is Treatment.PICTURE else '.pdf'}"
        self.staging.write(path, data)
        self._note(file, path, piece.pages, len(data), sha256(data).hexdigest(), piece.said)

    def _note(self, file: Outgoing, path: str, pages: int | None, size: int, total: str, said: str) -> None:
        reading = file.evidence.reading
        remark = "；".join(part for part in (said, file.remark) if part)
        self.sent[file.stem].append(Sent(path, reading.title or "", pages, size, total, remark))
        if not self.plan.rules.zip:
            self.sums[path] = total

    def _reports(self, filled: Mapping[str, str]) -> None:
        """An empty form for every indicator; one that somebody filled in stays, and is left out of the sums."""
        for folder in self.plan.folders:
            path = report_path(self.plan, folder)
            if path in filled:
                self.staging.keep(path, path, filled[path])
            else:
                self._write(path, report_of(self.plan, folder))

    def _zips(self) -> dict[str, Sent]:
        """A zip for every indicator that has files."""
        zips = {}
        for folder in self.plan.folders:
            if folder.files:
                size, total = self.staging.pack(folder.name)
                path = f"{folder.name}.zip"
                self.sums[path] = total
                zips[folder.name] = Sent(path, "（压缩包，内有以上文件）", None, size, total)
        return zips

    def _sent_of(self, folder: Folder) -> list[Sent]:
        return [one for file in folder.files for one in self.sent[file.stem]]

    def _write(self, path: str, data: bytes) -> None:
        self.staging.write(path, data)
        self.sums[path] = sha256(data).hexdigest()

    def _tell(self) -> None:
        self.done += 1
        self.ways.progress(self.done, len(self.plan.files))

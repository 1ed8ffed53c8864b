"""The PDFs that an office program made of office files, by the hash of the original, kept for the next time."""

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.tidying import tidy
from wenming_cli.office.convert import Office, to_pdf
from wenming_cli.office.draft import PASSING, Draft
from wenming_cli.writer.disk import sha256_of
from wenming_cli.writer.file import write_file

NO_OFFICE = "这台电脑没有 LibreOffice、Microsoft Office 或 WPS，办公文件没有转成页"
FOLDER = "converted"


class Conversions:
    """Converts with *office* (None: there is none); *scratch* is a folder of ours that goes away."""

    passing = PASSING
    """The reasons that may be gone next time."""

    def __init__(self, inner: Path, office: Office | None, scratch: Path) -> None:
        self._office, self._scratch = office, scratch
        self.mark = office.mark if office else ""
        self._kept = inner / FOLDER / hashlib.sha256(self.mark.encode()).hexdigest()[:12]

    def of(self, leaves: Iterable[Leaf]) -> dict[str, Path | str]:
        """The PDFs of office files by the hash of the original, or why there is none."""
        wanted = {leaf.sha256: leaf for leaf in leaves}
        if self._office is None:
            return dict.fromkeys(wanted, NO_OFFICE)
        found: dict[str, Path | str] = {sha256: path for sha256 in wanted if (path := self._path(sha256)).is_file()}
        drafts = {
            sha256: Draft(Path(leaf.source), sha256, leaf.source.rpartition(".")[2].casefold())
            for sha256, leaf in wanted.items()
            if sha256 not in found
        }
        for sha256, made in to_pdf(self._office, drafts, self._scratch).items() if drafts else ():
            found[sha256] = made
            if isinstance(made, Path):
                write_file(self._path(sha256), made.read_bytes())
                found[sha256] = self._path(sha256)
        return found

    def filled(self, leaf: Leaf, pdf: Path) -> Leaf:
        """An office file as the PDF that was made of it."""
        return leaf.model_copy(update={"kind": "pdf", "source": str(pdf), "sha256": sha256_of(pdf)})

    def tidy(self, named: Collection[str]) -> None:
        """Keep the PDFs of the originals *named* by their hash, and of others no more than there is room for."""
        tidy(self._kept.parent, {self._path(sha256) for sha256 in named})

    def _path(self, sha256: str) -> Path:
        return self._kept / f"{sha256}.pdf"

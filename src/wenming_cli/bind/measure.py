"""How many pages every piece has, counted once: what was counted is remembered by content."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from wenming_cli.bind.conversions import Conversions
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.press import Counted, count
from wenming_cli.typeset.as_pdf import count_pages
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.slip import slip_table
from wenming_cli.writer.file import write_file

NAME = "pages.json"


class Measures:
    """The pages of papers by content; kept in the workspace's *inner* folder as long as *mark* is the same."""

    def __init__(self, inner: Path, mark: str, conversions: Conversions) -> None:
        self._place, self._mark, self._conversions = inner / NAME, mark, conversions
        self._known = self._read()
        self._passing: dict[str, Counted] = {}
        """What may be otherwise next time: it holds for this run only."""

    def take(self, leaves: Iterable[Leaf]) -> None:
        """Count what is not counted yet; office files are converted for that."""
        unknown = {one: leaf for leaf in leaves if (one := self._key(leaf)) and self._found(one) is None}
        pdfs = self._conversions.of(leaf for leaf in unknown.values() if leaf.kind == "office")
        files: dict[str, Leaf] = {}
        for one, leaf in unknown.items():
            pdf = pdfs.get(leaf.sha256) if leaf.kind == "office" else None
            if isinstance(pdf, str):
                self._note(one, Counted(why=pdf, steady=pdf not in self._conversions.passing))
            else:
                files[one] = (leaf if pdf is None else self._conversions.filled(leaf, pdf)).model_copy(
                    update={"key": one}
                )
        for one, counted in count(list(files.values())).items():
            self._note(one, counted)
        if unknown:
            self._write()

    def of(self, leaf: Leaf) -> Counted:
        """The pages of a piece that was taken."""
        found = self._found(self._key(leaf))
        return Counted(pages=1) if found is None else found

    def fail(self, leaf: Leaf, why: str, *, steady: bool) -> None:
        """A piece turned out to be one that can't be shown."""
        self._note(self._key(leaf), Counted(why=why, steady=steady))
        self._write()

    def _key(self, leaf: Leaf) -> str:
        """What the number of pages depends on; nothing for slips, which are drawn."""
        if leaf.kind == "slip":
            return ""
        return " ".join((leaf.kind, leaf.sha256, *((self._conversions.mark,) if leaf.kind == "office" else ())))

    def _found(self, key: str) -> Counted | None:
        return self._passing.get(key) or self._known.get(key)

    def _note(self, key: str, counted: Counted) -> None:
        (self._known if counted.steady else self._passing)[key] = counted

    def _read(self) -> dict[str, Counted]:
        """What was counted before; nothing where that does not read, or was counted by other libraries."""
        try:
            kept = json.loads(self._place.read_text(encoding="utf-8"))
            if kept["by"] != self._mark:
                return {}
            return {
                key: Counted(why=one) if isinstance(one, str) else Counted(int(one)) for key, one in kept["of"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self) -> None:
        of: Mapping[str, int | str] = {key: one.why or one.pages for key, one in sorted(self._known.items())}
        write_file(self._place, json.dumps({"by": self._mark, "of": of}, ensure_ascii=False, indent=0).encode())


def pages_of_slip(leaf: Leaf, faces: Faces) -> int:
    """How many pages the slip of a piece takes."""
    return count_pages(slip_table(leaf.slip), faces)

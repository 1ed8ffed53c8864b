"""Where the passages to underline stand on the pages of every piece; what was looked for is remembered."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from wenming_cli.bind.conversions import Conversions
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.marks import Mark
from wenming_cli.bind.press import find
from wenming_cli.writer.file import write_file

NAME = "marks.json"
MOST_KEPT = 20_000
_MARKS = TypeAdapter(dict[str, tuple[Mark, ...]])


class Markings:
    """The marks of pieces; kept in the workspace's *inner* folder as long as *mark* is the same."""

    def __init__(self, inner: Path, mark: str, conversions: Conversions) -> None:
        self._place, self._mark, self._conversions = inner / NAME, mark, conversions
        self._known = self._read()
        self._passing: dict[str, tuple[Mark, ...]] = {}
        """What may be otherwise next time: it holds for this run only."""

    def marked(self, leaves: Iterable[Leaf]) -> dict[str, Leaf]:
        """By key the pieces that have proofs, with a mark for each that stands on their pages."""
        wanted = {leaf.key: (self._key(leaf), leaf) for leaf in leaves if leaf.proofs}
        unknown = {key: leaf for key, leaf in wanted.values() if key not in self._known and key not in self._passing}
        if unknown:
            self._look(unknown)
        found = self._known | self._passing
        return {at: leaf.model_copy(update={"marks": found.get(key, ())}) for at, (key, leaf) in wanted.items()}

    def _look(self, unknown: dict[str, Leaf]) -> None:
        """Look for what was not looked for yet."""
        pdfs = self._conversions.of(leaf for leaf in unknown.values() if leaf.kind == "office")
        files = []
        for key, leaf in unknown.items():
            pdf = pdfs.get(leaf.sha256) if leaf.kind == "office" else None
            if not isinstance(pdf, str):
                filled = leaf if pdf is None else self._conversions.filled(leaf, pdf)
                files.append(filled.model_copy(update={"key": key}))
        for key, marks in find(files).items():
            if marks is None:
                self._passing[key] = ()
            else:
                self._known[key] = marks
        latest = dict(list(self._known.items())[-MOST_KEPT:])
        kept = {"by": self._mark, "of": _MARKS.dump_python(latest, mode="json")}
        write_file(self._place, json.dumps(kept, ensure_ascii=False).encode())

    def _key(self, leaf: Leaf) -> str:
        """What the marks of a piece depend on."""
        said = leaf.model_dump(mode="json", include={"kind", "sha256", "proofs", "recognised_lines"})
        said |= {"office": self._conversions.mark} if leaf.kind == "office" else {}
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def _read(self) -> dict[str, tuple[Mark, ...]]:
        """What was found before; nothing where that does not read, or was found by other libraries."""
        try:
            kept = json.loads(self._place.read_text(encoding="utf-8"))
            return _MARKS.validate_python(kept["of"]) if kept["by"] == self._mark else {}
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return {}

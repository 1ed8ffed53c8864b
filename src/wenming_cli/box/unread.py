"""Originals that lie in a box and can't be read now: there the copy in the box stands in for them.

A file that a program holds open, that a cloud has not delivered or that is damaged is not gone: its number, its copy
and all that points to it stay until it can be read again or is really not there any more.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_cli.box import manifest
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence, Passed, Problem
from wenming_cli.model.filed import Filed
from wenming_cli.text import showable
from wenming_cli.writer.disk import openable
from wenming_cli.writer.sums import BrokenSumsError, parse_sums


@dataclass(frozen=True, slots=True)
class Hidden:
    """A file that can't be read now, or a folder (*whole*) with all that lies in it; and why.

    *at* is its path below the root, *path* that of the file that it is when it is there: placeholders have other names.
    """

    root: str
    at: str
    path: str
    why: str
    whole: bool = False

    @property
    def shown(self) -> str:
        """The place as the journal writes it; of a root itself its name."""
        return showable("/".join(filter(None, (self.root.rstrip("/"), self.path))))


@dataclass(frozen=True, slots=True)
class Missed:
    """A number whose original can't be read now, what hides it, and the path of the original below its root."""

    row: Filed
    by: Hidden
    path: str


def hidden_places(
    evidence: Iterable[Evidence], passed: Iterable[Passed], decided: Container[str], named: Callable[[str], str]
) -> Iterator[Hidden]:
    """Every place whose content is not known now; *named* gives a placeholder the name of the file it stands for.

    A content that a person *decided* on speaks for itself, and so does a pack that could be listed.
    """
    for one in evidence:
        problem = one.reading.problem
        if problem is not None and problem is not Problem.PACKED and one.sha256 not in decided:
            for place in one.places:
                above, slash, name = place.path.rpartition("/")
                yield Hidden(place.root, place.path, f"{above}{slash}{named(name)}", PROBLEM_TEXT[problem])
    for folder in passed:
        if folder.unseen:
            path = "" if folder.path == "." else folder.path
            yield Hidden(folder.root, path, path, folder.reason.partition("，")[0], whole=True)


def missed(rows: Iterable[Filed], hidden: Sequence[Hidden], read: Container[str]) -> tuple[Missed, ...]:
    """The numbers under which something lies that could not be read; *read* are the contents that could, anywhere."""
    places = {one.shown: one for one in hidden}
    folders = [one for one in hidden if one.whole]
    found: dict[str, Missed] = {}
    for row in rows:
        if row.lies and row.place and row.key and row.key not in read:
            above = (one for one in folders if row.place.startswith(f"{one.shown}/"))
            by = places.get(row.place) or next(above, None)
            if by is not None:
                path = row.place.removeprefix(f"{showable(by.root.rstrip('/'))}/") if by.whole else by.path
                found.setdefault(row.key, Missed(row, by, path))
    return tuple(found.values())


def copies_in(out: Path, keys: Container[str]) -> dict[str, Path]:
    """The files at *out* that by the manifest hold these contents; nothing where it does not read."""
    top = Path(openable(out))
    try:
        recorded = parse_sums((top / manifest.NAME).read_bytes().decode())
    except (OSError, UnicodeDecodeError, BrokenSumsError):
        return {}
    held = {sha256: top / path for path, sha256 in sorted(recorded.items(), reverse=True) if sha256 in keys}
    return {sha256: path for sha256, path in held.items() if path.is_file()}


def stood_in(evidence: Iterable[Evidence], instead: Mapping[Missed, Evidence]) -> tuple[Evidence, ...]:
    """*evidence* with the copies *instead* of the originals that could not be read, each at the original's place.

    A copy that can't be read either stands for nothing.
    """
    good = [(one, copy) for one, copy in instead.items() if copy.reading.problem is None]
    filled = {(one.by.root, one.by.at) for one, _ in good if not one.by.whole}
    keys = {copy.sha256 for _, copy in good}
    found = []
    for one in evidence:
        left = tuple(place for place in one.places if (place.root, place.path) not in filled)
        if one.reading.problem is None:
            found.append(one)
        elif left and one.sha256 not in keys:
            found.append(replace(one, places=left))
    for missing, copy in good:
        place = replace(copy.place, root=missing.by.root, path=missing.path)
        found.append(Evidence(copy.reading, (place,), unread=missing.by.why))
    return tuple(sorted(found, key=lambda one: (one.place.root, one.place.path)))

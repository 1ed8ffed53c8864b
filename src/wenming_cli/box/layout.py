"""Where every file of the new 资料盒 comes from: written, copied from an original, or kept from the old one.

Decided whole before anything is touched. Nothing that a person put into the folder is lost: foreign
files stay at their place, edited files are set aside beside the new ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256 as sha256_hash

from wenming_cli.box.manifest import NAME, is_editable
from wenming_cli.box.numbering import free_name
from wenming_cli.writer.sums import format_sums

EDITED = " (人工改过的旧版)"


@dataclass(frozen=True, slots=True)
class Keep:
    """A file that the old build has: its path there, its path in the new one, its sha256 on the disk."""

    old: str
    new: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A sheet that lies finished in a file: the place (empty where it is that of the old build), sha256, bytes."""

    place: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The new tree; *foreign* and *edited* name what people put in or changed, and where it is now."""

    manifest: str
    writes: Mapping[str, bytes | Ready]
    copies: tuple[str, ...]
    keeps: tuple[Keep, ...]
    foreign: tuple[str, ...]
    edited: tuple[tuple[str, str], ...]
    unchanged: bool


@dataclass(slots=True)
class _Draft:
    """A layout in the making."""

    taken: dict[str, set[str]]
    writes: dict[str, bytes | Ready] = field(default_factory=dict)
    copies: list[str] = field(default_factory=list)
    keeps: list[Keep] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    edited: list[tuple[str, str]] = field(default_factory=list)

    def set_aside(self, path: str, sha256: str, mark: str) -> str:
        """Keep the old file *path* under a free name in its folder."""
        folder, slash, name = path.rpartition("/")
        new = folder + slash + free_name(name, self.taken.setdefault(folder.casefold(), set()), mark)
        self.keeps.append(Keep(path, new, sha256))
        return new


def lay_out(
    wanted: Mapping[str, str],
    sheets: Mapping[str, bytes | Ready],
    recorded: Mapping[str, str],
    found: Mapping[str, str],
    untouched: frozenset[str] = frozenset(),
) -> Layout:
    """Decide the new tree from the old one.

    *wanted* maps the paths of the evidence to sha256, *sheets* those of the sheets to their bytes.
    *recorded* is the old manifest, *found* what lies there now. Everything in the top folders
    *untouched* stays as it is, with its old entries in the manifest.
    """
    entries = {path: sha256 for path, sha256 in recorded.items() if path.split("/")[0] in untouched}
    entries |= wanted
    entries |= {path: _hash(sheet) for path, sheet in sheets.items()}
    draft = _Draft(_taken([*entries, NAME, *(path for path in found if path.split("/")[0] in untouched)]))
    _evidence(draft, wanted, found)
    _sheets(draft, sheets, entries, recorded, found)
    _people(draft, entries, recorded, found, untouched)
    settled = not draft.writes and not draft.copies and all(keep.old == keep.new for keep in draft.keeps)
    return Layout(
        manifest=format_sums(entries),
        writes=draft.writes,
        copies=tuple(draft.copies),
        keeps=tuple(draft.keeps),
        foreign=tuple(draft.foreign),
        edited=tuple(draft.edited),
        unchanged=settled and entries == recorded,
    )


def _hash(sheet: bytes | Ready) -> str:
    return sheet.sha256 if isinstance(sheet, Ready) else sha256_hash(sheet).hexdigest()


def _taken(paths: Iterable[str]) -> dict[str, set[str]]:
    """Per folder the names in it that are given away, folders included; all without case."""
    taken: dict[str, set[str]] = {}
    for path in paths:
        parts = path.casefold().split("/")
        for depth, name in enumerate(parts):
            taken.setdefault("/".join(parts[:depth]), set()).add(name)
    return taken


def _evidence(draft: _Draft, wanted: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Take a piece from the old build, wherever it lay there, else from its original."""
    by_hash = {sha256: path for path, sha256 in sorted(found.items(), reverse=True)}
    for path, sha256 in wanted.items():
        old = path if found.get(path) == sha256 else by_hash.get(sha256)
        if old is None:
            draft.copies.append(path)
        else:
            draft.keeps.append(Keep(old, path, sha256))


def _sheets(
    draft: _Draft,
    sheets: Mapping[str, bytes | Ready],
    entries: Mapping[str, str],
    recorded: Mapping[str, str],
    found: Mapping[str, str],
) -> None:
    """Write what is new; a sheet that a person may edit, and did, stays as long as ours would not change."""
    for path, data in sheets.items():
        here = found.get(path)
        stays = (here, recorded.get(path)) if is_editable(path) else (here,)
        if here is not None and entries[path] in stays:
            draft.keeps.append(Keep(path, path, here))
            if here != entries[path]:
                draft.edited.append((path, path))
        else:
            draft.writes[path] = data


def _people(
    draft: _Draft,
    entries: Mapping[str, str],
    recorded: Mapping[str, str],
    found: Mapping[str, str],
    untouched: frozenset[str],
) -> None:
    """Carry over what people put in or changed, and whole boxes that are not made anew."""
    placed = {keep.new for keep in draft.keeps if keep.old == keep.new}
    for path in sorted(found):
        ours = recorded.get(path)
        if path.split("/")[0] in untouched:
            draft.keeps.append(Keep(path, path, found[path]))
        elif path in placed or found[path] in (ours, entries.get(path)):
            continue
        elif ours is not None:
            draft.edited.append((path, draft.set_aside(path, found[path], EDITED)))
        else:
            draft.foreign.append(draft.set_aside(path, found[path], ""))

"""Verify 资料盒: read every byte again and say what is missing, extra or changed, and which sheets were edited."""

from dataclasses import dataclass
from pathlib import Path

from wenming_cli.box.inventory import Inventory, Progress, take_inventory
from wenming_cli.box.manifest import Comparison, compare
from wenming_cli.box.selection import chosen, number_of
from wenming_cli.errors import WorkspaceError
from wenming_cli.text import showable


@dataclass(frozen=True, slots=True)
class Verification:
    """The paths below 资料盒 that differ from the manifest; *odd* are links and unreadable files with the reason.

    *edited* sheets are no fault. *broken* says why the manifest itself can't be used; then nothing was compared.
    """

    checked: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    odd: tuple[tuple[str, str], ...] = ()
    broken: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the evidence is complete and unchanged, with nothing that does not belong there."""
        return not (self.missing or self.extra or self.changed or self.odd or self.broken)


def verify(out: Path, only: frozenset[str] | None = None, progress: Progress | None = None) -> Verification:
    """Compare every file of *out* with the manifest; there is no fast mode (RELIABILITY part 0, 9).

    *only* takes box numbers or item ids, as in `build`, and narrows the answer to those folders.
    Raises WorkspaceError where nothing was built, UsageError for an unknown *only*.
    """
    refuse_unbuilt(out)
    return verified(out, take_inventory(out, progress), only)


def refuse_unbuilt(out: Path) -> None:
    """WorkspaceError where no boxes stand."""
    if not out.is_dir() or out.is_symlink():
        raise WorkspaceError(f"还没有资料盒“{showable(str(out))}”", remedy="先运行 wenming box")


def verified(out: Path, inventory: Inventory, only: frozenset[str] | None = None) -> Verification:
    """What the inventory of *out* says; *only* and what is raised as in `verify`."""
    if inventory.broken is not None:
        return Verification(0, odd=inventory.odd, broken=inventory.broken)
    if inventory.recorded is None:
        raise WorkspaceError(f"“{showable(str(out))}”里没有校验清单，不是 wenming 生成的", remedy="先运行 wenming box")
    recorded, found = dict(inventory.recorded), dict(inventory.files)
    scope = None if only is None else _scope(only, {*recorded, *found})
    compared = compare(_within(recorded, scope), _within(found, scope))
    odd = tuple((path, why) for path, why in inventory.odd if scope is None or path.startswith(scope))
    return _answer(compared, odd, len(_within(found, scope)))


def _answer(compared: Comparison, odd: tuple[tuple[str, str], ...], checked: int) -> Verification:
    """A file that is there but can't be read is not missing."""
    unread = {path for path, _ in odd}
    missing = tuple(path for path in compared.missing if path not in unread)
    return Verification(checked, missing, compared.extra, compared.changed, compared.edited, odd)


def _scope(only: frozenset[str], paths: set[str]) -> tuple[str, ...]:
    """The folders that *only* names: whole boxes by number, single item folders by id."""
    boxes: dict[int, set[str]] = {}
    folders: dict[str, str] = {}
    for parts in (path.split("/") for path in paths):
        number = number_of(parts[0])
        if number is None or len(parts) < 2:
            continue
        items = boxes.setdefault(number, set())
        if len(parts) > 2:
            items.add(parts[1].split(" ")[0])
            folders[parts[1].split(" ")[0]] = f"{parts[0]}/{parts[1]}/"
    narrowed = []
    for word in sorted(only):
        item = folders.get(word.strip())
        numbers = () if item else chosen({word}, boxes)
        narrowed += [item] if item else [f"{part}/" for part in _tops(paths) if number_of(part) in numbers]
    return tuple(narrowed)


def _tops(paths: set[str]) -> list[str]:
    return sorted({path.split("/")[0] for path in paths if "/" in path})


def _within(files: dict[str, str], scope: tuple[str, ...] | None) -> dict[str, str]:
    return files if scope is None else {path: sha256 for path, sha256 in files.items() if path.startswith(scope)}

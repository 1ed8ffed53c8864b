"""A whole folder replaced in one step: built beside the old one, hardened, swapped."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import exchange, forget, harden, harden_folder, harden_tree, new_file, openable, pour, rename
from wenming_cli.writer.failure import check_space, telling
from wenming_cli.writer.place import settled
from wenming_cli.writer.staging import Staging

Listing = Mapping[str, tuple[int, int]]
"""Relative path (forward slashes) to size in bytes and time of change in ns."""


def replace_tree(
    target: Path,
    fill: Callable[[Staging], None],
    *,
    needed_bytes: int = 0,
    seen: Listing | None = None,
    inside: Path | None = None,
) -> None:
    """Replace the folder *target* by what *fill* puts into the staging folder, all at once.

    *needed_bytes* is asked of the disk first. *seen* is the `listing` on which *fill* was decided:
    if the old tree no longer looks like that, nothing is replaced, so that nothing put there in
    between is lost. Raises NotWrittenError (exit 4) with the old tree whole; whatever else *fill*
    raises passes through, with the staging removed too. How the swap works: docs/boxes.md.
    """
    place = settled(target, inside)
    if place.exists() and not place.is_dir():
        raise NotWrittenError(f"“{showable(str(target))}”不是文件夹", remedy="请把它改名或移走，再运行一次")
    recover(place)
    near = next(above for above in place.parents if above.exists())
    check_space(str(target), near, needed_bytes)
    with telling(str(target), near=near, needed=needed_bytes):
        place.parent.mkdir(parents=True, exist_ok=True)
        before = listing(place) if seen is None else seen
        _build_and_swap(place, fill, before)


def listing(tree: Path) -> dict[str, tuple[int, int]]:
    """What lies in *tree* now: each entry that is no folder, with size and time; links are not followed."""
    found: dict[str, tuple[int, int]] = {}
    top = openable(tree)
    for here, folders, files in os.walk(top):
        for name in (*files, *(one for one in folders if Path(here, one).is_symlink())):
            path = Path(here, name)
            status = path.lstat()
            found[path.relative_to(top).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found


def recover(target: Path) -> None:
    """Finish or undo what a killed run left beside *target*, and remove its leftovers.

    Called by `replace_tree`; call it alone before reading a tree that may have been cut short.
    """
    place = settled(target, None)
    if not place.parent.is_dir():
        return
    with telling(str(target), near=place.parent):
        _finish_swap(place)
        for leftover in _leftovers(place, "new"):
            forget(leftover)
        for old in _leftovers(place, "old"):
            if place.exists():
                forget(old)
            else:
                rename(old, place)


def _build_and_swap(place: Path, fill: Callable[[Staging], None], before: Listing) -> None:
    """Fill a staging folder and swap it in; it is removed whatever happens."""
    token = secrets.token_hex(4)
    staging = place.with_name(f".{place.name}.new-{token}")
    staging.mkdir()
    try:
        fill(Staging(staging, place))
        harden_tree(staging)
        if listing(place) != dict(before):
            raise NotWrittenError(
                f"“{showable(place.name)}”里的文件刚被改动", remedy="等文件保存或同步完成后，再运行一次"
            )
        _swap(staging, place, token)
    finally:
        forget(staging)  # after an exchange this name holds the old tree


def _swap(staging: Path, place: Path, token: str) -> None:
    """Make the staging folder the tree: one exchange, or two renames under an intent file."""
    if not place.exists():
        rename(staging, place)
        harden_folder(place.parent)
    elif exchange(staging, place):
        _harden_or_undo(staging, place)
    else:
        _swap_by_intent(staging, place, token)


def _harden_or_undo(staging: Path, place: Path) -> None:
    """Harden an exchange; if the disk refuses, the old tree goes back to its place."""
    try:
        harden_folder(place.parent)
    except OSError:
        exchange(staging, place)
        raise


def _swap_by_intent(staging: Path, place: Path, token: str) -> None:
    """Two renames; the intent file lets the next start finish them if this process dies in between."""
    old = place.with_name(f".{place.name}.old-{token}")
    intent = _intent(place)
    with new_file(intent) as descriptor:
        pour(descriptor, token.encode())
        harden(descriptor)
    try:
        harden_folder(place.parent)
        rename(place, old)
        rename(staging, place)
        harden_folder(place.parent)
    except BaseException:
        if old.exists():
            if place.exists():
                rename(place, staging)
            rename(old, place)
        forget(intent)
        raise
    forget(intent)
    forget(old)


def _finish_swap(place: Path) -> None:
    """Finish the two renames of a killed run if its intent file is there.

    The new tree was complete before the intent was written. While the old tree still has its name
    the swap is undone (people may have used it since); once it is gone the swap is finished.
    """
    intent = _intent(place)
    if not intent.is_file():
        return
    new, old = next(iter(_leftovers(place, "new")), None), next(iter(_leftovers(place, "old")), None)
    if not place.exists() and new is not None:
        rename(new, place)
    elif not place.exists() and old is not None:
        rename(old, place)
    elif new is not None and old is not None:
        raise NotWrittenError(
            f"上次没有做完，而“{showable(place.name)}”又被人新建了一个",
            remedy=f"请把新建的“{showable(place.name)}”改名，再运行一次",
        )
    harden_folder(place.parent)
    forget(intent)


def _intent(place: Path) -> Path:
    return place.with_name(f".{place.name}.intent")


def _leftovers(place: Path, kind: str) -> list[Path]:
    """Folders that a killed run left: `new` ones, or `old` ones."""
    mine = re.compile(re.escape(f".{place.name}.{kind}-") + "[0-9a-f]{8}")
    return sorted(path for path in place.parent.iterdir() if mine.fullmatch(path.name))

"""A whole folder replaced in one step: built beside the old one, hardened, swapped."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import forget, harden_tree, openable
from wenming_cli.writer.failure import check_space, telling
from wenming_cli.writer.place import settled
from wenming_cli.writer.staging import Staging
from wenming_cli.writer.swap import recover, swap

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
    with telling(str(target), near=target.parent, needed=needed_bytes):
        place = settled(target, inside)
        if place.exists() and not place.is_dir():
            raise NotWrittenError(f"“{showable(str(target))}”不是文件夹", remedy="请把它改名或移走，再运行一次")
        place.parent.mkdir(parents=True, exist_ok=True)
        recover(place)
        check_space(str(target), place.parent, needed_bytes)
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
        swap(staging, place, token)
    finally:
        forget(staging)  # after an exchange this name holds the old tree

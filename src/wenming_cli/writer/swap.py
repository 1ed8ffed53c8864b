"""One folder put in the place of another in one step, and what killed runs leave of that."""

import re
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import exchange, forget, harden, harden_folder, new_file, pour, rename
from wenming_cli.writer.failure import telling
from wenming_cli.writer.place import settled


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


def swap(staging: Path, place: Path, token: str) -> None:
    """Make *staging* the tree at *place*: one exchange, or two renames under an intent file.

    After an exchange the name *staging* holds the old tree. An OSError leaves the old tree in place.
    """
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

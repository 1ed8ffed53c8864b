"""Which originals hold another content now than their copy in the boxes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from wenming_cli.model.filed import Filed
from wenming_cli.writer.disk import openable, sha256_of


def outdated(rows: Iterable[Filed], roots: Mapping[str, Path]) -> tuple[Filed, ...]:
    """The numbers whose original was changed since; every original is read, modification times are not trusted.

    An original that is not there, or whose root is not, says nothing.
    """
    found = []
    for row in rows:
        path = _original(row, roots) if row.lies and row.key else None
        try:
            if path is not None and sha256_of(openable(path)) != row.key:
                found.append(row)
        except OSError:
            continue
    return tuple(found)


def _original(row: Filed, roots: Mapping[str, Path]) -> Path | None:
    """Where the original of a row lies: its place begins with the name of its root."""
    within = [name for name in roots if row.place.startswith(f"{name.rstrip('/')}/")]
    if not within:
        return None
    root = max(within, key=len)
    return roots[root] / row.place.removeprefix(f"{root.rstrip('/')}/")

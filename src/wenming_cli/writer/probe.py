"""Whether a folder can be written: tried with an empty file, for rights and guards do not tell otherwise."""

import secrets
from pathlib import Path

from wenming_cli.writer.disk import forget, new_file, openable


def can_write(folder: Path) -> bool:
    """Whether a file can be made in *folder*, or where it would be made; nothing is left there."""
    place = openable(folder)
    while not place.exists() and place != place.parent:
        place = place.parent
    trial = place / f".wenming.tmp-{secrets.token_hex(4)}"
    try:
        with new_file(trial):
            pass
    except OSError:
        return False
    forget(trial)
    return True

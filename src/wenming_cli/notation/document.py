"""What a YAML file says, with the place of every value in it and everything wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from wenming_cli.model.fault import Fault

MOST_FAULTS = 200
"""Faults of one file that are noted; a file with more needs another editor, not a longer list."""

Place = tuple[int, int]
Path = tuple[str | int, ...]


@dataclass
class Document:
    """What a file says, with the place (line, column; both from 1) of every value and key in it."""

    file: str
    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Line and column of the value at *path*, or of the nearest thing above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def fault(self, path: Path, what: str, remedy: str) -> None:
        """Note a fault of the value at *path*."""
        self.fault_at(self.place(path), path, what, remedy)

    def fault_at(self, place: Place, path: Path, what: str, remedy: str) -> None:
        """Note a fault at a place of its own."""
        if len(self.faults) < MOST_FAULTS:
            line, column = place
            self.faults.append(
                Fault(file=self.file, line=line, column=column, key=shown_path(path), what=what, remedy=remedy)
            )


def shown_path(path: Path) -> str:
    """A key path as a person would write it: projects[2].items[1].due, counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text if len(text) <= 120 else text[:119] + "…"

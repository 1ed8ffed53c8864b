"""What the registry of Windows says of an office program that can be asked through COM."""

import importlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_VIEWS = ("KEY_WOW64_64KEY", "KEY_WOW64_32KEY")
"""A program of 32 bits registers its classes in a view of its own; which one is ours depends on this Python."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A class that can be asked for: its number, and the program that serves it, where that is told."""

    number: str
    place: Path | None


def registered(name: str) -> Registered | None:
    """The class that programs ask for as *name* (Word.Application); None without one, or when its program is gone."""
    try:
        registry = importlib.import_module("winreg")
    except ImportError:
        return None
    number = _value(registry, f"{name}\\CLSID")
    if number is None:
        return None
    command = _value(registry, f"CLSID\\{number}\\LocalServer32")
    if command is None:
        return Registered(number, None)
    place = _program(os.path.expandvars(command))
    return Registered(number, place) if place.is_file() else None


def _value(registry: Any, key: str) -> str | None:
    """The default value of a key below HKEY_CLASSES_ROOT, in either view."""
    for view in _VIEWS:
        access = registry.KEY_READ | getattr(registry, view)
        with suppress(OSError), registry.OpenKey(registry.HKEY_CLASSES_ROOT, key, 0, access) as opened:
            value, _ = registry.QueryValueEx(opened, "")
            if value:
                return str(value)
    return None


def _program(command: str) -> Path:
    """The program of a command line: "C:\\…\\WINWORD.EXE" /Automation."""
    if command.startswith('"'):
        return Path(command[1:].partition('"')[0])
    head, dot, _ = command.casefold().partition(".exe")
    return Path(command[: len(head) + len(dot)])

"""Days and totals of frozen checks, read from the head of each file: a whole one may be large."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from wenming_cli.errors import WorkspaceError
from wenming_cli.model.round import WEEK
from wenming_cli.rounds.frozen import load

HEAD = 65_536


def week_totals(folder: Path, criteria: str, until: str) -> list[tuple[str, Mapping[str, int]]]:
    """The day (ISO) and the items by verdict of every frozen week up to a day, in order; damaged ones are left out."""
    ending, found = f"-{criteria}.json", []
    for path in sorted(folder.glob(f"*{ending}")):
        match = WEEK.fullmatch(unicodedata.normalize("NFC", path.name.removesuffix(ending)))
        if match and match[1] <= until:
            try:
                found.append((match[1], _by_verdict(path)))
            except (OSError, WorkspaceError):
                continue
    return sorted(found)


def rounds_held(folder: Path, criteria: str) -> tuple[date, ...]:
    """The days of the rounds of one set; weeks are none, and files that can't be read are left out."""
    ending, days = f"-{criteria}.json", []
    for path in sorted(folder.glob(f"*{ending}")):
        if not WEEK.fullmatch(unicodedata.normalize("NFC", path.name.removesuffix(ending))):
            try:
                days.append(date.fromisoformat(str(_of_head(path, "as_of") or load(path).as_of)))
            except (OSError, ValueError, WorkspaceError):
                continue
    return tuple(days)


def _by_verdict(path: Path) -> Mapping[str, int]:
    """The totals from the head of a file; from the whole of it where the head is not as this version writes it."""
    value = _of_head(path, "totals")
    if isinstance(value, dict) and isinstance(value.get("by_verdict"), dict):
        return {str(name): int(count) for name, count in value["by_verdict"].items() if isinstance(count, int)}
    totals = load(path).totals.get("by_verdict", {})
    return {str(name): int(count) for name, count in totals.items()}


def _of_head(path: Path, key: str) -> Any:
    """The value of a key that stands in the head of a file; None where it does not stand there whole."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        head = stream.read(HEAD)
    start = head.find(f'"{key}": ')
    try:
        return json.JSONDecoder().raw_decode(head, start + len(key) + 4)[0] if start >= 0 else None
    except ValueError:
        return None

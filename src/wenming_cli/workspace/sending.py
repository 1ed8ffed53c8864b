"""Whom to tell that the weekly run failed: what of wenming.yaml and people.yaml can be used, whatever else is wrong."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenming_cli.errors import WenmingError
from wenming_cli.model.sending import Sending
from wenming_cli.model.workspace import People
from wenming_cli.notation.nodes import MOST_BYTES, read_document
from wenming_cli.workspace.open import PEOPLE, SETTINGS
from wenming_cli.workspace.people import read_people


@dataclass(frozen=True, slots=True)
class Told:
    """The unit's name, empty where it can't be read; how and to whom is sent; the people, nobody where they can't."""

    unit: str
    sending: Sending
    people: People


def told_of_failure(folder: Path) -> Told | None:
    """What there is for a workspace's *folder*; None where nothing is to be sent, or `send` itself can't be used."""
    settings = _settings(folder / SETTINGS)
    try:
        sending = Sending.model_validate(settings.get("send"))
    except ValidationError:
        return None
    try:
        people = read_people(folder / PEOPLE)
    except WenmingError:
        people = People()
    unit = settings.get("unit")
    name = unit.get("name") if isinstance(unit, dict) else None
    return Told(name if isinstance(name, str) else "", sending, people)


def _settings(path: Path) -> dict[str, Any]:
    """What the file says, unchecked; nothing where its syntax is broken."""
    try:
        value = read_document(path.name, path.read_bytes()[: MOST_BYTES + 1]).value
    except OSError:
        return {}
    return value if isinstance(value, dict) else {}

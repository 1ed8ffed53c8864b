"""What `wenming facts --json` says of a file: the published shape of a reading."""

from pathlib import PurePosixPath
from typing import Any

from wenming_cli.dates.written import dates_in_name
from wenming_cli.model.evidence import Part, Reading

LEAD = 2_000
"""So many first characters of a text are shown."""
INTERNAL = {"fingerprint", "parts", "copied", "page_lines", "recognised_lines"}
"""What of a reading is left out, or said in other words."""


def facts_value(path: str, reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the published contract, dates from the file name added."""
    value = _value(reading)
    for written in dates_in_name(PurePosixPath(path.replace("\\", "/")).stem):
        if written.exact:
            value["dates"].append({"date": written.day.isoformat(), "source": "文件名"})
    return {"path": path, **value}


def _value(reading: Reading) -> dict[str, Any]:
    """A reading as plain values; fingerprints and the places of lines are of no use to anybody else."""
    value = reading.model_dump(mode="json", by_alias=True, exclude=INTERNAL)
    parts = [_part(part) for part in reading.parts]
    sha256 = None if ":" in reading.sha256 else reading.sha256
    value["text"] = value["text"][:LEAD]
    return {**value, "sha256": sha256, "dates": [*value["dates"]], "parts": parts, "copy": reading.copied}


def _part(part: Part) -> dict[str, Any]:
    """A part; a member of a pack or letter with all its facts."""
    value = part.model_dump(mode="json", exclude={"fingerprint", "reading"})
    return value | ({"facts": _value(part.reading)} if part.reading is not None else {})

"""What `wenming facts --json` says of a file: the published shape of a reading."""

from pathlib import PurePosixPath
from typing import Any

from wenming_cli.dates.written import dates_in_name
from wenming_cli.model.evidence import Reading


def facts_value(path: str, reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the published contract, dates from the file name added."""
    value = reading.model_dump(mode="json", by_alias=True)
    copied = value.pop("copied")
    value.pop("fingerprint")
    dates = [*value["dates"]]
    for written in dates_in_name(PurePosixPath(path.replace("\\", "/")).stem):
        if written.exact:
            dates.append({"date": written.day.isoformat(), "source": "文件名"})
    sha256 = None if ":" in reading.sha256 else reading.sha256
    return {"path": path, **value, "sha256": sha256, "dates": dates, "copy": copied}

"""Small pictures for people to recognise, made in a worker process: no EXIF, no larger than a cell."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wenming_cli.model.evidence import Evidence, Reading
from wenming_cli.read.decoded import opened
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.job import Job, Outcome
from wenming_cli.read.reader import open_regular
from wenming_cli.read.readers import LETTERS
from wenming_cli.read.sniff import PACKS, sniff

SIDE = 160
"""Pixels of the longer side."""
PICTURES = frozenset({"jpg", "png", "heic", "webp", "tif", "gif", "bmp"})
CARRIERS = frozenset({"照片", "截图"})
Thumbnail = tuple[bytes, int, int]
"""A JPEG, its width and its height."""


def has_thumbnail(evidence: Evidence) -> bool:
    """Whether a content is a picture that may be shown: no paper, nothing with a secrecy mark, nothing unreadable."""
    reading = evidence.reading
    shown = reading.carrier in CARRIERS and reading.format in PICTURES
    return shown and reading.problem is None and not reading.secrecy


def thumbnail_jobs(
    wanted: Iterable[Evidence], opened_as: Callable[[str, str], str], most_bytes: int
) -> list[Job]:  # fmt: skip
    """A job for every file; one for all pictures that lie in a pack. *opened_as* takes a root and a path below it."""
    by_file: dict[str, list[str]] = {}
    for one in wanted:
        by_file.setdefault(opened_as(one.place.root, one.place.path), []).append(one.sha256)
    return [{"path": path, "wanted": hashes, "most_bytes": most_bytes} for path, hashes in by_file.items()]


def thumbnails_in(outcome: Outcome) -> dict[str, Thumbnail]:
    """The small pictures that a worker answered with; none where it failed."""
    found: Mapping[str, Any] = (outcome.answer or {}).get("thumbnails", {})
    return {sha256: (base64.b64decode(data), int(wide), int(high)) for sha256, (data, wide, high) in found.items()}


def work(job: dict[str, Any]) -> dict[str, Any]:
    """One job of the pool; a picture that can't be shown is left out."""
    try:
        with open_regular(job["path"]) as stream:
            data = stream.read(job["most_bytes"] + 1)
        if len(data) > job["most_bytes"]:
            return {"thumbnails": {}}
        return {"thumbnails": _all_in(data, "." + job["path"].rpartition(".")[2].lower(), frozenset(job["wanted"]))}
    except UnreadableError:
        return {"thumbnails": {}}


def _all_in(data: bytes, suffix: str, wanted: frozenset[str]) -> dict[str, tuple[str, int, int]]:
    """The wanted pictures of a file: itself, or members of the pack or letter that it is."""
    found: dict[str, tuple[str, int, int]] = {}

    def look(content: bytes, suffix: str) -> Reading:
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 in wanted:
            found[sha256] = _small(content, sniff(content, suffix))
        return Reading(sha256=sha256)

    format_name = sniff(data, suffix)
    if format_name in LETTERS:
        from wenming_cli.read.mail import read_mail

        read_mail(data, format_name, look)
    elif format_name in PACKS:
        from wenming_cli.read.pack import read_pack

        read_pack(data, format_name, look)
    else:
        look(data, suffix)
    return found


def _small(data: bytes, format_name: str) -> tuple[str, int, int]:
    """A small JPEG in base64 with its size; the pixels alone, upright."""
    if format_name not in PICTURES:
        raise UnreadableError("unsupported")
    image = opened(data, format_name)
    image.thumbnail((SIDE, SIDE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=78)
    return base64.b64encode(buffer.getvalue()).decode("ascii"), image.width, image.height

"""Office packages whose bytes depend on nothing but their content."""

import io
import zipfile
from datetime import UTC, datetime

MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date that every sheet carries: the first that a zip can hold."""


def repacked(data: bytes) -> bytes:
    """The same package with one date, one order and one origin for all of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(part, old.read(name))
    return packed.getvalue()


def slashed(data: bytes) -> bytes:
    """The same workbook with links written as URLs are, which every office program opens on every system.

    XlsxWriter turns / into the backslash; a backslash of a file's own name is %5C here.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"\\", b"/") if name.startswith("xl/worksheets/_rels/") else part)
    return made.getvalue()

"""Pictures inside documents, looked at as files of their own: kind, fingerprint, day taken."""

from collections.abc import Iterator

from wenming_cli.model.evidence import Part, Problem
from wenming_cli.read.decoded import PICTURES
from wenming_cli.read.extract import Extract, Inside, UnreadableError
from wenming_cli.read.readers import extract_of
from wenming_cli.read.sniff import sniff

MOST_INSIDE = 60
"""Pictures of one document that are looked at; further ones are counted."""


def picture_extract(data: bytes) -> Extract:
    """The facts of picture bytes whose name is not known; vector drawings are unsupported."""
    format_name = sniff(data, "")
    if format_name not in PICTURES:
        raise UnreadableError(Problem.UNSUPPORTED, f"{format_name} 图形")
    return extract_of(data, format_name)


def parts_of(extract: Extract) -> Iterator[Part]:
    """A part for each picture of a document, in the order in which they stand; they are called #图1, #图2, …"""
    looked_at = [one for one in extract.inside if not one.page]
    for at, inside in enumerate(looked_at[:MOST_INSIDE], 1):
        yield _part(f"#图{at}", inside)
    for at in range(min(len(looked_at), MOST_INSIDE) + 1, extract.pictures + 1):
        yield Part(address=f"#图{at}", carrier="照片")


def _part(address: str, inside: Inside) -> Part:
    """What one picture is; a broken one stays a part, with its problem."""
    try:
        found = picture_extract(inside.take() or b"")
    except UnreadableError as error:
        return Part(address=address, carrier="照片", problem=Problem(error.problem))
    return Part(address=address, carrier=found.carrier, date=found.exif_date, fingerprint=found.fingerprint)

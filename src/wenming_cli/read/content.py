"""From bytes to facts: tell the format, let its reader extract, look at pictures, open packs one level deep."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from wenming_cli.model.evidence import Part, Problem, Reading
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.readers import LETTERS, MEDIA, READABLE, extract_of
from wenming_cli.read.sniff import PACKAGES, PACKS, promised, sniff

if TYPE_CHECKING:
    from wenming_cli.ocr.engine import OcrEngine
    from wenming_cli.read.pack import MemberPart, Pack

_TEXTS = {"txt", "csv", "md", "log", ""}
_WPS = {"wps": {"doc", "docx"}, "wpt": {"doc", "docx"}, "et": {"xls", "xlsx"}, "dps": {"ppt", "pptx"}}
"""What WPS Office itself saves under its own suffixes; nobody is misled by it."""
MOST_NAMED = 4
"""Members of a pack that its reason names."""


def read_bytes(data: bytes, suffix: str, sha256: str, engine: "OcrEngine | None" = None) -> Reading:
    """The facts of *data*, words in pictures only with an *engine*; raises UnreadableError when none are to be had."""
    format_name, expected = sniff(data, suffix), promised(suffix)
    if format_name == "ole":
        format_name = _kind_of_ole(data, suffix)
    if format_name not in READABLE and not (format_name in PACKS and not _is_office(format_name, expected)):
        _refuse(data, format_name, expected)
    holder = _holder(data, format_name, engine)
    reading = _with_members(holder, sha256) if holder else facts_of(sha256, _extract(data, format_name, engine))
    if not _misnamed(expected, format_name):
        return reading
    cues = {**reading.cues, "wrong_extension": f"扩展名是 {expected}，内容是 {format_name}"}
    return Reading(**{**dict(reading), "cues": cues})


def _extract(data: bytes, format_name: str, engine: "OcrEngine | None") -> Extract:
    """What the format's reader extracts, its pictures looked at, and their words where an engine is given."""
    extract = extract_of(data, format_name)
    if extract.pictures:
        from wenming_cli.read.inside import parts_of

        extract.parts = list(parts_of(extract))
    if engine is not None and extract.unrecognised:
        from wenming_cli.read.recognise import recognise

        recognise(data, extract, engine)
    return extract


def _is_office(format_name: str, expected: str) -> bool:
    """Whether a zip should have been an office file."""
    return format_name == "zip" and expected in ("docx", "xlsx", "pptx", "ofd")


def _holder(data: bytes, format_name: str, engine: "OcrEngine | None") -> "Pack | None":
    """A letter or a pack with what it holds; None of anything else."""

    def read_member(content: bytes, suffix: str) -> Reading:
        return read_bytes(content, suffix, hashlib.sha256(content).hexdigest(), engine)

    if format_name in LETTERS:
        from wenming_cli.read.mail import read_mail

        return read_mail(data, format_name, read_member)
    if format_name not in PACKS:
        return None
    from wenming_cli.read.pack import read_pack

    pack = read_pack(data, format_name, read_member)
    if all(one.reading.problem is Problem.UNSUPPORTED and not one.reading.sha256 for one in pack.members):
        _refuse_pack([one.address[1:] for one in pack.members])
    return pack


def _with_members(pack: "Pack", sha256: str) -> Reading:
    """A letter or pack: its own facts, and its members as parts."""
    reading = facts_of(sha256, pack.extract)
    inside = tuple(_part(one) for one in pack.members)
    unrecognised = reading.unrecognised + sum(one.reading.unrecognised for one in pack.members)
    marks = {one.reading.recognised_by for one in pack.members} - {None}
    secrecy = reading.secrecy or next((one.reading.secrecy for one in pack.members if one.reading.secrecy), None)
    changed = {"parts": (*reading.parts, *inside), "unrecognised": unrecognised, "secrecy": secrecy}
    return Reading(**{**dict(reading), **changed, "recognised_by": next(iter(marks), reading.recognised_by)})


def _part(member: "MemberPart") -> Part:
    """A member with its whole reading."""
    reading = member.reading
    return Part(
        address=member.address,
        carrier=reading.carrier,
        title=reading.title,
        date=reading.date,
        banner=reading.banner,
        problem=reading.problem,
        reading=reading,
    )


def _misnamed(expected: str, format_name: str) -> bool:
    """Whether the suffix promises a kind that this program knows, and the content is of another."""
    if {expected, format_name} <= _TEXTS or expected == format_name:
        return False
    if {expected, format_name} <= MEDIA or format_name in _WPS.get(expected, ()):
        return False
    return expected in READABLE


def _kind_of_ole(data: bytes, suffix: str) -> str:
    """Which program an OLE file is of; one that needs a password, or is broken, is said so."""
    from wenming_cli.read.ole import Compound, is_encrypted, kind_of
    from wenming_cli.read.streams import Streams

    compound = Compound(data)
    if is_encrypted(compound):
        raise UnreadableError(Problem.ENCRYPTED)
    return kind_of(Streams(data).names, suffix)


def _refuse(data: bytes, format_name: str, expected: str) -> NoReturn:
    """Say why a content is not read: broken, locked or too large as far as that is cheap to see, else its kind."""
    if format_name == "wechat_cache":
        raise UnreadableError(Problem.WECHAT_CACHE)
    if format_name in PACKAGES and format_name not in PACKS:
        from wenming_cli.read.package import open_package

        open_package(data)
    if _is_office(format_name, expected):
        raise UnreadableError(Problem.CORRUPT, f"里面没有 {expected} 的正文")
    if _misnamed(expected, format_name):
        raise UnreadableError(Problem.UNSUPPORTED, f"扩展名是 {expected}，内容是 {format_name}")
    raise UnreadableError(Problem.UNSUPPORTED, f"{format_name} 格式")


def _refuse_pack(names: Sequence[str]) -> NoReturn:
    """A pack of which nothing can be unpacked here: say what lies in it, so that its owner unpacks it."""
    shown = "、".join(f"“{name.rsplit('/', 1)[-1]}”" for name in names[:MOST_NAMED])
    more = "等" if len(names) > MOST_NAMED else ""
    raise UnreadableError(Problem.PACKED, f"里面有 {len(names)} 个文件：{shown}{more}")

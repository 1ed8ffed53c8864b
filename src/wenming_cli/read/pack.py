"""Packs (.zip, .rar, .7z) one level deep: every member is a part with a reading of its own.

A pack is never unpacked to disk. Members are read in memory, one after the other, under limits that count for all of
them together (RELIABILITY, part 4); a pack inside a pack is named and not opened.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wenming_cli.model.evidence import Problem, Reading
from wenming_cli.model.noun import Noun
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.pack_member import Member, Opened
from wenming_cli.read.package import member_names

MOST_READ = 2_000
"""Members that are read; those behind are named."""
LONGEST_NAME = 1_000
_INNER, _INNER_FOLDERS = ("OFD.xml", "content.xml"), ("word/", "xl/", "ppt/")
"""Members by which a zip is an office file."""

ReadMember = Callable[[bytes, str], Reading]
"""Turns the bytes of a member and its suffix into a reading; raises UnreadableError."""


class MemberPart(Noun):
    """A member of a pack or a letter: its address (`!签到表.pdf`) behind the pack's own path, and what it says."""

    address: str
    reading: Reading


@dataclass(slots=True)
class Pack:
    """What reading a pack gives: its own bare extract, and its members in order."""

    extract: Extract
    members: tuple[MemberPart, ...] = field(default=())


def read_pack(data: bytes, format_name: str, read_member: ReadMember) -> Pack:
    """All members of a pack; the pack itself is unreadable only when it is broken, a bomb, or locked as a whole."""
    opened = _opened(data, format_name)
    if not opened.members:
        raise UnreadableError("empty", "压缩包里没有文件")
    filled = [member for member in opened.members if member.size]
    if filled and all(member.problem is Problem.ENCRYPTED for member in filled):
        raise UnreadableError("encrypted", f"压缩包里的 {len(filled)} 个文件都有密码")
    extract = Extract(format_name, "压缩包")
    parts = tuple(_parts(opened, read_member))
    failed = sum(part.reading.problem is not None for part in parts)
    extract.cues["members"] = f"压缩包里有 {len(parts)} 个文件" + (f"，{failed} 个读不了" if failed else "")
    return Pack(extract, parts)


def names_in(data: bytes, format_name: str) -> tuple[str, ...]:
    """The names of all members, litter aside, in the order of the pack."""
    return tuple(member.name for member in _opened(data, format_name).members)


def _opened(data: bytes, format_name: str) -> Opened:
    """Call the opener of one format; each is imported when first needed."""
    match format_name:
        case "zip":
            from wenming_cli.read.pack_zip import open_zip

            return open_zip(data)
        case "rar":
            from wenming_cli.read.pack_rar import open_rar

            return open_rar(data)
        case "7z":
            from wenming_cli.read.pack_7z import open_7z

            return open_7z(data)
        case _:
            raise UnreadableError("unsupported", f"{format_name} 压缩包，请另存为 zip")


def _parts(opened: Opened, read_member: ReadMember) -> Iterator[MemberPart]:
    """Every member with its reading."""
    for count, (member, content) in enumerate(zip(opened.members, opened.contents, strict=True)):
        address = "!" + member.name[:LONGEST_NAME]
        if member.problem is not None or content is None:
            problem = member.problem or Problem.CORRUPT
            yield MemberPart(address=address, reading=_unread(member, problem, member.problem_text))
        elif count >= MOST_READ:
            reading = _unread(member, Problem.BOMB, f"压缩包里的文件超过 {MOST_READ} 个，后面的没有读")
            yield MemberPart(address=address, reading=reading)
        else:
            yield MemberPart(address=address, reading=read_one(member, content, read_member))


def read_one(member: Member, content: bytes, read_member: ReadMember) -> Reading:
    """What one member says, or why it says nothing."""
    if not content:
        return _unread(member, Problem.EMPTY, "")
    if is_pack(content):
        return _unread(member, Problem.UNSUPPORTED, "压缩包里的压缩包没有打开，请先解压一层", content)
    try:
        return read_member(content, suffix_of(member.name))
    except UnreadableError as error:
        return _unread(member, Problem(error.problem), error.text, content)
    except MemoryError:
        return _unread(member, Problem.BOMB, "内存不够", content)
    except Exception as error:  # noqa: BLE001 - one member of strangers must not cost the others
        return _unread(member, Problem.CORRUPT, type(error).__name__, content)


def _unread(member: Member, problem: Problem, text: str, content: bytes | None = None) -> Reading:
    """The reading of a member that could not be read; without its bytes its place in the pack stands for it."""
    sha256 = hashlib.sha256(content).hexdigest() if content else ""
    return Reading(
        sha256=sha256, format=suffix_of(member.name)[1:], carrier="文档", problem=problem, problem_text=text or None
    )


def is_pack(content: bytes) -> bool:
    """Whether bytes are a pack by themselves (and no office file that only is one inside)."""
    if content.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c", b"\x1f\x8b")) or content[257:262] == b"ustar":
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    names = member_names(content)
    return not any(name in _INNER or name.startswith(_INNER_FOLDERS) for name in names)


def suffix_of(name: str) -> str:
    """The suffix of a member's name in small letters, dot included; empty where it has none."""
    base = name.rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[-1].lower() if "." in base[1:] else ""

"""Read .eml and .mht: subject, sender, date and text of a letter; attachments as parts (RFC 5322, 2045, 2557).

Old Chinese programs write GBK into headers without saying so; such bytes are decoded as GB18030.
"""

import re
from collections.abc import Iterator
from typing import Any

from wenming_cli.read.extract import Extract, Line, UnreadableError
from wenming_cli.read.html import read_html
from wenming_cli.read.pack import MemberPart, Pack, ReadMember, read_one
from wenming_cli.read.pack_member import Budget, Member, is_silent
from wenming_cli.read.streams import SMALL_PICTURE

MOST_PARTS = 1_000
MOST_NESTING = 50
_HEADERS = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"received:",
    b"mime-version:",
    b"return-path:",
    b"message-id:",
    b"x-",
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:")
_UNSAID_BYTES = re.compile(r"[\udc80-\udcff]")


def kind_of(data: bytes) -> str | None:
    """eml or mht for a text that begins with the headers of a letter; None for any other."""
    head = data[:16_384].lstrip(b"\xef\xbb\xbf\r\n")
    first = head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0].lower()
    if not _HEADER.match(head) or sum(b"\n" + name in b"\n" + first for name in _HEADERS) < 2:
        return None
    related = b"multipart/related" in first and b"mime-version:" in first
    return (
        "mht"
        if related and (b"saved by" in first or b"snapshot-content-location" in first or b"\nto:" not in first)
        else "eml"
    )


def read_mail(data: bytes, format_name: str, read_member: ReadMember) -> Pack:
    """A letter with its attachments as parts; of a saved page only its text."""
    if data.count(b"boundary") > MOST_NESTING * 20:
        raise UnreadableError("bomb", "邮件嵌套过深")
    import email
    from email.policy import default

    try:
        message: Any = email.message_from_bytes(data, policy=default)
        return _read(message, list(_leaves(message, 0)), format_name, Budget(len(data)), read_member)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError("corrupt", "邮件结构损坏") from error


def _read(message: Any, parts: list[Any], format_name: str, budget: Budget, read_member: ReadMember) -> Pack:
    """What the parts of a letter say; the library stumbles over many a bent header, each in its own way."""
    extract = Extract(format_name, "文档")
    if format_name == "eml":
        _headers(message, extract)
    _text(parts, extract, budget)
    extract.pictures = _pictures(parts)
    if not extract.lines:
        raise UnreadableError("empty", "邮件里没有文字")
    attached = tuple(_attachments(parts, read_member, budget)) if format_name == "eml" else ()
    if attached:
        extract.cues["members"] = f"邮件有 {len(attached)} 个附件"
    return Pack(extract, attached)


def _leaves(message: Any, depth: int) -> Iterator[Any]:
    """The parts of a message that have no parts; a letter within is one attachment."""
    if depth > MOST_NESTING:
        raise UnreadableError("bomb", "邮件嵌套过深")
    if not message.is_multipart() or (message.get_content_type() == "message/rfc822" and depth):
        yield message
        return
    for part in message.get_payload():
        yield from _leaves(part, depth + 1)


def _headers(message: Any, extract: Extract) -> None:
    """Subject as the title line, then sender and date as lines that a reader would see."""
    subject = _header(message, "Subject")
    if subject:
        extract.add(Line(subject, size=18.0, bold=True, title=True))
    sender = _header(message, "From")
    if sender:
        extract.cues["sender"] = sender[:200]
        extract.add(Line(f"发件人：{sender[:200]}"))
    from email.utils import parsedate_to_datetime

    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return
    extract.cues["sent"] = sent.date().isoformat()
    extract.add(Line(f"日期：{sent.year}年{sent.month}月{sent.day}日"))


def _header(message: Any, name: str) -> str:
    """A header as text; bytes without a stated encoding are GB18030."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if _UNSAID_BYTES.search(raw):
        value = raw.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    else:
        try:
            value = str(message.get(name) or "")
        except Exception:  # noqa: BLE001 - the parser of structured headers fails on many that strangers write
            return ""
    return re.sub(r"\s+", " ", value).strip()


def _bytes(part: Any) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    if part.get_content_type() == "message/rfc822":
        try:
            inner: bytes = part.get_payload(0).as_bytes()
        except Exception:  # noqa: BLE001 - a letter within that can't be written again
            return b""
        return inner
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_attached(part: Any) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or bool(part.get_filename())
        or part.get_content_type() == "message/rfc822"
    )


def _text(parts: list[Any], extract: Extract, budget: Budget) -> None:
    """The first readable text: the page if there is one, else the plain text."""
    bodies = [part for part in parts if part.get_content_maintype() == "text" and not _is_attached(part)]
    pages = [part for part in bodies if part.get_content_type() == "text/html"]
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    for part in [*plain[:1], *pages[:1]] if extract.format == "eml" else pages[:1]:
        data = _bytes(part)
        budget.take(len(data))
        lines = _page(data, part, extract) if part in pages else _plain(data, part)
        if lines:
            all(map(extract.add, lines))
            return


def _page(data: bytes, part: Any, extract: Extract) -> list[Line]:
    """The lines of a page in a letter."""
    charset = part.get_content_charset()
    if charset and b"charset" not in data[:2048].lower():
        data = _decoded(data, charset).encode("utf-8")
    try:
        page = read_html(data)
    except UnreadableError:
        return []
    if "html_title" in page.cues:
        extract.cues["html_title"] = page.cues["html_title"]
    return page.lines


def _plain(data: bytes, part: Any) -> list[Line]:
    """The lines of a plain text."""
    text = _decoded(data, part.get_content_charset() or "utf-8")
    return [Line(line.strip()) for line in text.splitlines() if line.strip()]


def _decoded(data: bytes, charset: str) -> str:
    """Text in the stated encoding; GB for all of its kin, and where what is stated does not fit."""
    for encoding in ("gb18030" if charset.lower().startswith("gb") else charset, "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _pictures(parts: list[Any]) -> int:
    """Pictures shown in the text that are larger than a logo."""
    shown = [
        part
        for part in parts
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
    ]
    return sum(len(str(part.get_payload())) > SMALL_PICTURE * 4 // 3 for part in shown[:MOST_PARTS])


def _attachments(parts: list[Any], read_member: ReadMember, budget: Budget) -> Iterator[MemberPart]:
    """Every attachment with its reading."""
    attached = [part for part in parts if _is_attached(part) and part.get_content_disposition() != "inline"]
    for number, part in enumerate(attached[:MOST_PARTS], 1):
        name = part.get_filename() or (
            f"附件{number}.eml" if part.get_content_type() == "message/rfc822" else f"附件{number}"
        )
        if _UNSAID_BYTES.search(name):
            name = name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
        name = re.sub(r"[\r\n\t]+", " ", name).replace("\\", "/").rsplit("/", 1)[-1]
        if is_silent(name):
            continue
        content = _bytes(part)
        budget.take(len(content))
        yield MemberPart(address="!" + name, reading=read_one(Member(name, len(content)), content, read_member))

"""A message as a value: a title, lines, parts with lines; and how it looks in a letter and in a group chat."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from wenming_cli.text import showable

CUT = "……下面还有，全文见工作区 历次检查 里的周报"
_WIDE = str.maketrans("<>[]`*_#|~", "＜＞［］｀＊＿＃｜～")
"""Marks that would format, link or name somebody in a chat, made wide: no service escapes them alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody gets: plain lines only, each on one line and without characters that cannot be shown."""

    title: str
    head: tuple[str, ...]
    parts: tuple[Part, ...]

    def through(self, change: Callable[[str], str]) -> "Message":
        """The same message with every text put through *change*."""
        parts = tuple(Part(change(one.heading), tuple(map(change, one.lines))) for one in self.parts)
        return Message(change(self.title), tuple(map(change, self.head)), parts)


def one_line(text: str) -> str:
    """A text on one line, everything in it fit to be shown."""
    return showable(" ".join(text.split()))


def as_text(message: Message) -> str:
    """The plain text of a letter."""
    lines = [message.title, "", *message.head]
    for part in message.parts:
        lines += ["", f"【{part.heading}】", *(f"· {line}" for line in part.lines)]
    return "\n".join(lines) + "\n"


def as_html(message: Message) -> str:
    """The same as HTML: no link, no picture, nothing that is fetched."""
    body = [f"<h1 style='font-size:1.3em'>{escape(message.title)}</h1>"]
    body += [f"<p>{escape(line)}</p>" for line in message.head]
    for part in message.parts:
        body.append(f"<h2 style='font-size:1.1em'>{escape(part.heading)}</h2>\n<ul>")
        body += [f"<li>{escape(line)}</li>" for line in part.lines]
        body.append("</ul>")
    head = f"<meta charset='utf-8'><title>{escape(message.title)}</title>"
    style = "font-family:sans-serif;line-height:1.6;max-width:48em"
    shown = "\n".join(body)
    return f"<!DOCTYPE html>\n<html lang='zh-CN'><head>{head}</head>\n<body style='{style}'>\n{shown}\n</body></html>\n"


def as_chat(message: Message, most_bytes: int, *, bold: bool) -> str:
    """The message for a chat, at most so many bytes of UTF-8; whole lines are left out at the end, and that is said."""
    lines = list(_chat_lines(message, bold))
    if _size(lines) <= most_bytes:
        return "\n".join(lines)
    while lines and _size([*lines, CUT]) > most_bytes:
        lines.pop()
    while lines and not lines[-1].startswith("- "):
        lines.pop()
    return "\n".join([*lines, CUT])


def _chat_lines(message: Message, bold: bool) -> Iterator[str]:
    mark = "**" if bold else ""
    yield f"{mark}{message.title.translate(_WIDE)}{mark}"
    for line in message.head:
        yield f"- {line.translate(_WIDE)}"
    for part in message.parts:
        yield ""
        yield f"{mark}{part.heading.translate(_WIDE)}{mark}"
        yield from (f"- {line.translate(_WIDE)}" for line in part.lines)


def _size(lines: list[str]) -> int:
    return len("\n".join(lines).encode("utf-8"))

"""What a format reader hands over: lines with their look, pages, pictures; no opinion yet."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wenming_cli.model.evidence import Part, RecognisedLine

MOST_TEXT = 5_000_000
"""Characters that are read of one content; more is cut, and said so."""
MOST_LINE = 10_000
"""Characters of one line; a longer one is broken, so that no rule has to search a book at once."""


class UnreadableError(Exception):
    """A content that cannot be read; *problem* is one of model.evidence.Problem."""

    def __init__(self, problem: str, text: str = "") -> None:
        super().__init__(text or problem)
        self.problem, self.text = problem, text


@dataclass(slots=True)
class Line:
    """A line of text as a reader sees it: size in points (0 unknown), centred, bold, red, page from 1.

    *title* is the style named Title, *contents* a line of a table of contents. Nobody changes one; it is not frozen
    because making a frozen one takes three times as long, and a sheet has tens of thousands.
    """

    text: str
    size: float = 0.0
    centred: bool = False
    bold: bool = False
    red: bool = False
    page: int = 1
    title: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """A picture inside a content: how to get its bytes, and the page that it is all of (0 where it is only a part)."""

    take: Callable[[], bytes | None]
    page: int = 0


@dataclass(slots=True)
class Extract:
    """The bare content of one file; *cues* say in words what was noticed while reading.

    *scanned* are the pages (from 1) that are pictures only, *inside* the pictures that can be had, *pictures* how many
    there are. What recognition adds: *banner*, *stamp_dates* (ISO days of a watermark camera) and *signs* of a photo,
    whose lines are then *loose*: words in view, not those of a paper; *recognised_lines*, with their places, where all
    of a page is a picture; *recognised_by* names the engine.
    """

    format: str
    carrier: str
    lines: list[Line] = field(default_factory=list)
    pages: int | None = None
    pictures: int = 0
    inside: list[Inside] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    red_rule: bool = False
    seal: bool = False
    loose: bool = False
    banner: tuple[str, ...] = ()
    stamp_dates: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    recognised_lines: tuple[RecognisedLine, ...] = ()
    recognised_by: str | None = None
    exif_date: str | None = None
    camera: str | None = None
    pixels: tuple[int, int] | None = None
    fingerprint: str | None = None
    cues: dict[str, str] = field(default_factory=dict)
    used: int = 0

    @property
    def unrecognised(self) -> int:
        """Pages and pictures whose words nobody has read yet."""
        alone = self.carrier in ("照片", "截图", "扫描件") and not self.scanned and not self.lines
        pasted = sum(not one.page for one in self.inside)
        return 0 if self.recognised_by else len(self.scanned) + pasted + alone

    @property
    def text(self) -> str:
        """All text, a line break between lines, cut at the limit."""
        return "\n".join(line.text for line in self.lines)[:MOST_TEXT]

    def add(self, line: Line) -> bool:
        """Take a line in; False when there is room for no more, which is then noted."""
        text = line.text[: MOST_TEXT - self.used]
        self.used += len(line.text) + 1
        if len(text) == len(line.text) <= MOST_LINE:
            if text:
                self.lines.append(line)
        else:
            for at in range(0, len(text), MOST_LINE):
                self.lines.append(replace(line, text=text[at : at + MOST_LINE]))
        if self.used > MOST_TEXT:
            self.cues["cut"] = f"文字超过 {MOST_TEXT // 10_000} 万字，只读了前面的"
        return self.used <= MOST_TEXT

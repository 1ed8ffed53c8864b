"""What a format reader hands over: lines with their look, pages, pictures; no opinion yet."""

from dataclasses import dataclass, field

MOST_TEXT = 5_000_000


class UnreadableError(Exception):
    """A content that cannot be read; *problem* is one of model.evidence.Problem."""

    def __init__(self, problem: str, text: str = "") -> None:
        super().__init__(text or problem)
        self.problem, self.text = problem, text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as a reader sees it: size in points (0 unknown), centred, bold, red, page from 1."""

    text: str
    size: float = 0.0
    centred: bool = False
    bold: bool = False
    red: bool = False
    page: int = 1


@dataclass(slots=True)
class Extract:
    """The bare content of one file."""

    format: str
    carrier: str
    lines: list[Line] = field(default_factory=list)
    pages: int | None = None
    pictures: int = 0
    scanned_pages: int = 0
    red_rule: bool = False
    exif_date: str | None = None
    camera: str | None = None
    pixels: tuple[int, int] | None = None
    cues: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All text, a line break between lines, cut at the limit."""
        return "\n".join(line.text for line in self.lines)[:MOST_TEXT]

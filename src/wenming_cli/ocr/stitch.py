"""Join the parts of a line that was read in overlapping pieces: 青澜县审计局文明创 and 文明创建推进会."""

from collections.abc import Sequence

from wenming_cli.ocr.engine import TextLine, upright_box

_CUT = 2
"""Characters at the end of a piece that may have been cut through and misread."""


def stitched(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines with overlapping parts joined where their words agree; where they don't, both stay."""
    joined: list[TextLine] = []
    for line in sorted(lines, key=lambda line: (line.left, line.top, line.text)):
        for at, before in enumerate(joined):
            both = _joined(before, line) if _overlap(before, line) else None
            if both:
                joined[at] = both
                break
        else:
            joined.append(line)
    return tuple(joined)


def _overlap(before: TextLine, line: TextLine) -> bool:
    """Whether a line begins inside another of its row, about as high."""
    down = min(before.bottom, line.bottom) - max(before.top, line.top)
    low, high = sorted((before.height, line.height))
    return before.left <= line.left < before.right and down > 0.5 * low and low > 0.5 * high


def _joined(before: TextLine, line: TextLine) -> TextLine | None:
    """Both as one line: by the words they share at the seam, at most two characters of each being cut."""
    first, second = before.text, line.text
    if second in first:
        return before
    if first in second:
        return line
    for common in range(min(len(first), len(second)), 1, -1):
        for lost_first in range(_CUT + 1):
            end = first[: len(first) - lost_first]
            for lost_second in range(_CUT + 1):
                start = second[lost_second:]
                if len(end) >= common <= len(start) and end[-common:] == start[:common]:
                    return _whole(before, line, end + start[common:])
    return None


def _whole(before: TextLine, line: TextLine, text: str) -> TextLine:
    """A line over both boxes, as sure as both on the average of their characters."""
    left, top = min(before.left, line.left), min(before.top, line.top)
    right, bottom = max(before.right, line.right), max(before.bottom, line.bottom)
    letters = len(before.text) + len(line.text)
    sure = (before.confidence * len(before.text) + line.confidence * len(line.text)) / letters
    return TextLine(text, sure, upright_box(left, top, right, bottom))

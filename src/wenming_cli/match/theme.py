"""A theme of the lexicon: what it is called, and the words by which it is named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, the words that name it, and those that only hint at it."""

    name: str
    words: tuple[str, ...]
    hints: tuple[str, ...] = ()
    broad: bool = False


def theme(name: str, named: str, hints: str = "", *, broad: bool = False) -> Theme:
    """A theme from its words, written with a space between them."""
    return Theme(name, words(named), words(hints), broad)


def words(text: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(text.split())

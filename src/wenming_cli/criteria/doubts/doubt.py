"""What makes one stop and ask in a set that is written without fault: kind, place, what, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from wenming_cli.model.doubt import DoubtKind
from wenming_cli.model.noun import Noun


class Doubt(Noun):
    """One doubt; *file* and *line* are those of the first place, *items* the items, projects or rows it is about.

    *known* is what set.yaml says of it, where somebody looked into it before.
    """

    kind: DoubtKind
    file: str
    line: int
    where: str
    what: str
    remedy: str
    items: tuple[str, ...] = ()
    known: str | None = None

    def __str__(self) -> str:
        todo = f"已说明：{self.known}" if self.known else f"{self.remedy}。"
        return f"{self.file}:{self.line} {self.where}：{self.what}。{todo}"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a set as people call it, and where it is written; *ident* is its id where it has one."""

    label: str
    file: str
    line: int
    ident: str = ""


def doubt(kind: DoubtKind, places: Iterable[Place], what: str, remedy: str, where: str = "") -> Doubt:
    """One doubt about all of *places*; *where* stands for their labels where these would be too many."""
    named = tuple(places)
    return Doubt(
        kind=kind,
        file=named[0].file,
        line=named[0].line,
        where=where or labels(named),
        what=what,
        remedy=remedy,
        items=tuple(dict.fromkeys(one.ident for one in named if one.ident)),
    )


def labels(places: Iterable[Place]) -> str:
    """The labels in their order, each once."""
    return "、".join(dict.fromkeys(one.label for one in places))

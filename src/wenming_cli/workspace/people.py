"""people.yaml: offices and people, and whether those who follow each other can."""

from pathlib import Path

from wenming_cli.model.workspace import People
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_whole


def read_people(path: Path) -> People:
    """The people of a unit; nobody where there is no file. Every fault is reported with its place."""
    return load_whole(path, People, check=_check) if path.is_file() else People()


def _check(document: Document, people: People) -> None:
    """Nobody leaves before coming; a successor is in the list, and no line of successors comes back to its start."""
    follows = {one.name: one.successor for one in people.people if one.successor}
    names = {one.name for one in people.people}
    told: set[str] = set()
    for at, one in enumerate(people.people):
        if one.start and one.until and one.until < one.start:
            what = f"until（{one.until}）早于 from（{one.start}）"
            document.fault(("people", at, "until"), what, "from 是到任的日子，until 是在任的最后一天，改对其中一个")
        if one.successor is None:
            continue
        place = ("people", at, "successor")
        circle = _circle(one.name, follows)
        if one.successor not in names:
            what = f"people 里没有接替的人“{one.successor}”"
            document.fault(place, what, "把这个人也列进 people，或改成列着的姓名")
        elif circle and one.name not in told:
            document.fault(place, f"接替转了一圈：{'→'.join(circle)}", "改正 successor，最后接替的人不再写 successor")
            told.update(circle)


def _circle(name: str, follows: dict[str, str]) -> tuple[str, ...]:
    """The line of successors from *name* back to *name*; empty where it ends."""
    line = [name]
    while (name := follows.get(name, "")) and name not in line:
        line.append(name)
    return (*line, name) if name == line[0] else ()

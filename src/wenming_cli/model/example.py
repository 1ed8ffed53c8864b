"""What was filed before: papers of last year's boxes, and those that a person has decided on."""

from wenming_cli.model.noun import Noun


class Example(Noun):
    """A file and the item that it went to; *place* is where it lay, for people, *sha256* only of files of this year."""

    item: str
    place: str
    name: str
    title: str | None = None
    types: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    sha256: str | None = None


class Lesson(Noun):
    """Examples from one source, such as last year's boxes, and when they were taken."""

    source: str
    at: str
    examples: tuple[Example, ...] = ()

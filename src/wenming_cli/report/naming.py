"""How reports name several files, and those who answer for something, on one line."""

from collections.abc import Iterable, Sequence

from wenming_cli.model.criteria import Owners

MOST_FILES = 3


def file_names(files: Sequence[str]) -> str:
    """The names of files without their folders, of many the first ones and their number; nothing for none."""
    names = [path.rsplit("/", 1)[-1] for path in files]
    return "、".join(names[:MOST_FILES]) + (f"等{len(names)}个" if len(names) > MOST_FILES else "")


def breakable(ids: Iterable[str]) -> str:
    """Ids in a row for a printed text: office programs break no line between 、 and a figure, but at a blank."""
    return "、 ".join(ids)


def whose(owners: Owners) -> str:
    """The offices and people that answer for it."""
    return "、".join((*owners.offices, *owners.people)) or "（未定责任人）"

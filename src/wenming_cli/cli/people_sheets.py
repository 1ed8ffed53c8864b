"""wenming people --sheets: a folder of sheets to sign, one for every office and person, whole or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.report.people.roll import Roll
    from wenming_cli.report.people.sheet import Sheet
    from wenming_cli.workspace.open import Workspace
    from wenming_cli.writer.staging import Staging

OFFICES, PEOPLE = "股室", "个人"


def place_for(workspace: "Workspace", folder: Path) -> Path:
    """Where the sheets may go: a new or empty folder, never among the evidence or in what the program keeps."""
    from wenming_cli.errors import UsageError

    place = folder.resolve()
    if any(place.is_relative_to(root.resolve()) for root in workspace.roots.values()):
        raise UsageError(f"“{folder}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面")
    if any(place.is_relative_to(own.resolve()) for own in workspace.own):
        raise UsageError(f"“{folder}”是程序自己用的文件夹", remedy="换一个文件夹，例如 责任清单")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        remedy = "换一个新的文件夹名；签过字、改过的清单不会被覆盖"
        raise UsageError(f"“{folder}”已经有东西，没有写", remedy=remedy)
    return place


def write_sheets(target: Path, roll: "Roll", only: "Sheet | None") -> None:
    """Write the sheets of everybody who is there and answers for an item, or the one that was asked for."""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import UsageError
    from wenming_cli.report.people.sheet import sheet_of
    from wenming_cli.writer.tree import replace_tree

    ones = [only] if only else [sheet_of(name, roll) for name in (*roll.offices, *roll.names)]
    theirs = [one for one in ones if one.items]
    files = _files([one for one in theirs if not has_left(one)], roll)
    left = "、".join(f"{one.name}（{len(one.items)}条）" for one in theirs if has_left(one))
    if not files:
        what = f"{left}不在任，出不了责任清单" if left else "没有条目，出不了责任清单"
        raise UsageError(what, remedy="运行 wenming people 看各人负责哪些条目")

    def fill(staging: "Staging") -> None:
        for path, data in files.items():
            staging.write(path, data)

    replace_tree(target, fill, needed_bytes=sum(map(len, files.values())), seen={})
    offices = sum(path.startswith(OFFICES) for path in files)
    say(f"责任清单写好了：{target}（股室{offices}份，个人{len(files) - offices}份）")
    if left:
        say(f"不在任、没有人接替，没有出：{left}")


def has_left(one: "Sheet") -> bool:
    """Whether it is of somebody whom people.yaml has and who is not there on the day."""
    return one.person is not None and one.person.listed and not one.person.there


def _files(sheets: "list[Sheet]", roll: "Roll") -> dict[str, bytes]:
    """Every sheet to sign by its path below the folder."""
    from wenming_cli.report.people.signed import TITLE, signed_sheet
    from wenming_cli.typeset.as_docx import as_docx

    year = roll.sets[0].judgement.year
    return {path: as_docx(signed_sheet(one, year)) for path, one in named_files(TITLE, sheets)}


def named_files(title: str, sheets: "Iterable[Sheet]") -> "Iterator[tuple[str, Sheet]]":
    """Every sheet with a path below a folder: offices and people apart; names that any system takes, each once."""
    from wenming_cli.box.numbering import free_name, safe_name

    taken = set[str]()
    for one in sheets:
        name = free_name(safe_name(f"{title}-{one.name}.docx"), taken)
        yield f"{PEOPLE if one.person else OFFICES}/{name}", one

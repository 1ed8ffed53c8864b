"""wenming register: views of the ledger, such as the regulations, the document numbers and the honours."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened
from wenming_cli.cli.review import own_name

if TYPE_CHECKING:
    from wenming_cli.pipeline import Examination
    from wenming_cli.report.registers.register import Register
    from wenming_cli.workspace.open import Workspace


def register(
    name: Annotated[
        str | None,
        typer.Argument(metavar="登记簿", help="哪一本，例如 制度、发文；不写就列出有哪些", show_default=False),
    ] = None,
    where: Where = Path(),
    as_of: AsOf = None,
    as_json: AsJson = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="文件", help="写成 xlsx；不指明哪一本，就每本一张表")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="那里已经有一份登记簿，覆盖它")] = False,
) -> int:
    """登记簿：制度、发文、荣誉、志愿服务等，随时从台账算出来。

    有制度、发文、荣誉、活动、志愿服务、公示、场所、上级来文八本；文件里没有写明的空着，不另外记账。
    """
    from wenming_cli.cli.screen import progress, say, say_json
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, take_in

    workspace, today = opened(where), day(as_of)
    check_name(name)
    if xlsx and as_json:
        raise UsageError("--json 和 --xlsx 不能一起用", remedy="分两次运行")
    target = place_for(workspace, xlsx) if xlsx else None
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    examinations = examine(workspace, archive, today)
    found = [(one, registers_of(workspace, one, name)) for one in examinations]
    if as_json:
        for value in (value for _, ones in found for value in values(ones, listed=name is None)):
            say_json(value)
        return Exit.DONE
    if target:
        write_books(target, found, force)
    else:
        for examination, ones in found:
            show(examination.criteria.head.id, ones, listed=name is None)
    for notice in archive.notices:
        say(notice)
    return Exit.DONE


def check_name(name: str | None) -> None:
    """Refuse a name that no register has."""
    from wenming_cli.errors import UsageError
    from wenming_cli.report.registers.book import BOOK

    if name is not None and all(name not in (kind.id, kind.name) for kind, _ in BOOK):
        raise UsageError(f"没有“{name}”这本登记簿", remedy=f"可用：{'、'.join(kind.name for kind, _ in BOOK)}")


def registers_of(workspace: "Workspace", examination: "Examination", name: str | None) -> "tuple[Register, ...]":
    """The register of that name, or all of them, over one set."""
    from wenming_cli.report.registers.book import registers
    from wenming_cli.report.registers.filed import ledger_of

    criteria, matching, judgement = examination.criteria, examination.matching, examination.judgement
    return registers(ledger_of(criteria, matching, judgement, workspace.settings, workspace.people), name)


def values(found: "Sequence[Register]", *, listed: bool) -> Iterator[dict[str, Any]]:
    """The JSON values: one a register where they are listed, else one an entry."""
    for one in found:
        if listed:
            yield {"register": one.kind.id, "name": one.kind.name, "count": len(one.entries), "notes": list(one.notes)}
        else:
            yield from ({"register": one.kind.id, **entry.model_dump(mode="json")} for entry in one.entries)


def show(name: str, found: "Sequence[Register]", *, listed: bool) -> None:
    """The list of registers, or one of them entry by entry."""
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.report.registers.shown import by_section, lines, listing

    if listed:
        paint(f"登记簿 · {name}", "bold")
        for line in listing(found):
            paint(f"  {line}", indent=" " * 22)
        return
    for one in found:
        paint(f"{one.kind.title} · {name}", "bold")
        for section, entries in by_section(one.entries):
            paint("")
            if section:
                paint(section, "bold")
            for head, *more in (lines(one.kind, entry) for entry in entries):
                paint(f"  {head}", indent=" " * 14)
                for line in more:
                    paint(f"      {line}", indent=" " * 8)
        say()
        for line in (f"共 {len(one.entries)} 条。", *one.notes):
            paint(line)


def place_for(workspace: "Workspace", path: Path) -> Path:
    """Where a workbook may go: never among the evidence."""
    from wenming_cli.errors import UsageError

    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"登记簿只能写成 xlsx：{path}", remedy="写成 --xlsx 登记簿.xlsx")
    place = path.resolve()
    if any(place.is_relative_to(root.resolve()) for root in workspace.roots.values()):
        raise UsageError(f"“{path}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面")
    return place


def write_books(target: Path, found: "Sequence[tuple[Examination, tuple[Register, ...]]]", force: bool) -> None:
    """Write a workbook a set, a sheet a register; nothing is written where one of them may not be."""
    from wenming_cli.cli.screen import say
    from wenming_cli.report.registers.shown import table
    from wenming_cli.typeset.as_xlsx import as_xlsx
    from wenming_cli.writer.file import write_file

    books = [(own_name(target, one, len(found) > 1), one.judgement, ones) for one, ones in found]
    for place, _, _ in books:
        keep_others(place, force)
    for place, judgement, ones in books:
        below = f"{judgement.unit}　{judgement.year}年度　截至 {judgement.as_of}"
        write_file(place, as_xlsx(*(table(one, below) for one in ones)))
        counts = "，".join(f"{one.kind.name}{len(one.entries)}条" for one in ones)
        say(f"登记簿写好了：{place}（{counts}）")


def keep_others(place: Path, force: bool) -> None:
    """Refuse to write over anything but a register, and over that without *force*: somebody may have added to it."""
    from wenming_cli.errors import UsageError
    from wenming_cli.pipeline import cells_of
    from wenming_cli.report.registers.book import BOOK

    if not place.exists():
        return
    sheets = cells_of(place)
    titles = {kind.title for kind, _ in BOOK}
    ours = isinstance(sheets, list) and all(name in titles and cells and cells[0][0] == name for name, cells in sheets)
    if not ours:
        raise UsageError(f"{place} 已经存在，而且不是登记簿，没有覆盖", remedy="移走它或改名，或写到别处")
    if not force:
        raise UsageError(f"{place} 已经有一份登记簿，没有覆盖", remedy="写到别处；确实不要那一份了，加 --force")

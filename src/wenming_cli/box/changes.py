"""What changed in the boxes since they were first made: the journal 编号.tsv, and 抽换清单 for those at the shelf."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from wenming_cli.bind.labels import ranged
from wenming_cli.box.journal import NAME, format_journal, reprinted
from wenming_cli.box.numbering import box_label, split_suffix
from wenming_cli.box.pages import exchanged
from wenming_cli.box.plan import BoxPlan
from wenming_cli.box.sheet_files import table_files
from wenming_cli.model.filed import Filed, FiledState, Journal, Reprint
from wenming_cli.typeset.catalogue import eight_digits
from wenming_cli.typeset.exchange import Exchange, Exchanges, exchange_table
from wenming_cli.typeset.pdf_faces import Faces

LIST, BOUND = "抽换清单", "装订本"
ABOVE = 0
"""The number that stands for the sheets above all boxes, such as 总目录."""

TODO = {
    FiledState.ADDED: "放进盒里，在{before}之后",
    FiledState.INSERTED: "插在{before}之后",
    FiledState.REPLACED: "抽出旧件，换上新件",
    FiledState.RETURNED: "放回{before}之后",
    FiledState.REMOVED: "抽出，件号空着",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """The journal after a build, and what this build changed in it."""

    journal: Journal
    rows: tuple[Filed, ...]
    reprints: tuple[Reprint, ...]


def changes_of(
    plan: BoxPlan, making: frozenset[int], rendered: Mapping[str, bytes], recorded: Mapping[str, str], day: str
) -> Changes:
    """What a build on *day* that makes the boxes *making* changes; boxes that it leaves keep the rows that they had.

    *rendered* are the sheets by path, *recorded* the sha256 that the last build wrote.
    """
    whole = {box.number for box in plan.boxes} <= making
    kept = () if whole else tuple(row for row in plan.before.rows if row.box not in making)
    rows = tuple(row for row in plan.rows if row.box in making)
    new = news(plan, making)
    again = tuple(_reprints(plan, {row.box for row in new}, rendered, recorded)) if new else ()
    again += tuple(_pages_anew(plan, rows, day))
    known = {row.box for row in (*kept, *rows)}
    before = [one for one in plan.before.reprints if one.box in known or one.box == ABOVE]
    return Changes(Journal((*kept, *rows), reprinted(before, again)), new, again)


def news(plan: BoxPlan, boxes: Container[int]) -> tuple[Filed, ...]:
    """The numbers of some boxes under which something came, went or took the place of another since the last build."""
    return tuple(row for row in plan.rows if row.box in boxes and row.build > plan.before.last and row.state in TODO)


def _reprints(
    plan: BoxPlan, boxes: set[int], rendered: Mapping[str, bytes], recorded: Mapping[str, str]
) -> Iterator[Reprint]:
    """The sheets of changed boxes, and those above all boxes, that are not what the last build wrote."""
    build, day = next((row.build, row.day) for row in plan.rows if row.build > plan.before.last)
    parts = {box.folder: (box.number, box.part) for box in plan.boxes if box.number in boxes}
    for path, data in rendered.items():
        folder, _, name = path.rpartition("/")
        stem, suffix = split_suffix(name)
        concerned = folder in parts or not folder
        if suffix == ".docx" and concerned and sha256(data).hexdigest() != recorded.get(path):
            box, part = parts.get(folder, (ABOVE, 0))
            yield Reprint(box, part, stem, build, day)


def _pages_anew(plan: BoxPlan, rows: Sequence[Filed], day: str) -> Iterator[Reprint]:
    """The pages of bound PDFs that are not what they were."""
    build = max((row.build for row in rows), default=0)
    for (box, part), pages in exchanged(plan.before.rows, rows):
        if pages.anew:
            yield Reprint(box, part, f"{BOUND}第{ranged(pages.anew)}页", build, day)


def change_sheets(plan: BoxPlan, changes: Changes, faces: Faces | None = None) -> dict[str, bytes]:
    """The journal, and the list of what to exchange once there is something to exchange; with *faces* as PDF too."""
    made = {NAME: format_journal(changes.journal).encode()}
    if changes.journal.reprints or any(row.state in TODO for row in changes.journal.rows):
        made |= table_files(LIST, exchange_table(_exchanges(plan, changes.journal)), faces)
    return made


def _exchanges(plan: BoxPlan, journal: Journal) -> Exchanges:
    """All changes since the boxes were first made, those of the last build first."""
    boxes = []
    titles = {box.number: box.title for box in plan.boxes}
    for number in sorted({row.box for row in journal.rows}):
        rows = sorted((row for row in journal.of(number) if row.state in TODO), key=lambda row: (-row.build, row.order))
        sheets = _sheets(journal, number)
        if rows or sheets:
            numbers, before = _numbers(plan, number)
            changes = tuple(_exchange(row, numbers.get(row.piece, row.piece), before.get(row.piece)) for row in rows)
            said = (box_label(number), titles.get(number, ""), binders(plan, number))
            boxes.append(("　".join(filter(None, said)), sheets, changes))
    return Exchanges(plan.unit, plan.year, tuple(boxes), _sheets(journal, ABOVE))


def _sheets(journal: Journal, number: int) -> tuple[str, ...]:
    """The sheets of a box to print anew, with the binder where it is split."""
    return tuple(
        one.sheet + (f"（第{one.part}册）" if one.part else "")
        for one in sorted(journal.reprints, key=lambda one: (one.part, one.sheet))
        if one.box == number
    )


def binders(plan: BoxPlan, number: int) -> str:
    """Which numbers lie in which binder of a box that is split; nothing for one that is whole."""
    parts = [box for box in plan.boxes if box.number == number and box.part and box.pieces]
    return "，".join(f"第{box.part}册 {box.pieces[0].piece}—{box.pieces[-1].piece}号" for box in parts)


def moved(plan: BoxPlan, boxes: Container[int]) -> Iterator[str]:
    """What a person is told of boxes whose papers lie in other binders than before."""
    before = {(row.box, row.order): row.part for row in plan.before.rows if row.lies}
    other = {row.box for row in plan.rows if row.lies and row.part != before.get((row.box, row.order), row.part)}
    for number in sorted(other):
        if number in boxes:
            yield f"{box_label(number)}：分册变了，{binders(plan, number) or '现在是一册'}"


def _numbers(plan: BoxPlan, number: int) -> tuple[dict[str, str], dict[str, str]]:
    """The printed numbers of a box by 件号, and the printed number before each as the box lies."""
    boxes = [box for box in plan.boxes if box.number == number]
    pieces = [(one.piece, one.number) for box in boxes for one in box.pieces]
    gone = [(one.filed.piece, one.number) for box in boxes for item in box.items for one in item.gone]
    before = dict(zip([piece for piece, _ in pieces], ["", *(printed for _, printed in pieces)], strict=False))
    return dict(pieces + gone), before


def _exchange(row: Filed, number: str, before: str | None) -> Exchange:
    """A row of the list."""
    todo = TODO[row.state].format(before=f"{before}号" if before else "最前面的隔页")
    said = f"{todo}（{row.why}）" if row.state is FiledState.REMOVED else todo
    return Exchange(eight_digits(row.day), number, row.pages, row.state.value, row.item, row.title, said)


def told(rows: Sequence[Filed], reprints: Sequence[Reprint]) -> Iterator[str]:
    """What a person is told after a build: per box the changes and the sheets to print anew."""
    for number in sorted({row.box for row in rows} | {one.box for one in reprints} - {ABOVE}):
        said = "，".join(
            f"{state.value} {'、'.join(row.piece for row in some)}"
            for state in TODO
            if (some := [row for row in rows if row.box == number and row.state is state])
        )
        sheets = _sheets(Journal(reprints=tuple(reprints)), number)
        todo = f"请重印 {'、'.join(sheets)}" if sheets else ""
        yield f"{box_label(number)}：" + "；".join(filter(None, (said, todo)))
    if above := _sheets(Journal(reprints=tuple(reprints)), ABOVE):
        yield f"另请重印 {'、'.join(above)}"

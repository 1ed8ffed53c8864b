"""How a register is shown: as lines for a terminal, and as a printed table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from wenming_cli.report.registers.register import Register, RegisterEntry, RegisterKind
from wenming_cli.text import width
from wenming_cli.typeset.table import Cell, Heading, Table

MOST_FILES = 2
UNDATED = "日期不明"


def lines(kind: RegisterKind, entry: RegisterEntry) -> list[str]:
    """An entry as a person reads it: the columns up to its title, those behind it, and a line for each remark."""
    names = [one.name for one in kind.fields]
    first = names.index("title") + 1
    words = [_items(entry) if name == "items" and at < first else _word(entry, name) for at, name in enumerate(names)]
    told = ["　".join(filter(None, ones)) for ones in (words[:first], words[first:])]
    return [*filter(None, told), *(f"· {one}" for one in entry.remarks)]


def _word(entry: RegisterEntry, name: str) -> str:
    """A field in words, where the heads of columns are missing."""
    cell = _cell(entry, name)
    match name:
        case "remarks":
            return ""
        case "date":
            return str(cell) if cell else UNDATED if entry.files else ""
        case "photos":
            return f"{cell}张照片" if cell else ""
        case "sign_in":
            return f"{cell}签到表" if cell else ""
        case "items":
            return f"→ {cell}" if cell else "→ 没有归档"
    return str(cell or "")


def _cell(entry: RegisterEntry, name: str) -> Cell:
    """What a column shows of an entry."""
    match name:
        case "items":
            return _items(entry)
        case "files":
            return _files(entry)
        case "papers":
            return "、".join(f"{kind}{count if count > 1 else ''}" for kind, count in Counter(entry.papers).items())
        case "remarks":
            return "；".join(entry.remarks)
        case "sign_in":
            return None if entry.sign_in is None else "有" if entry.sign_in else "没有"
    value: Cell = getattr(entry, name)
    return value


def _items(entry: RegisterEntry) -> str:
    """The items; one that a person must say carries a question mark."""
    return "、".join((*entry.items, *(f"{item}？" for item in entry.proposed)))


def _files(entry: RegisterEntry) -> str:
    """The names of the files, of many the first and their number."""
    names = [path.rsplit("/", 1)[-1] for path in entry.files]
    return "、".join(names) if len(names) <= MOST_FILES else f"{names[0]}等{len(names)}个文件"


def by_section(entries: Iterable[RegisterEntry]) -> list[tuple[str, list[RegisterEntry]]]:
    """The entries under their headings; a register without sections is one without heading."""
    return [(section or "", list(ones)) for section, ones in groupby(entries, key=lambda one: one.section)]


def table(register: Register, below: str) -> Table:
    """A register as a printed table, its sections under headings, its notes below."""
    kind = register.kind
    rows: list[Heading | tuple[Cell, ...]] = []
    for section, entries in by_section(register.entries):
        rows += [Heading(section)] if section else []
        rows += [tuple(_cell(entry, one.name) for one in kind.fields) for entry in entries]
    closing = (f"共 {len(register.entries)} 条。", *register.notes)
    columns = tuple(one.column for one in kind.fields)
    return Table(kind.title, kind.title, below, columns, tuple(rows), closing)


def listing(registers: Sequence[Register]) -> list[str]:
    """What registers there are, with how many entries each has."""
    widest = max(width(one.kind.name) for one in registers)
    named = [(one.kind.name + " " * (widest - width(one.kind.name)), one) for one in registers]
    return [
        f"{name}  {len(one.entries):>4} 条　{'、'.join(field.column.head for field in one.kind.fields)}"
        for name, one in named
    ]

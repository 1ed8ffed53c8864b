"""records.yaml: what people state that no file says; appended, taken back but never deleted, and people may edit it."""

from collections.abc import Sequence
from pathlib import Path

from wenming_cli.model.figures import figure_kind, senseless
from wenming_cli.model.record import NEEDS, RECORD_TEXT, STANDS_FOR, TAKES, Record, RecordsFile, RecordVerb, Withdrawal
from wenming_cli.notation.document import Document
from wenming_cli.notation.file import load_whole
from wenming_cli.review.appending import Book, append_to, last_number
from wenming_cli.review.items import Known
from wenming_cli.review.notebook import MOST_BYTES
from wenming_cli.text import normalise

HEAD = """\
# 登记：records 下是文件里没有、由人说明的事，可以手工写、手工改，也由 wenming record 追加。
# withdrawn 下是撤回，由 wenming record withdraw 追加；撤回的登记仍留在 records 里，不删。
records:
"""
RECORDS_KEY, WITHDRAWN_KEY = "records", "withdrawn"
BOOK = Book(RecordsFile, HEAD, "以前各年的登记")
ALWAYS = ("id", "do", "by", "on")


NO_BONUS: Known = {}


def read_records(path: Path, items: Known, bonus: Known = NO_BONUS) -> RecordsFile:
    """The records with those taken back; *items* are the items that may be named, with their requirements.

    *bonus* are the bonus rows with their levels, under which papers and links may be recorded.
    """
    if not path.is_file():
        return RecordsFile()

    def check(document: Document, whole: RecordsFile) -> None:
        _check_ids(document, whole)
        for at, one in enumerate(whole.records or ()):
            _check_place(document, at, one, items, bonus)
            _check_words(document, at, one)

    return load_whole(path, RecordsFile, MOST_BYTES, check)


def _check_ids(document: Document, whole: RecordsFile) -> None:
    """Ids are used once; what is taken back is there."""
    known: set[str] = set()
    for at, one in enumerate(whole.records or ()):
        if one.id in known:
            document.fault((RECORDS_KEY, at, "id"), f"编号“{one.id}”用了两次", "换一个编号")
        known.add(one.id)
    for at, taken in enumerate(whole.withdrawn or ()):
        if taken.record not in known:
            what = f"没有编号为“{taken.record}”的登记"
            document.fault((WITHDRAWN_KEY, at, "record"), what, "改成 records 里的编号")


def _check_place(document: Document, at: int, one: Record, items: Known, bonus: Known) -> None:
    """The item is one of the table, the requirement one of the item; so are bonus rows and levels, for evidence."""
    if one.item is None:
        return
    if one.item in bonus and one.item not in items:
        _check_bonus(document, at, one, bonus[one.item])
    elif one.item not in items:
        what = f"测评体系里没有条目“{one.item}”"
        document.fault((RECORDS_KEY, at, "item"), what, "改成有的编号")
    elif one.requirement is not None and one.requirement not in items[one.item]:
        what = f"条目{one.item}没有材料要求“{one.requirement}”"
        document.fault((RECORDS_KEY, at, "requirement"), what, f"可用：{'、'.join(items[one.item])}")


def _check_bonus(document: Document, at: int, one: Record, levels: Sequence[str]) -> None:
    """Under a bonus row only evidence is recorded, perhaps with its level."""
    if one.do not in STANDS_FOR:
        what = f"加分项目{one.item}没有“{RECORD_TEXT[one.do]}”可登记"
        document.fault((RECORDS_KEY, at, "item"), what, "加分项目能登记的是纸质材料（paper）和链接（link）")
    elif one.requirement is not None and one.requirement not in levels:
        what = f"加分项目{one.item}没有级别“{one.requirement}”"
        document.fault((RECORDS_KEY, at, "requirement"), what, f"可用：{'、'.join(levels)}")


def _check_words(document: Document, at: int, one: Record) -> None:
    """A record says nothing that its kind has no use for; a figure can be what it says."""
    wanted = (*NEEDS[one.do], *TAKES[one.do])
    for key in sorted(one.model_fields_set - {*ALWAYS, *wanted}):
        what = f"{RECORD_TEXT[one.do]}（{one.do.value}）的登记用不上“{key}”"
        document.fault((RECORDS_KEY, at, key), what, f"去掉这一行；可用：{'、'.join(dict.fromkeys(wanted))}")
    if one.do is RecordVerb.FIGURE and one.figure is not None and one.value is not None:
        kind = figure_kind(one.figure)
        if why := senseless(kind, one.value):
            document.fault((RECORDS_KEY, at, "value"), f"{kind.name}的数不对：{why}", "改成实际的数")


def next_id(file: RecordsFile) -> str:
    """R4 behind R1, R2, R3."""
    return f"R{last_number('R', (one.id for one in file.records or ())) + 1}"


def record_called(file: RecordsFile, ident: str) -> Record | None:
    """The record of that id, however it is typed: r1, Ｒ1."""
    return next((one for one in file.records or () if normalise(one.id) == normalise(ident)), None)


def withdrawal_of(file: RecordsFile, ident: str) -> Withdrawal | None:
    """How a record was taken back; None where it was not."""
    return next((one for one in file.withdrawn or () if one.record == ident), None)


def add_to_records(path: Path, records: Sequence[Record] = (), withdrawn: Sequence[Withdrawal] = ()) -> None:
    """Append records and withdrawals in one step, all of them or none; what people wrote stays as it is."""
    append_to(path, BOOK, {RECORDS_KEY: records, WITHDRAWN_KEY: withdrawn})

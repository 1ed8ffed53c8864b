"""What two cells of a row say: an item, 都不是, 忽略, 以后再说; or why they can't be understood."""

import re
import unicodedata
from dataclasses import dataclass

from wenming_cli.model.decision import Verb
from wenming_cli.review.filled import Cell
from wenming_cli.review.items import Known
from wenming_cli.text import normalise, shorten, showable
from wenming_cli.typeset.form import IGNORE, LATER, NONE_OF_THEM

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?( .*)?")
_SPLIT = re.compile(r"[、，,;；\s]+")
_ID = re.compile(r"[A-Za-z]{0,3}\d+(?:\.\d+)*(?![\d./])")
AS_TEXT = "请把单元格格式设成“文本”，重新填"


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer; *do* is None for 以后再说."""

    do: Verb | None
    item: str | None = None
    requirement: str | None = None


class UnclearError(Exception):
    """An answer that can't be understood; its text is the reason."""


WORDS = {
    normalise(NONE_OF_THEM): Answer(Verb.REJECT),
    normalise(IGNORE): Answer(Verb.IGNORE),
    normalise(LATER): Answer(None),
}


def answer_in(answer: Cell, other: Cell, known: Known) -> Answer | None:
    """What 答案 and 其他条目 say together; None where both are empty."""
    first, second = _said(answer, known), _said(other, known)
    if first is None or second is None:
        return first or second
    if first == second or (first.do is Verb.REJECT and second.do is Verb.PIN):
        return second
    same = first.do is second.do is Verb.PIN and first.item == second.item
    if same and not (first.requirement and second.requirement):
        return first if first.requirement else second
    raise UnclearError(f"“答案”和“其他条目”不一样：{_shown(answer)}、{_shown(other)}；只留一个")


def _said(cell: Cell, known: Known) -> Answer | None:
    """What one cell says."""
    if isinstance(cell, float):
        return Answer(Verb.PIN, _by_number(cell, known))
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return None
    word = WORDS.get(normalise(text).strip("。.,!"))
    if word is not None:
        return word
    if _DAY.fullmatch(text):
        raise UnclearError(f"“{_shown(text)}”像是编号被表格软件改成了日期；{AS_TEXT}")
    return _item(text, known)


def _by_number(cell: float, known: Known) -> str:
    """The item that a number stands for; 1.1 may have been 1.10."""
    meant = [item for item in known if re.fullmatch(r"\d+(\.\d+)?", item) and float(item) == cell]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UnclearError(f"看不出是{'还是'.join(meant)}；{AS_TEXT}")
    raise UnclearError(f"测评体系里没有条目“{cell:g}”")


def _item(text: str, known: Known) -> Answer:
    """The item, and perhaps the requirement, that words begin with."""
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    named = [piece for piece in pieces if piece in known]
    if len(set(named)) > 1:
        raise UnclearError(f"一格写了{len(set(named))}条（{'、'.join(named)}）；只写一条，另一条用 wenming share 加上")
    item, _, requirement = (pieces[0] if pieces else "").rstrip("。.:").partition("/")
    found = _ID.match(item)
    if item not in known and found and found[0] in known and not requirement:
        item = found[0]
    if item not in known:
        raise UnclearError(f"测评体系里没有条目“{_shown(text)}”")
    if requirement and requirement not in known[item]:
        raise UnclearError(f"条目{item}没有材料要求“{_shown(requirement)}”（可用：{'、'.join(known[item])}）")
    return Answer(Verb.PIN, item, requirement or None)


def _shown(cell: Cell) -> str:
    return showable(shorten(f"{cell:g}" if isinstance(cell, float) else cell.strip(), 40))

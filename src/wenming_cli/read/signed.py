"""成文日期 and 发文机关: when a paper was signed, and by whom (GB/T 9704-2012, 7.3.5)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from wenming_cli.dates.written import Written, dates_in
from wenming_cli.read.extract import Line

HEAD_LINES, TAIL_LINES, SIGNED_WITHIN = 12, 40, 200
LISTED = 12
"""So many lines below a list of annexes (附件：) the signature stands at the latest (GB/T 9704, 7.3.4)."""
LETTER_HEAD = 4
"""Among so many first lines 日期 is the day of a letter, not of what it speaks of."""
A_LOG, A_DIARY, NEAR = 3, 4, 2
"""So many labelled days, or days alone on lines, make a log; so many characters may part a label from its date."""
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*(?P<list>[：:]?)$")
_ORGAN = re.compile(
    r"(?:局|委员会|办公室|政府|厅|部|院|处|所|中心|委|公司|学校|大学|学院|协会|工会|支部|党组|党委|科|股|队|站|银行|集团|会|办|社"
    r"|组|馆|署|总支|街道|工作室|指挥部|专班|小学|中学|系)$"
)
_SEALED = re.compile(r"[(（]?\s*(?:盖章|公章|印章|章)\s*[)）]?")
_DATELIKE = re.compile(r"[年./．／－·–—−-].*\d|[年月日]")
_PRINTED = re.compile(r"印发|印制|打印|校对|共印")
_AFTER = re.compile(r"以前|之前|以后|之后|[前起后止至到~～—、,-]")
_BEFORE = re.compile(r"(?:截至|截止|[至到于自从在由~～—、,-])$")
_PASSED = re.compile(r"(?:[^，。；：:]{0,40})(?:通过|批准|公布|发布)$")
_NO_REST = re.compile(r"[，。；、：:,;]")
_DATE_LABEL = re.compile(
    r"(?<!截止)(?<!报名)(?<!出生)(?<!入党)(?<!参加工作)(?<!成立)(?:时\s*间|日\s*期)[\s：:|｜/／]*(?:时\s*间)?[\s：:|｜]*"
)
_OWN_LABEL = re.compile(
    r"(?:填表|填报|制表|编制|拟稿|制定|制订|发布|发文|印发|成文|签订|签署|落款|申请|报送)(?:时\s*间|日\s*期)[\s：:|｜]*"
)
_LOOKING_AHEAD = frozenset({"通知", "方案", "计划", "规划", "函", "请示", "公示", "倡议书", "主持词"})
"""Papers that name days to come: what stands behind 时间 in them is the event's."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A date that a paper bears, and the line on which it stands alone (None where it stands behind a label)."""

    written: Written
    at: int | None = None


def find_signed(lines: Sequence[Line], types: Sequence[str] = ()) -> Signed | None:
    """成文日期: the last date alone on a line before any annex, one below the title, behind a label, or in 印发.

    The day of printing (印发日期, 7.4.2) is taken only where no other is. A month counts where no day is written.
    """
    end = _end(lines)
    tail, head = range(end - 1, max(-1, end - 1 - TAIL_LINES), -1), range(min(HEAD_LINES, len(lines)))
    own = [found for at in tail if not _PRINTED.search(lines[at].text) and (found := _signed_at(lines, at))]
    if own:
        return None if _is_diary(lines, own) else own[0]
    return (
        _first(lines, head)
        or _first_signature(lines)
        or _labelled(lines, types)
        or next((found for at in tail if (found := _signed_at(lines, at))), None)
        or _only_month(lines, {*tail, *head})
    )


def _end(lines: Sequence[Line]) -> int:
    """Where the first annex begins; a list of annexes above the signature is none."""
    for at, line in enumerate(lines):
        annex = _ANNEX.match(line.text.strip()) if at > 5 else None
        if annex and not (annex["list"] and any(alone(one.text) for one in lines[at : at + LISTED])):
            return at
    return len(lines)


def _signed_at(lines: Sequence[Line], at: int) -> Signed | None:
    """The day that a line consists of."""
    found = alone(lines[at].text)
    return Signed(found, at) if found else None


def _is_diary(lines: Sequence[Line], found: Sequence[Signed]) -> bool:
    """Whether days are headings: many, and the last not signed by an organ; such a paper has no day of its own."""
    return len({one.written.day for one in found}) >= A_DIARY and not _organs_at(lines, found[0])


def _first(lines: Sequence[Line], places: Iterable[int]) -> Signed | None:
    """The first day alone on a line of these."""
    unprinted = (at for at in places if not _PRINTED.search(lines[at].text))
    return next((found for at in unprinted if (found := _signed_at(lines, at))), None)


def _first_signature(lines: Sequence[Line]) -> Signed | None:
    """The first day beside an organ: the paper's own, where what it sends along follows without a mark."""
    places = range(min(SIGNED_WITHIN, len(lines)))
    return next((found for at in places if (found := _signed_at(lines, at)) and _organs_at(lines, found)), None)


def _only_month(lines: Sequence[Line], places: Iterable[int]) -> Signed | None:
    """A month alone on a line of these, where no other month stands so: those would be headings."""
    found = [Signed(one, at) for at in sorted(places) if (one := alone(lines[at].text, exact=False))]
    return found[-1] if found and len({one.written.day for one in found}) == 1 else None


def alone(text: str, *, exact: bool = True) -> Written | None:
    """The date that a line consists of, give or take an organ's name, brackets, 印发 or a meeting that passed it."""
    if len(text) > 80 or "\t" in text.strip() or not _DATELIKE.search(text):
        return None
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("()")
    for found in dates_in(bare):
        before, after = bare[: found.at], bare[found.at + len(found.words) :]
        if found.exact is exact and _may_stand_beside(before, after):
            return found
    return None


def _may_stand_beside(before: str, after: str) -> bool:
    """Whether the words beside a date leave it the date of the paper: a name, no sentence and no span of time."""
    if _AFTER.match(after) or _BEFORE.search(before):
        return False
    if not before and _PASSED.fullmatch(after):
        return True
    if _NO_REST.search(before + after):
        return False
    return len(after) <= 14 and len(before) <= (30 if _ORGAN.search(before) else 14)


def _labelled(lines: Sequence[Line], types: Sequence[str]) -> Signed | None:
    """A date behind 时间, 日期 or 开票日期, or the first thing on a short line, at the head of a record.

    A log with many such dates has none of its own.
    """
    ahead = bool(_LOOKING_AHEAD & set(types[:1]))
    labelled: list[Written] = []
    for at, line in enumerate(lines[:80]):
        own = ahead and not (at < LETTER_HEAD and line.text.startswith("日期"))
        for match in (_OWN_LABEL if own else _DATE_LABEL).finditer(line.text):
            labelled.extend(
                one for one in islice(dates_in(line.text[match.end() :]), 1) if one.exact and one.at <= NEAR
            )
    days = {one.day for one in labelled}
    if days:
        return Signed(labelled[0]) if len(days) < A_LOG else None
    return _at_the_start(lines)


def _at_the_start(lines: Sequence[Line]) -> Signed | None:
    """A date that is the first thing on a short line among the first: 2019.3.14 星期四 晴."""
    for line in lines[:HEAD_LINES]:
        found = next((one for one in dates_in(line.text) if one.exact and one.at <= 1), None)
        if found and len(line.text) <= 40 and not re.search("[，。；]", line.text):
            after = line.text.partition(found.words)[2].strip()
            return None if _AFTER.match(after) else Signed(found)
    return None


def signing_organ(lines: Sequence[Line], signed: Signed | None) -> str | None:
    """The organ beside the date of signing: on its line, above or, where neither is one, below."""
    return next(iter(_organs_at(lines, signed)), None) if signed else None


def _organs_at(lines: Sequence[Line], signed: Signed) -> list[str]:
    """The organs that stand beside a date."""
    if signed.at is None:
        return []
    line = re.sub(r"\s", "", unicodedata.normalize("NFKC", lines[signed.at].text)).replace(signed.written.words, "")
    beside = [line.strip("()"), *(lines[at].text for at in (signed.at - 1, signed.at + 1) if 0 < at < len(lines))]
    return [organ for text in beside if (organ := organ_of(text))]


def organ_of(text: str) -> str | None:
    """The organ that a line consists of."""
    bare = re.sub(r"\s", "", _SEALED.sub("", text))
    inner = re.sub(r"[()（）]", "", bare)
    if not 3 <= len(inner) <= 40 or not _ORGAN.search(inner) or re.search(r"[，。；：:,;]", bare):
        return None
    return bare

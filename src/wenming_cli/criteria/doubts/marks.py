"""Punctuation: brackets that do not pair, half-width marks, ends of items, what the extraction left behind."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt
from wenming_cli.criteria.doubts.table import Entry, Table
from wenming_cli.model.doubt import DoubtKind

_PAIRED = {"）": "（", "》": "《", "〉": "〈", "”": "“", "’": "‘", "】": "【", "〕": "〔", "]": "[", "」": "「"}
_WIDE = str.maketrans("()", "（）")
_LISTED = re.compile(r"(?:^|(?<=[\s，。；：、,;:]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[）)]")
"""1）and 一) at the head of a point are no closing brackets."""
_HALF = {
    "逗号": re.compile(r"(?<=[一-鿿”）》)]),|,(?=[一-鿿“《（(])"),
    "分号": re.compile(r"(?<=[一-鿿”）》)]);|;(?=[一-鿿“《（(])"),
    "冒号": re.compile(r"(?<=[一-鿿”）》)]):(?!//)|(?<![a-zA-Z]):(?=[一-鿿“《])"),
    "括号": re.compile(r"(?<=[一-鿿”])\s?[(]|[(](?=[一-鿿])|(?<=[一-鿿”》%])[)]|[)](?=[一-鿿])"),
    "句点": re.compile(r"(?<=[一-鿿”）》])\.(?=\s|$|[一-鿿])"),
    "问号、叹号": re.compile(r"(?<=[一-鿿”）》])[?!]"),
}
_COLON_AFTER_POINTS = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]\s*[：:]")
_LEFT = re.compile(
    r"\[bookmark:[^\]]*\]|_GoBack|_Toc\d+|</?(?:p|br|td|tr|th|table|div|span|sup|sub|b|i|u)\b[^>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);"
    r"|\$[^$\n]*\\[a-zA-Z]+[^$\n]*\$|\\(?:geq|leq|%)|错误[!！]\s*未(?:找到引用源|定义书签)[。.]?|\{\s*(?:HYPERLINK|PAGE|REF|SEQ)\b"
    r"|\ufffd|[\ue000-\uf8ff]|(?m:^#{1,6} )"
)
NEAR = 6
"""So many characters before and behind are shown."""


def mark_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in marks (READING 2.1, 2.2; GB/T 15834-2011 标点符号用法)."""
    yield from _each(table, "artefact", _left, "有提取或排版留下的字符：{}", "查原件，删去")
    yield from _each(table, "brackets", _unpaired, "{}", "查原件；照原件录入的不用改")
    for name, pattern in _HALF.items():
        places = [one.place for one in table.passages if pattern.search(_unlisted(one.text))]
        if places:
            what = f"中文里用了半角{name}"
            yield doubt("half_width", places, what, "照原件录入的不用改；发文前改成全角")
    places = [one.place for one in table.passages if _COLON_AFTER_POINTS.search(one.text)]
    if places:
        yield doubt("punctuation", places, "分值的括号后面是冒号，当是分号或句号", "查原件；照原件录入的不用改")
    yield from _ends(table)


def _each(table: Table, kind: DoubtKind, said: Callable[[str], str], what: str, remedy: str) -> Iterator[Doubt]:
    """One doubt for all passages of which the same is said."""
    found: dict[str, list[Place]] = defaultdict(list)
    for passage in table.passages:
        if words := said(passage.text):
            found[words].append(passage.place)
    for words, places in found.items():
        yield doubt(kind, places, what.format(words), remedy)


def _left(text: str) -> str:
    return "、".join(f"“{match[0]}”" for match in _LEFT.finditer(text))


def _unpaired(text: str) -> str:
    """The brackets and quotation marks of a text that have no partner; half and full width pair."""
    open_: list[tuple[str, int]] = []
    alone: list[int] = []
    for at, char in enumerate(_unlisted(text).translate(_WIDE)):
        if char in _PAIRED.values():
            open_.append((char, at))
        elif char in _PAIRED:
            if open_ and open_[-1][0] == _PAIRED[char]:
                open_.pop()
            else:
                alone.append(at)
    alone += [at for _, at in open_]
    shown = "、".join(f"“{_near(text, at)}”里的“{text[at]}”" for at in sorted(alone))
    return f"括号或引号不成对：{shown}" if alone else ""


def _unlisted(text: str) -> str:
    """A text of the same length without the marks of its points."""
    return _LISTED.sub(lambda match: " " * len(match[0]), text)


def _near(text: str, at: int) -> str:
    """The words around a place."""
    return re.sub(r"\s+", " ", text[max(0, at - NEAR) : at + NEAR])


def _ends(table: Table) -> Iterator[Doubt]:
    """Items that end with 。 though more follow, or with ； though none does: most often put in or moved later."""
    early: list[Place] = []
    late: list[Place] = []
    for run in _runs(table):
        *before, last = run
        early += [entry.place for entry in before if entry.item.text.endswith("。")]
        late += [last.place] if last.item.text.endswith(("；", ";")) else []
    marked = [one for run in _runs(table) for one in run if one.item.text.endswith(("；", ";"))]
    if not marked:
        return
    if early:
        what = "以句号结束，后面却还有材料"
        yield doubt("ending", early, what, "看是不是后来插入或移动过；照原件录入的不用改")
    if late:
        yield doubt("ending", late, "是最后一条，却以分号结束", "看后面有没有漏录的；照原件录入的不用改")


def _runs(table: Table) -> Iterator[Sequence[Entry]]:
    """The printed items of each project, anew wherever the numbers start again."""
    for _, project in table.projects():
        run: list[Entry] = []
        for entry in table.printed:
            if entry.project is not project:
                continue
            if run and _first(entry) and not _first(run[-1]):
                yield run
                run = []
            run.append(entry)
        if run:
            yield run


def _first(entry: Entry) -> bool:
    return re.fullmatch(r"\D*1\D*", entry.item.no or "") is not None

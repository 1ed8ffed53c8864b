"""What to prepare for an inspection, in lines: papers by standard, places with photo and person, questions."""

from collections.abc import Iterable, Iterator

from wenming_cli.model.judgement import VERDICT_TEXT
from wenming_cli.report.naming import file_names, whose
from wenming_cli.report.preparation import PAPERS, QUESTIONS, VISIT, PlaceToShow, Preparation, SentenceToKnow

HEAD, CUT = "head", "cut"
Line = tuple[str, str]
"""A line, and what it is: a heading, a line that may be cut, or nothing."""


def lines(one: Preparation) -> Iterator[Line]:
    """The three lists, one below the other."""
    yield f"迎检准备 · {one.unit} · {one.criteria} · 截至{one.as_of}", HEAD
    if not one.methods:
        yield "这张表没有印考评方式：材料按全部条目列，场所按条目里要看、要拍的列", ""
    yield "", ""
    yield from _documents(one)
    yield "", ""
    yield from _places(one)
    if QUESTIONS in one.methods:
        yield "", ""
        yield f"{QUESTIONS}（{len(one.questions)}条）：问的就是原句，原表没有印题目", HEAD
        for sentence in one.questions:
            yield from _sentence(sentence)
            yield f"      自测的问卷：{file_names(sentence.files) or '没有'}", ""


def _documents(one: Preparation) -> Iterator[Line]:
    items = [item for standard in one.documents for item in standard.items]
    empty = sum(not item.files for item in items)
    yield f"{PAPERS}（{len(one.documents)}条标准，{len(items)}条材料，{empty}条还没有文件）", HEAD
    for standard in one.documents:
        yield f"  {standard.called}　{whose(standard.owners)}", ""
        for item in standard.items:
            yield f"    {item.id} {VERDICT_TEXT[item.verdict]}　{' '.join(item.text.split()).rstrip('；;。')}", CUT
            if item.files:
                yield f"      {file_names(item.files)}", ""


def _places(one: Preparation) -> Iterator[Line]:
    without = sum(not place.photos for place in one.places)
    yield f"{VISIT}（{len(one.places)}处，{without}处没有照片）", HEAD
    for place in one.places:
        yield f"  {place.item} {place.what}　{whose(place.owners)}", ""
        yield f"      {'，'.join(_shown(place))}", ""
    if one.unplaced:
        yield f"  下面{len(one.unplaced)}条也印了{VISIT}，看什么地方没有写：", ""
        for sentence in one.unplaced:
            yield from _sentence(sentence)


def _shown(place: PlaceToShow) -> Iterable[str]:
    """How it is looked at, and its photos."""
    yield place.how
    if place.photos:
        yield f"{place.photos}张照片（{file_names(place.files)}）"
    yield from place.remarks


def _sentence(one: SentenceToKnow) -> Iterator[Line]:
    at = f"第{one.at}分项" if one.at else ""
    yield f"  {one.called}{at}　{whose(one.owners)}", ""
    yield f"      {' '.join(one.text.split())}", ""

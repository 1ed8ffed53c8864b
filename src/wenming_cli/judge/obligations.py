"""Duties of the plan and the standards outside the items (其他应办事项), judged by what is there.

Sources: Huarong plan 三（一） (每季度集中学习, 每人1篇心得, 5000字), 二（二）6 (年中评选), 五（三） (二次检查),
standards 2.1, 2.2, 6.3, 6.4; Yueyang standard 16. They have no deadline of their own: only what is past can be missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.judge.figures import figure_of
from wenming_cli.judge.pieces import Piece, Pieces, counting
from wenming_cli.judge.slots import is_of
from wenming_cli.judge.told import Told, said_of
from wenming_cli.model.criteria import Item, Obligation
from wenming_cli.model.day import Day, day_of
from wenming_cli.model.judgement import ItemJudgement, ObligationJudgement, Verdict
from wenming_cli.model.leaf import leaves
from wenming_cli.model.matching import Standing, State
from wenming_cli.model.material import named_types
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import People, Settings
from wenming_cli.text import letters

ROUNDS = "检查"
PARTS = ("阶段", "组")
"""Units of duties that tell how the plan is made."""
NOT_THERE = (State.WITHHELD, State.IGNORED, State.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Answer:
    """How an obligation stands: what is there, what is missing, the files, and the people whose part is not there."""

    verdict: Verdict
    have: str = ""
    missing: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that an obligation is held against."""

    items: Mapping[str, ItemJudgement]
    asked: Mapping[str, Item]
    pieces: Pieces
    standings: Sequence[Standing]
    people: People
    settings: Settings
    told: Told
    held: Sequence[date]
    parts: Mapping[str, int]
    as_of: date


def judge_obligations(obligations: Sequence[Obligation], whole: Whole) -> tuple[ObligationJudgement, ...]:
    """Every obligation as it stands; what nothing but a person can tell stays 人工核查."""
    return tuple(_judged(one, whole) for one in obligations)


def _judged(one: Obligation, whole: Whole) -> ObligationJudgement:
    way = next((way for wanted, way in _WAYS if wanted(one)), _by_person)
    word = whole.told.none(one.id)
    said = way(one, whole) if word is None else _stated(word)
    return ObligationJudgement(
        id=one.id, text=one.text, item=one.item, where=one.where, verdict=said.verdict, need=_need(one),
        have=said.have, missing=said.missing, files=said.files, lacking=said.lacking,
    )  # fmt: skip


def _stated(word: Record) -> Answer:
    """A person's dated word settles a duty that no file tells of."""
    return Answer(Verdict.COMPLETE, f"{word.why or ''}（{said_of(word)}）")


def _by_person(one: Obligation, whole: Whole) -> Answer:
    """Nothing in the archive tells: a person looks."""
    return Answer(Verdict.MANUAL, "", (f"请负责人核对，用 wenming record none {one.id} 写明",))


def _need(one: Obligation) -> str:
    """How many of what: 1次以上, 每季度, 80%以上."""
    per = {"quarter": "每季度", "person": "每人", "year": "每年", "half_year": "每半年", "month": "每月"}.get(
        one.per or "", ""
    )
    if one.count is None:
        return per or one.what
    least, most = one.count.least, one.count.most
    many = f"{least}{one.unit or ''}" + ("以上" if most is None else "")
    return f"{per}{many}" if least else f"{per}{most}{one.unit or ''}以内"


def _rounds(one: Obligation, whole: Whole) -> Answer:
    """Inspections held: rounds frozen by then."""
    held = sorted(day for day in whole.held if day <= whole.as_of)
    least = one.count.least if one.count else 1
    said = "、".join(str(day) for day in held) or "没有冻结过检查轮次"
    if len(held) >= least:
        return Answer(Verdict.COMPLETE, said)
    verdict = Verdict.SHORT if held else Verdict.MISSING
    remedy = "用 wenming check --round 第一次检查 冻结；日期由人定，写在 wenming.yaml 的 rounds 下"
    return Answer(verdict, said, (f"检查有{len(held)}次，要{_need(one)}；{remedy}",))


def _share(one: Obligation, whole: Whole) -> Answer:
    """A share that an item's evidence shows: the item says what is not reached."""
    item = whole.items[one.item or ""]
    paths = tuple(file.path for file in item.files if file.counts)
    below = tuple(gap for gap in item.missing if "%" in gap)
    if below:
        asked = any("算不出" in gap for gap in below)
        return Answer(Verdict.TO_CONFIRM if asked else Verdict.SHORT, "", below, paths)
    if item.verdict is Verdict.WAIVED:
        return Answer(Verdict.WAIVED, item.advice)
    if not paths:
        return Answer(Verdict.MISSING, "", (f"{one.item}还没有材料，看不出{one.what}",))
    return Answer(Verdict.COMPLETE, f"{one.item}的材料没有低于{_need(one)}的", (), paths)


def _figure(one: Obligation, whole: Whole) -> Answer:
    """A figure that only a person can state."""
    figure = figure_of(one.what, whole.told, whole.settings.unit, ())
    least = one.count.least if one.count else 0
    if figure is None:
        ask = f"请用 wenming record figure {one.what} 数值 登记，并写明怎么得来的"
        return Answer(Verdict.MANUAL, "", (ask,))
    said = f"{figure.value:g}{one.unit or ''}（{figure.source}）"
    if figure.value >= least:
        return Answer(Verdict.COMPLETE, said)
    return Answer(Verdict.SHORT, said, (f"{one.what}{said}，要{_need(one)}",))


def _each_person(one: Obligation, whole: Whole) -> Answer:
    """A paper of everybody, or so many characters of one; people.yaml says who everybody is."""
    everybody = dict.fromkeys(person.name for person in whole.people.people)
    names = [name for name in everybody if whole.people.serves(name, whole.as_of)]
    pieces = _of_kind(one, whole)
    lacking = [name for name in names if not _has(one, name, pieces, whole)]
    unknown = (whole.settings.unit.staff or 0) - len(names)
    missing = [f"{'、'.join(lacking)}：{one.what}没有或不够（{_need(one)}）"] if lacking else []
    if unknown > 0:
        missing.append(
            f"people.yaml 列了{len(names)}人，员工{whole.settings.unit.staff}人，其余{unknown}人无法逐人核对"
        )
    have = f"{len(names) - len(lacking)}人"
    files = tuple(piece.evidence.place.shown for piece in pieces)
    if not names:
        return Answer(Verdict.MANUAL, "", ("people.yaml 没有列人，无法逐人核对",), files)
    verdict = Verdict.TO_CONFIRM if unknown > 0 else Verdict.COMPLETE
    if lacking:
        verdict = Verdict.SHORT if len(lacking) < len(names) else Verdict.MISSING
    return Answer(verdict, have, tuple(missing), files, tuple(lacking))


def _of_kind(one: Obligation, whole: Whole) -> list[Piece]:
    """The pieces of the obligation's item that are of its kind, and count."""
    item, kinds = whole.asked[one.item or ""], set(named_types(one.what))
    fitting = [leaf for leaf in leaves(item.asks) if kinds & set(leaf.type)]
    return [piece for leaf in fitting for piece in counting(whole.pieces.get((item.id, leaf.id), ()), leaf, kinds)]


def _has(one: Obligation, name: str, pieces: Sequence[Piece], whole: Whole) -> bool:
    """Whether somebody has enough of it."""
    own = [piece for piece in pieces if is_of(name, piece)]
    least = one.count.least if one.count else 1
    if one.unit != "字":
        return sum(piece.count for piece in own) >= least
    counted = whole.told.figures.get(("笔记字数", name))
    letters_written = counted.value if counted and counted.value else max(
        (piece.evidence.reading.text_chars for piece in own), default=0
    )  # fmt: skip
    return letters_written >= least


def _named(one: Obligation, whole: Whole) -> Answer:
    """Files that name the matter, by the periods that are over, or within the year."""
    found: dict[str, list[tuple[Standing, Day]]] = {label: [] for label in _periods(one, whole)}
    words = [letters(word) for word in one.words]
    for standing in whole.standings:
        day = day_of(standing.evidence, whole.settings.year) if standing.state not in NOT_THERE else None
        if day and day.day <= whole.as_of and any(word in _said(standing) for word in words):
            label = _label(one, day.day)
            if day.day.year == whole.settings.year and label in found:
                found[label].append((standing, day))
    empty = [label for label, ones in found.items() if not ones]
    files = tuple(standing.evidence.place.shown for ones in found.values() for standing, _ in ones)
    sure = all(any(one.state is State.MATCHED for one, _ in ones) for ones in found.values())
    have = "、".join(f"{label}{len(ones)}份" for label, ones in found.items() if ones)
    if not empty:
        ask = () if sure else (f"按名称找到的，请看是不是{one.what}",)
        return Answer(Verdict.COMPLETE if sure else Verdict.TO_CONFIRM, have, ask, files)
    missing = (f"{'、'.join(empty)}没有找到{one.what}的材料（名称、标题、会标里有{'、'.join(one.words)}的）",)
    return Answer(Verdict.SHORT if files else Verdict.MISSING, have, missing, files)


def _periods(one: Obligation, whole: Whole) -> list[str]:
    """The periods of the year that have begun by then."""
    months = range(1, (12 if whole.as_of.year > whole.settings.year else whole.as_of.month) + 1)
    return list(dict.fromkeys(_label(one, date(whole.settings.year, month, 1)) for month in months))


def _label(one: Obligation, day: date) -> str:
    match one.per:
        case "month":
            return f"{day.month}月"
        case "quarter":
            return f"第{(day.month + 2) // 3}季度"
        case "half_year":
            return "上半年" if day.month <= 6 else "下半年"
        case _:
            return "本年"


def _said(standing: Standing) -> str:
    place, reading = standing.evidence.place, standing.evidence.reading
    return letters("".join((place.stem, *place.folders[-1:], reading.title or "", *reading.banner)))


def _of_plan(one: Obligation, whole: Whole) -> Answer:
    """What says how the plan itself is made: so many stages or groups, as the set has them."""
    there = whole.parts[one.unit or ""]
    least = one.count.least if one.count else 1
    said = f"方案写了{there}个{one.unit}"
    if there >= least:
        return Answer(Verdict.COMPLETE, said)
    return Answer(Verdict.SHORT, said, (f"{said}，要{_need(one)}",))


def _of_item(one: Obligation, whole: Whole) -> Answer:
    """What an item already asks for stands as the item does."""
    item = whole.items[one.item or ""]
    paths = tuple(file.path for file in item.files if file.counts)
    return Answer(item.verdict, f"见{one.item}", item.missing, paths)


_WAYS: tuple[tuple[Callable[[Obligation], bool], Callable[[Obligation, Whole], Answer]], ...] = (
    (lambda one: one.what == ROUNDS, _rounds),
    (lambda one: one.unit in PARTS, _of_plan),
    (lambda one: one.unit == "%" and one.item is not None, _share),
    (lambda one: one.unit == "%", _figure),
    (lambda one: one.per == "person" and one.item is not None, _each_person),
    (lambda one: bool(one.words), _named),
    (lambda one: one.item is not None, _of_item),
)
"""The first way that fits an obligation judges it."""

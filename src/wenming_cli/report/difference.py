"""What became better or worse between two checks, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.model.change import Change, Changes
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement, Verdict, Warning
from wenming_cli.model.matching import STATE_TEXT, State
from wenming_cli.report.grouping import titles
from wenming_cli.report.wording import timing_words
from wenming_cli.text import shorten

TITLES = {
    "closed": "补齐",
    "new": "新出现的缺口",
    "worse": "变差的",
    "better": "有进展但还没齐",
    "still": "仍未齐",
    "rest": "其余有变动的",
}
REST = "其余"
WAYS = ("item", "owner")
MOST_NAMES = 6
DETAIL = " " * 7 + "· "


@dataclass(frozen=True, slots=True)
class Side:
    """A judgement with the name of its round, or 现在."""

    name: str
    judgement: Judgement

    @property
    def words(self) -> str:
        """第一次检查（2021-06-30）."""
        final = "，按年度已结束判定" if self.judgement.final else ""
        return f"{self.name}（{self.judgement.as_of}{final}）"


def as_lines(before: Side, after: Side, changes: Changes, by: str) -> list[str]:
    """The difference for the screen; what is indented belongs to the line above it."""
    lines = [*_head(before, after, changes), *_table(changes)]
    lines += _by_owner(changes) if by == "owner" else _by_item(changes)
    came, went = warnings_between(before.judgement, after.judgement)
    for title, warnings in (("新的提醒", came), ("不再有的提醒", went)):
        if warnings:
            lines += ["", f"{title}（{len(warnings)}）", *(f"  ! {one.text}" for one in warnings)]
    return lines


def warnings_between(before: Judgement, after: Judgement) -> tuple[tuple[Warning, ...], tuple[Warning, ...]]:
    """Warnings that have come, and those that are gone; they go by their words."""
    old, new = ({(one.kind, one.text) for one in side.warnings} for side in (before, after))
    came = tuple(one for one in after.warnings if (one.kind, one.text) not in old)
    return came, tuple(one for one in before.warnings if (one.kind, one.text) not in new)


def _head(before: Side, after: Side, changes: Changes) -> list[str]:
    """What is compared, and the totals of both sides."""
    one, other = before.judgement, after.judgement
    sets = one.criteria if one.criteria == other.criteria else f"{one.criteria} → {other.criteria}"
    verdicts = [Counter(item.verdict.value for item in side.items) for side in (one, other)]
    states = [side.files.by_state for side in (one, other)]
    lines = [
        f"{other.unit} · {sets} · {before.words} → {after.words}",
        _totals(
            "条目", len(one.items), len(other.items), [(VERDICT_TEXT[key], key.value) for key in Verdict], verdicts
        ),
        _totals("文件", one.files.total, other.files.total, [(STATE_TEXT[key], key.value) for key in State], states),
        "变化："
        + "  ".join(
            f"{REST if kind == 'rest' else TITLES[kind]}{len(ones)}" for kind, ones in changes.by_kind().items()
        ),
    ]
    if one.as_of > other.as_of:
        lines.append(f"注意：前一次（{one.as_of}）比后一次（{other.as_of}）晚，好坏是倒着说的")
    if other.left_out:
        lines.append(f"另有{other.left_out}份内容在{other.as_of}之后才出现，未计入")
    return lines


def _totals(
    what: str, before: int, after: int, keys: Sequence[tuple[str, str]], counts: Sequence[Mapping[str, int]]
) -> str:
    """条目118：齐全44→45  不全47."""
    pairs = [(text, counts[0].get(key, 0), counts[1].get(key, 0)) for text, key in keys]
    return f"{_moved(what, before, after)}：" + "  ".join(_moved(*pair) for pair in pairs if any(pair[1:]))


def _moved(text: str, before: int, after: int) -> str:
    return f"{text}{after}" if before == after else f"{text}{before}→{after}"


def _table(changes: Changes) -> list[str]:
    """What was changed in the table itself: items added, dropped, renumbered, reworded, given another day or owner."""
    lines = [f"  去掉 {item.id} {_short(item.text)}（上次{VERDICT_TEXT[item.verdict]}）" for item in changes.dropped]
    for _, change in sorted(changes.each(), key=lambda one: _number(one[1].item.id)):
        lines += [f"  {line}" for line in _edited(change)]
    return ["", f"测评体系的变动（{len(lines)}）", *lines] if lines else []


def _edited(change: Change) -> list[str]:
    """What the table says otherwise of one item."""
    now, was = change.item, change.before
    if was is None:
        return [f"新增 {now.id} {_short(now.text)}（{VERDICT_TEXT[now.verdict]}）"]
    lines = [f"改号 {was.id} → {now.id} {_short(now.text)}"] if was.id != now.id else []
    if was.text != now.text:
        lines.append(f"改文字 {now.id} {_short(was.text)} → {_short(now.text)}")
    if was.due != now.due:
        lines.append(f"改期限 {now.id} {_short(was.due or '空')} → {_short(now.due or '空')}")
    if was.owners != now.owners:
        lines.append(f"改责任 {now.id} {_owners(was)} → {_owners(now)}")
    return lines


def _by_item(changes: Changes) -> list[str]:
    """The groups, each with its items."""
    lines: list[str] = []
    for kind, ones in changes.by_kind().items():
        shown = _told(kind, ones)
        if shown:
            lines += ["", f"{TITLES[kind]}（{len(shown)}）"]
        for change in shown:
            lines += _block(kind, change, _owners(change.item))
    return lines


def _by_owner(changes: Changes) -> list[str]:
    """Who has closed what, and what got worse; those with the most that is worse first."""
    owners: dict[str, dict[str, list[Change]]] = {}
    for kind, ones in changes.by_kind().items():
        for change in _told(kind, ones):
            for owner in titles(change.item, "owner"):
                owners.setdefault(owner, {}).setdefault(kind, []).append(change)
    lines: list[str] = []
    for owner, kinds in sorted(
        owners.items(), key=lambda one: (-_worse(one[1]), -len(one[1].get("still", ())), one[0])
    ):
        lines += ["", f"{owner}：" + "  ".join(f"{TITLES[kind]}{len(ones)}" for kind, ones in kinds.items())]
        for kind, theirs in kinds.items():
            for change in theirs:
                lines += _block(kind, change, TITLES[kind])
    return lines


def _worse(kinds: Mapping[str, Sequence[Change]]) -> int:
    return len(kinds.get("new", ())) + len(kinds.get("worse", ()))


def _told(kind: str, changes: Sequence[Change]) -> list[Change]:
    """The items of a group that are shown: of those that owe nothing only the ones in which something moved."""
    return [one for one in changes if kind != "rest" or _stirred(one)]


def _stirred(change: Change) -> bool:
    """Whether anything of an item is other than it was."""
    was = change.before
    verdict = was is not None and was.verdict is not change.item.verdict
    return bool(verdict or change.gained or change.lost or change.resolved or change.appeared or change.turned)


def _block(kind: str, change: Change, beside: str) -> list[str]:
    """One item: where it stood and stands, its text, what went and what came; in one line where nothing moved."""
    item = change.item
    now, was = _standing(item), _standing(change.before) if change.before else "新增的条目"
    head = f"  {item.id:<7}{now if was == now or kind == 'still' else f'{was} → {now}'}"
    details = [f"{DETAIL}{line}" for line in _details(change, kind in ("new", "worse", "better") or _stirred(change))]
    if kind == "still" and not details:
        return [f"{head}　{_short(item.text)}〔{beside}〕"]
    return [f"{head}〔{beside}〕", f"{' ' * 9}{_short(item.text, 80)}", *details]


def _details(change: Change, whole: bool) -> list[str]:
    """Gaps gone, come, said otherwise, and left (where *whole*); files that count now and that no longer do."""
    item = change.item
    turned = [now for _, now in change.turned]
    left = [gap for gap in item.missing if gap not in change.appeared and not any(gap.endswith(one) for one in turned)]
    swapped = [path for path in change.gained if path in change.lost]
    parts = (
        ("已解决", "；".join(change.resolved)),
        ("有变化", "；".join(f"{was} → {now}" for was, now in change.turned)),
        ("新缺", "；".join(change.appeared)),
        ("还缺", "；".join(left) if whole else ""),
        ("新计入", _files(change, (path for path in change.gained if path not in swapped), "原计入")),
        ("不再计入", _files(change, (path for path in change.lost if path not in swapped), "现计入")),
        ("换了内容", _files(change, swapped, "")),
    )
    return [f"{label}：{text}" for label, text in parts if text]


def _files(change: Change, paths: Iterable[str], elsewhere: str) -> str:
    """Names of files, with the items that they were taken from or count for now."""
    names = []
    for path in paths:
        items = change.elsewhere.get(path, ()) if elsewhere else ()
        names.append(path.rsplit("/", 1)[-1] + (f"（{elsewhere}{'、'.join(items)}）" if items else ""))
    return "、".join(names[:MOST_NAMES]) + (f"等{len(names)}个文件" if len(names) > MOST_NAMES else "")


def _standing(item: ItemJudgement) -> str:
    return f"{VERDICT_TEXT[item.verdict]}，{timing_words(item)}"


def _owners(item: ItemJudgement) -> str:
    return "、".join((*item.offices, *item.people)) or "未定责任人"


def _short(text: str, most: int = 40) -> str:
    return shorten(text.replace("\n", " ").rstrip("；。"), most)


def _number(ident: str) -> list[int]:
    return [int(part) for part in ident.split(".") if part.isdigit()]

"""From matching to the questions of 待确认表: one a group where files belong together, one a file beneath it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import PROBLEM_REMEDY, PROBLEM_TEXT, Place
from wenming_cli.model.matching import STATE_TEXT, Candidate, Matching, Standing, State
from wenming_cli.model.workspace import Settings
from wenming_cli.review.how import how_to
from wenming_cli.review.items import item_lines, one_line
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.form import FILE, HEAD, Choice, Form, FormRow, FormSheet

OFFERED = 0.25
"""Candidates below this score are not offered, for matching would not propose them."""
WEAK = 3
"""So many weak candidates are offered where there are no others."""
MOST_OFFERED, MOST_TOLD, MOST_SIGNALS = 6, 3, 3
FIRST_WORDS, OTHER_WORDS, LIST_WORDS = 60, 36, 16
"""Columns of an item's text: as the proposal, as another candidate, in the list."""

BELOW = {
    State.TO_CONFIRM: "在黄色的“答案”里选；有底色的一行是一组，填一次对整组都算，组里个别不同的在它自己那行填。",
    State.UNCLAIMED: "没有条目要这些文件。知道归哪一条的，写在“其他条目”；不是材料的选“忽略”。",
    State.UNREADABLE: "这些文件读不了。最好按“办法”处理后再检查；看过原件的，也可以直接定归属。",
}
LinkTo = Callable[[Place], str | None]


def stamp_of(criteria: CriteriaSet, settings: Settings) -> str:
    """What tells a sheet of this unit, year and set from any other."""
    told = json.dumps([settings.unit.name, settings.year, criteria.head.id])
    return f"wenming1:{criteria.head.id}:{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def form_of(
    criteria: CriteriaSet, matching: Matching, settings: Settings, day: str, link_to: LinkTo
) -> Form:  # fmt: skip
    """All questions about an archive: what is to confirm, what nothing wants, what could not be read."""
    asked = _Asked(criteria, matching, settings, link_to)
    sheets = []
    for state, below in BELOW.items():
        rows = tuple(asked.rows(state))
        if rows:
            sheets.append(FormSheet(STATE_TEXT[state], below, rows))
    title = f"{settings.unit.name} {settings.year}年 待确认表"
    how = how_to(criteria.head.id, day, asked.counts)
    return Form(title, stamp_of(criteria, settings), tuple(sheets), item_lines(criteria), how)


def in_question(matching: Matching) -> Iterator[Standing]:
    """Contents that a person can decide about; of a withheld file nothing inside is shown either."""
    for top in matching.standings:
        if top.state is State.WITHHELD:
            continue
        for one in (*(() if top.is_pack else (top,)), *top.members):
            if one.state in BELOW:
                yield one


class _Asked:
    """Numbers the groups through all sheets, in the order of the archive."""

    def __init__(self, criteria: CriteriaSet, matching: Matching, settings: Settings, link_to: LinkTo) -> None:
        self.texts = {item.id: one_line(item.text) for _, _, item in criteria.placed()}
        self.year, self.link_to = settings.year, link_to
        self.standings = list(in_question(matching))
        self.activities = {sha256: one for one in matching.activities for sha256 in one.members}
        self.counts: dict[State, int] = {}
        self.groups = 0

    def rows(self, state: State) -> Iterator[FormRow]:
        """The questions about the contents in a state."""
        grouped: dict[str, list[Standing]] = {}
        for one in self.standings:
            if one.state is state:
                activity = self.activities.get(one.evidence.sha256) if state is not State.UNREADABLE else None
                grouped.setdefault(activity.id if activity else one.evidence.sha256, []).append(one)
        self.counts[state] = sum(map(len, grouped.values()))
        for ident, members in grouped.items():
            self.groups += 1
            if len(members) == 1:
                yield self._file(str(self.groups), members[0])
                continue
            yield self._head(self._name_of(ident, members), members)
            for at, one in enumerate(members, start=1):
                yield self._file(f"{self.groups}-{at}", one)

    def _name_of(self, ident: str, members: Sequence[Standing]) -> str:
        activity = self.activities.get(members[0].evidence.sha256)
        return activity.name if activity else ident

    def _head(self, name: str, members: Sequence[Standing]) -> FormRow:
        """A question about a whole group."""
        days = sorted({self._day(one) for one in members} - {""})
        doubts = list(dict.fromkeys(_doubt(one) for one in members))
        offered = _together(members)
        files = f"{len(members)}个文件"
        return FormRow(
            key=str(self.groups),
            group=str(self.groups),
            kind=HEAD,
            name=f"{showable(shorten(name, 60))}（{files}）",
            day=_span(days),
            proposal=self._proposal(offered),
            doubt=doubts[0] if len(doubts) == 1 else f"{len(doubts)}种情况，见下面各行",
            offered=self._choices(offered),
            path=name,
            prompt=f"填在这里，对这一组的{files}都算；个别不同的，在它自己那行再填。",
        )

    def _file(self, key: str, one: Standing) -> FormRow:
        """A question about one content."""
        evidence = one.evidence
        more = f"\n（另有{len(evidence.places) - 1}处内容相同）" if len(evidence.places) > 1 else ""
        offered = _offered(one)
        return FormRow(
            key=key,
            group=key.partition("-")[0],
            kind=FILE,
            name=showable(evidence.place.shown) + more,
            day=self._day(one),
            proposal=self._proposal([candidate.item for candidate in offered]),
            doubt="\n".join(filter(None, (_doubt(one), _signals(one.candidates)))),
            offered=self._choices(candidate.item for candidate in offered),
            sha256=evidence.sha256,
            path=evidence.place.shown,
            link=self.link_to(evidence.place),
        )

    def _day(self, one: Standing) -> str:
        day = day_of(one.evidence, self.year)
        return str(day).replace("（", "\n（") if day else ""

    def _proposal(self, items: Sequence[str]) -> str:
        """The item proposed, and others that it may be."""
        told = [f"{item} {shorten(self.texts.get(item, ''), FIRST_WORDS)}" for item in items[:1]]
        told += [f"或 {item} {shorten(self.texts.get(item, ''), OTHER_WORDS)}" for item in items[1:MOST_TOLD]]
        if len(items) > MOST_TOLD:
            told.append(f"另有{len(items) - MOST_TOLD}条，见下拉")
        return "\n".join(told) or "没有"

    def _choices(self, items: Iterable[str]) -> tuple[Choice, ...]:
        return tuple(Choice(item, shorten(self.texts.get(item, ""), LIST_WORDS)) for item in items)


def _span(days: Sequence[str]) -> str:
    """The days of a group: one with its source, or from the first to the last."""
    if len(days) < 2:
        return "".join(days)
    first, last = (day.partition("\n")[0] for day in (days[0], days[-1]))
    return f"{first} 至\n{last}"


def _offered(one: Standing) -> tuple[Candidate, ...]:
    """The candidates worth asking about."""
    strong = [candidate for candidate in one.candidates if candidate.score >= OFFERED]
    return tuple((strong or one.candidates[:WEAK])[:MOST_OFFERED])


def _together(members: Sequence[Standing]) -> list[str]:
    """What the files of a group may belong to: first what most of them would."""
    votes: dict[str, float] = {}
    for one in members:
        for at, candidate in enumerate(_offered(one)):
            votes[candidate.item] = votes.get(candidate.item, 0.0) + candidate.score + (not at)
    return sorted(votes, key=lambda item: -votes[item])[:MOST_OFFERED]


def _doubt(one: Standing) -> str:
    """Why the program does not decide by itself."""
    problem = one.evidence.reading.problem
    if problem is not None:
        detail = f"（{showable(one.reason)}）" if one.reason else ""
        return f"{PROBLEM_TEXT[problem]}{detail}\n办法：{PROBLEM_REMEDY[problem]}"
    return showable(one.reason or "名称、标题、内容里没有能认出条目的词")


def _signals(candidates: Sequence[Candidate]) -> str:
    """What speaks for the first candidate, the strongest first."""
    told = (
        sorted((one for one in candidates[0].signals if one.adds > 0), key=lambda one: -one.adds) if candidates else []
    )
    return "依据：" + showable("；".join(one.because for one in told[:MOST_SIGNALS])) if told else ""

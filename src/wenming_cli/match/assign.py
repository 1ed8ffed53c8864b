"""Decide for every content what it serves: decisions first, then trust, counts, sharing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.match.asked import Asked, serves_type
from wenming_cli.match.rank import Table
from wenming_cli.match.saying import Saying
from wenming_cli.match.signals import of_file
from wenming_cli.match.subject import topic
from wenming_cli.match.trust import ASK, LEAD, SURE, caps_of, lead, rivals, signal_caps, support_caps, trusted
from wenming_cli.model.decision import Decision, Verb
from wenming_cli.model.matching import Activity, Candidate, Standing, State, Use
from wenming_cli.model.material import joined_types
from wenming_cli.model.requirement import at_level
from wenming_cli.model.workspace import Settings

ANY_EVIDENCE = "evidence"
"""The requirement of a bonus row where no level is stated, as of an item that states none."""
NEAR = 0.10
"""A full requirement passes a file on to its runner-up only when that is so close behind."""


@dataclass(slots=True)
class Words:
    """The decisions on one content, the last of each kind that counts."""

    pins: dict[str, Decision]
    shares: dict[str, Decision]
    rejected: set[str]
    ignored: Decision | None = None
    released: Decision | None = None


def decided(decisions: Sequence[Decision]) -> dict[str, Words]:
    """Decisions by content, later ones taking the place of earlier ones."""
    found: dict[str, Words] = defaultdict(lambda: Words({}, {}, set()))
    for one in decisions:
        words = found[one.sha256]
        match one.do:
            case Verb.PIN if one.item:
                words.pins = {one.item: one}
                words.ignored = None
                words.rejected.discard(one.item)
            case Verb.SHARE if one.item:
                words.shares[one.item] = one
                words.rejected.discard(one.item)
            case Verb.REJECT if one.item:
                words.rejected.add(one.item)
                words.pins.pop(one.item, None)
                words.shares.pop(one.item, None)
            case Verb.IGNORE:
                words.ignored = one
            case Verb.RELEASE:
                words.released = one
    return dict(found)


class Assigner:
    """Settles contents one after another, in an order that does not depend on how they came."""

    def __init__(self, table: Table, settings: Settings, activities: Mapping[str, Activity]) -> None:
        self.table, self.settings, self.activities = table, settings, activities
        self.asked = {one.key: one for one in table.asked}
        self.shares = {one.item.id: frozenset(one.item.shares) for one in table.asked}
        self.used: dict[tuple[str, str, str], int] = defaultdict(int)

    def settle(
        self,
        sayings: Sequence[Saying],
        ranked: Mapping[str, tuple[Candidate, ...]],
        decisions: Mapping[str, Words],
    ) -> tuple[Standing, ...]:
        """A standing for every content, in the order of *sayings*."""
        order = sorted(sayings, key=lambda one: (-self._strength(ranked[one.evidence.sha256]), one.evidence.place.path))
        found: dict[int, Standing] = {}
        for saying in order:
            words = decisions.get(saying.evidence.sha256)
            candidates = ranked[saying.evidence.sha256]
            if words:
                candidates = tuple(one for one in candidates if one.item not in words.rejected)
            found[id(saying)] = self._stand(saying, candidates, words)
        return tuple(found[id(saying)] for saying in sayings)

    def _strength(self, candidates: Sequence[Candidate]) -> float:
        return candidates[0].score if candidates else 0.0

    def _stand(self, saying: Saying, candidates: tuple[Candidate, ...], words: Words | None) -> Standing:
        """The state of one content, by the order of precedence of DESIGN part 7."""
        evidence, reading = saying.evidence, saying.evidence.reading
        if reading.secrecy and not (words and words.released):
            reason = f"有“{reading.secrecy}”标记，不入盒、不外发；确可使用的，由负责人用 wenming release 放行"
            return Standing(evidence, State.WITHHELD, reason=reason, because=(reason,))
        if words and words.ignored:
            return Standing(evidence, State.IGNORED, candidates=candidates, reason=words.ignored.why or "人工忽略")
        if words and (words.pins or words.shares):
            return self._by_people(saying, candidates, words)
        if reading.problem:
            if candidates:
                candidates = (self._capped(saying, candidates[0]), *candidates[1:])
            return Standing(evidence, State.UNREADABLE, candidates=candidates, reason=reading.problem_text)
        return self._by_score(saying, candidates)

    def _by_people(self, saying: Saying, candidates: tuple[Candidate, ...], words: Words) -> Standing:
        """What people said; a share alone leaves the content where it is sure to belong."""
        uses = list(self._own(saying, candidates, words))
        for item, decision in {**words.shares, **words.pins}.items():
            requirement = decision.requirement or self._best_requirement(saying, item)
            if requirement is not None:
                said = f"{decision.by or '人工'}指定{('：' + decision.why) if decision.why else ''}"
                uses.append(self._use(saying, item, requirement, "decided", 1.0, (said,)))
        if not uses:
            return self._by_score(saying, candidates)
        because = tuple(reason for use in uses for reason in use.because)
        return Standing(saying.evidence, State.MATCHED, tuple(uses), candidates, because)

    def _own(self, saying: Saying, candidates: tuple[Candidate, ...], words: Words) -> tuple[Use, ...]:
        """The uses that a content has by itself, where people only said what else it counts for (共用)."""
        if words.pins or saying.evidence.reading.problem:
            return ()
        uses = self._by_score(saying, candidates).uses
        return tuple(use for use in uses if use.how != "proposed" and use.item not in words.shares)

    def _best_requirement(self, saying: Saying, item: str) -> str | None:
        """The requirement of *item* that fits the content best; None when there is no such item.

        A bonus row asks for no kind of paper: what is filed under it is evidence of it.
        """
        if item in self.table.bonus:
            return ANY_EVIDENCE
        if item not in self.table.by_item:
            return None
        cue = self.table.folders.read(saying.evidence.place.folders)
        scored = [
            (sum(signal.adds for signal in of_file(saying, asked, None, cue)), -asked.order, asked.requirement.id)
            for asked in self.table.by_item[item]
        ]
        return max(scored)[2]

    def _by_score(self, saying: Saying, candidates: tuple[Candidate, ...]) -> Standing:
        """Trust, ask or leave unclaimed; counts may pass a file on to its runner-up."""
        evidence = saying.evidence
        if not candidates or candidates[0].score < ASK:
            return Standing(evidence, State.UNCLAIMED, candidates=candidates)
        candidates = self._respecting_counts(saying, candidates)
        first = self._capped(saying, candidates[0])
        candidates = (first, *candidates[1:])
        because = tuple(signal.because for signal in first.signals if signal.adds > 0)
        competing = rivals(candidates, self.shares)
        sure = trusted(competing)
        how, why = ("sure", because) if sure else ("proposed", first.caps)
        use = self._use(saying, first.item, first.requirement, how, first.score, why)
        if sure:
            return Standing(evidence, State.MATCHED, (use, *self._shared(saying, first)), candidates, because)
        return Standing(evidence, State.TO_CONFIRM, (use,), candidates, because, _doubt(competing))

    def _capped(self, saying: Saying, candidate: Candidate) -> Candidate:
        """The candidate with the reasons that cap it."""
        asked = self.asked[candidate.item, candidate.requirement]
        cue = self.table.folders.read(saying.evidence.place.folders)
        caps = caps_of(saying, asked, cue, self.settings.year, self.settings.window)
        return replace(candidate, caps=(*caps, *signal_caps(candidate), *support_caps(candidate)))

    def _respecting_counts(self, saying: Saying, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Put a near runner-up first when the first requirement already has all it may have."""
        first = candidates[0]
        if not self._full(saying, first) or len(candidates) < 2 or first.score - candidates[1].score > NEAR:
            return candidates
        if self._full(saying, candidates[1]):
            return candidates
        return (candidates[1], first, *candidates[2:])

    def _full(self, saying: Saying, candidate: Candidate) -> bool:
        """Whether a requirement with an upper bound is filled, for this activity where it counts by activity."""
        asked = self.asked[candidate.item, candidate.requirement]
        most = at_level(asked.requirement.count, self.settings.unit.level).most
        return most is not None and self.used[self._slot(saying, asked)] >= most

    def _slot(self, saying: Saying, asked: Asked) -> tuple[str, str, str]:
        activity = self.activities.get(saying.evidence.sha256)
        return (*asked.key, activity.id if activity and asked.requirement.per else "")

    def _use(
        self, saying: Saying, item: str, requirement: str, how: str, score: float, because: tuple[str, ...]
    ) -> Use:
        """Note a use and count it."""
        asked = self.asked.get((item, requirement))
        activity = self.activities.get(saying.evidence.sha256)
        if asked is not None:
            self.used[self._slot(saying, asked)] += 1
        return Use(
            saying.evidence.sha256, item, requirement, how, score, activity.id if activity else None, None, because
        )

    def _shared(self, saying: Saying, first: Candidate) -> tuple[Use, ...]:
        """Uses for the items that the criteria let share this one's evidence, where the piece fits."""
        item = self.asked[first.item, first.requirement].item
        uses = [*self._other_parts(saying, first)]
        for other in item.shares:
            fitting = [asked for asked in self.table.by_item.get(other, ()) if _fits(saying, asked)]
            if fitting:
                because = (f"条目{item.id}的材料可同时用于{other}（体系规定共用）",)
                uses.append(self._use(saying, other, fitting[0].requirement.id, "shared", first.score, because))
        return tuple(uses)

    def _other_parts(self, saying: Saying, first: Candidate) -> Iterator[Use]:
        """Uses for further requirements of the item, for a paper that is several by its name: 推荐表及事迹."""
        types = joined_types(saying.evidence.place.stem) or joined_types(saying.evidence.reading.title or "")
        for asked in self.table.by_item[first.item] if types else ():
            served = self.asked[first.item, first.requirement]
            if asked.requirement.id != first.requirement and _adds(types, served, asked):
                because = (f"名称里同时写着{'、'.join(types)}",)
                yield self._use(saying, first.item, asked.requirement.id, "shared", first.score, because)


def _adds(types: Sequence[str], first: Asked, asked: Asked) -> bool:
    """Whether one of the joined types is what *asked* wants and *first* does not."""
    return any(serves_type((name,), asked) is True and serves_type((name,), first) is not True for name in types)


def _doubt(candidates: Sequence[Candidate]) -> str:
    """Why the first candidate is not trusted, in one sentence."""
    first = candidates[0]
    if first.caps:
        return "；".join(first.caps)
    if first.score < SURE:
        return f"依据不够（得分{first.score:.2f}，可信要{SURE:.2f}）"
    return f"与第二候选{candidates[1].item}只差{lead(candidates):.2f}（可信要领先{LEAD:.2f}）"


def _fits(saying: Saying, asked: Asked) -> bool:
    """Whether a shared piece is of the kind that the other item asks for: type, carrier and topic."""
    requirement = asked.requirement
    if requirement.carrier and (saying.carrier not in requirement.carrier or saying.is_paper):
        return False
    if not requirement.carrier and saying.is_picture and not saying.is_paper:
        return False
    if asked.types and serves_type(saying.types, asked) is not True:
        return False
    if requirement.red_head and not saying.evidence.reading.red_head:
        return False
    return topic(saying, asked) is not None

"""Answers held against the archive as it lies now: what they decide, what stands already, what is stale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.model.decision import Decision, Verb
from wenming_cli.model.matching import Standing, State
from wenming_cli.review.answers import Answered, Answers, Refused
from wenming_cli.review.items import Known

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class Step:
    """What one row changes: the decisions, and what was decided before."""

    where: str
    path: str
    decisions: tuple[Decision, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a form changes, how many answers stand already, and what is refused."""

    steps: tuple[Step, ...]
    unchanged: int
    refused: tuple[Refused, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All new decisions in the order of the form."""
        return tuple(one for step in self.steps for one in step.decisions)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides, and when."""

    by: str | None
    at: str


def settle(
    answers: Answers, standings: Iterable[Standing], decisions: Sequence[Decision], known: Known, hand: Hand
) -> Outcome:  # fmt: skip
    """What the answers change; a content that is gone, changed or withheld is refused."""
    there = {one.evidence.sha256: one for one in standings}
    history = _by_content(decisions)
    steps, refused, unchanged = [], list(answers.refused), 0
    for one in answers.given:
        standing = there.get(one.row.sha256)
        why = _refusal(one, standing, known)
        if why is not None or standing is None:
            refused.append(Refused(one.row.where, one.row.path, why or ""))
            continue
        path, past = standing.evidence.place.shown, history.get(one.row.sha256, ())
        fresh = tuple(word for word in _asked_for(one, path, known, hand) if not stands(word, past))
        unchanged += not fresh
        if fresh:
            steps.append(Step(one.row.where, path, fresh, _before(past)))
    return Outcome(tuple(steps), unchanged, tuple(refused))


def _by_content(decisions: Sequence[Decision]) -> Mapping[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.sha256, []).append(one)
    return {sha256: tuple(ones) for sha256, ones in found.items()}


def _refusal(one: Answered, standing: Standing | None, known: Known) -> str | None:
    """Why an answer can't be applied to the archive as it is."""
    if standing is None:
        return "这份内容已经不在证据文件夹里，或者改过了；重新出一张表再定"
    if standing.state is State.WITHHELD:
        return "这个文件现在是暂扣（有密级或内部标记），先由负责人用 wenming release 放行"
    if one.answer.do is Verb.REJECT and not set(one.row.offered) & set(known):
        return "没有可以否定的建议；不是材料的，请填“忽略”"
    return None


def _asked_for(one: Answered, path: str, known: Known, hand: Hand) -> list[Decision]:
    """The decisions that an answer stands for: 都不是 turns down every item that was proposed."""
    answer = one.answer
    assert answer.do is not None
    items = [item for item in one.row.offered if item in known] if answer.do is Verb.REJECT else [answer.item]
    why = one.note[:LONGEST_WHY] if one.note else None
    return [
        Decision(
            do=answer.do, sha256=one.row.sha256, path=path, item=item, requirement=answer.requirement, why=why,
            by=hand.by, at=hand.at,
        )
        for item in items
    ]  # fmt: skip


def stands(word: Decision, past: Sequence[Decision]) -> bool:
    """Whether a decision says only what the last one that matters to it says already."""
    match word.do:
        case Verb.PIN:
            rivals = [one for one in past if one.do in (Verb.PIN, Verb.IGNORE) or _rejects(one, word.item)]
            last = rivals[-1] if rivals else None
            same = last is not None and (last.do, last.item) == (Verb.PIN, word.item)
            return same and last is not None and word.requirement in (None, last.requirement)
        case Verb.IGNORE:
            rivals = [one for one in past if one.do in (Verb.PIN, Verb.IGNORE)]
            return bool(rivals) and rivals[-1].do is Verb.IGNORE
        case _:
            rivals = [one for one in past if one.item == word.item]
            return bool(rivals) and rivals[-1].do is Verb.REJECT


def _rejects(one: Decision, item: str | None) -> bool:
    return one.do is Verb.REJECT and one.item == item


def _before(past: Sequence[Decision]) -> str:
    """What a person had decided before, where the new word takes its place."""
    last = next((one for one in reversed(past) if one.do in (Verb.PIN, Verb.IGNORE)), None)
    if last is None or (last.do is Verb.PIN and any(_rejects(one, last.item) for one in past[past.index(last) :])):
        return ""
    return f"{last.by or '有人'}原来{'忽略' if last.do is Verb.IGNORE else f'指定 {last.item}'}"

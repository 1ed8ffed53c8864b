"""Match a whole archive against one set: facts, criteria and decisions in, standings out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wenming_cli.match.activities import activity_of, companies, group
from wenming_cli.match.asked import NOBODY, lay_flat
from wenming_cli.match.assign import Assigner, Words, decided
from wenming_cli.match.packs import drawn_together, with_members
from wenming_cli.match.rank import Table, prepare, rank, with_neighbours
from wenming_cli.match.roster import Roster
from wenming_cli.match.saying import Saying, listen
from wenming_cli.match.sets import with_parts
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.example import Example
from wenming_cli.model.matching import Activity, Candidate, Matching, Standing, State
from wenming_cli.model.workspace import People, Settings

FEWEST = 2


def match_archive(
    evidence: Sequence[Evidence],
    criteria: CriteriaSet,
    settings: Settings,
    decisions: Sequence[Decision] = (),
    examples: Sequence[Example] = (),
    people: People = NOBODY,
) -> Matching:
    """Every content with its state, uses, ranked candidates and reasons; the same whatever the order of *evidence*.

    *examples* are what was filed in earlier years; what people decided this year is added to them.
    """
    words = decided(decisions)
    table = prepare(
        criteria, lay_flat(criteria, settings.unit, people), (*examples, *decided_examples(evidence, words))
    )
    ordered = sorted(
        (_best_place_first(one, table) for one in evidence), key=lambda one: (one.place.root, one.place.path)
    )
    everything, members = with_members(ordered)
    roster = Roster.of(criteria, people, settings)
    sayings = [listen(one, settings.year, table.folders.own_names, roster) for one in everything]
    activities = group([one for one in sayings if not members.get(one.evidence.sha256)])
    alone = _ranked(sayings, table)
    activities = with_parts(activities, sayings, alone, table.asked)
    ranked = _heard(alone, sayings, activities)
    assigner = Assigner(table, settings, activity_of(activities))
    settled = assigner.settle([one for one in sayings if _stands(one.evidence, words)], ranked, words)
    by_content = {one.evidence.sha256: one for one in settled}
    standings = []
    for one in ordered:
        own = by_content.get(one.sha256) or Standing(one, State.UNCLAIMED)
        inside = [by_content[member.sha256] for member in members[one.sha256]]
        standings.append(drawn_together(own, inside, len(one.members)))
    return Matching(tuple(standings), activities)


def _stands(evidence: Evidence, words: Mapping[str, Words]) -> bool:
    """Whether a content stands for something itself: a pack does so by a person's word, or with a secret in it."""
    told = evidence.sha256 in words or evidence.reading.secrecy is not None
    return told or not evidence.members or evidence.reading.carrier != "压缩包"


def decided_examples(evidence: Sequence[Evidence], decisions: Mapping[str, Words]) -> tuple[Example, ...]:
    """This year's pinned contents as examples for others."""
    pins = {sha256: next(iter(words.pins)) for sha256, words in decisions.items() if words.pins}
    return tuple(
        Example(
            item=pins[one.sha256],
            place=one.place.shown,
            name=one.place.name,
            title=one.reading.title,
            types=one.reading.types,
            banner=one.reading.banner,
            sha256=one.sha256,
        )
        for top in sorted(evidence, key=lambda one: (one.place.root, one.place.path))
        for one in (top, *top.members)
        if one.sha256 in pins and one.reading.secrecy is None
    )


def _best_place_first(evidence: Evidence, table: Table) -> Evidence:
    """Let the place that lies in a folder of the table stand for the content."""
    if len(evidence.places) == 1:
        return evidence
    places = sorted(
        evidence.places,
        key=lambda place: (
            table.folders.read(place.folders).project is None,
            "副本" in place.name,
            place.root,
            place.path,
        ),
    )
    return replace(evidence, places=tuple(places))


def _ranked(sayings: Sequence[Saying], table: Table) -> Mapping[str, tuple[Candidate, ...]]:
    """Candidates of every content by what it says itself."""
    ranked: dict[str, tuple[Candidate, ...]] = {}
    alike: dict[object, tuple[Candidate, ...]] = {}
    for saying in sayings:
        itself = saying.evidence.sha256 if saying.evidence.sha256 in table.learned.own else None
        key = _alike(saying), itself
        if key not in alike:
            alike[key] = rank(saying, table)
        ranked[saying.evidence.sha256] = alike[key]
    return ranked


def _heard(
    ranked: Mapping[str, tuple[Candidate, ...]], sayings: Sequence[Saying], activities: Sequence[Activity]
) -> Mapping[str, tuple[Candidate, ...]]:
    """Candidates of every content, neighbours heard."""
    series = [one.members for one in activities if len(one.members) >= FEWEST]
    folders = [members for members in companies(sayings) if len(members) >= FEWEST]
    return with_neighbours(ranked, series, folders)


def _alike(saying: Saying) -> object:
    """What ranking depends on: pictures of one series share it and are ranked once."""
    reading = saying.evidence.reading
    return (
        saying.name, saying.title, saying.folders, saying.lead, saying.types, saying.ids, saying.carrier,
        saying.evidence.place.folders, reading.red_head, reading.banner, bool(reading.parts), reading.carrier,
        saying.author, saying.owner,
    )  # fmt: skip


def by_state(matching: Matching) -> dict[State, int]:
    """How many files (places) end in each state; every state is named, the total is the archive."""
    counts: dict[State, int] = defaultdict(int)
    for standing in matching.standings:
        for at, _ in enumerate(standing.evidence.places):
            counts[state_at(standing.state, at)] += 1
    return {state: counts[state] for state in State}


def state_at(state: State, at: int) -> State:
    """The state of the *at*-th place of a content: further places of it are duplicates."""
    return State.DUPLICATE if at and state not in (State.WITHHELD, State.IGNORED, State.UNREADABLE) else state

"""What to prepare for each way of assessing (考评方式): files to be read, places to be seen, questions to be asked."""

from collections.abc import Iterable, Iterator, Mapping

from wenming_cli.model.criteria import CriteriaSet, Item, Owners, Project
from wenming_cli.model.judgement import ItemJudgement, Verdict
from wenming_cli.model.leaf import leaves
from wenming_cli.model.noun import Noun
from wenming_cli.model.points import parts_of, whole_of
from wenming_cli.model.requirement import Method, Plain
from wenming_cli.report.registers.filed import Ledger
from wenming_cli.report.registers.places import places

PAPERS: Method = "材料审核"
VISIT: Method = "实地考察"
QUESTIONS: Method = "问卷调查"


class ItemFiles(Noun):
    """An item with the files that count for it."""

    id: str
    text: str
    verdict: Verdict
    files: tuple[str, ...]


class StandardFiles(Noun):
    """A standard (or project) whose papers are read: who answers for it, its items save those that are only seen."""

    no: str
    called: str
    owners: Owners
    items: tuple[ItemFiles, ...]


class PlaceToShow(Noun):
    """A place to be seen: the item that asks for it, whose it is, the photos of it, and what is to be said."""

    item: str
    what: str
    how: str
    owners: Owners
    photos: int
    date: str | None
    files: tuple[str, ...]
    remarks: tuple[str, ...]


class SentenceToKnow(Noun):
    """A sentence of the table that is assessed by a visit or by asking people; *at* is its part, from 1.

    *files* are those of the unit's own survey where the table's items ask for one.
    """

    no: str
    called: str
    at: int | None
    text: str
    owners: Owners
    files: tuple[str, ...] = ()


class Preparation(Noun):
    """What to prepare, by way of assessing; *methods* are those that the table prints, none where it prints none.

    *unplaced* are sentences that are assessed by a visit and of which no item says where.
    """

    criteria: str
    unit: str
    as_of: str
    methods: tuple[Method, ...]
    documents: tuple[StandardFiles, ...]
    places: tuple[PlaceToShow, ...]
    unplaced: tuple[SentenceToKnow, ...]
    questions: tuple[SentenceToKnow, ...]


def preparation(ledger: Ledger) -> Preparation:
    """What a set asks to be prepared.

    Source: READING 96 (材料审核, 实地考察, 问卷调查) and 113, 131, 132. Nothing is asked that the table does not say: a
    question is its own sentence. Where it prints no method, papers are read, and places are what the items show.
    """
    criteria, judgement = ledger.criteria, ledger.judgement
    judged = {item.id: item for item in judgement.items}
    printed = {method for _, project in criteria.projects() for part in _methods(project) for method in part}
    seen = tuple(_places(ledger, judged))
    return Preparation(
        criteria=criteria.head.id, unit=judgement.unit, as_of=judgement.as_of,
        methods=tuple(one for one in (PAPERS, VISIT, QUESTIONS) if one in printed),
        documents=tuple(
            _documents(project, judged)
            for _, project in criteria.projects()
            if not printed or any(PAPERS in methods for methods in _methods(project))
        ),
        places=seen,
        unplaced=tuple(one for one, items in _sentences(criteria, judged, VISIT) if not _has_place(items)),
        questions=tuple(one for one, _ in _sentences(criteria, judged, QUESTIONS)),
    )  # fmt: skip


def _methods(project: Project) -> Iterator[tuple[Method, ...]]:
    """The methods of every part of a standard; a part without any has those of the standard."""
    return (part.methods or project.methods for part in parts_of(project))


def _documents(project: Project, judged: Mapping[str, ItemJudgement]) -> StandardFiles:
    items = (judged[item.id] for item in project.items if not all(map(_is_place, leaves(item.asks))))
    return StandardFiles(
        no=project.no, called=project.called, owners=project.owners,
        items=tuple(ItemFiles(id=one.id, text=one.text, verdict=one.verdict, files=_counting((one,))) for one in items),
    )  # fmt: skip


def _counting(items: Iterable[ItemJudgement], requirements: frozenset[str] | None = None) -> tuple[str, ...]:
    """The files that count, of these requirements where they are named."""
    uses = (use for item in items for use in item.files if use.counts)
    return tuple(dict.fromkeys(use.path for use in uses if requirements is None or use.requirement in requirements))


def _places(ledger: Ledger, judged: Mapping[str, ItemJudgement]) -> Iterator[PlaceToShow]:
    """The register of places (场所) with those who answer for each."""
    for entry in places(ledger).entries:
        item = entry.items[0]
        yield PlaceToShow(
            item=item, what=entry.title, how=entry.kind or "", owners=judged[item].owners, photos=entry.photos or 0,
            date=entry.date, files=entry.files, remarks=entry.remarks,
        )  # fmt: skip


def _sentences(
    criteria: CriteriaSet, judged: Mapping[str, ItemJudgement], method: Method
) -> Iterator[tuple[SentenceToKnow, list[Item]]]:
    """What is assessed by *method*, with the items that prove it: standards, or those parts that have it printed."""
    for _, project in criteria.projects():
        several = any(part.methods for part in project.sub_points)
        parts = project.sub_points if several else (whole_of(project),)
        for at, part in enumerate(parts, start=1):
            if method not in (part.methods or project.methods):
                continue
            items = [one for one in project.items if not several or one.sub_point in (None, at)]
            asked = frozenset(leaf.id for one in items for leaf in leaves(one.asks) if leaf.method == method)
            sentence = SentenceToKnow(
                no=project.no, called=project.called, at=at if several else None, text=part.text,
                owners=part.owners or project.owners, files=_counting((judged[one.id] for one in items), asked),
            )  # fmt: skip
            yield sentence, items


def _has_place(items: Iterable[Item]) -> bool:
    """Whether an item says what is to be seen."""
    return any(_is_place(leaf) for item in items for leaf in leaves(item.asks))


def _is_place(asked: Plain) -> bool:
    """Whether a requirement is met by what stands somewhere, not by a file."""
    return asked.method == VISIT or bool({"实地", "实物"} & set(asked.carrier))

"""印证标识表 as a value: the passages that are underlined in a bound PDF, in the order of its pages."""

import re
from collections.abc import Iterable, Iterator, Mapping

from wenming_cli.bind.labels import shown
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.marks import Mark
from wenming_cli.box.numbering import split_suffix
from wenming_cli.box.plan import Box, BoxPlan, Paper
from wenming_cli.box.sheets_catalogue import TITLE_COLUMNS, one_line
from wenming_cli.model.proof import Proof
from wenming_cli.text import shorten
from wenming_cli.typeset.catalogue import self_made
from wenming_cli.typeset.proofs import Passage, Passages

QUOTED_COLUMNS = 120
"""What is quoted of a passage at most: 60 Chinese characters."""
_WRAPPED = re.compile(r"(?<=[一-鿿，、。；：”）》])\n(?=[一-鿿“（《])")


def proofs_by_path(plan: BoxPlan, proofs: Mapping[str, tuple[Proof, ...]]) -> dict[str, tuple[Proof, ...]]:
    """What is to be underlined on each paper, of *proofs* by content (sha256).

    A content that lies there once proves all that it is used for; of copies each what its own item asks.
    """
    lying = {(one.evidence.sha256, one.filed.item) for box in plan.boxes for one in box.papers}
    return {
        one.path: tuple(
            proof
            for proof in proofs.get(one.evidence.sha256, ())
            if proof.item == one.filed.item or (one.evidence.sha256, proof.item) not in lying
        )
        for box in plan.boxes
        for one in box.papers
    }


def passages_of(plan: BoxPlan, box: Box, leaves: Iterable[Leaf]) -> Passages:
    """The passages of a box, whose pieces are *leaves* with their marks and page numbers."""
    known = {leaf.key: leaf for leaf in leaves}
    rows = tuple(row for paper in box.papers for row in _rows(paper, known[paper.path]))
    unfound = sum(len(leaf.proofs) - len(leaf.marks) for leaf in known.values())
    return Passages(plan.unit, f"{box.label}　{box.title}", rows, unfound)


def _rows(paper: Paper, leaf: Leaf) -> Iterator[Passage]:
    """The passages of a paper from its first page on, from the top down."""
    title = paper.evidence.reading.title
    said = one_line(title) if title else self_made(split_suffix(paper.evidence.place.name)[0])
    for mark in sorted(leaf.marks, key=lambda mark: (mark.page, mark.strokes[0][1])):
        yield Passage(
            item=mark.proof.item, requirement=mark.proof.requirement, piece=paper.number,
            title=shorten(said, TITLE_COLUMNS), page=shown(leaf.labels[mark.page - 1]), words=_quoted(mark),
        )  # fmt: skip


def _quoted(mark: Mark) -> str:
    """The words on one line; where a line of print only wraps there is no space between them."""
    return shorten(one_line(_WRAPPED.sub("", mark.words)), QUOTED_COLUMNS)

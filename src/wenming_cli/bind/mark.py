"""Find the passages of a piece on its pages, in a worker process: strangers made the file."""

from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.mark_lines import lines_pages
from wenming_cli.bind.mark_text import text_pages
from wenming_cli.bind.marks import Mark, find_marks
from wenming_cli.bind.pictures import upright_size


def marks_of(leaf: Leaf) -> tuple[Mark, ...]:
    """A mark for every proof of a piece whose words stand on its pages; a page that does not read has none.

    Words of the text layer come before words that were recognised.
    """
    found: tuple[Mark, ...] = ()
    worded = {line.page for line in leaf.recognised_lines}
    if leaf.kind == "pdf":
        with text_pages(leaf.source) as pages:
            found = find_marks(pages, leaf.proofs)
            sizes = {number: page.size for number, page in enumerate(pages, start=1) if number in worded}
    else:
        sizes = {number: upright_size(leaf.source, number - 1) for number in worded}
    marked = {mark.proof for mark in found}
    left = [proof for proof in leaf.proofs if proof not in marked]
    found += find_marks(lines_pages(leaf.recognised_lines, sizes), left)
    return tuple(sorted(found, key=lambda mark: (mark.page, leaf.proofs.index(mark.proof))))

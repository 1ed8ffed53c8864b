"""Before boxes are planned: originals that can't be read now are taken as their copies in the boxes."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.pipeline import Archive, Progress
    from wenming_cli.workspace.open import Workspace

SHOWN = 5
"""So many files are named; the catalogues have them all."""


def with_copies(workspace: "Workspace", archive: "Archive", as_of: date, progress: "Progress") -> "Archive":
    """*archive* with the copy in the boxes of every original that can't be read now; nothing is written but cache."""
    from dataclasses import replace

    from wenming_cli.box.before import boxed_in
    from wenming_cli.box.unread import Missed, copies_in, hidden_places, missed, stood_in
    from wenming_cli.pipeline import read_beside
    from wenming_cli.read.absent import true_name
    from wenming_cli.review.notebook import read_decisions
    from wenming_cli.scan.walk import Found, found_at
    from wenming_cli.workspace.open import BOXES, DECISIONS

    every = (*archive.evidence, *archive.left_out)
    decided = {one.sha256 for one in read_decisions(workspace.folder / DECISIONS)}
    hidden = tuple(hidden_places(every, archive.passed, decided, true_name))
    if not hidden:
        return archive
    read = {one.sha256 for one in every if one.reading.problem is None}
    numbers: dict[str, Missed] = {}
    copies: dict[str, Found] = {}
    for out in workspace.all_boxes:
        numbers = {one.row.key: one for one in missed(boxed_in(out), hidden, read)} | numbers
        for key, path in copies_in(out, numbers).items():
            copies.setdefault(key, found_at(BOXES, path))
    taken = read_beside(workspace, list(copies.values()), progress)
    known = [one for one in taken if one.sha256 in numbers and archive.seen.known_by(one.sha256, as_of)]
    return replace(archive, evidence=stood_in(archive.evidence, {numbers[one.sha256]: one for one in known}))


def say_copies(archive: "Archive") -> None:
    """Which pieces stay as they lie in the boxes because their originals can't be read now."""
    from wenming_cli.cli.screen import say

    kept = [one for one in archive.evidence if one.unread]
    if not kept:
        return
    say(f"{len(kept)} 件的原件现在读不了，件号不变，盒内保留上次的副本；能读了再运行一次 wenming box：")
    for one in kept[:SHOWN]:
        say(f"  {one.place.shown}（{one.unread}）")
    if len(kept) > SHOWN:
        say(f"  …… 还有 {len(kept) - SHOWN} 件，盒内目录的备注里都有")

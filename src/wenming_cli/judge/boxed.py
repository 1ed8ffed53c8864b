"""What lies in the boxes and is not what lies in the evidence folder any more."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wenming_cli.model.filed import Filed
from wenming_cli.model.judgement import Warning
from wenming_cli.model.matching import Matching
from wenming_cli.text import showable

UNREAD = "unread:"
"""How the identity of a file begins that could not be hashed: nobody knows whether it was changed."""


def boxed_differs(matching: Matching, boxed: Sequence[Filed]) -> Iterator[Warning]:
    """Originals that were changed since their copy was boxed, the papers of a box in one warning."""
    now = {showable(place.shown): one.evidence.sha256 for one in matching.standings for place in one.evidence.places}
    changed: dict[int, list[Filed]] = defaultdict(list)
    for row in boxed:
        found = now.get(row.place)
        if row.lies and found not in (None, row.key) and not str(found).startswith(UNREAD):
            changed[row.box].append(row)
    for box, rows in sorted(changed.items()):
        names = "、".join(f"{row.piece}号“{row.place.rpartition('/')[2]}”" for row in rows)
        yield Warning(
            kind="boxed_differs",
            text=f"原件已改，盒内是旧版：第{box:02d}盒 {names}。运行 wenming box 换上新版",
            files=tuple(row.place for row in rows),
            items=tuple(dict.fromkeys(row.item for row in rows)),
        )

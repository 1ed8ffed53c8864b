"""Where the originals of a box are: the evidence roots, which may be away, and are never inside what is replaced."""

from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_cli.box.inventory import Inventory
from wenming_cli.box.plan import Box
from wenming_cli.errors import NotWrittenError, OfflineError
from wenming_cli.model.evidence import Evidence, Place
from wenming_cli.text import showable


def refuse_originals(out: Path, roots: Mapping[str, Path]) -> None:
    """An evidence root is never inside what this program replaces."""
    place = out.resolve()
    for root in roots.values():
        if root.resolve().is_relative_to(place):
            raise NotWrittenError(
                f"“{showable(str(out))}”里面有证据文件夹“{showable(str(root))}”，不能当资料盒用",
                remedy="请把资料盒放到别的文件夹",
            )


def within_reach(box: Box, roots: Mapping[str, Path], existing: Inventory) -> bool:
    """Whether every paper of a box is in the old build or its evidence root is there."""
    there = frozenset(existing.files.values())
    return all(
        paper.evidence.sha256 in there or any(_is_here(place, roots) for place in paper.evidence.places)
        for paper in box.papers
    )


def source_of(places: tuple[Place, ...], roots: Mapping[str, Path]) -> Path:
    """The first place of a content that is there now; else the first, whose absence will be said."""
    paths = [roots[place.root] / place.path for place in places if _is_here(place, roots)]
    if not paths:
        raise OfflineError("证据文件夹刚刚断开（离线）", remedy="请接好U盘或共享盘，再运行一次")
    return next((path for path in paths if path.is_file()), paths[0])


def lying(roots: Mapping[str, Path], existing: Inventory, out: Path) -> Callable[[Evidence], Path]:
    """Where a content can be read now: its copy in the old build at *out*, else the original."""
    copies = {sha256: path for path, sha256 in sorted(existing.files.items(), reverse=True)}

    def find(evidence: Evidence) -> Path:
        copy = copies.get(evidence.sha256)
        return source_of(evidence.places, roots) if copy is None else out / existing.spelled[copy]

    return find


def _is_here(place: Place, roots: Mapping[str, Path]) -> bool:
    return place.root in roots and roots[place.root].is_dir()

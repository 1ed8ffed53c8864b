"""Reports that bear one name: of one unit over the weeks, or of several units of that name in folders of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.report.units.received import Received

Groups = dict[str, list[Received]]


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of one unit, by path; *folder* tells it from others of its name, nothing where there is none."""

    name: str
    folder: str
    ones: tuple[Received, ...]

    @property
    def shown(self) -> str:
        """财政所（东镇）."""
        return f"{self.name}（{self.folder}）" if self.folder else self.name


def parted(ones: Sequence[Received], expected: int) -> Iterator[Reports]:
    """The reports of one name as those of one unit, or of several where they can't be one unit's.

    They are several units' where two reports of a day differ, or their levels, where the days of their folders overlap,
    or where the list of units has the name several times; folders that leave nothing of this part the units. Of several
    copies of a report the last by path is taken.
    """
    found = [one for at, one in enumerate(ones) if all(one.status != later.status for later in ones[at + 1 :])]
    groups = _by_folders(found, expected) if expected > 1 or not _may_be_one(found) else {}
    if len(groups) < 2:
        yield Reports(found[-1].status.unit, "", tuple(found))
        return
    for folder in sorted(groups):
        yield Reports(groups[folder][-1].status.unit, folder, tuple(groups[folder]))


def _by_folders(ones: Sequence[Received], expected: int) -> Groups:
    """The reports by the folder of one depth that parts them best: first as many as the list has, then the fewest."""
    depths = max(len(_folders(one)) for one in ones)
    ways = [_at(ones, depth) for depth in range(depths)]
    good = [way for way in ways if len(way) > 1 and all(map(_is_one, way.values()))]
    return min(good, key=lambda way: (abs(len(way) - expected) if expected > 1 else 0, len(way)), default={})


def _at(ones: Sequence[Received], depth: int) -> Groups:
    found: Groups = {}
    for one in ones:
        folders = _folders(one)
        found.setdefault(folders[depth] if depth < len(folders) else "", []).append(one)
    return found


def _folders(one: Received) -> list[str]:
    return one.path.split("/")[:-1]


def _is_one(ones: Sequence[Received]) -> bool:
    """Whether reports may be one unit's: of one level, and no two of a day that differ."""
    days: dict[date, Received] = {}
    return len({one.status.level for one in ones}) == 1 and all(
        days.setdefault(one.status.as_of, one).status == one.status for one in ones
    )


def _may_be_one(ones: Sequence[Received]) -> bool:
    """Whether all reports of a name may be one unit's: then those of its folders follow each other in time."""
    return _is_one(ones) and not any(_overlap(_at(ones, at)) for at in range(max(len(_folders(one)) for one in ones)))


def _overlap(groups: Groups) -> bool:
    """Whether a folder has reports from before and from after one of another folder."""
    spans = sorted((min(days), max(days)) for days in ({one.status.as_of for one in ones} for ones in groups.values()))
    return any(start < max(end for _, end in spans[:at]) for at, (start, _) in enumerate(spans) if at)

"""The example archive matched as it lies, and flattened into one folder under the names that WeChat and Word give."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path

from wenming_cli.model.matching import Standing, State
from wenming_cli.pipeline import examine, take_in
from wenming_cli.workspace.open import open_workspace
from wenming_cli.workspace.start import lay_out_example

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "qinglan-2021"
AS_OF = date(2021, 11, 12)
PICTURES = {".jpg", ".jpeg", ".png", ".heic"}
SHEETS = {".xls", ".xlsx", ".et"}
FIRST_SECOND = datetime(2021, 3, 30, 16, 51, 46)  # noqa: DTZ001 - only a name is made of it


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A content of the archive with the items that it is right for."""

    standing: Standing
    items: frozenset[str]
    activity: str | None
    event: str = ""

    @property
    def first_right(self) -> bool:
        """Whether the first candidate is right."""
        return bool(self.standing.candidates) and self.standing.candidates[0].item in self.items

    @property
    def wrong(self) -> bool:
        """Whether it is filed, and to an item that it is not right for."""
        return self.standing.state is State.MATCHED and not {use.item for use in self.standing.uses} <= self.items


def example(*, ocr: bool, show: bool) -> None:
    """Both ways, one table."""
    print(f"\n## The example archive, {'with' if ocr else 'without'} the words in pictures")
    print(
        f"{'':12}{'placed':>8}{'first right':>14}{'filed':>10}{'wrong':>8}{'questions per 100 files':>26}"
        f"{'activities: pairs found, right, F1':>38}"
    )
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as folder:
        workspace = Path(folder) / "demo"
        lay_out_example(workspace)
        _set_ocr(workspace, "on" if ocr else "off")
        truth = _truth()
        _tell("as it lies", _rows(workspace, truth), show=show)
        _tell("flattened", _rows(workspace, flatten(workspace / "证据", truth)), show=show)


def _set_ocr(workspace: Path, value: str) -> None:
    settings = workspace / "wenming.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nocr: {value}\n", encoding="utf-8")


Truth = dict[str, tuple[frozenset[str], str]]
"""The items of every path, and the event that it is of (none: it stands alone)."""


def _truth() -> Truth:
    """What is right for the example; the events were written down by hand."""
    events = {row["path"]: row["activity"] for row in _table("activities.tsv")}
    return {
        row["path"]: (frozenset(row["items"].split(";")) - {""}, events[row["path"]]) for row in _table("archive.tsv")
    }


def _table(name: str) -> Iterable[dict[str, str]]:
    lines = (EXAMPLE / name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def flatten(root: Path, truth: Truth) -> Truth:
    """Move every file into *root* under a name that says nothing; the truth under the new names.

    The contents are known to the cache already, so nothing is recognised twice.
    """
    moved: Truth = {}
    for at, path in enumerate(sorted(truth)):
        name = _nameless(at, Path(path).suffix)
        (root / path).rename(root / name)
        moved[name] = truth[path]
    return moved


def _nameless(at: int, suffix: str) -> str:
    """A photo gets the name that WeChat saves it under, a paper the one that Office gives."""
    if suffix.lower() in PICTURES:
        return f"微信图片_{FIRST_SECOND + timedelta(seconds=at):%Y%m%d%H%M%S}{suffix}"
    kind = "Excel 工作表" if suffix.lower() in SHEETS else "Word 文档"
    return f"新建 Microsoft {kind}{at}{suffix}"


def _rows(workspace: Path, truth: Truth) -> list[Row]:
    """Every content, matched; what lies in two places is right for the items of both."""
    opened = open_workspace(workspace)
    (examined,) = examine(opened, take_in(opened, AS_OF), AS_OF)
    activity = {sha: one.id for one in examined.matching.activities for sha in one.members}
    rows = []
    for standing in examined.matching.standings:
        told = [truth[place.path] for place in standing.evidence.places if place.path in truth]
        items = frozenset(item for known, _ in told for item in known)
        rows.append(Row(standing, items, activity.get(standing.evidence.sha256), told[0][1] if told else ""))
    return rows


def _tell(name: str, rows: Sequence[Row], *, show: bool) -> None:
    placed = [one for one in rows if one.items]
    right, filed = sum(one.first_right for one in placed), sum(one.standing.state is State.MATCHED for one in placed)
    wrong = sum(one.wrong for one in rows)
    each = 100 * _questions(rows) / len(rows)
    found, sound, balance = pairwise(rows)
    print(
        f"{name:12}{len(placed):>8}{right / len(placed):>14.3f}{filed / len(placed):>10.3f}{wrong:>8}{each:>26.1f}"
        f"{found:>22.3f}{sound:>8.3f}{balance:>8.3f}"
    )
    for one in rows if show else ():
        if one.wrong or (one.items and not one.first_right):
            _show(one)


def pairwise(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Recall, precision and F1 over pairs of contents that are of one event."""
    meant = {pair for pair in combinations(rows, 2) if pair[0].event and pair[0].event == pair[1].event}
    made = {pair for pair in combinations(rows, 2) if pair[0].activity and pair[0].activity == pair[1].activity}
    both = len(meant & made)
    return both / len(meant), both / len(made), 2 * both / (len(meant) + len(made))


def _questions(rows: Iterable[Row]) -> int:
    """One question for each doubtful activity, and one for each doubtful file that is of none."""
    doubtful = (one for one in rows if one.standing.state is State.TO_CONFIRM)
    return len({one.activity or one.standing.evidence.sha256 for one in doubtful})


def _show(row: Row) -> None:
    first = [f"{one.item} {one.score:.2f}" for one in row.standing.candidates[:3]]
    reading = row.standing.evidence.reading
    said = reading.title or "/".join(reading.banner) or reading.text[:40]
    mark = "WRONG" if row.wrong else ""
    print(f"   {mark:6}{'|'.join(sorted(row.items)):14}{row.standing.evidence.place.path[-50:]}  {said!r}  {first}")

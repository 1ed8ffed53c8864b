"""Figures and ratios: what people recorded, what the unit's settings say, what a paper or screenshot itself says.

Sources: Huarong standards 2.1, 2.2, 6.3 (≥80 %, ≥80 %, 85 %); Yueyang standard 16 (≥50 %, ≥80 %, all of up to 20,
≥85 %).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_cli.judge.pieces import Checked
from wenming_cli.judge.told import Told
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.figures import FigureKind, figure_kind
from wenming_cli.model.judgement import Verdict
from wenming_cli.model.requirement import Ratio, Reaches
from wenming_cli.model.workspace import Unit

_VALUE = r"(?P<value>\d{1,7}(?:\.\d{1,2})?)\s*(?:%|％|人次|人|名|份|条|小时|字)?"
_CELL = re.compile(rf"\s*{_VALUE}\s*")
WORST_FIRST = (Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM, Verdict.COMPLETE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with where it comes from; a paper that states it by its sha256, and where in its text."""

    value: float
    source: str
    sha256: str = ""
    span: tuple[int, int] = (0, 0)


def figure_of(name: str, told: Told, unit: Unit, checked: Sequence[Checked]) -> Figure | None:
    """The figure called *name*: a person's word, else the unit's settings, else what one of the pieces says."""
    kind = figure_kind(name)
    record = told.figures.get((kind.name, None))
    if record is not None and record.value is not None:
        return Figure(record.value, f"{record.by or '人工'}登记（{record.id}）")
    stated = getattr(unit, kind.setting, None) if kind.setting else None
    if stated is not None:
        return Figure(float(stated), "wenming.yaml")
    return next((figure for one in checked if (figure := stated_in(one.piece.evidence, kind)) is not None), None)


def stated_in(evidence: Evidence, kind: FigureKind) -> Figure | None:
    """The figure of a kind that a paper states."""
    found = figure_at(evidence.reading.text, kind)
    if found is None:
        return None
    value, span = found
    return Figure(value, f"“{evidence.place.called}”", evidence.sha256, span)


def figure_at(text: str, kind: FigureKind) -> tuple[float, tuple[int, int]] | None:
    """The first figure of a kind that a text states, and where: 满意率82%, or the cell below 在册志愿者 in a table.

    Where is the words with the figure, or the rows of head and cell.
    """
    names = "|".join(map(re.escape, sorted((kind.name, *kind.others), key=len, reverse=True)))
    lines, start = text.split("\n"), 0
    for at, line in enumerate(lines):
        beside = re.search(rf"(?:{names})(?:为|达到?|有|是|共|[:：\s(（])*{_VALUE}", line)
        if beside:
            return float(beside["value"]), (start + beside.start(), start + beside.end())
        following = lines[at + 1] if at + 1 < len(lines) else ""
        below = _below(line, following, names)
        if below is not None:
            return below, (start, start + len(line) + 1 + len(following))
        start += len(line) + 1
    return None


def _below(heads: str, values: str, names: str) -> float | None:
    """The cell under a head of that name, where both rows have as many cells."""
    head, row = heads.split("\t"), values.split("\t")
    if len(head) != len(row) or len(head) < 2:
        return None
    for title, cell in zip(head, row, strict=True):
        match = _CELL.fullmatch(cell) if re.fullmatch(rf"\s*(?:{names})\s*", title) else None
        if match:
            return float(match["value"])
    return None


@dataclass(frozen=True, slots=True)
class Share:
    """Part and whole of a share, and how many of a hundred it must be."""

    part: Figure
    whole: Figure
    least: float

    @property
    def percent(self) -> float:
        """Of a hundred."""
        return 100 * self.part.value / self.whole.value

    @property
    def is_reached(self) -> bool:
        """Whether it is as much as it must be."""
        return self.percent + 1e-9 >= self.least


def share_of(ratio: Ratio, told: Told, unit: Unit, checked: Sequence[Checked]) -> Share | tuple[str, ...]:
    """The share as far as its figures are known; else the names of those that are not."""
    part, whole = figure_of(ratio.part, told, unit, checked), figure_of(ratio.of, told, unit, checked)
    if part is None or whole is None or whole.value <= 0:
        return (*(ratio.part,) * (part is None), *(ratio.of,) * (whole is None or whole.value <= 0))
    return Share(part, whole, 100.0 if _all_of(ratio, whole) else ratio.least)


def _all_of(ratio: Ratio, whole: Figure) -> bool:
    """Whether the whole is so small that all is asked for."""
    return ratio.all_up_to is not None and whole.value <= ratio.all_up_to


def with_ratio(
    ratio: Ratio | None, verdict: Verdict, told: Told, unit: Unit, checked: Sequence[Checked]
) -> tuple[Verdict, list[str]]:
    """A verdict lowered where a share is not reached, or where its figures are not known; with the sentence."""
    if ratio is None or verdict is Verdict.MISSING:
        return verdict, []
    share = share_of(ratio, told, unit, checked)
    if not isinstance(share, Share):
        names = "、".join(figure_kind(name).name for name in share)
        said = f"比例算不出：请用 wenming record figure 登记{names}（要{ratio.of}的{ratio.least:g}%以上）"
        return _worse(verdict, Verdict.TO_CONFIRM), [said]
    if share.is_reached:
        return verdict, []
    part, whole = share.part, share.whole
    wanted = f"{ratio.of}不超过{ratio.all_up_to}人，要全部" if _all_of(ratio, whole) else f"要{ratio.least:g}%以上"
    of = f"{ratio.of}{whole.value:g}（{whole.source}）的{share.percent:.1f}%"
    return _worse(verdict, Verdict.SHORT), [f"{ratio.part}{part.value:g}（{part.source}）占{of}，{wanted}"]


def with_reached(reaches: Reaches | None, verdict: Verdict, checked: Sequence[Checked]) -> tuple[Verdict, list[str]]:
    """A verdict lowered where a piece states a figure below what the standard wants; silent ones are not faulted."""
    below = [] if reaches is None else list(_below_least(reaches, checked))
    return (_worse(verdict, Verdict.SHORT) if below else verdict), below


def _below_least(reaches: Reaches, checked: Iterable[Checked]) -> Iterable[str]:
    kind = figure_kind(reaches.what)
    for one in checked:
        figure = stated_in(one.piece.evidence, kind) if one.counts else None
        if figure is not None and figure.value < reaches.least:
            yield f"{figure.source}{reaches.what}{figure.value:g}{reaches.unit}，要{reaches.least:g}{reaches.unit}以上"


def _worse(one: Verdict, other: Verdict) -> Verdict:
    return min(one, other, key=WORST_FIRST.index)

"""The formats of a report: what each makes of a check, all of it before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.pipeline import Archive, Examination, Progress
    from wenming_cli.report.week import Week
    from wenming_cli.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class Run:
    """A check that is to be reported, with what became of each set since the last week where a week is reported.

    *by* is how a text is grouped.
    """

    workspace: "Workspace"
    archive: "Archive"
    examinations: "tuple[Examination, ...]"
    weeks: "tuple[Week | None, ...]"
    step: "Progress"
    by: str = "category"

    @property
    def as_of(self) -> str:
        """The day judged (ISO)."""
        return self.examinations[0].judgement.as_of


def as_html(run: Run, one: "Examination", week: "Week | None", place: Path) -> bytes:
    """The page of one set."""
    from wenming_cli.cli.report_page import page_of

    return page_of(run.workspace, one, week, run.archive.notices, run.step)


def as_md(run: Run, one: "Examination", week: "Week | None", place: Path) -> bytes:
    """The text of one set, in Markdown."""
    from wenming_cli.report.weekly import as_markdown
    from wenming_cli.report.whole import whole_markdown

    if week is None:
        return whole_markdown(one.judgement, run.by).encode("utf-8")
    return as_markdown(week).encode("utf-8")


def as_json(run: Run, one: "Examination", week: "Week | None", place: Path) -> bytes:
    """The judgement of one set in the shape of `wenming check --json`, with the week where one is reported."""
    from wenming_cli.report.week_value import report_of

    told = one.judgement if week is None else report_of(week)
    return (told.model_dump_json(indent=1, by_alias=True) + "\n").encode("utf-8")


def as_xlsx(run: Run, one: "Examination", week: "Week | None", place: Path) -> bytes:
    """The lists of one set, with links to the files."""
    from wenming_cli.report.formats.book import report_xlsx
    from wenming_cli.review.links import link_to

    def link(root: str, path: str) -> str | None:
        return link_to(run.workspace.roots[root] / path, place.parent)

    return report_xlsx(one.judgement, one.matching, run.archive.passed, link, week)


def as_ics(run: Run) -> bytes:
    """The calendar of all sets and of the planned checks; of a week that is reported the next days only."""
    from datetime import date

    from wenming_cli.cli.rounds import planned_by
    from wenming_cli.report.formats.calendar import calendar_ics, week_ics

    planned = planned_by(run.workspace, date.fromisoformat(run.as_of))
    weeks = [one for one in run.weeks if one]
    return week_ics(weeks, planned) if weeks else calendar_ics([one.judgement for one in run.examinations], planned)


def papers(run: Run) -> Mapping[str, bytes]:
    """领导小组报告 and 督办通知 over all sets, by their paths below a folder."""
    from datetime import date

    from wenming_cli.cli.people import roll_of
    from wenming_cli.cli.report_papers import papers_of
    from wenming_cli.cli.rounds import planned_by

    roll = roll_of(run.workspace, run.archive, run.examinations)
    planned = planned_by(run.workspace, date.fromisoformat(run.as_of))
    return papers_of(roll, planned, [one for one in run.weeks if one])


BY_SET: "dict[str, Callable[[Run, Examination, Week | None, Path], bytes]]" = {
    "html": as_html,
    "xlsx": as_xlsx,
    "md": as_md,
    "json": as_json,
}
"""Formats of which each set has a file of its own; the others are one for all sets."""
TOGETHER, FOLDER = "ics", "docx"
FORMATS = ("html", "xlsx", "docx", "md", "json", "ics")


def made(run: Run, kind: str, target: Path) -> dict[Path, bytes]:
    """What a format writes, by place; *target* is the file to write, or for papers the folder."""
    if kind == TOGETHER:
        return {target: as_ics(run)}
    if kind == FOLDER:
        return {target / path: data for path, data in papers(run).items()}
    return {
        place: BY_SET[kind](run, one, week, place)
        for place, one, week in zip(places(run, kind, target), run.examinations, run.weeks, strict=True)
    }


def places(run: Run, kind: str, target: Path) -> Sequence[Path]:
    """The files or the folder that a format writes; where there are several sets each has its own file."""
    if kind not in BY_SET or len(run.examinations) == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{one.criteria.head.id}{target.suffix}") for one in run.examinations]

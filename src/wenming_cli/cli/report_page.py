"""The report as a page: what it shows beside the judgement is gathered here."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wenming_cli.pipeline import Examination, Progress
    from wenming_cli.report.page.matter import Picture
    from wenming_cli.report.week import Week
    from wenming_cli.workspace.open import Workspace


def page_of(
    workspace: "Workspace", one: "Examination", week: "Week | None", notices: tuple[str, ...], step: "Progress"
) -> bytes:
    """The page of one set, with *week* on top where a week is reported."""
    from wenming_cli.model.phases import in_order
    from wenming_cli.report.activities import rows
    from wenming_cli.report.page.matter import Matter, WeekPoint
    from wenming_cli.report.page.page import page
    from wenming_cli.rounds.totals import week_totals
    from wenming_cli.workspace.open import ROUNDS

    judgement = one.judgement
    frozen = week_totals(workspace.folder / ROUNDS, judgement.criteria, judgement.as_of)
    points = {day: WeekPoint(day, counts) for day, counts in frozen}
    if week is not None:
        points[judgement.as_of] = WeekPoint(judgement.as_of, judgement.totals["by_verdict"])
    pictures, left = _pictures(workspace, one, step)
    matter = Matter(
        judgement,
        activities=rows(one.matching, judgement.items),
        phases=in_order(one.criteria.head),
        weeks=list(points.values()),
        week=week,
        pictures=pictures,
        more_pictures=left,
        notices=notices,
    )
    return page(matter).encode("utf-8")


def _pictures(
    workspace: "Workspace", one: "Examination", step: "Progress"
) -> "tuple[Mapping[str, Picture], int]":  # fmt: skip
    """Small pictures of the files that warnings name, by path, and how many were too many.

    What holds personal data stays out: a report is passed on.
    """
    from wenming_cli.pipeline import thumbnails
    from wenming_cli.read.thumbnail import has_thumbnail
    from wenming_cli.report.page.warnings import MOST_PICTURES, pictured

    at = {place.shown: found.evidence for found in one.matching.all for place in found.evidence.places}
    paths = [
        path
        for path in pictured(one.judgement.warnings)
        if path in at and has_thumbnail(at[path]) and not at[path].reading.personal_data
    ]
    wanted = list({at[path].sha256: at[path] for path in paths}.values())
    made = thumbnails(workspace, wanted[:MOST_PICTURES], step)
    pictures = {path: made[at[path].sha256] for path in paths if at[path].sha256 in made}
    return pictures, max(0, len(wanted) - MOST_PICTURES)

"""The week of a set put together: two judgements compared, what is due next, what failed by itself since then."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.model.judgement import Judgement
    from wenming_cli.report.week import Week
    from wenming_cli.workspace.open import Workspace


def week_of(workspace: "Workspace", now: "Judgement", before: "Judgement | None") -> "Week":
    """What became of every item since *before*, the frozen week before this one."""
    from wenming_cli.judge.change import compare, due_within
    from wenming_cli.report.week import NEXT_DAYS, Week
    from wenming_cli.send.journal import troubles
    from wenming_cli.workspace.open import ROUNDS

    since = before.as_of if before else None
    failed = troubles(workspace.folder / ROUNDS, since, now.as_of)
    return Week(now, compare(before, now), since, due_within(now, NEXT_DAYS), failed)


def since_last(workspace: "Workspace", now: "Judgement") -> "Week":
    """The week since the last frozen one, however long ago that was."""
    from wenming_cli.rounds.frozen import load, weeks_before
    from wenming_cli.workspace.open import ROUNDS

    last = weeks_before(workspace.folder / ROUNDS, now.criteria, now.as_of)
    return week_of(workspace, now, load(last) if last else None)

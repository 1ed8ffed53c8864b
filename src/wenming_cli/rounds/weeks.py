"""The last weekly report as it was frozen, set by set, with the week before it."""

from pathlib import Path

from wenming_cli.errors import UsageError
from wenming_cli.model.judgement import Judgement
from wenming_cli.rounds.frozen import all_frozen, load, weeks_before


def last_week(folder: Path) -> tuple[str, tuple[tuple[Judgement, Judgement | None], ...]]:
    """The name of the last week in *folder* (历次检查), and each of its judgements with that of the week before.

    A week that can't be read is told, not passed over: an older one would be sent as if it were the last.
    """
    found, damaged = all_frozen(folder, "周报-")
    weeks = [one for one in found if one.is_week]
    if damaged and (not weeks or damaged[-1].name >= weeks[-1].name):
        raise damaged[-1].problem
    if not weeks:
        raise UsageError("还没有出过周报", remedy="先运行 wenming report --weekly")
    name = weeks[-1].name
    pairs = []
    for one in (one for one in weeks if one.name == name):
        before = weeks_before(folder, one.judgement.criteria, one.judgement.as_of)
        pairs.append((one.judgement, load(before) if before else None))
    return name, tuple(pairs)

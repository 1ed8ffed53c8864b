"""Frozen checks: named rounds and weeks, each a whole judgement as it stood."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wenming_cli.errors import UsageError, WenmingError, WorkspaceError
from wenming_cli.model.judgement import VERDICT_TEXT, Judgement, Verdict
from wenming_cli.model.round import NOW, WEEK, is_round_name
from wenming_cli.rounds.thaw import thaw
from wenming_cli.writer.file import make_folder, write_file

_RULE = f'不要用 \\ / : * ? " < > | 和首尾的空格、句点，不超过60字，也不要叫{"、".join(NOW)}或周报的名字'


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen check: its *name* without the set, and what it says."""

    name: str
    judgement: Judgement

    @property
    def is_week(self) -> bool:
        """Whether it is a week, not a round with a name of its own."""
        return WEEK.fullmatch(self.name) is not None

    @property
    def by_verdict(self) -> dict[str, int]:
        """How many items stand how; every verdict is named, also those that its version did not have."""
        return {one.value: sum(item.verdict is one for item in self.judgement.items) for one in Verdict}

    @property
    def words(self) -> str:
        """2021-06-30　第一次检查　huarong-2021　118条：齐全45  不全47."""
        counts = "  ".join(f"{VERDICT_TEXT[one]}{self.by_verdict[one]}" for one in Verdict if self.by_verdict[one])
        final = "（按年度已结束判定）" if self.judgement.final else ""
        head = f"{self.judgement.as_of}{final}　{self.name}　{self.judgement.criteria}"
        return f"{head}　{len(self.judgement.items)}条：{counts}"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A frozen check that can't be read; its *name* still has the set at the end."""

    name: str
    problem: WenmingError


def freeze(folder: Path, name: str, judgement: Judgement) -> Path:
    """Keep *judgement* under *name*; a name already taken is refused."""
    if not is_round_name(name):
        raise UsageError(f"“{name}”不能作轮次名", remedy=_RULE)
    path = _path(folder, name, judgement.criteria)
    if path.exists():
        raise UsageError(f"检查轮次“{name}”已经有了", remedy="换一个名字；已冻结的轮次不能改写")
    return _keep(path, judgement)


def replace_week(folder: Path, name: str, judgement: Judgement) -> Path:
    """Keep a week's judgement; the same week may be reported again."""
    return _keep(_path(folder, name, judgement.criteria), judgement)


def _path(folder: Path, name: str, criteria: str) -> Path:
    return folder / f"{name}-{criteria}.json"


def _keep(path: Path, judgement: Judgement) -> Path:
    make_folder(path.parent, inside=path.parent.parent)
    write_file(path, judgement.model_dump_json(indent=1).encode("utf-8"), inside=path.parent.parent)
    return path


def load(path: Path) -> Judgement:
    """A frozen judgement, whatever version wrote it."""
    try:
        return thaw(path.read_bytes(), path.name)
    except OSError as error:
        raise WorkspaceError(f"“{path.name}”读不出来", remedy="从备份恢复这个文件，或移走它后重新检查") from error


def weeks_before(folder: Path, criteria: str, day: str) -> Path | None:
    """The last frozen week before *day* (ISO); None when there is none."""
    ending = f"-{criteria}.json"
    weeks = {path.name.removesuffix(ending): path for path in folder.glob("*.json") if path.name.endswith(ending)}
    found = {match[1]: path for name, path in weeks.items() if (match := WEEK.fullmatch(name)) and match[1] < day}
    return found[max(found)] if found else None


def all_frozen(folder: Path, beginning: str = "") -> tuple[tuple[Frozen, ...], tuple[Damaged, ...]]:
    """The frozen checks whose names start with *beginning*, by date and name; and the files that can't be read."""
    found, damaged = [], []
    for path in sorted(folder.glob("*.json")):
        stem = unicodedata.normalize("NFC", path.stem)
        if not stem.startswith(beginning):
            continue
        try:
            judgement = load(path)
        except WorkspaceError as error:
            damaged.append(Damaged(stem, error))
        else:
            found.append(Frozen(stem.removesuffix(f"-{judgement.criteria}"), judgement))
    ranked = sorted(found, key=lambda one: (one.judgement.as_of, one.name, one.judgement.criteria))
    return tuple(ranked), tuple(damaged)


def frozen_as(folder: Path, name: str) -> tuple[Frozen, ...]:
    """The checks frozen as *name*, one a set; a week also goes by its day alone (2021-11-05)."""
    wanted = unicodedata.normalize("NFC", name)
    wanted = f"周报-{wanted}" if WEEK.fullmatch(f"周报-{wanted}") else wanted
    found, damaged = all_frozen(folder, wanted)
    for lost in damaged:
        if lost.name.startswith(f"{wanted}-"):
            raise lost.problem
    ones = tuple(one for one in found if one.name == wanted)
    if ones:
        return ones
    known = "、".join(dict.fromkeys(one.name for one in all_frozen(folder)[0])) or "一个也没有"
    raise UsageError(f"没有冻结过“{name}”", remedy=f"冻结过的：{known}；现在的情况写作 现在")


def last_frozen(folder: Path) -> str:
    """The name of the last round; of the last week where there is no round."""
    found, damaged = all_frozen(folder)
    ones = [one for one in found if not one.is_week] or list(found)
    if ones:
        return ones[-1].name
    if damaged:
        raise damaged[0].problem
    raise UsageError("还没有冻结过检查，没有可比的", remedy="用 wenming check --round 第一次检查 冻结一次，以后再比")


def days_done(frozen: Sequence[Frozen], damaged: Sequence[Damaged]) -> dict[str, date | None]:
    """By the name of a round the day that it judged, the first where several sets were judged; None if unreadable."""
    days: dict[str, date | None] = {}
    for one in frozen:
        days.setdefault(one.name, date.fromisoformat(one.judgement.as_of))
    for lost in damaged:
        parts = lost.name.split("-")
        for end in range(1, len(parts)):
            days.setdefault("-".join(parts[:end]), None)
    return days

"""wenming pin, reject, ignore, share, release, undo: what people decide about files."""

import getpass
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.model.criteria import CriteriaSet

FileName = Annotated[str, typer.Argument(metavar="文件", help="文件路径，或唯一的文件名")]
ItemName = Annotated[
    str, typer.Argument(metavar="条目", help="条目编号，可以写到材料要求：2.1.6/notice；加分项目写 B1")
]
Why = Annotated[str | None, typer.Option("--why", metavar="理由", help="为什么这样决定")]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁决定的，不写就用电脑的登录名")]


def pin(file: FileName, item: ItemName, where: Where = Path(), why: Why = None, by: By = None) -> int:
    """指定：这个文件就归这一条。

    读不了的文件指定后也算数。
    """
    return _decide("pin", file, item, where, why, by)


def reject(file: FileName, item: ItemName, where: Where = Path(), why: Why = None, by: By = None) -> int:
    """否定：这个文件不归这一条。"""
    return _decide("reject", file, item, where, why, by)


def ignore(file: FileName, where: Where = Path(), why: Why = None, by: By = None) -> int:
    """忽略：这个文件不是材料。"""
    return _decide("ignore", file, None, where, why, by)


def share(file: FileName, item: ItemName, where: Where = Path(), why: Why = None, by: By = None) -> int:
    """共用：这个文件也用于这一条。"""
    return _decide("share", file, item, where, why, by)


def release(file: FileName, where: Where = Path(), why: Why = None, by: By = None) -> int:
    """放行：暂扣的文件经同意可以用。

    要写理由（--why）和经谁同意（--by）。
    """
    from wenming_cli.errors import UsageError

    if not why:
        raise UsageError("放行要写理由", remedy='加上 --why "……" 和 --by 姓名')
    return _decide("release", file, None, where, why, by)


def undo(where: Where = Path()) -> int:
    """撤销最后一次决定。"""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.review.notebook import take_back
    from wenming_cli.workspace.open import DECISIONS
    from wenming_cli.writer.lock import lock

    workspace = opened(where)
    with lock(workspace.folder, wait_seconds=5):
        last = take_back(workspace.folder / DECISIONS)
    if last is None:
        raise UsageError("没有可以撤销的决定", remedy="用 wenming ledger 看现状")
    say(f"已撤销：{NAMES[last.do]} {last.path}{' → ' + last.item if last.item else ''}")
    return Exit.DONE


NAMES = {"pin": "指定", "reject": "否定", "ignore": "忽略", "share": "共用", "release": "放行"}


def _decide(verb: str, file: str, target: str | None, where: Path, why: str | None, by: str | None) -> int:
    """Find the content, check the item, write the decision down, and say what changed."""
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit
    from wenming_cli.model.decision import Decision, Verb
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.review.notebook import add_decision
    from wenming_cli.workspace.find import standing_of
    from wenming_cli.workspace.open import DECISIONS
    from wenming_cli.writer.lock import lock

    workspace, today = opened(where), day(None)
    with lock(workspace.folder, wait_seconds=5):
        with progress(quiet=False) as step:
            archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        standing = standing_of(examinations[0].matching, file, workspace.folder)
        item, requirement = _target(target, [one.criteria for one in examinations])
        moment = datetime.now().astimezone().isoformat(timespec="seconds")
        decision = Decision(
            do=Verb(verb),
            sha256=standing.evidence.sha256,
            path=standing.evidence.place.shown,
            item=item,
            requirement=requirement,
            why=why,
            by=by or _login(),
            at=moment,
        )
        add_decision(workspace.folder / DECISIONS, decision)
    say(f"已记下：{NAMES[verb]} {standing.evidence.place.shown}{' → ' + target if target else ''}")
    say("记在 decisions.yaml，撤销用 wenming undo。")
    return Exit.DONE


def _target(target: str | None, sets: "Sequence[CriteriaSet]") -> tuple[str | None, str | None]:
    """The item and the requirement, or the bonus row and its level, that the words name; both must exist."""
    from wenming_cli.errors import UsageError
    from wenming_cli.review.items import fileable

    if target is None:
        return None, None
    ident, _, requirement = target.partition("/")
    known = fileable(sets)
    if ident not in known:
        raise UsageError(f"测评体系里没有条目“{ident}”", remedy="用 wenming criteria show 看全部编号")
    if requirement and requirement not in known[ident]:
        raise UsageError(f"条目{ident}没有材料要求“{requirement}”", remedy=f"可用：{'、'.join(known[ident])}")
    return ident, requirement or None


def _login() -> str | None:
    """The login name, where the system tells it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None

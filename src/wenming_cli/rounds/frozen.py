"""Frozen checks: named rounds and weeks, each a whole judgement as it stood."""

import re
from pathlib import Path

from pydantic import ValidationError

from wenming_cli.errors import UsageError, WorkspaceError
from wenming_cli.model.judgement import Judgement
from wenming_cli.writer.file import make_folder, write_file

_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{1,60}")


def freeze(folder: Path, name: str, judgement: Judgement) -> Path:
    """Keep *judgement* under *name*; a name already taken is refused."""
    path = _path(folder, name, judgement.criteria)
    if path.exists():
        raise UsageError(f"检查轮次“{name}”已经有了", remedy="换一个名字；已冻结的轮次不能改写")
    make_folder(folder, inside=folder.parent)
    write_file(path, judgement.model_dump_json(indent=1).encode("utf-8"), inside=folder.parent)
    return path


def replace_week(folder: Path, name: str, judgement: Judgement) -> Path:
    """Keep a week's judgement; the same week may be reported again."""
    path = _path(folder, name, judgement.criteria)
    make_folder(folder, inside=folder.parent)
    write_file(path, judgement.model_dump_json(indent=1).encode("utf-8"), inside=folder.parent)
    return path


def load(path: Path) -> Judgement:
    """A frozen judgement."""
    try:
        return Judgement.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise WorkspaceError(f"“{path.name}”读不出来", remedy="从备份恢复这个文件，或移走它后重新检查") from error


def weeks_before(folder: Path, criteria: str, day: str) -> Path | None:
    """The last frozen week before *day* (ISO); None when there is none."""
    found = [path for path in folder.glob(f"周报-*-{criteria}.json") if path.name[3:13] < day]
    return max(found, key=lambda path: path.name, default=None)


def _path(folder: Path, name: str, criteria: str) -> Path:
    if not _NAME.fullmatch(name) or name.strip(" .") != name:
        raise UsageError(f"“{name}”不能作文件名", remedy='不要用 \\ / : * ? " < > | 和首尾的空格、句点')
    return folder / f"{name}-{criteria}.json"

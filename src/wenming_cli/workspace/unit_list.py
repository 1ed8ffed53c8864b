"""单位名单: the units that an office above expects reports from, a plain text (a name a line) or YAML (units: […])."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from wenming_cli.errors import CriteriaError, UsageError
from wenming_cli.model.noun import Noun
from wenming_cli.notation.file import load_whole

NAMES = ("单位名单.txt", "单位名单.yaml", "单位名单.yml")
"""What such a list is called where it lies among the status files."""
MOST_BYTES = 1 << 20
LONGEST = 100
"""Characters of a name, as in a status file."""
_NUMBER = re.compile(r"^\d{1,4}\s*[.、．)）]\s*")

UnitName = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class UnitList(Noun):
    """The names of the units; a name that stands there twice is that of two units."""

    units: Annotated[tuple[UnitName, ...], Field(min_length=1)]


def lists_in(folder: Path) -> list[Path]:
    """The lists that lie in a folder itself."""
    return [folder / name for name in NAMES if (folder / name).is_file()]


def read_unit_list(path: Path) -> tuple[str, ...]:
    """The names of a list in its order; every fault is reported with its place."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return tuple(one.strip() for one in load_whole(path, UnitList, MOST_BYTES).units)
    try:
        data = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise UsageError(
            f"打不开单位名单：{path}（{error.strerror}）", remedy="检查路径，关闭正在打开它的程序"
        ) from error
    text = _decoded(path, data)
    names = [(number, _NUMBER.sub("", line.strip())) for number, line in enumerate(text.splitlines(), start=1)]
    found = [(number, name) for number, name in names if name and not name.startswith("#")]
    faults = tuple(f"{path.name}:{number}: 名称超过{LONGEST}字" for number, name in found if len(name) > LONGEST)
    if faults:
        raise CriteriaError(f"{path.name} 有 {len(faults)} 处错误", remedy="一行写一个单位的名称", faults=faults)
    if not found:
        raise UsageError(f"{path.name} 里没有单位", remedy="一行写一个单位的名称，和状态文件里的一样")
    return tuple(name for _, name in found)


def _decoded(path: Path, data: bytes) -> str:
    """The text: UTF-8, or what the Chinese Notepad writes."""
    if len(data) <= MOST_BYTES and b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UsageError(f"{path.name} 不是文字文件", remedy="用记事本写，一行一个单位，存成 UTF-8；或写成 单位名单.yaml")

"""Make a new workspace, and lay out the example archive as one."""

import csv
import io
import os
from datetime import datetime
from pathlib import Path

from wenming_cli.errors import UsageError
from wenming_cli.workspace.bundled import bundled, set_folder
from wenming_cli.workspace.open import PEOPLE, SETTINGS
from wenming_cli.writer.file import make_folder, write_file

EXAMPLE = "qinglan-2021"
TEMPLATE = """\
# 本单位的设置。改完保存即可；写错了 wenming 会指出第几行。
unit:
  name: {unit}
  level: {level}            # 县级、市级、省级、国家级
  # staff: 41               # 在职人数，比例类要求用
  # service_window: false   # 有没有服务窗口
  # website: false          # 有没有网站

year: {year}
criteria: [{criteria}]      # criteria/ 下是本单位自己的一份，可以修改
evidence: [证据]            # 证据文件夹，可以写多个，可以是别的盘

# valid: {{start: {year}-01-01, end: {year}-12-31}}   # 材料有效期：材料上的日期要落在这中间
due_soon_days: 14           # 提前多少天算“将到期”
# 本单位计划的检查，到时用 wenming check --round 名称 冻结：
# rounds: [{{name: 第一次检查, on: {year}-06-30}}, {{name: 第二次检查, on: {year}-11-30}}]
"""
PEOPLE_TEMPLATE = """\
# 股室和人员。groups 写他属于哪些人（例如 班子成员、中层骨干），按人核对的材料要用。
offices: []
people: []
# people:
#   - {name: 张三, office: 办公室, post: 主任, groups: [中层骨干]}
"""


def start_workspace(folder: Path, criteria: str, unit: str | None, level: str | None, year: int | None) -> str:
    """Make a workspace in *folder*: settings, the unit's own copy of the set, people, an empty 证据.

    Returns the id of the set. Refuses a folder that already is a workspace.
    """
    from wenming_cli.model.criteria import SetHead
    from wenming_cli.notation.file import load_whole

    if (folder / SETTINGS).exists():
        raise UsageError(f"“{folder}”已经是工作区", remedy="换一个文件夹，或直接在里面运行 wenming check")
    source = set_folder(criteria)
    head = load_whole(source / "set.yaml", SetHead)
    copy = folder / "criteria" / head.id
    if copy.exists():
        raise UsageError(f"“{copy}”已经存在", remedy="换一个文件夹，或先移走它")
    make_folder(folder)
    for name in ("证据", "criteria", f"criteria/{head.id}"):
        make_folder(folder / name, inside=folder)
    for path in sorted(source.glob("*.y*ml")):
        write_file(copy / path.name, path.read_bytes(), inside=folder)
    text = TEMPLATE.format(
        unit=unit or head.unit, level=level or head.level or "县级", year=year or head.year, criteria=head.id
    )
    write_file(folder / PEOPLE, PEOPLE_TEMPLATE.encode("utf-8"), inside=folder)
    write_file(folder / SETTINGS, text.encode("utf-8"), inside=folder)
    return head.id


def lay_out_example(folder: Path) -> int:
    """Lay the example archive out as a workspace in *folder*; the number of evidence files laid out.

    The copies get the saving times that the example's table gives them; only copies are touched.
    """
    source = bundled("examples") / EXAMPLE
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"“{folder}”不是空文件夹", remedy="换一个文件夹名：wenming demo 新文件夹")
    make_folder(folder)
    count = 0
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        if relative.parts[0] not in ("证据", "criteria", SETTINGS, PEOPLE):
            continue
        if path.is_dir():
            make_folder(folder / relative, inside=folder)
        elif path.is_file():
            write_file(folder / relative, path.read_bytes(), inside=folder)
            count += relative.parts[0] == "证据"
    _set_times(source, folder)
    return count


def _set_times(source: Path, folder: Path) -> None:
    """Give the laid-out copies the times of saving that the table of the example names."""
    table = (source / "archive.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        path = folder / "证据" / row["path"]
        if path.is_file() and row["saved_date"]:
            moment = datetime.fromisoformat(row["saved_date"] + "T09:30:00+08:00").timestamp()
            os.utime(path, (moment, moment))

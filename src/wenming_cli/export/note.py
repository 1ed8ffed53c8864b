"""交付清单: every file that left with its sum, what is still missing, and what did not leave and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.export.plan import ExportPlan, Folder
from wenming_cli.export.report import record_line
from wenming_cli.typeset.table import Cell, Column, Heading, Table

COLUMNS = (
    Column("序号", 11, centred=True),
    Column("文件名", 70),
    Column("题名", 45),
    Column("页数", 11, centred=True),
    Column("字节", 21, centred=True),
    Column("SHA-256", 62),
    Column("备注", 37),
)
SIGNED = "移交人：　　　　　　　　接收人：　　　　　　　　日期：　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it left: its path below the export, whose it is, pages, bytes and sum."""

    path: str
    title: str
    pages: int | None
    size: int
    sha256: str
    remark: str = ""


Sending = Sequence[tuple[Folder, Sequence[Sent], Sent | None]]
"""Every folder with its files in their order, and the zip that they lie in."""


def note_table(plan: ExportPlan, sent: Sending) -> Table:
    """The delivery note as a printed table."""
    rows: list[Heading | tuple[Cell, ...]] = []
    for folder, files, packed in sent:
        rows.append(Heading(f"{folder.indicator.ident}　{' '.join(folder.indicator.text.split())}"))
        rows += [
            (at, one.path.rpartition("/")[2], one.title, one.pages, one.size, one.sha256, one.remark)
            for at, one in enumerate(files, start=1)
        ]
        if packed is not None:
            rows.append(("", packed.path, packed.title, "", packed.size, packed.sha256, ""))
        rows += [("", "（不是文件）", record_line(one), one.pages, "", "", "现场提供") for one in folder.records]
        rows += [("", "（缺）", lack, "", "", "", "") for lack in folder.indicator.missing]
        rows += [("", "（没有导出）", why, "", "", "", "") for why in left_out(folder)]
    below = f"{plan.unit}　{plan.year}年度　{plan.criteria}　截至{plan.as_of}"
    return Table("交付清单", "网上申报材料交付清单", below, COLUMNS, tuple(rows), (*_sums(plan, sent), SIGNED))


def left_out(folder: Folder) -> list[str]:
    """What of an indicator did not leave; what bears a mark of secrecy is counted, never named."""
    asked = folder.indicator.asked
    found = [f"待确认的文件{asked}个，确认后再导出"] if asked else []
    return [*found, f"有密级或内部标记的{folder.kept_back}件，不上网"] if folder.kept_back else found


def _sums(plan: ExportPlan, sent: Sending) -> list[str]:
    """How much left in all, and how much did not."""
    files = [one for _, some, _ in sent for one in some]
    uncounted = sum(one.pages is None for one in files)
    pages = f"{sum(one.pages or 0 for one in files)} 页" + (f"（其中 {uncounted} 个未计页数）" if uncounted else "")
    records = sum(len(folder.records) for folder in plan.folders)
    lacking = sum(bool(folder.indicator.missing) for folder in plan.folders)
    lines = [f"共 {len(plan.folders)} 个指标，{len(files)} 个文件，{pages}，{sum(one.size for one in files)} 字节。"]
    more = [f"纸质件、链接 {records} 件现场提供"] * bool(records) + [f"{lacking} 个指标还有缺的材料"] * bool(lacking)
    return [*lines, "；".join(more) + "。"] if more else lines

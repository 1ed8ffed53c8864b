"""The rollup in words: what stands above it, and the cells that a terminal, a page and a workbook share."""

from wenming_cli.report.units.table import CommonGap, Rollup, UnitRow


def head(rollup: Rollup) -> str:
    """How many units, how they stand together, who is quiet."""
    items = sum(one.items for one in rollup.rows)
    still = sum(one.open for one in rollup.rows)
    overdue = sum(one.overdue for one in rollup.rows)
    quiet = f"；{len(rollup.quiet)}个单位{rollup.quiet_days}天以上没有报送" if rollup.quiet else ""
    refused = f"；{len(rollup.refused)}个文件用不了" if rollup.refused else ""
    units = f"{rollup.units}个单位"
    if rollup.expected:
        units = f"名单上{rollup.expected}个单位，报了{rollup.units}个，未报{len(rollup.missing)}个"
    return f"截至{rollup.as_of}，{units}，{items}条，没有齐全{still}条，其中逾期{overdue}条{quiet}{refused}"


NEVER = "未报"
"""What stands in the place of the day of a unit that never reported."""


def doubts(rollup: Rollup) -> list[tuple[str, str]]:
    """What is doubtful about who reported, each with what to do."""
    told = [(one.what, one.remedy) for one in rollup.notices]
    for one in rollup.unlisted:
        near = f"，名单上有相近的“{one.near}”" if one.near else ""
        told.append((f"“{one.unit}”不在单位名单里{near}", "核对名称：名单和状态文件里要写得一样；或补进名单"))
    return told


def share_words(row: UnitRow) -> str:
    """The share of complete items; whole per cent, never 100% while something is missing."""
    if row.share is None:
        return "—"
    return f"{int(row.share * 100 + 1e-9)}%"


def change_words(row: UnitRow) -> str:
    """What became of it since the older report: 比11月05日 补齐3 新缺1 逾期+2."""
    if row.since is None or row.overdue_before is None:
        return "没有上次可比"
    said = []
    if row.closed:
        said.append(f"补齐{row.closed}")
    if row.opened:
        said.append(f"新缺{row.opened}")
    if row.overdue != row.overdue_before:
        said.append(f"逾期{row.overdue - row.overdue_before:+d}")
    return f"比{row.since}：{'，'.join(said) or '没有变化'}"


def set_words(one: UnitRow | CommonGap) -> str:
    """The set, with its year where its id does not say it."""
    return one.criteria if str(one.year) in one.criteria else f"{one.criteria} {one.year}"

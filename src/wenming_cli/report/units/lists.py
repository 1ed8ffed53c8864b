"""The rollup as a workbook: units, common gaps, doubtful names, files that could not be used."""

from collections.abc import Iterator

from wenming_cli.report.units.received import Refused
from wenming_cli.report.units.shown import NEVER, change_words, doubts, head, set_words, share_words
from wenming_cli.report.units.table import CommonGap, Rollup, UnitRow
from wenming_cli.typeset.listing import ListCell, ListColumn, Listing, Tone, Toned
from wenming_cli.typeset.listing_xlsx import listings_xlsx

TITLE = "文明创建资料汇总"
UNIT_COLUMNS = (
    ListColumn("单位", 60), ListColumn("测评体系", 34), ListColumn("级别", 18, centred=True),
    ListColumn("齐全率", 18, centred=True), ListColumn("条目", 14, centred=True), ListColumn("齐全", 14, centred=True),
    ListColumn("没有齐全", 18, centred=True), ListColumn("逾期", 14, centred=True),
    ListColumn("最久逾期天数", 24, centred=True), ListColumn("将到期", 16, centred=True),
    ListColumn("未定期限", 18, centred=True), ListColumn("整改未销号", 22, centred=True),
    ListColumn("应办未完成", 22, centred=True), ListColumn("比上次", 44), ListColumn("报送日期", 24, centred=True),
    ListColumn("距今天数", 18, centred=True), ListColumn("状态文件", 60),
)  # fmt: skip
GAP_COLUMNS = (
    ListColumn("测评体系", 40), ListColumn("条目", 18, centred=True), ListColumn("内容", 110),
    ListColumn("缺的单位", 20, centred=True), ListColumn("共有单位", 20, centred=True),
    ListColumn("其中逾期", 20, centred=True),
)  # fmt: skip
DOUBT_COLUMNS = (ListColumn("问题", 130), ListColumn("怎么办", 130))
REFUSED_COLUMNS = (ListColumn("文件", 100), ListColumn("问题", 80), ListColumn("怎么办", 80))


def rollup_xlsx(rollup: Rollup) -> bytes:
    """The bytes of the workbook."""
    return listings_xlsx(TITLE, *_listings(rollup))


def _listings(rollup: Rollup) -> Iterator[Listing]:
    below = head(rollup)
    rows = (*map(_unit, rollup.rows), *map(_never, rollup.missing))
    yield Listing("各单位", TITLE, below, UNIT_COLUMNS, rows)
    yield Listing("共同缺项", "共同缺项", "超过一半的单位没有齐全的条目", GAP_COLUMNS, tuple(map(_gap, rollup.common)))
    told = tuple(doubts(rollup))
    if told:
        yield Listing("单位名称要核对", "单位名称要核对", below, DOUBT_COLUMNS, told)
    if rollup.refused:
        yield Listing("用不了的文件", "用不了的文件", below, REFUSED_COLUMNS, tuple(map(_refused, rollup.refused)))


def _unit(row: UnitRow) -> tuple[ListCell, ...]:
    """A unit; what is overdue and who has gone quiet has a colour."""
    overdue = Toned(row.overdue, Tone.BAD) if row.overdue else row.overdue
    ago = Toned(row.days_ago, Tone.NOTICE) if row.quiet else row.days_ago
    return (
        row.unit, set_words(row), row.level, share_words(row), row.items, row.by_verdict["complete"],
        row.open, overdue, row.longest or None, row.due_soon, row.undated, row.findings_open, row.duties_open,
        change_words(row), row.as_of.isoformat(), ago, row.path,
    )  # fmt: skip


def _never(name: str) -> tuple[ListCell, ...]:
    """A unit of the list that never reported."""
    return tuple(
        name if one.head == "单位" else Toned(NEVER, Tone.BAD) if one.head == "报送日期" else None
        for one in UNIT_COLUMNS
    )


def _gap(one: CommonGap) -> tuple[ListCell, ...]:
    return set_words(one), one.id, one.text, one.lack, one.of, one.overdue


def _refused(one: Refused) -> tuple[ListCell, ...]:
    return one.path, one.what, one.remedy

"""Facts that contradict each other: within a paper, between a picture and its stamp, within one activity.

Each warning names both sources; nothing is repaired (DESIGN, part 7).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wenming_cli.dates.written import dates_in_name
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import ItemJudgement, Warning
from wenming_cli.model.matching import Activity, Matching, Standing
from wenming_cli.text import bigrams, letters

RECORDS = frozenset({"会议记录", "签到表", "活动记录", "学习记录"})
"""Papers that bear the day of the event itself; plans, calls and summaries bear other days."""
OTHER_BANNER = 0.2
"""Share of the shorter banner's pairs of characters below which two banners have nothing to do with each other."""
_EDITION = re.compile(r"第(\d+)[个届次]([一-鿿]{2,12})")
EDITION_WORD = 5
"""So many characters after the number must agree: 爱国卫生月, 安全生产月."""
FEW, MOSTLY = 3, 0.6
"""So many photos, and such a share of them, must agree before another is said to differ: posters all do."""


def clashes(matching: Matching, standings: Sequence[Standing], items: Sequence[ItemJudgement]) -> Iterable[Warning]:
    """All contradictions of live files, in the order of the archive."""
    texts = {item.id: item.text for item in items}
    for one in standings:
        yield from _red_head(one)
        yield from _within(one)
        yield from _edition(one, texts)
    by_content = {one.evidence.sha256: one for one in standings}
    for activity in matching.activities:
        members = [by_content[sha256] for sha256 in activity.members if sha256 in by_content]
        yield from _days(activity, members)
        yield from _banners(activity, members)


def _items(*standings: Standing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.item for one in standings for use in one.uses))


def _files(*standings: Standing) -> tuple[str, ...]:
    return tuple(one.evidence.place.shown for one in standings)


def _red_head(one: Standing) -> Iterable[Warning]:
    """红头文件 without number or date (GB/T 9704-2012, 7.2.5 and 7.3.5)."""
    reading = one.evidence.reading
    absent = [name for name, value in (("文号", reading.doc_number), ("成文日期", reading.date)) if not value]
    if reading.red_head and absent:
        text = f"红头文件“{one.evidence.place.called}”上没有读到{'和'.join(absent)}，请核对"
        yield Warning(kind="incomplete_paper", text=text, files=_files(one), items=_items(one))


def _within(one: Standing) -> Iterable[Warning]:
    """Two days of one content: the camera's and the stamp's of a photo, the paper's and that in its name."""
    evidence = one.evidence
    pairs = (_by_source(evidence, "EXIF", "水印"), _signed_and_named(evidence))
    for first, second in (pair for pair in pairs if pair):
        text = f"“{evidence.place.called}”的日期互相矛盾：{first}，{second}"
        yield Warning(kind="dates_clash", text=text, files=_files(one), items=_items(one))


def _by_source(evidence: Evidence, one: str, other: str) -> tuple[str, str] | None:
    """The days of two sources, where both speak and differ."""
    found: dict[str, str] = {}
    for dated in evidence.reading.dates:
        if len(dated.date) == 10:
            found.setdefault(dated.source, dated.date)
    if one in found and other in found and found[one] != found[other]:
        return f"{found[one]}（{one}）", f"{found[other]}（{other}）"
    return None


def _signed_and_named(evidence: Evidence) -> tuple[str, str] | None:
    """The day that a record bears and the whole day in its name, where they differ."""
    reading = evidence.reading
    if not reading.date or len(reading.date) != 10 or not RECORDS & set(reading.types[:1]):
        return None
    named = [written.day.isoformat() for written in dates_in_name(evidence.place.stem) if written.exact]
    if not named or reading.date in named:
        return None
    return f"{reading.date}（落款）", f"{named[0]}（文件名）"


def _edition(one: Standing, texts: Mapping[str, str]) -> Iterable[Warning]:
    """第33个爱国卫生月 where the item says 第32个: the table is stale more often than the paper is wrong."""
    said = f"{one.evidence.place.stem} {one.evidence.reading.title or ''}"
    for item in _items(one):
        for number, what in _EDITION.findall(texts.get(item, "")):
            others = {other for other, name in _EDITION.findall(said) if name[:EDITION_WORD] == what[:EDITION_WORD]}
            if others and number not in others:
                text = (
                    f"{item}写的是“第{number}个{what[:EDITION_WORD]}”，“{one.evidence.place.called}”是“第{min(others)}个”："
                    "多半是表格没有更新，请核对"
                )
                yield Warning(kind="edition_differs", text=text, files=_files(one), items=(item,))
                return


def _days(activity: Activity, members: Sequence[Standing]) -> Iterable[Warning]:
    """Records of one activity, and its photos, that name different days of it; a plaque may be handed over later."""
    told: dict[str, tuple[str, Standing]] = {}
    days: dict[str, set[str]] = {"落款": set(), "EXIF": set()}
    for one in members:
        found = _own_day(one.evidence)
        if found:
            told.setdefault(found[0], (found[1], one))
            days[found[1]].add(found[0])
    agreed = len(days["落款"]) == 1 and days["落款"] <= days["EXIF"]
    if len(told) < 2 or not days["落款"] or agreed:
        return
    shown = "，".join(
        f"“{one.evidence.place.called}”是{day}（{source}）" for day, (source, one) in sorted(told.items())[:FEW]
    )
    ones = [one for _, one in told.values()]
    text = f"“{activity.name}”的材料日期对不上：{shown}"
    yield Warning(kind="dates_clash", text=text, files=_files(*ones), items=_items(*ones))


def _own_day(evidence: Evidence) -> tuple[str, str] | None:
    """The day on which the event itself was, as a record or a camera says, and who says so."""
    reading = evidence.reading
    if reading.date and len(reading.date) == 10 and RECORDS & set(reading.types[:1]):
        return reading.date, "落款"
    if reading.carrier == "照片" and not reading.types and reading.exif_date:
        return reading.exif_date, "EXIF"
    return None


def _banners(activity: Activity, members: Sequence[Standing]) -> Iterable[Warning]:
    """A photo among others of one activity whose banner names something else."""
    shown = [(one, "".join(one.evidence.reading.banner)) for one in members if one.evidence.reading.banner]
    if len(shown) < FEW:
        return
    grams: Mapping[str, frozenset[str]] = {text: frozenset(bigrams(letters(text))) for _, text in shown}
    counts = Counter(text for _, text in shown)
    like = {text: sum(_alike(grams[text], grams[other]) for _, other in shown) for text in counts}
    usual = max(counts, key=lambda text: (like[text], counts[text], text))
    if like[usual] < max(FEW, MOSTLY * len(shown)):
        return
    for one, text in shown:
        if not _alike(grams[text], grams[usual]):
            said = f"“{one.evidence.place.called}”的会标是“{text}”，同一活动的其他照片是“{usual}”，请看是否放错"
            yield Warning(kind="banner_other", text=said, files=_files(one), items=_items(one))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two banners may be of one event; short ones can't be told."""
    shorter = min(len(one), len(other))
    return shorter < FEW or len(one & other) >= OTHER_BANNER * shorter

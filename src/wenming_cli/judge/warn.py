"""What an inspector would say first: each warning names its files, its items and the facts that clash."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wenming_cli.judge.clash import clashes
from wenming_cli.judge.late import dated_late
from wenming_cli.judge.pieces import Pieces
from wenming_cli.model.day import day_of, years_named
from wenming_cli.model.evidence import PROBLEM_REMEDY, PROBLEM_TEXT, Evidence, Problem
from wenming_cli.model.judgement import ItemJudgement, Warning
from wenming_cli.model.matching import Matching, Standing, State
from wenming_cli.model.number import same_number, wrong_form
from wenming_cli.model.workspace import Settings

LIVE = (State.MATCHED, State.TO_CONFIRM, State.UNCLAIMED)


def warn(
    matching: Matching,
    items: Sequence[ItemJudgement],
    pieces: Pieces,
    settings: Settings,
    alike: Sequence[Sequence[str]] = (),
) -> tuple[Warning, ...]:
    """All warnings, the gravest kind first, each kind in the order of the archive."""
    single = matching.single
    live = [standing for standing in single if standing.state in LIVE]
    return (
        *_withheld(single),
        *_numbers_twice(live),
        *clashes(matching, live, items),
        *_outside(live, settings),
        *_years(live, settings),
        *_misfiled(live),
        *_same_bytes(single),
        *_same_look(live, alike),
        *dated_late(items, pieces),
        *_unreadable(single),
        *_number_forms(live),
        *_extensions(live),
        *_wording(live),
    )


def _items(standing: Standing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.item for use in standing.uses))


def _path(evidence: Evidence) -> str:
    return evidence.place.shown


def _withheld(standings: Iterable[Standing]) -> Iterable[Warning]:
    for one in standings:
        if one.state is State.WITHHELD:
            mark = one.evidence.reading.secrecy
            text = f"“{_path(one.evidence)}”有“{mark}”标记：已暂扣，不要外发，请先问保密负责人"
            yield Warning(kind="withheld", text=text, files=(_path(one.evidence),))


def _numbers_twice(standings: Iterable[Standing]) -> Iterable[Warning]:
    """One 发文字号 on two different papers."""
    holders: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.evidence.reading.doc_number:
            holders[same_number(one.evidence.reading.doc_number)].append(one)
    for number, ones in sorted(holders.items()):
        if len(ones) > 1:
            names = "、".join(f"“{one.evidence.place.called}”" for one in ones)
            yield Warning(
                kind="number_twice", text=f"文号{number}用了{len(ones)}次：{names}",
                files=tuple(_path(one.evidence) for one in ones),
                items=tuple(dict.fromkeys(item for one in ones for item in _items(one))),
            )  # fmt: skip


def _outside(standings: Iterable[Standing], settings: Settings) -> Iterable[Warning]:
    """A day outside the validity window, series of one folder in one warning."""
    window = settings.window
    groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for one in standings:
        day = day_of(one.evidence, settings.year)
        if day and not window.start <= day.day <= window.end and not _allowed_before(one):
            groups["/".join(one.evidence.place.folders), str(day)].append(one)
    for (_, said), ones in groups.items():
        names = ones[0].evidence.place.called + (f"等{len(ones)}个文件" if len(ones) > 1 else "")
        yield Warning(
            kind="date_outside", text=f"“{names}”日期是{said}，不在{window.start}至{window.end}内，确认前不计入",
            files=tuple(_path(one.evidence) for one in ones),
            items=tuple(dict.fromkeys(item for one in ones for item in _items(one))),
        )  # fmt: skip


def _allowed_before(standing: Standing) -> bool:
    """Whether the file counts all the same: trusted, because its requirement allows earlier years."""
    return standing.state is State.MATCHED


def _years(standings: Iterable[Standing], settings: Settings) -> Iterable[Warning]:
    """A year in the title that is not the year of the set; not said again where the day says it."""
    for one in standings:
        day = day_of(one.evidence, settings.year)
        if one.state is State.MATCHED or (day and not settings.window.start <= day.day <= settings.window.end):
            continue
        in_name = years_named(one.evidence.place.stem, None)
        in_title = years_named("", one.evidence.reading.title)
        if in_title and settings.year not in in_title:
            named = f"，文件名写的是{in_name[0]}年" if in_name and in_name != in_title else ""
            text = f"“{one.evidence.place.called}”标题写的是{in_title[0]}年{named}，本年度是{settings.year}年"
            yield Warning(kind="year_differs", text=text, files=(_path(one.evidence),), items=_items(one))


def _misfiled(standings: Iterable[Standing]) -> Iterable[Warning]:
    """A file whose folder names another project than its content does."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.state is State.TO_CONFIRM and one.candidates:
            cap = next((cap for cap in one.candidates[0].caps if cap.startswith("放在")), None)
            if cap:
                groups[cap + one.candidates[0].item].append(one)
    for ones in groups.values():
        first = ones[0]
        names = first.evidence.place.called + (f"等{len(ones)}个文件" if len(ones) > 1 else "")
        text = f"“{names}”像是条目{first.candidates[0].item}的材料，却{first.candidates[0].caps[0]}，请确认"
        yield Warning(
            kind="misfiled",
            text=text,
            files=tuple(_path(one.evidence) for one in ones),
            items=(first.candidates[0].item,),
        )


def _same_bytes(standings: Iterable[Standing]) -> Iterable[Warning]:
    """The same content in several places."""
    for one in standings:
        places = one.evidence.places
        if len(places) > 1 and places[0].size:
            names = "、".join(f"“{place.shown}”" for place in places)
            yield Warning(
                kind="duplicate", text=f"内容完全相同，只计一次：{names}",
                files=tuple(place.shown for place in places), items=_items(one),
            )  # fmt: skip


def _same_look(standings: Iterable[Standing], alike: Sequence[Sequence[str]]) -> Iterable[Warning]:
    """Pictures that look like one, saved anew or cut: each was counted, a person has to look."""
    by_content = {one.evidence.sha256: one for one in standings}
    for group in alike:
        keys = [key.partition("#") for key in group]
        ones = {
            f"{_path(by_content[sha256].evidence)}{mark}{part}": by_content[sha256]
            for sha256, mark, part in keys
            if sha256 in by_content
        }
        if len(ones) > 1:
            names = "、".join(f"“{name}”" for name in sorted(ones))
            yield Warning(
                kind="look_alike", text=f"疑似同一张照片，只应计一次，请看一眼：{names}",
                files=tuple(sorted({_path(one.evidence) for one in ones.values()})),
                items=tuple(dict.fromkeys(item for _, one in sorted(ones.items()) for item in _items(one))),
            )  # fmt: skip


def _unreadable(standings: Iterable[Standing]) -> Iterable[Warning]:
    """Files that could not be read, by what keeps them from it, with what to do."""
    groups: dict[Problem, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.state is State.UNREADABLE and one.evidence.reading.problem is not None:
            groups[one.evidence.reading.problem].append(one)
    for problem, ones in groups.items():
        names = "、".join(f"“{place.called}”" for one in ones for place in one.evidence.places)
        count = sum(len(one.evidence.places) for one in ones)
        yield Warning(
            kind="unreadable", text=f"{count}个文件{PROBLEM_TEXT[problem]}：{names}。{PROBLEM_REMEDY[problem]}",
            files=tuple(place.shown for one in ones for place in one.evidence.places),
            items=tuple(dict.fromkeys(candidate.item for one in ones for candidate in one.candidates[:1])),
        )  # fmt: skip


def _number_forms(standings: Iterable[Standing]) -> Iterable[Warning]:
    """A 发文字号 that is not written as GB/T 9704-2012 wants it."""
    for one in standings:
        number = one.evidence.reading.doc_number
        wrong = wrong_form(number) if number else None
        if wrong:
            text = f"“{one.evidence.place.called}”的文号{number}写法不合GB/T 9704：{wrong}"
            yield Warning(kind="number_form", text=text, files=(_path(one.evidence),), items=_items(one))


def _extensions(standings: Iterable[Standing]) -> Iterable[Warning]:
    """A file whose extension is not what its content is."""
    for one in standings:
        cue = one.evidence.reading.cues.get("wrong_extension")
        if cue:
            text = f"“{_path(one.evidence)}”{cue}，请改正扩展名"
            yield Warning(kind="wrong_extension", text=text, files=(_path(one.evidence),), items=_items(one))


SLIPS = {"倡仪": "倡议", "会议纪录": "会议记录", "学习纪录": "学习记录"}
"""Slips that the sources and real archives repeat (READING part 2.1)."""


def _wording(standings: Iterable[Standing]) -> Iterable[Warning]:
    """A known slip in a file name or title."""
    for one in standings:
        said = f"{one.evidence.place.name}{one.evidence.reading.title or ''}"
        for slip, right in SLIPS.items():
            if slip in said:
                text = f"“{one.evidence.place.called}”里的“{slip}”应写作“{right}”"
                yield Warning(kind="wording", text=text, files=(_path(one.evidence),), items=_items(one))

"""Whether a first candidate may be trusted: strong, clearly ahead, and with nothing that caps it."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date

from wenming_cli.match.asked import Asked
from wenming_cli.match.saying import Saying
from wenming_cli.match.signals import FolderCue
from wenming_cli.match.themes import BROAD
from wenming_cli.match.weights import WEIGHTS
from wenming_cli.model.matching import Candidate
from wenming_cli.model.workspace import Window

SURE = 0.42
LEAD = 0.07
ASK = 0.26
PROOFS = frozenset({"通报", "证书", "奖牌", "凭证"})
"""Papers that others hand out: a file that does not show to be one is asked about, whatever it speaks of."""


def trusted(candidates: Sequence[Candidate]) -> bool:
    """Strong *and* ahead of the runner-up, with no cap; the first is the one in question."""
    if not candidates or candidates[0].caps:
        return False
    return candidates[0].score >= SURE and lead(candidates) >= LEAD


def rivals(candidates: Sequence[Candidate], shares: Mapping[str, Container[str]]) -> tuple[Candidate, ...]:
    """The first candidate and those that it really competes with: an item that it shares with is no rival."""
    if not candidates:
        return ()
    first = candidates[0]
    others = [one for one in candidates[1:] if one.item not in shares.get(first.item, ())]
    return (first, *(one for one in others if first.item not in shares.get(one.item, ())))


def lead(candidates: Sequence[Candidate]) -> float:
    """How far the first is ahead of the second; its whole score when there is no second."""
    if not candidates:
        return 0.0
    return candidates[0].score - (candidates[1].score if len(candidates) > 1 else 0.0)


def window_of(asked: Asked, year: int, window: Window) -> tuple[date, date] | None:
    """The days that a requirement's validity allows; None where it allows any."""
    match asked.requirement.valid:
        case "不限":
            return None
        case "上年度":
            return date(year - 1, 1, 1), window.end
        case "近2年":
            return date(year - 2, 1, 1), window.end
        case "测评前1年":
            return date(window.end.year - 1, window.end.month, min(window.end.day, 28)), window.end
        case _:
            return window.start, window.end


def caps_of(saying: Saying, asked: Asked, cue: FolderCue, year: int, window: Window) -> tuple[str, ...]:
    """The reasons that keep a candidate from being trusted, however high its score."""
    found = [*_year_caps(saying, asked, year), *_day_caps(saying, asked, year, window)]
    if cue.project is not None and cue.project != asked.project.no:
        found.append(f"放在“{cue.folder}”文件夹，与条目{asked.item.id}不符")
    if asked.types and asked.types <= PROOFS and not saying.types:
        found.append(f"看不出是不是{'、'.join(asked.requirement.type[:2])}")
    if drafted := _NOT_FINAL.search(saying.title or saying.evidence.place.stem):
        found.append(f"标题有“{drafted[0]}”，不是正式材料")
    if saying.is_story and asked.requirement.optional:
        found.append("没有写明文种，这一项材料又是可选的")
    found += _broad_caps(saying, asked, cue)
    return tuple(found)


_NOT_FINAL = re.compile("征求意见稿|讨论稿|送审稿|模板|范文|样表|填写说明")

NAMED_BY_PEOPLE = frozenset(("文件名", "文件夹名"))


def _broad_caps(saying: Saying, asked: Asked, cue: FolderCue) -> list[str]:
    """A picture of voluntary service may also be one of the year's: only its folder or its name says which.

    Source: the notes of Huarong's set.yaml, by which thirteen items draw on the same activities.
    """
    named = {one.theme: one for one in saying.themes}
    if any(named[theme].field in NAMED_BY_PEOPLE for theme in asked.themes.keys() & named.keys() - BROAD):
        return []
    others = [
        (named[theme].word, item)
        for theme, item, project in asked.broadly
        if theme in named and (cue.project is None or cue.project != asked.project.no or cue.project == project)
    ]
    return [f"是“{word}”的照片，也可以归条目{item}" for word, item in others[:1]]


def signal_caps(candidate: Candidate) -> tuple[str, ...]:
    """Signals against the candidate that cap it, with their sentences."""
    capping = {"wrong_type", "wrong_carrier", "not_about", "confused", "outvoted", "story"}
    return tuple(signal.because for signal in candidate.signals if signal.name in capping)


_SPEAKS_FOR_ITSELF = {"words": 0.30, "topic": 0.38, "theme": 0.4, "item_number": 0.0, "learned": 0.0, "person": 0.0}
"""Signals, with the share of their weight, that a file is for an item by what it says itself."""
LOOKING_BACK = frozenset({"通报", "证书", "奖牌", "事迹材料", "凭证"})
"""Papers that this year's date makes this year's, though they speak of the year before."""


def support_caps(candidate: Candidate) -> tuple[str, ...]:
    """A place in a folder and neighbours alone are no reason: the file must share a topic or words with the item."""
    said = {signal.name: signal.adds for signal in candidate.signals}
    if any(name in said and said[name] >= WEIGHTS[name] * share for name, share in _SPEAKS_FOR_ITSELF.items()):
        return ()
    return ("名称、标题与条目没有足够的共同词，只凭所在文件夹",)


def _year_caps(saying: Saying, asked: Asked, year: int) -> list[str]:
    """A year in the name or title that the requirement does not want."""
    if not saying.years:
        return []
    signed = saying.day is not None and saying.day.source == "落款" and saying.day.day.year == year
    if signed and LOOKING_BACK & set(saying.types) and set(saying.years) <= {year, year - 1}:
        return []
    allowed = {"上年度": {year - 1}, "近2年": {year - 1, year - 2, year}, "不限": set(saying.years)}.get(
        asked.requirement.valid, {year}
    )
    if set(saying.years) <= allowed:
        return []
    wrong = "、".join(str(one) for one in saying.years if one not in allowed)
    return [f"名称或标题写的是{wrong}年"]


def _day_caps(saying: Saying, asked: Asked, year: int, window: Window) -> list[str]:
    """A day outside the validity window."""
    allowed = window_of(asked, year, window)
    if allowed is None or saying.day is None:
        return []
    if allowed[0] <= saying.day.day <= allowed[1]:
        return []
    return [f"日期{saying.day}不在有效期{allowed[0]}至{allowed[1]}内"]

"""The named reasons for and against a file serving a requirement; each has its sentence.

Every signal adds to the score or takes from it (`weights`). What a file is about is asked in `subject`; here stand its
words, kind, carrier, place and what rules it out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.dates.festivals import TRADITIONAL
from wenming_cli.match.asked import Asked, type_fit
from wenming_cli.match.learned import Precedent
from wenming_cli.match.saying import Saying
from wenming_cli.match.subject import of_subject
from wenming_cli.match.weights import WEIGHTS
from wenming_cli.match.words import Hit
from wenming_cli.model.matching import Signal
from wenming_cli.model.material import ANY_TEXT


@dataclass(frozen=True, slots=True)
class FolderCue:
    """What the folders of a path name: a project of the table, a category, or nothing."""

    project: str | None = None
    category: str | None = None
    folder: str = ""


def words(hit: Hit | None) -> Signal | None:
    """Shared telling words of name, title, folders and text with the item; *worded* gives them a sentence."""
    if hit is None or hit.similarity < 0.05:
        return None
    return Signal("words", WEIGHTS["words"] * hit.similarity, "与条目有共同的词")


def worded(signal: Signal, shared: Sequence[str]) -> Signal:
    """The signal of shared words with the words themselves."""
    said = f"与条目共有：{'、'.join(shared)}"
    return Signal(signal.name, signal.adds, said, tuple(shared)) if shared else signal


def material(saying: Saying, asked: Asked) -> Signal | None:
    """The named type against the asked one; the type that the name ends with counts most."""
    fit = type_fit(saying.types, asked)
    if fit is None:
        return _of_story(asked) if saying.is_story and asked.types else None
    if not fit:
        wanted = "或".join(asked.requirement.type[:3])
        return Signal(
            "wrong_type", WEIGHTS["wrong_type"], f"{saying.type_source}表明是{saying.types[0]}，这里要的是{wanted}"
        )
    first = type_fit(saying.types[:1], asked) or 0.0
    share = max(first, fit * 0.6)
    return Signal("type", WEIGHTS["type"] * share, f"{saying.type_source}表明是{'、'.join(saying.types[:2])}")


STORY = frozenset(("新闻报道", "活动记录", "文字材料"))
PROVES = frozenset(("学习记录", "学习笔记", "会议记录", "记录", "心得", "感悟", "事迹材料"))
"""What a text without a type may be itself, and what proves the same thing that it tells of."""


def _of_story(asked: Asked) -> Signal:
    """A text that names no type may be a report; it is no plan, rule, list or certificate."""
    if asked.types & STORY:
        share = 0.25 if asked.types == {ANY_TEXT} else 0.5
        return Signal("type", WEIGHTS["type"] * share, "没有写明文种，像是报道或记述")
    share = 0.25 if asked.types & PROVES else 1.0
    return Signal("untyped", WEIGHTS["untyped"] * share, f"名称、标题没有写明是{'或'.join(asked.requirement.type[:2])}")


def carrier(saying: Saying, asked: Asked) -> Signal | None:
    """The carrier against the asked one: a picture for a picture, a video for no picture."""
    wanted = asked.requirement.carrier
    if not wanted:
        if asked.types and saying.is_picture and not saying.types:
            return Signal(
                "wrong_carrier",
                WEIGHTS["wrong_carrier"] * 0.6,
                f"是{saying.carrier}，这里要的是{'或'.join(asked.requirement.type[:2])}",
            )
        return None
    if saying.carrier in wanted:
        if saying.is_scene and asked.types:
            named = "或".join(asked.requirement.type[:2])
            return Signal("scene_for_paper", WEIGHTS["scene_for_paper"], f"有会标，拍的是现场，这里要的是{named}")
        if saying.is_paper and "照片" in wanted and not asked.types:
            return Signal("paper_for_photo", WEIGHTS["paper_for_photo"], f"名称表明拍的是{saying.types[0]}，不是现场")
        return Signal("carrier", WEIGHTS["carrier"], f"是{saying.carrier}")
    if saying.is_picture and set(wanted) & {"照片", "截图"}:
        return Signal(
            "wrong_carrier", WEIGHTS["wrong_carrier"] * 0.4, f"是{saying.carrier}，这里要的是{'或'.join(wanted)}"
        )
    if saying.evidence.reading.parts and "照片" in wanted:
        return None
    if saying.is_story and set(wanted) & {"照片", "截图"}:
        share = 1.0 if "照片" in wanted else 3.0
        return Signal("story", WEIGHTS["story"] * share, f"写的是活动，这里要的是{'或'.join(wanted)}")
    return Signal("wrong_carrier", WEIGHTS["wrong_carrier"], f"是{saying.carrier}，这里要的是{'或'.join(wanted)}")


def folder(cue: FolderCue, asked: Asked) -> Signal | None:
    """The folder that bears the table's own heading."""
    if cue.project is not None:
        if cue.project == asked.project.no:
            return Signal("project_folder", WEIGHTS["project_folder"], f"放在“{cue.folder}”文件夹")
        return Signal(
            "other_project",
            WEIGHTS["other_project"],
            f"放在“{cue.folder}”文件夹，不是“{asked.project.title or asked.project.no}”",
        )
    if cue.category is not None and cue.category == asked.category_no:
        return Signal("category_folder", WEIGHTS["category_folder"], f"放在“{cue.folder}”文件夹")
    return None


def number(saying: Saying, asked: Asked) -> Signal | None:
    """The item's own number in the name or a folder."""
    if asked.item.id in saying.ids:
        return Signal("item_number", WEIGHTS["item_number"], f"名称或文件夹里写着编号{asked.item.id}")
    return None


def red_head(saying: Saying, asked: Asked) -> Signal | None:
    """A red head where one is asked for."""
    if asked.requirement.red_head and saying.evidence.reading.red_head:
        return Signal("red_head", WEIGHTS["red_head"], "是红头文件")
    return None


_YEARLY = frozenset(("方案", "计划", "规划", "总结", "报告"))


def annual(saying: Saying, asked: Asked) -> Signal | None:
    """年度 in both, or 单次 against 年度: a yearly plan is not the plan of one event."""
    if not (asked.yearly or asked.activity_bound):
        return None
    text = saying.name + saying.title
    if asked.yearly and ("年度" in text or "全年" in text):
        return Signal("annual", WEIGHTS["annual"], "都是年度的")
    if asked.activity_bound and "年度" in text and _YEARLY & set(saying.types):
        return Signal("annual", -WEIGHTS["annual"], "写明年度，这里要单次活动的")
    return None


_MEETS = re.compile("会议|[^协委员社晚联歌展运动].会(?![员议]?签)|召开|座谈|部署|研讨")


def meeting(saying: Saying, asked: Asked) -> Signal | None:
    """Photos of a meeting are asked for, and what the file says of itself tells of none."""
    if not asked.of_meeting or not (said := saying.name + saying.title + "".join(saying.evidence.reading.banner)):
        return None
    return None if _MEETS.search(said) else Signal("no_meeting", WEIGHTS["no_meeting"], "这里要的是会议的照片")


def other_year(saying: Saying, asked: Asked) -> Signal | None:
    """A plan, rule or summary of another year: seldom meant, though it may be filed wrong (DESIGN part 7)."""
    if not saying.other_year or asked.requirement.valid != "本年度" or not _YEARLY & set(saying.types):
        return None
    return Signal("other_year", WEIGHTS["other_year"], f"写的是{saying.years[-1]}年，这里要本年度的")


def confused(saying: Saying, asked: Asked) -> Signal | None:
    """A traditional festival in the name where 我们的节日 must not be confused with the item (Huarong 3.2.1)."""
    if not asked.requirement.not_confused_with:
        return None
    named = next((one for one in TRADITIONAL if one in saying.name + saying.title), None)
    if named is None:
        return None
    return Signal("confused", WEIGHTS["confused"], f"名称有“{named}”，传统节日的活动不算这一条")


def excluded(saying: Saying, asked: Asked) -> Signal | None:
    """Words that the requirement rules out."""
    for word, folded in asked.folded_exclusions:
        if folded in saying.name + saying.title:
            return Signal("not_about", WEIGHTS["not_about"], f"有“{word}”，本条不收")
    return None


OWN = 0.25
"""Share of the words' weight under which a telling name is taken to say nothing of an item."""


_SPEAKS = frozenset(("topic", "theme", "item_number", "person"))


def unexplained(saying: Saying, asked: Asked, told: Sequence[Signal]) -> Signal | None:
    """A name that tells something, but nothing of this item: the folder alone speaks for it, or only common words."""
    if not (saying.name or saying.title) or any(signal.name in _SPEAKS for signal in told):
        return None
    shared = told[0].adds if told and told[0].name == "words" else 0.0
    if shared >= WEIGHTS["words"] * OWN:
        themed = any(map(asked.is_about, asked.themes))
        return Signal("off_theme", WEIGHTS["off_theme"], "没有说到这一条的主题") if themed else None
    return Signal("unexplained", WEIGHTS["unexplained"], "名称、标题与条目没有足够的共同词")


def person(saying: Saying, asked: Asked) -> Signal | None:
    """A paper of one of the people of whom the requirement wants one each (学习心得 of 班子成员和中层骨干)."""
    if saying.author is None or saying.author not in asked.persons:
        return None
    return Signal("person", WEIGHTS["person"], f"是{saying.author}的，这里要每人的")


def owner(saying: Saying, asked: Asked) -> Signal | None:
    """The folder of the office or person that answers for the item."""
    if saying.owner is None or saying.owner not in asked.owners:
        return None
    return Signal("owner", WEIGHTS["owner"], f"在{saying.owner}的文件夹里，这一条由{saying.owner}负责")


def optional(asked: Asked) -> Signal | None:
    """A piece that the item does not insist on gives way to one that it needs."""
    if asked.requirement.optional:
        return Signal("optional", WEIGHTS["optional"], "这一项材料是可选的")
    return None


def learned(precedent: Precedent | None) -> tuple[Signal, ...]:
    """Likeness to a file that went to the item before, last year or by a person's decision."""
    if precedent is None:
        return ()
    return (
        Signal(
            "learned",
            round(WEIGHTS["learned"] * precedent.likeness, 4),
            f"与“{precedent.example.place}”相似，那一件归在这一条",
        ),
    )


def of_file(
    saying: Saying,
    asked: Asked,
    by_words: Signal | None,
    cue: FolderCue,
    about: tuple[Signal, ...] | None = None,
) -> tuple[Signal, ...]:
    """All signals of one file for one requirement, in a fixed order.

    *by_words* is the item's and *about* that of all requirements about the same: both are made once.
    """
    found: list[Signal | None] = [
        by_words,
        *(of_subject(saying, asked) if about is None else about),
        material(saying, asked),
        carrier(saying, asked),
        folder(cue, asked),
        number(saying, asked),
        red_head(saying, asked),
        meeting(saying, asked),
        annual(saying, asked),
        other_year(saying, asked),
        excluded(saying, asked),
        confused(saying, asked),
        person(saying, asked),
        owner(saying, asked),
        optional(asked),
    ]
    told = [signal for signal in found if signal is not None]
    strange = unexplained(saying, asked, told)
    return (*told, strange) if strange else tuple(told)

"""The named reasons for and against a file serving a requirement; each has its sentence.

Every signal adds to the score or takes from it. Weights stand in one table, so that what the
score is made of can be read, shown (`wenming why`) and measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.match.asked import Asked, type_fit
from wenming_cli.match.lexicon import RULES_OF_ANY_KIND
from wenming_cli.match.learned import Lesson
from wenming_cli.match.saying import Saying
from wenming_cli.match.themes import BROAD, WORD, foreign
from wenming_cli.match.words import Hit
from wenming_cli.model.matching import Signal
from wenming_cli.model.material import ANY_TEXT

WEIGHTS = {
    "words": 0.45,
    "topic": 0.22,
    "theme": 0.20,
    "other_theme": -0.10,
    "too_special": -0.08,
    "any_rule": 0.12,
    "foreign": -0.12,
    "type": 0.16,
    "wrong_type": -0.22,
    "carrier": 0.10,
    "wrong_carrier": -0.30,
    "story": -0.02,
    "untyped": -0.16,
    "paper_for_photo": -0.12,
    "scene_for_paper": -0.12,
    "project_folder": 0.20,
    "category_folder": 0.08,
    "other_project": -0.10,
    "unexplained": -0.12,
    "off_theme": -0.12,
    "optional": -0.03,
    "item_number": 0.45,
    "red_head": 0.04,
    "period": 0.04,
    "neighbours": 0.12,
    "annual": 0.05,
    "not_about": -0.35,
    "confused": -0.25,
    "outvoted": -0.05,
    "learned": 0.16,
}


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
    return Signal(signal.name, signal.adds, f"与条目共有：{'、'.join(shared)}") if shared else signal


NAMES_TYPE = 0.7
"""Share that a topic counts which is the asked type itself: the type has a signal of its own."""


def topic(saying: Saying, asked: Asked) -> Signal | None:
    """A topic word of the requirement in the file's name, title, folder, or at the start of its text."""
    best: tuple[float, str, str] | None = None
    fields = saying.fields
    for word, folded in asked.folded_topics:
        for field, text, share in fields:
            if folded in text:
                own_type = NAMES_TYPE if word in asked.requirement.type else 1.0
                strength = share * own_type * _telling(len(folded))
                if best is None or strength > best[0]:
                    best = strength, word, field
    if best is None:
        return None
    return Signal("topic", WEIGHTS["topic"] * best[0], f"{best[2]}里有“{best[1]}”")


def theme(saying: Saying, asked: Asked) -> Signal | None:
    """A theme of the requirement that the file names in other words than the requirement does."""
    best, second, named = 0.0, 0.0, None
    for one in saying.themes:
        share = one.strength * asked.themes.get(one.theme, 0.0) * (BROADLY if one.theme in BROAD else 1.0)
        if share > best:
            best, second, named = share, best, one
        else:
            second = max(second, share)
    if named is None or best < LEAST:
        return None
    adds = WEIGHTS["theme"] * (best + second * BESIDE)
    return Signal("theme", adds, f"{named.field}里的“{named.word}”说的是“{named.theme}”")


BROADLY, LEAST, BESIDE = 0.6, 0.1, 0.2
"""Share that a broad theme counts; the share under which a theme is not named; what a second theme adds."""


def subject(saying: Saying, asked: Asked) -> Signal | None:
    """The topic word or the theme, whichever says more: both tell of the same thing."""
    literal, meant = topic(saying, asked), theme(saying, asked)
    if literal is None or meant is None:
        return literal or meant
    return literal if literal.adds >= meant.adds else meant


def other_theme(saying: Saying, asked: Asked) -> Signal | None:
    """All that the file surely speaks of are themes that the requirement does not ask for."""
    own = saying.own_themes
    if not own or any(one.theme in asked.themes for one in own):
        return None
    broadly = any(asked.themes.get(one.theme, 0.0) >= 1.0 for one in saying.themes if one.theme in BROAD)
    return Signal("other_theme", WEIGHTS["other_theme"] * (0.5 if broadly else 1.0), f"{own[0].field}说的是“{own[0].theme}”，不是这一条的主题")


def too_special(saying: Saying, asked: Asked) -> Signal | None:
    """The file names only a broad theme, and the requirement is about something special within it."""
    broad = [one for one in saying.themes if one.theme in BROAD and asked.themes.get(one.theme)]
    if not broad or any(one.theme in asked.themes for one in saying.themes if one.theme not in BROAD):
        return None
    if any(asked.is_about(one.theme) for one in broad) or not any(map(asked.is_about, asked.themes)):
        return None
    return Signal("too_special", WEIGHTS["too_special"], f"只说到“{broad[0].word}”，这一条要的更具体")


def any_rule(saying: Saying, asked: Asked) -> Signal | None:
    """A rule of the unit that speaks of no theme: 单位规章制度 asks for rules of any kind (Huarong 4.1.1)."""
    if saying.types[:1] != ("制度",) or asked.themes.get(RULES_OF_ANY_KIND, 0.0) < 1.0:
        return None
    if any(one.strength >= WORD and one.theme != RULES_OF_ANY_KIND for one in saying.themes):
        return None
    return Signal("any_rule", WEIGHTS["any_rule"], "本单位的制度，不属于别的主题，归入规章制度")


def foreign_business(saying: Saying, asked: Asked) -> Signal | None:
    """A name that speaks of other business and of no theme; rules of any business are rules of the unit."""
    word = None if saying.own_themes or saying.types[:1] == ("制度",) else foreign(saying.name + saying.title)
    return Signal("foreign", WEIGHTS["foreign"], f"名称有“{word}”，是其他业务") if word else None


def _telling(letters: int) -> float:
    """How telling a topic of so many characters is: 文明旅游公约 says more than 文明旅游."""
    return min(1.0, 0.4 + 0.15 * letters) + 0.06 * min(max(0, letters - 4), 4)


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
    text = saying.name + saying.title
    if asked.yearly and ("年度" in text or "全年" in text):
        return Signal("annual", WEIGHTS["annual"], "都是年度的")
    if asked.activity_bound and "年度" in text and _YEARLY & set(saying.types):
        return Signal("annual", -WEIGHTS["annual"], "写明年度，这里要单次活动的")
    return None


FESTIVALS = ("春节", "元宵", "清明", "端午", "七夕", "中秋", "重阳")


def confused(saying: Saying, asked: Asked) -> Signal | None:
    """A traditional festival in the name where 我们的节日 must not be confused with the item (Huarong 3.2.1)."""
    if not asked.requirement.not_confused_with:
        return None
    named = next((one for one in FESTIVALS if one in saying.name + saying.title), None)
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


def unexplained(saying: Saying, asked: Asked, found: Sequence[Signal | None]) -> Signal | None:
    """A name that tells something, but nothing of this item: the folder alone speaks for it."""
    if not (saying.name or saying.title):
        return None
    names = {signal.name: signal.adds for signal in found if signal is not None}
    if "topic" in names or "theme" in names or "item_number" in names:
        return None
    if names.get("words", 0.0) >= WEIGHTS["words"] * OWN:
        return Signal("off_theme", WEIGHTS["off_theme"], "没有说到这一条的主题") if asked.themes else None
    return Signal("unexplained", WEIGHTS["unexplained"], "名称、标题与条目没有足够的共同词")


def optional(asked: Asked) -> Signal | None:
    """A piece that the item does not insist on gives way to one that it needs."""
    if asked.requirement.optional:
        return Signal("optional", WEIGHTS["optional"], "这一项材料是可选的")
    return None


def learned(lesson: Lesson | None) -> tuple[Signal, ...]:
    """Likeness to a file that went to the item before, last year or by a person's decision."""
    if lesson is None:
        return ()
    return (Signal("learned", round(WEIGHTS["learned"] * lesson.likeness, 4), f"与“{lesson.example.place}”相似，那一件归在这一条"),)


def of_file(saying: Saying, asked: Asked, by_words: Signal | None, cue: FolderCue) -> tuple[Signal, ...]:
    """All signals of one file for one requirement, in a fixed order; *by_words* is the item's, made once."""
    found: list[Signal | None] = [
        by_words,
        subject(saying, asked),
        other_theme(saying, asked),
        too_special(saying, asked),
        any_rule(saying, asked),
        foreign_business(saying, asked),
        material(saying, asked),
        carrier(saying, asked),
        folder(cue, asked),
        number(saying, asked),
        red_head(saying, asked),
        annual(saying, asked),
        excluded(saying, asked),
        confused(saying, asked),
        optional(asked),
    ]
    found.append(unexplained(saying, asked, found))
    return tuple(signal for signal in found if signal is not None)

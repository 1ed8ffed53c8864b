"""The named reasons for and against a file serving a requirement; each has its sentence.

Every signal adds to the score or takes from it. Weights stand in one table, so that what the
score is made of can be read, shown (`wenming why`) and measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.match.asked import Asked, type_fit
from wenming_cli.match.saying import Saying
from wenming_cli.match.words import Hit
from wenming_cli.model.matching import Signal

WEIGHTS = {
    "words": 0.45,
    "topic": 0.22,
    "type": 0.16,
    "wrong_type": -0.22,
    "carrier": 0.10,
    "wrong_carrier": -0.30,
    "paper_for_photo": -0.12,
    "scene_for_paper": -0.12,
    "project_folder": 0.20,
    "category_folder": 0.08,
    "other_project": -0.10,
    "unexplained": -0.12,
    "optional": -0.03,
    "item_number": 0.45,
    "red_head": 0.04,
    "period": 0.04,
    "neighbours": 0.12,
    "annual": 0.05,
    "not_about": -0.35,
    "confused": -0.25,
    "outvoted": -0.05,
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


def _telling(letters: int) -> float:
    """How telling a topic of so many characters is: 文明旅游公约 says more than 文明旅游."""
    return min(1.0, 0.4 + 0.15 * letters) + 0.06 * min(max(0, letters - 4), 4)


def material(saying: Saying, asked: Asked) -> Signal | None:
    """The named type against the asked one; the type that the name ends with counts most."""
    fit = type_fit(saying.types, asked)
    if fit is None:
        return None
    if not fit:
        wanted = "或".join(asked.requirement.type[:3])
        return Signal(
            "wrong_type", WEIGHTS["wrong_type"], f"{saying.type_source}表明是{saying.types[0]}，这里要的是{wanted}"
        )
    first = type_fit(saying.types[:1], asked) or 0.0
    share = max(first, fit * 0.6)
    return Signal("type", WEIGHTS["type"] * share, f"{saying.type_source}表明是{'、'.join(saying.types[:2])}")


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


def annual(saying: Saying, asked: Asked) -> Signal | None:
    """年度 in both, or 单次 against 年度: a yearly plan is not the plan of one event."""
    text = saying.name + saying.title
    if asked.yearly and ("年度" in text or "全年" in text):
        return Signal("annual", WEIGHTS["annual"], "都是年度的")
    if asked.activity_bound and "年度" in text:
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


def unexplained(saying: Saying, found: Sequence[Signal | None]) -> Signal | None:
    """A name that tells something, but nothing of this item: the folder alone speaks for it."""
    if not (saying.name or saying.title):
        return None
    names = {signal.name: signal.adds for signal in found if signal is not None}
    if "topic" in names or "item_number" in names or names.get("words", 0.0) >= WEIGHTS["words"] * OWN:
        return None
    return Signal("unexplained", WEIGHTS["unexplained"], "名称、标题与条目没有足够的共同词")


def optional(asked: Asked) -> Signal | None:
    """A piece that the item does not insist on gives way to one that it needs."""
    if asked.requirement.optional:
        return Signal("optional", WEIGHTS["optional"], "这一项材料是可选的")
    return None


def of_file(saying: Saying, asked: Asked, by_words: Signal | None, cue: FolderCue) -> tuple[Signal, ...]:
    """All signals of one file for one requirement, in a fixed order; *by_words* is the item's, made once."""
    found: list[Signal | None] = [
        by_words,
        topic(saying, asked),
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
    found.append(unexplained(saying, found))
    return tuple(signal for signal in found if signal is not None)

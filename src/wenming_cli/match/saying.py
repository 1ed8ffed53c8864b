"""What a file says of itself, before any criterion is looked at."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wenming_cli.match.frame import without_frame, without_number
from wenming_cli.match.kinds import kinds_of
from wenming_cli.match.lexicon import RULES_OF_ANY_KIND
from wenming_cli.match.roster import Roster, in_first_person
from wenming_cli.match.stated import stated
from wenming_cli.match.themes import BROAD, HINT, WORD, Named, themes_of_fields
from wenming_cli.model.day import Day, day_of, years_named
from wenming_cli.model.evidence import Evidence
from wenming_cli.text import bigrams, letters, normalise

HEAD = 800
"""Among so many first characters stand the fields of a form."""
_NAMELESS = re.compile(
    r"(?:微信(?:图片|截图|视频)|mmexport|wx_camera|img|dsc|dscn|dji|vid|screenshot|屏幕截图|qq(?:图片|截图)|pt|p|image|"
    r"图片|照片|扫描(?:件)?|新建.{0,24}(?:文档|文件|工作表|演示文稿)|文档|未命名|无标题|scan|副本|复件|文件|资料|现场)[\W\d_]*(?:com.*)?",
    re.IGNORECASE,
)
_DATEISH = re.compile(r"\d{4}年|\d+月\d+[日号]|\d+月|\d+")
_DRAFT = re.compile(
    r"[（(【\[](?:草稿|定稿|终稿|最终版?|修订稿?|改|新|盖章|扫描件?|打印版?|副本|签字版|\d+|复印件)[)）】\]]"
    r"|- ?副本|最终版|定稿|终稿"
)
_ITEM_ID = re.compile(r"(?<![\d.\-])(\d{1,2})([.\-－])(\d{1,2})\2(\d{1,2})(?![\d.\-])")
_PAPER = frozenset(
    {
        "会议记录",
        "签到表",
        "证书",
        "票据",
        "通知",
        "倡议书",
        "承诺书",
        "名单",
        "花名册",
        "制度",
        "方案",
        "计划",
        "总结",
        "登记表",
    }
)
_RUNNING = re.compile(r"[_\s(（-]*(?<!\d)[0-9]{1,3}[)）]?$")


PLAIN_FOLDERS = frozenset(("待整理", "其他", "照片", "图片", "文档", "资料", "材料", "文件", "证据", "未分类", "杂项"))
"""Folder names that say nothing of their contents."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A file's own words by field, its types, its year and day, and the ids that its path names.

    *fields* are the places where a topic word may stand: what they are called, their text, their weight; *themes* are
    those of the lexicon that they name, *own_themes* those that the file surely speaks of, without the broad ones.
    *about* is what a form's own field says that it is about, *author* the person whose it is, *owner* the office or
    person in whose folder it lies.
    """

    evidence: Evidence
    name: str
    title: str
    folders: tuple[str, ...]
    lead: str
    grams: dict[str, float]
    types: tuple[str, ...]
    type_source: str
    ids: tuple[str, ...]
    day: Day | None
    years: tuple[int, ...]
    series: str
    fields: tuple[tuple[str, str, float], ...] = ()
    themes: tuple[Named, ...] = ()
    own_themes: tuple[Named, ...] = ()
    other_year: bool = False
    about: str = ""
    author: str | None = None
    owner: str | None = None

    @property
    def carrier(self) -> str:
        """照片, 截图, 文档 …; a picture whose name says 截图 is one."""
        carrier = self.evidence.reading.carrier
        if carrier == "照片" and ("截图" in self.name or "截屏" in self.name or "朋友圈" in self.name):
            return "截图"
        if carrier == "截图" and self.evidence.reading.format == "jpg":
            return carrier
        return carrier

    @property
    def is_picture(self) -> bool:
        """Whether the content is a picture file."""
        return self.evidence.reading.carrier in ("照片", "截图")

    @property
    def is_paper(self) -> bool:
        """Whether a picture is of a paper, as its name says."""
        return self.is_picture and bool(self.types) and self.types[0] in _PAPER

    @property
    def is_scene(self) -> bool:
        """Whether a photo shows an event, as its banner says; a plaque has words too."""
        reading = self.evidence.reading
        return reading.carrier == "照片" and bool(reading.banner) and not self.types

    @property
    def is_story(self) -> bool:
        """Whether it is a paper that tells of something and names no type: a news text, a page on an event."""
        told = self.evidence.reading.carrier in ("文档", "扫描件") and bool(self.title or self.name)
        return told and not self.types

    @property
    def telling(self) -> bool:
        """Whether the file says anything at all in its name, title or text."""
        return bool(self.name or self.title or self.lead)


NOBODY = Roster()


def listen(
    evidence: Evidence, year: int, own_names: Callable[[Sequence[str]], Sequence[str]], roster: Roster = NOBODY
) -> Saying:
    """Collect what *evidence* says; *own_names* drops the folders that repeat the table's own headings."""
    place = evidence.place
    name = telling_name(place.stem)
    title = evidence.reading.title or ""
    named = map(telling_name, own_names(place.folders))
    folders = tuple(one for one in named if one and one not in PLAIN_FOLDERS and not roster.is_owner(one))
    lead = letters(evidence.reading.text[:600])[:400]
    types, source = kinds_of(name, title, evidence)
    author = roster.author(evidence)
    if not types and author and in_first_person(evidence.reading.text):
        types, source = ("心得",), f"署名{author}、第一人称"
    about = stated(evidence.reading.text[:HEAD]) if title else ""
    fields = _fields(name, letters(title), folders, lead, evidence.reading.banner, about)
    themes = _themes(fields, types)
    years = years_named(place.stem, title)
    return Saying(
        evidence=evidence,
        name=name,
        title=letters(title),
        folders=folders,
        lead=lead,
        grams=_grams(name, title, folders, lead, (*evidence.reading.banner, about)),
        types=types,
        type_source=source,
        ids=tuple(dict.fromkeys(_ids((place.stem, *place.folders)))),
        day=day_of(evidence, year),
        years=years,
        series=series_of(place.path),
        fields=fields,
        themes=themes,
        own_themes=tuple(one for one in themes if one.strength >= WORD and one.theme not in BROAD),
        other_year=bool(years) and year not in years,
        about=about,
        author=author,
        owner=roster.owner(evidence),
    )


_LAW = re.compile(r"(?:条例|准则|(?<![办方])法)$")
"""How laws and rules of the party end: they are not the unit's own."""


def _themes(fields: Sequence[tuple[str, str, float]], types: Sequence[str]) -> tuple[Named, ...]:
    """The themes that the fields name; a rule of the unit also is one of its rules and regulations."""
    found = themes_of_fields(fields)
    if (
        types[:1] != ("制度",)
        or any(_LAW.search(text) for _, text, _ in fields[:2])
        or any(one.theme == RULES_OF_ANY_KIND and one.strength > HINT for one in found)
    ):
        return found
    rest = tuple(one for one in found if one.theme != RULES_OF_ANY_KIND)
    return (*rest, Named(RULES_OF_ANY_KIND, "制度", 0.8, "文种"))


def _fields(
    name: str, title: str, folders: Sequence[str], lead: str, banner: Sequence[str], about: str
) -> tuple[tuple[str, str, float], ...]:
    """The places where a topic word may stand, with how much it counts there; empty ones left out."""
    places = (
        ("文件名", name, 1.0),
        ("标题", title, 1.0),
        ("会标", "".join(map(letters, banner)), 1.0),
        ("议题栏", about, 0.9),
        ("文件夹名", "".join(folders), 0.7),
        ("正文开头", lead, 0.4),
    )
    return tuple(one for one in places if one[1])


@lru_cache(maxsize=65536)
def telling_name(stem: str) -> str:
    """The words of a name; empty for names that a camera, WeChat or Word gave."""
    folded = normalise(_DRAFT.sub("", stem))
    bare = re.sub(r"^[\d\W_]+", "", folded)
    if _NAMELESS.fullmatch(bare) or _NAMELESS.fullmatch(folded):
        return ""
    return letters(_DATEISH.sub(" ", without_number(folded)))


def series_of(path: str) -> str:
    """The path without running numbers: files of one series have the same."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    return f"{folder}/{_RUNNING.sub('', stem or name)}.{suffix.lower()}"


def _grams(name: str, title: str, folders: Iterable[str], lead: str, banner: Iterable[str]) -> dict[str, float]:
    """Bigrams with the weight of the strongest field that has them."""
    grams: dict[str, float] = {}
    fields = [
        (name, 1.0),
        (title, 1.0),
        *((line, 1.0) for line in banner),
        *((one, 0.6) for one in folders),
        (lead, 0.25),
    ]
    for text, weight in fields:
        for gram in bigrams(without_frame(text)):
            if grams.get(gram, 0.0) < weight:
                grams[gram] = weight
    return grams


def _ids(names: Iterable[str]) -> Iterable[str]:
    """Item ids written in names: 1.2.5, 1-2-5."""
    for name in names:
        for match in _ITEM_ID.finditer(name):
            yield f"{int(match[1])}.{int(match[3])}.{int(match[4])}"

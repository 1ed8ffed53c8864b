"""What a file says of itself, before any criterion is looked at."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wenming_cli.match.lexicon import RULES_OF_ANY_KIND
from wenming_cli.match.themes import BROAD, HINT, WORD, Named, themes_of_fields
from wenming_cli.model.day import Day, day_of, years_named
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.material import named_types
from wenming_cli.text import bigrams, letters, normalise

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
_RUNNING = re.compile(r"[_\s(（-]*[0-9]{1,3}[)）]?$")


PLAIN_FOLDERS = frozenset(("待整理", "其他", "照片", "图片", "文档", "资料", "材料", "文件", "证据", "未分类", "杂项"))
"""Folder names that say nothing of their contents."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A file's own words by field, its types, its year and day, and the ids that its path names.

    *fields* are the places where a topic word may stand: what they are called, their text, their weight; *themes* are
    those of the lexicon that they name, *own_themes* those that the file surely speaks of, without the broad ones.
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
        """Whether a photo shows an event, as its banner says."""
        return self.evidence.reading.carrier == "照片" and bool(self.evidence.reading.banner)

    @property
    def is_story(self) -> bool:
        """Whether it is a paper that tells of something and names no type: a news text, a page on an event."""
        told = self.evidence.reading.carrier in ("文档", "扫描件") and bool(self.title or self.name)
        return told and not self.types

    @property
    def telling(self) -> bool:
        """Whether the file says anything at all in its name, title or text."""
        return bool(self.name or self.title or self.lead)


def listen(evidence: Evidence, year: int, own_names: Callable[[Sequence[str]], Sequence[str]]) -> Saying:
    """Collect what *evidence* says; *own_names* drops the folders that repeat the table's own headings."""
    place = evidence.place
    name = telling_name(place.stem)
    title = evidence.reading.title or ""
    folders = tuple(one for one in map(telling_name, own_names(place.folders)) if one and one not in PLAIN_FOLDERS)
    lead = letters(evidence.reading.text[:600])[:400]
    types, source = _types(name, title, evidence)
    fields = _fields(name, letters(title), folders, lead, evidence.reading.banner)
    themes = _themes(fields, types)
    years = years_named(place.stem, title)
    return Saying(
        evidence=evidence,
        name=name,
        title=letters(title),
        folders=folders,
        lead=lead,
        grams=_grams(name, title, folders, lead, evidence.reading.banner),
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
    )


def _themes(fields: Sequence[tuple[str, str, float]], types: Sequence[str]) -> tuple[Named, ...]:
    """The themes that the fields name; a rule of the unit also is one of its rules and regulations."""
    found = themes_of_fields(fields)
    if types[:1] != ("制度",) or any(one.theme == RULES_OF_ANY_KIND and one.strength > HINT for one in found):
        return found
    rest = tuple(one for one in found if one.theme != RULES_OF_ANY_KIND)
    return (*rest, Named(RULES_OF_ANY_KIND, "制度", 0.8, "文种"))


def _fields(
    name: str, title: str, folders: Sequence[str], lead: str, banner: Sequence[str]
) -> tuple[tuple[str, str, float], ...]:
    """The places where a topic word may stand, with how much it counts there; empty ones left out."""
    places = (
        ("文件名", name, 1.0),
        ("标题", title, 1.0),
        ("会标", "".join(map(letters, banner)), 1.0),
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
    return letters(_DATEISH.sub(" ", _without_number(folded)))


def _without_number(name: str) -> str:
    """A name without its leading document number: 青审发〔2021〕7号."""
    return re.sub(r"^.{0,12}?[〔\[【(（﹝]\d{4}[〕\]】)）﹞]第?\d+号[-—_\s]*", "", name)


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
        for gram in _bigrams(_without_frame(text)):
            if grams.get(gram, 0.0) < weight:
                grams[gram] = weight
    return grams


_UNIT = (
    r"(?:局|委员会|党委|党组|厅|办公室|公司|集团|中学|小学|幼儿园|学校|大学|学院|[一二三四五六七八九十]中|医院|银行|街道|社区|镇|乡|村|支行|分局|分公司"
    r"|管理处|中心|支队|大队|法院|检察院|车站|委|办|处|所|站)"
)
_SAYS = r"(?=\s*(?:[:：]|关于|召开|开展|举行|举办|组织|积极|深入|认真|党员|干部|职工|志愿者|“|《|20\d\d年?|年度|党委|党组|领导班子))"
_FRAME = re.compile(
    rf"^[一-鿿]{{2,18}}?{_UNIT}{_SAYS}|关于(?:印发|下发|转发|做好|开展|组织|召开|认真|进一步)?|印发|下发|转发|开展|举行|举办|组织|召开|圆满"
    r"|的(?:通知|通报|决定)$|我[校局院]|系列|主题活动|深入|扎实|积极|认真|贯彻落实"
)
"""What frames a title and tells nothing of its theme: who speaks, that it is issued, that something is held."""


@lru_cache(maxsize=16384)
def _without_frame(text: str) -> str:
    """A title or name without its number and frame; all of it where nothing else is left."""
    bare = _FRAME.sub(" ", _without_number(normalise(text)))
    return bare if len(letters(bare)) >= ENOUGH else text


ENOUGH = 4
"""So many letters must be left of a title without its frame."""


@lru_cache(maxsize=16384)
def _bigrams(text: str) -> frozenset[str]:
    return frozenset(bigrams(text))


def _types(name: str, title: str, evidence: Evidence) -> tuple[tuple[str, ...], str]:
    """Types by the name and by the title; the title's come first when both speak.

    A photo with a banner shows a scene: 公约学习.jpg is no 公约.
    """
    if evidence.reading.banner and evidence.reading.carrier == "照片":
        return (), ""
    from_name = _as_meant(named_types(name), name)
    from_title = _as_meant(evidence.reading.types, title)
    if from_title and from_name and from_name[0] not in from_title and len(from_title) == 1:
        return (*from_title, *from_name), "标题和文件名"
    if from_title:
        return tuple(dict.fromkeys((*from_title, *from_name))), "标题"
    return from_name, "文件名"


_CARRIES = re.compile("印发|下发|转发|成立|公布|《[^》]*》的通知")
_PLANNED = re.compile(r"安排(?:一览)?表")
_RULES_OF_AN_EVENT = re.compile(r"(?:评选|考评|评比|竞赛|比赛|表彰|推荐|选树|活动|创建|实施)\w{0,4}(?:办法|细则|方法)")
_EVENT = re.compile(
    r"(?:活动|仪式|比赛|竞赛|演讲|巡演|巡讲|巡展|报告会|培训会?|讲座|大会|启动|落幕|闭幕|结束|举行)[^一-鿿]*$|成立.{0,6}周年"
)
_FELT = re.compile(r"有感[^一-鿿]*$")
_ARRANGED = re.compile(r"安排[^一-鿿]*$")


def _as_meant(types: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The types as an office means them.

    A notice that carries another paper is that paper, as plans and rules are issued (条例 art. 8, 通知); a table of what
    is arranged is a plan; the rules of a selection or contest are its plan too. A title that ends with an event is of none:
    事迹 in 道德模范事迹巡演 says what it is about.
    """
    if types[:1] == ("通知",) and _CARRIES.search(title):
        return (*types[1:], "通知")
    if _EVENT.search(title) and types[:1] != ("通知",):
        return ()
    if not types and (_FELT.search(title) or _ARRANGED.search(title)):
        return ("心得",) if _FELT.search(title) else ("计划",)
    if _PLANNED.search(title):
        return tuple(dict.fromkeys(("计划", *types)))
    if types[:1] == ("制度",) and _RULES_OF_AN_EVENT.search(title):
        return tuple(dict.fromkeys((*types, "方案")))
    return types


def _ids(names: Iterable[str]) -> Iterable[str]:
    """Item ids written in names: 1.2.5, 1-2-5."""
    for name in names:
        for match in _ITEM_ID.finditer(name):
            yield f"{int(match[1])}.{int(match[3])}.{int(match[4])}"

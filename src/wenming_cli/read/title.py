"""Find a paper's title among its first lines, and the material types it names."""

import re
from collections.abc import Sequence

from wenming_cli.model.material import named_types
from wenming_cli.model.number import NUMBER
from wenming_cli.read.extract import Line

FIRST_LINES = 30
LONGEST_TITLE = 80
BAR = 3
"""Among so many lines stands the bar of a screen."""
ENOUGH = 60
"""So many characters of known size tell the size of the body."""
_NOT_TITLE = re.compile(
    r"(?:附\s*件|附\s*录|附\s*表|密级|份号|签发人|抄送|主送|编号|档号|内部资料|内部文件|目\s*录|目次|联系人|联系电话|联系方式|电话|"
    r"地址|邮箱|机密|秘密|绝密|特急|加急|急件|发布时间|发布日期|来源|作者|浏览|打印|关闭|首页|正文|"
    r"电子凭证|样\s*张|样\s*本|存\s*根|副\s*本|作\s*废|草\s*稿)"
    r"[一二三四五六七八九十\d]*(?:[：:★☆*\s].*)?$"
)
_FIELD = re.compile(
    r"(?:姓\s*名|单\s*位|部\s*门|班\s*级|学\s*号|专\s*业|学\s*院|版\s*本号?|日\s*期|时\s*间|地\s*点|主持人?|记录人?|撰写人|编制人?|审核人?|批准人?"
    r"|负责人|申请人|填报.{0,3}|学校代码|文件编号|发票代码|发票号码|机器编号|开票日期)\s*[：:].*"
    r"|第\s*\d+\s*页.*|(?:尊敬|敬爱|亲爱)的.*|各位.{0,20}"
)
"""Fields of a form, page numbers and addresses, whatever they look like."""
_SAID = re.compile(r"[^：:，]{2,6}[：:].")
_CONTACT = re.compile(r"https?://|www\.|[\w.]@[\w.]|(?:邮箱|联系方式|电话|链接)[：:]")
_CONTENTS_LINE = re.compile(r"(?:\.{4,}|…{2,}|·{4,})\s*\d*\s*$|\t\d+$")
_LABELLED = re.compile(
    r"(?:标\s*题|题\s*目|(?:邮件|会议|活动|培训|学习|讲座|课程)?(?:主\s*题|名\s*称)|议\s*题)\s*[：:\t]\s*(?P<title>[^\t]{4,60})"
)
_DATE_ONLY = re.compile(
    r"[(（]?[\d〇○零一二三四五六七八九十Ｏ]{4}\s*[年./-][\s\d〇○零一二三四五六七八九十年月日号./-]*[)）]?"
    r"(?:星期.)?(?:凌晨|早上|上午|中午|下午|晚上)?(?:\d{1,2}[:：]\d{2})*"
)
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?!\d)")
"""What the screen of a phone begins with."""
_CHAT = re.compile(r"(?:[<＜〈‹く]\s*)?(?P<title>[^\t<＜〈‹く]{2,40}群[^\t]{0,12}?)\s*[(（]\d{1,3}[)）].{0,3}")
"""The bar over a chat of several people: its name and how many they are."""
_POST = re.compile(r"(?:\S{0,2}\s+)?详情")
"""The bar over a single post; below it stands who posted it."""
_SENTENCE = re.compile(r"[。；;]|[！？!?](?=.)|，.*，")
_ENDED = re.compile(r"[。；;！？!?][”」』)）]?$")
_ASIDE = re.compile(r"[(（【\[][^()（）]*[)）】\]]")
_STATE = re.compile(
    r"试行|暂行|草案|稿|修[订正改]|供.{0,6}[用参]|节选|摘要|[12]\d{3}|第.{1,4}[版号期次]|[一二三四五六七八九十上中下\d]"
)
_COVER = re.compile(r".{0,12}(?:学位|毕业|学士|硕士|博士)\s*(?:论\s*文|设\s*计)\s*(?:[(（].*[)）])?")
_EDGES = " \t　|｜_*#=~·"
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百]+[章条节]|\d+[.．、]|摘要"
)
_RED_ORGAN = re.compile(
    r"(?:文件|函|令|公报|纪要|局|委员会|办公室|政府|厅|部|院|处|所|中心|委|公司|学校|大学|协会|工会|党组)$"
)
_ADDRESS = re.compile(r"[：:]$")


def find_title(lines: Sequence[Line]) -> str | None:
    """The title: the largest block of the first lines, or a centred one, or the first that reads like one."""
    head = [line for line in lines[:FIRST_LINES] if line.page == 1 or line.page == lines[0].page]
    bars = [line.text.strip() for line in head[:BAR]]
    if bars and _CLOCK.match(bars[0]):
        chat = next((match for text in bars if (match := _CHAT.fullmatch(text))), None)
        if chat is not None or any(map(_POST.fullmatch, bars)):
            return _bare(chat["title"]) if chat else None
    usable = [at for at, line in enumerate(head) if _may_be_title(line) and not _is_beside(head, at)]
    if not usable:
        return None
    body = _body_size(head)
    best = max(usable[:15], key=lambda at: _weight(head, at, body))
    if _weight(head, best, body) <= 0:
        return None
    labelled = _LABELLED.match(head[best].text)
    return _bare(labelled["title"]) if labelled else _uncut(_joined(head, best, body), head)


def _uncut(title: str, head: Sequence[Line]) -> str:
    """The title in full, where what was found is its beginning only: screens repeat titles in their bar, cut off."""
    begun = title.rstrip(".…")
    whole = [text for line in head if (text := _bare(line.text)).startswith(begun) and _may_be_title(line)]
    return max(whole, key=len, default=title) if len(begun) >= 4 else title


def _may_be_title(line: Line) -> bool:
    """Neither red head, number, date, mark, contents nor sentence."""
    text = line.text.strip()
    if not 2 <= len(text) <= LONGEST_TITLE or not re.search(r"[一-鿿]", text):
        return False
    if "\t" in text and not _LABELLED.match(text):
        return False
    if line.contents or _CONTENTS_LINE.search(text) or _CONTACT.search(text) or _is_red_organ(line):
        return False
    if _NOT_TITLE.match(text) or _FIELD.fullmatch(text) or _DATE_ONLY.fullmatch(text) or _ADDRESS.search(text):
        return False
    number = NUMBER.search(text)
    return not (number and len(number[0]) > len(text) * 0.6)


def _is_red_organ(line: Line) -> bool:
    """Whether a red line is the name over a paper, not its title."""
    bare = re.sub(r"[\s()（）]", "", line.text)
    return line.red and "关于" not in bare and _RED_ORGAN.search(bare) is not None


def _is_beside(head: Sequence[Line], at: int) -> bool:
    """Whether a line stands over or under a title: a head, the kind of thesis on a cover, an aside in brackets."""
    text = head[at].text.strip()
    return _ASIDE.fullmatch(text) is not None or _COVER.fullmatch(text) is not None or _is_over_number(head, at)


def _is_over_number(head: Sequence[Line], at: int) -> bool:
    """Whether a line is a head in black: it names 某某文件 and the number follows (GB/T 9704, 7.2.4 and 7.2.5)."""
    bare = re.sub(r"\s", "", head[at].text)
    if not bare.endswith(("文件", "函")) or "关于" in bare:
        return False
    below = [re.sub(r"\s", "", line.text) for line in head[at + 1 : at + 3]]
    return any((number := NUMBER.match(text)) and number.end() >= len(text) * 0.6 for text in below)


def _body_size(head: Sequence[Line]) -> float:
    """The size in which most of the text stands; table rows, whose size is not known, count where little else is."""
    weight: dict[float, int] = {}
    for line in head:
        weight[line.size] = weight.get(line.size, 0) + len(line.text)
    if sum(weight.values()) - weight.get(0.0, 0) >= ENOUGH:
        weight.pop(0.0, None)
    return max(weight, key=lambda size: (weight[size], -size)) if weight else 0.0


def _weight(head: Sequence[Line], at: int, body: float) -> float:
    """How much a line looks like the title; the top, the look and the words of titles count.

    A line that looks like any other is no title once sentences have begun.
    """
    look = _look_weight(head[at], body)
    late = 2.0 if not look and any(_ENDED.search(line.text.strip()) for line in head[:at]) else 0.0
    return 1.5 - at * 0.15 + look + _words_weight(head[at].text) - late


def _look_weight(line: Line, body: float) -> float:
    """The style named Title, a size above the body's, the middle of the page, bold."""
    larger = 1.5 + min(line.size - body, 12) / 6 if line.size > body + 0.9 else 0
    return 2.5 * line.title + larger + 1.2 * line.centred + 0.4 * line.bold


def _words_weight(text: str) -> float:
    """关于, a type at its end and a label 题目： speak for a title; sentences, numbers and table rows against it."""
    labelled = _LABELLED.match(text) is not None
    against = 2.5 * bool(_SENTENCE.search(text)) + 2 * bool(_NUMBERED.match(text))
    about = text.startswith("《") or "关于" in text[:20]
    return 0.8 * about + 0.8 * bool(named_types(text)) + 1.2 * labelled - against


def _joined(head: Sequence[Line], at: int, body: float) -> str:
    """The whole title: neighbouring lines that have its look belong to it."""
    first, last = at, at
    while (
        last + 1 < len(head)
        and _same_look(head, at, last + 1, body)
        and len(_span(head, first, last + 1)) <= LONGEST_TITLE
    ):
        last += 1
    while first > 0 and _same_look(head, at, first - 1, body) and len(_span(head, first - 1, last)) <= LONGEST_TITLE:
        first -= 1
    return _span(head, first, last)


def _same_look(head: Sequence[Line], at: int, other: int, body: float) -> bool:
    """Whether a neighbour continues the title: same size and centring, larger than the body or centred."""
    one, two = head[at], head[other]
    if not _may_be_title(two) or one.size != two.size or one.page != two.page:
        return False
    if _SENTENCE.search(two.text) or _NUMBERED.match(two.text) or _SAID.match(two.text) or _is_over_number(head, other):
        return False
    if _ASIDE.fullmatch(two.text.strip()) and not _STATE.search(two.text):
        return False
    return (one.size > body + 0.9 and one.centred == two.centred) or (
        one.centred and two.centred and one.bold == two.bold
    )


def _span(head: Sequence[Line], first: int, last: int) -> str:
    return _bare("".join(line.text for line in head[first : last + 1]))


def _bare(text: str) -> str:
    """A title without white space and without the rules drawn beside it."""
    return re.sub(r"\s+", "", text.strip(_EDGES))

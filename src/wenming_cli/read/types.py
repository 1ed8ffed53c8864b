"""Which material types (文种) a content is: named by its title, else shown by fields, close, headings or articles."""

import re
from collections.abc import Iterable, Sequence

from wenming_cli.model.material import named_types
from wenming_cli.read.extract import Line

FIRST_LINES = 40
MOST_TYPES = 4
_FORMS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "会议记录",
        3,
        (
            r"会议(?:时间|日期)",
            r"(?:会议)?地\s*点",
            r"主持人",
            r"(?:参加|参会|出席|到会|与会)(?:人员?|者)",
            r"记录(?:人|员)",
            r"议[题程]",
        ),
    ),
    ("签到表", 2, (r"(?:^|\t|\s)姓\s*名(?:\t|\s|$)", r"签\s*(?:到|名)(?:\t|\s|$)")),
    ("票据", 2, (r"发票代码", r"发票号码", r"开票日期", r"价税合计")),
    ("讲话", 2, (r"^(?:尊敬的|各位).{0,12}(?:领导|同志|来宾|老师|同事|评委)", r"(?:上午|下午|晚上|早上|大家)好")),
)
"""A type, how many of its fields must stand among the first lines, and the fields."""
_HEADINGS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "总结",
        2,
        (
            r"本(?:周|月|季度|年度?|学期|阶段)(?:已?完成的?|的?主要)?(?:工作|任务)(?:总结|小结|完成情况|情况|内容)?",
            r"下(?:周|月|季度|年度?|学期|一?阶段|一步)的?(?:工作|主要)?(?:计划|安排|打算)",
            r"(?:工作中)?存在的?(?:主要)?(?:问题|不足|困难)(?:[和与及](?:不足|问题|困难))?",
        ),
    ),
    ("试卷", 2, tuple(f".{{0,6}}{one}题.{{0,20}}" for one in ("填空", "选择", "判断", "简答", "单选", "多选", "问答"))),
    ("试卷", 1, (r"(?:参考|正确)?答案[：:]?[A-Ea-e√×对错]{1,5}",)),
    ("合同", 2, (r"甲方.{0,30}", r"乙方.{0,30}")),
)
"""A type, how many kinds of its headings must stand in it, and the headings; a cell of a table counts as one."""
_MOST_HEADINGS, _LONGEST_HEADING = 1_500, 40
_NUMBERING = re.compile(r"^(?:[(（]?[\d一二三四五六七八九十]+(?:[.．]\d+)*[)）]?[、.．\s]*)?|[：:]$")
_ARTICLE = re.compile(r"第([一二三四五六七八九十百]+)条(?:[\s　：:]|$)")
_FEWEST_ARTICLES = 3
_CLOSES: tuple[tuple[str, str], ...] = (
    ("通知", r"特此通知"),
    ("通报", r"特此通报"),
    ("公示", r"特此公[示告]|现予(?:以)?公[示告]"),
    ("报告", r"特此报告|特此汇报|专此报告"),
    ("请示", r"(?:妥否|当否|可否|是否妥当|是否可行|以上请示)[，,]?.{0,10}(?:批示|批复|审批|审示|指示)"),
    ("函", r"特此函[达告复商]|专此函[达告复]|盼复|请予函复|请函复"),
    ("批复", r"此复|特此批复"),
    ("凭证", r"特此证明"),
    ("讲话", r"我的(?:发言|讲话|演讲|致辞)(?:就?到此(?:结束|为止)|完了|完毕|结束了?)|谢谢大家"),
)
"""The set phrases that close a paper, by its kind (条例, art. 8); they tell where a title does not."""
_CLOSING_LINES = 15


def types_of(title: str | None, lines: Sequence[Line]) -> tuple[tuple[str, ...], str]:
    """The types and the words that show them; nothing where neither title nor layout names one."""
    named = named_types(title) if title else ()
    if named:
        return named[:MOST_TYPES], f"标题“{title}”"
    for shown in (_by_fields, _by_close, _by_headings, _by_articles):
        name, words = shown(lines)
        if name:
            return (name,), f"正文有“{'”“'.join(words)}”"
    return (), ""


def _by_fields(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """The type of a form whose fields stand among the first lines."""
    for name, least, fields in _FORMS:
        seen = [found for field in fields if (found := _field(field, lines)) is not None]
        if len(seen) >= least:
            return name, seen
    return "", []


def _by_close(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """The type whose set phrase ends one of the last lines."""
    for line in lines[-_CLOSING_LINES:]:
        for name, phrase in _CLOSES:
            if match := re.search(rf"(?:^|[。！；，,!\s])({phrase})[。！!.]*$", line.text.strip()):
                return name, [match[1]]
    return "", []


def _by_headings(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """The type whose headings stand in the text, alone on a line or in a cell."""
    headings = dict.fromkeys(
        _NUMBERING.sub("", cell.strip())
        for line in lines[:_MOST_HEADINGS]
        for cell in line.text[:400].split("\t")
        if len(cell) <= _LONGEST_HEADING
    )
    for name, least, kinds in _HEADINGS:
        seen = [found for kind in kinds if (found := _first(kind, headings)) is not None]
        if len(seen) >= least:
            return name, seen
    return "", []


def _by_articles(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """A 制度: articles counted from 第一条 on (立法技术规范; 条例 itself is built so)."""
    seen = list(dict.fromkeys(match[0].strip() for line in lines[:400] if (match := _ARTICLE.match(line.text))))
    whole = len(seen) >= _FEWEST_ARTICLES and seen[0].startswith("第一条")
    return ("制度", seen[:2]) if whole else ("", [])


def _first(pattern: str, texts: Iterable[str]) -> str | None:
    """The first text that is a heading of that kind."""
    return next((text for text in texts if re.fullmatch(pattern, text)), None)


def _field(pattern: str, lines: Sequence[Line]) -> str | None:
    """The words of a form's field as they stand among the first lines."""
    for line in lines[:FIRST_LINES]:
        match = re.search(pattern, line.text)
        if match:
            return re.sub(r"\s+", "", match[0])
    return None

"""The closed list of material types (文种、材料类型) and the words that name them.

Surface forms: DOMAIN part K, the two source documents and, for what offices write to each other
(报告 请示 批复 函 意见), 条例 art. 8.
A Chinese title says at its end what the paper is; a word before another noun only says what it is about
(总结 in 总结表彰大会, 信息 in 信息技术). Longer words win over shorter ones, so that 会议记录表 is no 统计表.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wenming_cli.text import normalise


@dataclass(frozen=True, slots=True)
class MaterialType:
    """A type, the words that name it, and the wider types that it also counts as."""

    name: str
    words: tuple[str, ...]
    also: tuple[str, ...] = ()


_TABLE = (
    MaterialType("通知", ("通知", "告知书")),
    MaterialType("方案", ("方案", "策划书", "活动安排", "预案", "策划案", "活动策划", "实施细则安排")),
    MaterialType("计划", ("计划", "计划表", "工作要点", "要点", "工作安排", "学习安排", "安排表"), ("方案",)),
    MaterialType("规划", ("规划",), ("计划",)),
    MaterialType("总结", ("总结", "小结", "综述", "自查报告", "工作报告", "周报", "月报")),
    MaterialType(
        "报告",
        ("报告", "工作汇报", "汇报材料", "汇报", "情况报告", "调研报告", "考察报告", "专报", "报告书"),
        ("总结",),
    ),
    MaterialType("请示", ("请示",)),
    MaterialType("批复", ("批复",)),
    MaterialType("函", ("函", "公函", "复函", "回复函", "邀请函", "商请函", "回复", "答复")),
    MaterialType("意见", ("意见", "实施意见", "指导意见"), ("方案",)),
    MaterialType("合同", ("合同", "合同书", "协议", "协议书")),
    MaterialType("申请表", ("申请表", "申请书", "报名表", "申请", "申请单")),
    MaterialType("问卷", ("问卷", "调查问卷", "调查表")),
    MaterialType(
        "制度",
        (
            *("制度", "规定", "办法", "守则", "规则", "公约", "章程", "细则", "规范", "条例", "准则", "制度汇编"),
            *("纪律", "规章制度", "规程", "职责", "岗位职责"),
        ),
    ),
    MaterialType("责任制", ("责任制", "责任制度", "责任书", "任务分解表", "任务分解一览表", "责任清单"), ("制度",)),
    MaterialType(
        "会议记录",
        ("会议记录", "会议纪录", "会议纪要", "会记录", "会纪录", "会议原始记录", "会纪要", "民主生活会记录"),
        ("记录",),
    ),
    MaterialType("学习记录", ("学习记录", "学法记录", "学习纪录", "研讨记录", "培训记录"), ("记录",)),
    MaterialType("学习笔记", ("学习笔记", "笔记"), ("学习记录",)),
    MaterialType("心得", ("学习心得", "心得体会", "心得", "体会")),
    MaterialType("感悟", ("谈感悟", "感悟", "感言", "观后感", "读后感")),
    MaterialType("剖析材料", ("剖析材料", "对照检查材料", "对照检查", "剖析", "发言提纲")),
    MaterialType("述职报告", ("述职述廉报告", "述职述廉", "述职报告", "述廉报告", "述责述廉", "述职")),
    MaterialType("名单", ("成员名单", "名单", "组成人员", "人员表")),
    MaterialType("花名册", ("花名册", "名册", "人员名册", "通讯录"), ("名单",)),
    MaterialType("机构文件", ("领导小组", "组织机构", "工作领导小组", "成立", "关于成立", "机构设置", "工作专班")),
    MaterialType("签到表", ("签到表", "签到册", "签到单", "签到簿", "签到", "到课签到")),
    MaterialType("讲话", ("讲话稿", "讲话", "致辞", "致词", "发言稿", "发言", "授课稿", "讲稿", "演讲稿")),
    MaterialType("主持词", ("主持词", "主持稿", "串词", "主持人")),
    MaterialType("事迹材料", ("事迹材料", "先进事迹", "事迹简介", "事迹", "主要事迹")),
    MaterialType("诵读词", ("经典诵读词", "诵读词", "诵读稿", "诵读材料", "经典诵读", "诵经典")),
    MaterialType("歌词", ("主题歌词", "歌词", "歌曲", "歌单")),
    MaterialType("倡议书", ("倡议书", "倡仪书", "倡议", "倡仪")),
    MaterialType("承诺书", ("承诺书", "承诺", "保证书", "责任承诺")),
    MaterialType("证书", ("荣誉证书", "奖证书", "证书", "奖状", "聘书", "获奖证书", "荣誉证")),
    MaterialType("奖牌", ("奖牌", "奖证（牌）", "荣誉牌", "牌匾", "奖杯", "奖证", "锦旗"), ("证书",)),
    MaterialType("通报", ("表彰通报", "通报表扬", "通报", "表彰决定", "表彰文件", "表彰的决定", "的决定", "嘉奖令")),
    MaterialType("票据", ("财务票据", "票据", "发票", "收据", "收款凭证", "报销单")),
    MaterialType("凭证", ("凭证", "凭据", "证明", "审计结论", "审计报告", "保险单", "保单", "完税证明")),
    MaterialType("预算", ("预算",)),
    MaterialType("统计表", ("统计表格", "统计表", "汇总表", "一览表", "台账", "台帐", "支出表", "明细表", "总表")),
    MaterialType("登记表", ("登记表", "登记册", "回访表", "登记簿", "登记")),
    MaterialType(
        "评选表",
        (
            *("评选表格", "评选表", "考评表格", "考评表", "考核表", "评分表", "测评表", "投票表", "选票"),
            *("鉴定表", "评审表", "评议表", "评价表", "评定表", "评定单"),
        ),
    ),
    MaterialType("推荐表", ("推荐表格", "推荐表", "申报表", "审批表", "推荐审批表", "推荐"), ("评选表",)),
    MaterialType("活动记录", ("活动记录", "活动记录表", "活动纪实", "讲座", "记载"), ("记录",)),
    MaterialType("记录", ("记录", "纪录")),
    MaterialType("公示", ("公示", "公告", "通告", "启事", "公开栏", "红黑榜", "公开")),
    MaterialType("新闻报道", ("新闻报道", "报道", "简报", "信息", "新闻稿", "新闻", "美篇", "微刊")),
    MaterialType("书目", ("推荐书目", "书目", "书单", "阅读书目")),
    MaterialType("手册", ("手册", "读本", "汇编", "资料汇编")),
    MaterialType(
        "试卷",
        ("试卷", "试题", "考试成绩", "成绩单", "答题", "成绩", "测试题", "题库", "考题", "练习题", "应知应会"),
    ),
    MaterialType(
        "教案", ("教案", "课件", "宣讲稿", "讲义", "授课提纲", "教学大纲", "课程方案", "教学方案", "教学设计")
    ),
    MaterialType("签名", ("签名墙", "签名册", "签名", "签字")),
    MaterialType("摄影作品", ("摄影作品", "摄影", "书画作品", "征文", "作品")),
    MaterialType("情况说明", ("情况说明", "说明报告", "说明")),
    MaterialType("值班表", ("值班表", "排班表", "值日表", "值班安排")),
    MaterialType("工作底稿", ("审计工作底稿", "工作底稿", "底稿")),
    MaterialType("文字材料", ("文字材料", "文字资料")),
)

MATERIALS: dict[str, MaterialType] = {material.name: material for material in _TABLE}

ANY_TEXT = "文字材料"
"""The type that any paper serves: 有关文字资料."""


def counts_as(name: str) -> frozenset[str]:
    """All types that a paper of type *name* also is, itself included."""
    found, todo = set(), [name]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(MATERIALS[one].also if one in MATERIALS else ())
    return frozenset(found)


_ONLY_AT_AN_END = re.compile(
    "信息|新闻|报道|综述|公开|公告|通告|登记|推荐|说明|成立|成绩|答题|记载|讲座|作品|摄影|征文|歌曲|体会|发言|证明|签字|要点|计划|规划"
    "|规定|规则|规范|条例|准则|纪律|办法|职责|报告|汇报|意见|函|回复|答复|申请|合同|协议|请示|周报|月报"
)
"""Words that mean something else in front of a noun: 信息技术, 公开课, 计划生育, 规范管理, 函数."""
_OTHER_WORDS = (
    *("征求意见稿", "征求意见", "反馈意见", "讲话精神", "通知书", "通知单", "报告会", "报告厅", "通报会", "总结会"),
    *("总结大会", "总结表彰", "心得交流", "述职大会", "方案设计", "制度建设", "制度改革", "成绩优异", "名单位"),
)
"""Longer words that hold the name of a type and name none."""
_THING = (
    r"(?:照片|图片|截图|拍照|扫描|复印|影印|原件|视频|录像|现场|模板|样[表本张]|范[文本]|文[件档稿]|材料|资料|电子|纸质|正式"
    r"|最终|修改|[初定终正]?稿|版|表格?|单|簿|册|本|栏|牌|墙)"
)
_ENDS = re.compile(rf"$|[^一-鿿]|[及和与暨或等]|第[\d一二三四五六七八九十]|{_THING}(?!彰|决|扬|演|达|态|示)")
_JOINED = re.compile(r"[)）》”\"]*[、及和与暨或]")
_OTHER_HEAD = re.compile(r"(?:表|单|簿|卡|书|证|系统|平台|大会|会|大赛|比赛|竞赛|论文)$")
"""A title that ends with one of these and with no type is of none: what it names before is what it is about."""
_TAIL = re.compile(
    r"[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$|[\d\s._-]+$|[-—–]\s*副本$|[”’\"'》」!！。|｜]+$|(?:最终|正式|修改|终|定)[稿版]$"
)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word of a type in a title; *at_end* when no further noun makes it mean something else."""

    start: int
    end: int
    name: str
    at_end: bool


_WORDS = sorted(
    [(normalise(word), material.name) for material in _TABLE for word in material.words]
    + [(normalise(word), "") for word in _OTHER_WORDS],
    key=lambda pair: (-len(pair[0]), pair[0]),
)


@lru_cache(maxsize=65536)
def named_types(text: str) -> tuple[str, ...]:
    """The material types that a title or file name names; what the paper itself is stands first.

    关于印发《…方案》的通知 is a 通知 that carries a 方案: both are named, in that order.
    """
    folded = normalise(_without_tail(text))
    hits = _telling(folded)
    if not any(hit.at_end for hit in hits) and _OTHER_HEAD.search(folded):
        return ()
    return tuple(dict.fromkeys(hit.name for hit in _in_order(folded, hits)))


@lru_cache(maxsize=65536)
def joined_types(text: str) -> tuple[str, ...]:
    """The types that a name joins, for a paper that is all of them: 推荐表及事迹; none where it names one only."""
    folded = normalise(_without_tail(text))
    hits = sorted(_telling(folded), key=lambda hit: (hit.at_end, hit.end), reverse=True)
    first = [hit for hit in hits[1:] if hit.at_end and _joined(folded, hit, hits[0], hits)]
    return tuple(dict.fromkeys(hit.name for hit in (*reversed(first), hits[0]))) if first else ()


def _telling(folded: str) -> list[_Hit]:
    """The words of types that name one where they stand."""
    return [hit for hit in _hits(folded) if hit.at_end or not _ONLY_AT_AN_END.fullmatch(folded, hit.start, hit.end)]


def _hits(folded: str) -> list[_Hit]:
    """The words of types, the longest first wherever two overlap."""
    taken: list[_Hit] = []
    for word, name in _WORDS:
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            if not any(start < hit.end and end > hit.start for hit in taken):
                taken.append(_Hit(start, end, name, _ENDS.match(folded, end) is not None))
            start = folded.find(word, end)
    return [hit for hit in taken if hit.name]


def _in_order(folded: str, hits: list[_Hit]) -> list[_Hit]:
    """Nearest the end first, ends before the rest; of two that are joined (总结和计划) the first leads."""
    ordered = sorted(hits, key=lambda hit: (hit.at_end, hit.end), reverse=True)
    first = [hit for hit in ordered[1:] if hit.at_end and _joined(folded, hit, ordered[0], hits)]
    return [*reversed(first), *(hit for hit in ordered if hit not in first)]


def _joined(folded: str, one: _Hit, last: _Hit, hits: list[_Hit]) -> bool:
    """Whether *one* is joined by 和, 及, 暨 or 、 to *last* with no other type between them."""
    between = folded[one.end : last.start]
    if _JOINED.match(between) is None or re.search("的|会|活动|仪式", between):
        return False
    return not any(one.end <= hit.start < last.start for hit in hits)


def _without_tail(text: str) -> str:
    """A title without what follows its last word: brackets, numbers, closing quotes."""
    bare = text.strip()
    while (cut := _TAIL.sub("", bare).strip()) and cut != bare:
        bare = cut
    return bare

"""The themes of 文明单位 work with the words by which papers, news and banners name them. Data only.

Whether a set asks for a theme is not said here: an item has the themes that its own `about` words and sentence name
(`themes`). A *word* names its theme by itself; a *hint* may also stand for something else and counts half. A *broad*
theme is what many others are done as (志愿服务) or under (制度): it says less than a theme of its own beside it.

Sources: the plan and the table of 华容县审计局 2021 (DOMAIN part K), 全国文明单位测评体系, the campaigns that name
themselves (光盘行动, 网络中国节, 一盔一带, 河小青, 美丽中国我是行动者), and the days of the year they are held on
(世界读书日 4·23, 世界环境日 6·5, 全国科普日, 国家宪法日 12·4, 全国消防日 11·9, 全国助残日, 学雷锋纪念日 3·5).
"""

from wenming_cli.match.lexicon_conduct import CONDUCT
from wenming_cli.match.lexicon_unit import UNIT
from wenming_cli.match.lexicon_year import YEAR
from wenming_cli.match.theme import Theme, words

THEMES: tuple[Theme, ...] = (*CONDUCT, *UNIT, *YEAR)

RULES_OF_ANY_KIND = "规章制度"
"""The theme of every rule that the unit makes for itself, whatever it rules (Huarong 4.1.1, 6.2.1: 单位规章制度)."""

FOREIGN = words(
    "招生 高考 中考 备考 课题 选课 课程 教研 教材 招聘 校友 宣讲会 开学典礼 毕业典礼 家访 补课 学籍 支部委员会 "
    "支部支委 党员大会 选举结果 换届选举 发展党员 入党 巡视 巡察 组建 机构改革 采购 招标 中标 投标 维保 合同 "
    "验收 检修 竣工 设计方案 可行性 政府工作报告 述评 满意度调查 行动计划 提案 信访 "
    "防汛 征地 拆迁 营商环境"
)
"""Business of a unit that no criteria on 文明单位 ask for: a name that speaks of it and of no theme is of none."""

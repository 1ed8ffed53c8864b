"""The level of a body by its name: of the centre, a ministry, a province, a city, a county."""

import re

CENTRE, MINISTRY, PROVINCE, CITY, COUNTY, TOWN = "中央", "部委", "省级", "市级", "县级", "乡镇"
_MINISTRIES = (
    "外交部|国防部|教育部|科学技术部|科技部|工业和信息化部|公安部|国家安全部|民政部|司法部|财政部|人力资源和社会保障部|自然资源部"
    "|生态环境部|住房和城乡建设部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|退役军人事务部|应急管理部|审计署"
)
"""The departments of the State Council whose names name no place (国务院组成部门)."""
_MUNICIPALITIES = "北京|天津|上海|重庆"
_PLACES = (
    (CENTRE, r"中共中央|党中央|国务院(?=办公厅|[、和\s]|$)|中央(?:精神文明|文明[委办]|军委)|全国(?:人大|政协)"),
    (MINISTRY, f"国家|中国|中华|全国|中央|国务院|^(?:{_MINISTRIES})"),
    (PROVINCE, f"省|自治区|(?:{_MUNICIPALITIES})市"),
    (CITY, r"(?<!北京)(?<!天津)(?<!上海)(?<!重庆)(?<!城)市(?![场政容])|自治州|[州盟](?=[委政教人])"),
    (COUNTY, "县|(?<![社小校治])区|旗"),
    (TOWN, "(?<!城)乡(?!村)|(?<![城村])镇|街道"),
)
_SOCIETY = re.compile("协会|学会|研究会|商会|促进会|基金会|联盟|公司|集团|报社|杂志|日报|晚报|[一-鿿]网$")


def body_level(name: str) -> str | None:
    """The level of a body; the last place in its name counts: 国家税务总局青岚县税务局 is of the 县.

    A city may be one of a county's rank; its name does not say.
    """
    found = [
        (match.start(), -rank, level)
        for rank, (level, words) in enumerate(_PLACES)
        for match in re.finditer(words, name)
    ]
    return max(found)[2] if found else None


def is_society(name: str) -> bool:
    """Whether a body is a society, a company or a paper: none of those that hold an office."""
    return _SOCIETY.search(name) is not None

"""What hangs on the calendar of festivals, or on something that only a person can date."""

import re
from datetime import date

from wenming_cli.dates.draft import DATE, EVENT, EXTERNAL, FESTIVAL, LINKED, OPEN, Draft, Occurrence
from wenming_cli.dates.festivals import festivals_in

_SINCE = re.compile(r"今年以来|本年以来")
_OPEN = re.compile(r"适时|视情|结合实际|随时|长期|经常|全年固定|按制度|按要求|不定期|根据需要|及时|常年|根据实际")
_EXTERNAL = re.compile(
    r"(?:与|按|按照|根据)(?P<who>.{1,20}?)(?:的)?(?:工作)?(?:安排|部署|要求|通知)(?:同步|执行|开展|进行)?"
)
_EVENT = re.compile(
    r"(?P<what>.{1,16}?)(?:活动)?(?:的)?(?:前(?:\d+(?:天|日|周))?|时|期间|后(?:\d+(?:天|日|周))?(?:内)?)$"
)


def read_festivals(draft: Draft, clause: str) -> bool:
    """春节、端午节、中秋节慰问; 国庆节前; 与节日同步; 今年以来."""
    if _SINCE.search(clause):
        draft.problems.append("没有写明截止日，按年底计")
        draft.window(date(draft.year, 1, 1), date(draft.year, 12, 31))
        return True
    named = list(festivals_in(clause, draft.year))
    before = re.search(r"(?:节|日)前", clause) is not None
    for name, day in named:
        draft.found.append(Occurrence(None if before else day, day, name))
    if named:
        fixed = any(name.endswith("日") for name, _ in named)
        draft.kind = EVENT if before else DATE if fixed else FESTIVAL
        return True
    if re.search(r"节日|节庆", clause):
        draft.kind = FESTIVAL
        draft.problems.append("没有写明是哪些节日")
        return True
    return False


def read_undated(draft: Draft, clause: str) -> bool:
    """What only a person can date: another body's schedule, an event, another duty, 适时."""
    if match := _EXTERNAL.search(clause):
        draft.kind = OPEN if "制度" in match["who"] else EXTERNAL
        draft.target = re.sub(r"工作$", "", match["who"])
    elif _OPEN.search(clause):
        draft.kind = OPEN
    elif match := re.match(r"结合(?P<what>.+)", clause):
        draft.kind = LINKED
        draft.target = match["what"]
    elif match := _EVENT.search(clause):
        draft.kind = EVENT
        draft.target = re.sub(r"^(?:一般)?在?", "", match["what"])
    else:
        return False
    return True

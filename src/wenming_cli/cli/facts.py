"""wenming facts: what was learned from files."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson


def facts(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="一个或几个文件")],
    as_json: AsJson = False,
) -> int:
    """看从文件里读到了什么。

    标题、文号、成文日期、文种、红头、页数等；不需要工作区。
    """
    from wenming_cli.cli.screen import say, say_json
    from wenming_cli.errors import Exit
    from wenming_cli.model.evidence import PROBLEM_REMEDY, PROBLEM_TEXT, Problem
    from wenming_cli.pipeline import facts_of_files

    gone = False
    for value in facts_of_files(files):
        gone = gone or value["problem"] == Problem.GONE
        if as_json:
            say_json(value)
            continue
        say(value["path"])
        if value["problem"]:
            problem = Problem(value["problem"])
            detail = f"（{value['problem_text']}）" if value["problem_text"] else ""
            say(f"  读不了：{PROBLEM_TEXT[problem]}{detail}。{PROBLEM_REMEDY[problem]}")
        for key, name in NAMES.items():
            if value[key] not in (None, "", [], {}, False, 0):
                say(f"  {name}：{_shown(value[key])}")
    return Exit.MISUSE if gone else Exit.DONE


NAMES = {
    "format": "格式",
    "carrier": "载体",
    "red_head": "红头",
    "types": "文种",
    "title": "标题",
    "doc_number": "文号",
    "issuer": "发文机关",
    "date": "成文日期",
    "dates": "各处日期",
    "banner": "会标",
    "signs": "标牌",
    "seal": "印章",
    "pages": "页数",
    "parts": "内含",
    "exif_date": "拍摄日期",
    "camera": "相机",
    "text_chars": "字数",
    "unrecognised": "未识别的图",
    "secrecy": "密级标记",
    "personal_data": "个人信息",
    "cues": "依据",
}


def _shown(value: object) -> str:
    if value is True:
        return "是"
    if isinstance(value, dict):
        return "；".join(str(one) for one in value.values())
    if isinstance(value, list):
        return "、".join(
            f"{one['date']}（{one['source']}）" if isinstance(one, dict) and "source" in one else _part(one)
            for one in value
        )
    return str(value)


def _part(one: object) -> str:
    from wenming_cli.model.evidence import PROBLEM_TEXT, Problem

    if not isinstance(one, dict):
        return str(one)
    problem = PROBLEM_TEXT[Problem(one["problem"])] if one["problem"] else ""
    said = one["title"] or "".join(one["banner"][:1]) or problem
    return f"{one['address']}（{one['carrier']}{'：' if said else ''}{said}）"

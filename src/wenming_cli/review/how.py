"""说明: how the form is filled in and given back, in words for whoever gets it."""

from collections.abc import Mapping

from wenming_cli.model.matching import STATE_TEXT, State

MOST_PICTURES = 2_000
"""Pictures that are shown small; more would make the workbook slow to open."""


def how_to(criteria: str, day: str, counts: Mapping[State, int]) -> tuple[str, ...]:
    """The lines of the sheet; those that end with a colon are heads."""
    there = "、".join(f"{STATE_TEXT[state]}{count}个" for state, count in counts.items() if count)
    return (
        f"{day}，对照 {criteria}。{there}。",
        "",
        "怎么填：",
        "1．只填黄色的三栏：“答案”“其他条目”“备注”。其他栏和隐藏的栏不要改，不要删。",
        "2．“答案”从下拉里选。同意系统建议，就选建议的那一条；系统会自己放到这一条里最合适的要求下面。",
        "3．有底色的一行代表一组（同一次活动的文件）。在这一行填一次，对整组都算；"
        "组里有个别不同的，在那个文件自己的行里填，以它自己的为准。",
        "4．下拉里没有的条目，写在“其他条目”：可以选编号，也可以写到材料要求，例如 2.1.6/notice。编号见“条目”表。",
        "5．“备注”写理由，会记进决定里。拿不准的空着，或选“以后再说”。",
        "",
        "答案是什么意思：",
        "条目编号——这个文件就归这一条。",
        "都不是——不归建议的任何一条，以后不再这样建议。（知道归哪一条的，同时写上“其他条目”。）",
        "忽略——不是创建材料，以后不再问。",
        "以后再说——这次不作决定；用在组里，就是这个文件不跟整组走。",
        "",
        "填完以后：",
        "保存、关闭表格，在工作区文件夹里运行：wenming apply 待确认.xlsx（先看看结果不写入，加 --dry-run）。",
        "也可以发给别的同志分头填；每份都这样交回来。可以排序、筛选，但要整行一起动，不要只排其中几列。",
        "文件按内容认：填表期间文件改名、移动都没关系；内容改了的，那一行不会生效，会告诉您。",
        "",
        "表里有什么：",
        f"缩略图只给照片和截图，最多{MOST_PICTURES}张；点“打开”看原件（表格要放在工作区文件夹里）。",
        "标有密级或“内部资料”的文件不在表里；压缩包里的文件分别列出，点开的是压缩包。",
    )

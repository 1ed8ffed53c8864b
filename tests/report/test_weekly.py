"""The weekly text says what changed, whose it is, and what comes next."""

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.change import compare, due_within
from wenming_cli.judge.judge import judge
from wenming_cli.model.judgement import Judgement
from wenming_cli.report.escape import markdown
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.weekly import as_markdown

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "工会工作总结。", [{"id": "a", "type": "总结", "about": "工会"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片", "about": "现场点"}]),
    )
)
RULES = evidence("理论*学习_制度[1].docx", title="理论学习制度", date="2021-03-05")


def judged(*files, day: str | None = None) -> Judgement:  # type: ignore[no-untyped-def]
    found = judge(SET, matched(list(files), SET), settings(), people(), as_of=DAY)
    return Judgement(**{**dict(found), "as_of": day}) if day else found


def text(before: Judgement | None, after: Judgement) -> str:
    since = before.as_of if before else None
    return as_markdown(Week(after, compare(before, after), since, due_within(after, NEXT_DAYS)))


def test_the_first_report_says_that_there_is_nothing_to_compare() -> None:
    said = text(None, judged())
    assert "这是第一份周报" in said
    assert "### 未齐（3）" in said
    assert "新收到" not in said


def test_a_week_later() -> None:
    said = text(judged(day="2021-11-05"), judged(RULES))
    assert "与2021-11-05的周报比较。" in said
    assert "### 本周补齐（1）" in said
    assert "- **1.1.1** 理论学习制度：齐全，按时；新收到理论\\*学习\\_制度\\[1\\].docx〔办公室、甲〕" in said
    assert "- 2021-11-20 **1.1.2** 工会工作总结〔办公室、甲〕" in said
    assert "| 责任人 | 本周补齐 | 新缺、变差 | 逾期 | 将到期 | 其他未齐 | 条目 |" in said
    assert "| 办公室 甲 | 1 | 0 | 0 | 1 | 1 | 1.1.2、1.1.3 |" in said
    assert "- **1.1.3** 什么时候要交齐？原表没有写期限" in said


def test_missed_weeks_are_said_and_not_made_up() -> None:
    assert "有2周没有出周报，不补做" in text(judged(day="2021-10-22"), judged())
    assert "没有出周报" not in text(judged(day="2021-11-05"), judged())


def test_names_from_files_cannot_format_the_report() -> None:
    assert markdown("# a|b\n<script>[x](y) `z`\x1b") == "\\# a\\|b \\<script\\>\\[x\\](y) \\`z\\`\\\\u001b"

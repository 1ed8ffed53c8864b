"""What goes into a letter: the short whole, everybody's own, in text, HTML and chats, however odd the words."""

from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.change import compare, due_within
from wenming_cli.judge.judge import judge
from wenming_cli.model.finding import FindingState
from wenming_cli.model.judgement import FindingJudgement, Judgement, Timing
from wenming_cli.model.workspace import People
from wenming_cli.report.letters import gap_table, joined, owing, own, summary, week_text
from wenming_cli.report.message import CUT, Message, Part, as_chat, as_html, as_text
from wenming_cli.report.week import NEXT_DAYS, Week

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "工会工作总结。", [{"id": "a", "type": "总结", "about": "工会"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片", "about": "现场点"}]),
    )
)
RULES = evidence("制度.docx", title="理论学习制度", date="2021-03-05")
FINDING = FindingJudgement(
    id="Z1", text="没有签到表。", owner="乙", due="2021-11-30", timing=Timing.NOT_DUE, days=18, state=FindingState.OPEN
)


def judged(*files, day: str | None = None, **more: object) -> Judgement:  # type: ignore[no-untyped-def]
    found = judge(SET, matched(list(files), SET), settings(), people(), as_of=DAY)
    return Judgement(**{**dict(found), **({"as_of": day} if day else {}), **more})


def week(before: Judgement | None, after: Judgement, *troubles: str) -> Week:
    since = before.as_of if before else None
    return Week(after, compare(before, after), since, due_within(after, NEXT_DAYS), troubles)


ALL = week(judged(day="2021-11-05"), judged(RULES, findings=(FINDING,)))


def test_the_whole_in_short() -> None:
    failed = week(
        judged(day="2021-11-05"), judged(RULES, findings=(FINDING,)), "2021-11-08 08:00的周报没有做成：磁盘满了"
    )
    assert as_text(summary([failed])) == (
        "某局创建资料周报 2021-11-12\n"
        "\n"
        "共3条：齐全1，缺失2；逾期0条。\n"
        "与2021-11-05的周报比：本周补齐1条，新出现的缺口0条，变差的0条，有进展但还没齐0条。\n"
        "2021-11-08 08:00的周报没有做成：磁盘满了\n"
        "\n"
        "【按责任人（1）】\n"
        "· 办公室 甲：2条\n"
        "\n"
        "【本周补齐（1）】\n"
        "· 1.1.1 理论学习制度：齐全，按时〔办公室、甲〕\n"
        "\n"
        "【今后14天到期（1）】\n"
        "· 1.1.2 工会工作总结：缺失，2021-11-20到期，还有8天；缺总结〔办公室、甲〕\n"
        "\n"
        "【整改问题（1）】\n"
        "· Z1 没有签到表：待整改，2021-11-30到期，还有18天〔乙〕\n"
        "\n"
        "【请人决定】\n"
        "· 什么时候要交齐？1条：1.1.3\n"
        "\n"
        "【说明】\n"
        "· wenming 自动发出，只有摘要；证据和全文在单位的电脑上。\n"
    )


def test_the_first_week_compares_nothing() -> None:
    said = as_text(summary([week(None, judged())]))
    assert "周报比" not in said
    assert "【逾期（1）】" in said


def test_everybody_gets_what_is_theirs() -> None:
    message = own(["甲"], [ALL], people(), DAY)
    assert message is not None
    assert message.title == "甲：创建资料待办2条 2021-11-12"
    assert message.head[1:] == ("与2021-11-05的周报比：本周补齐1条（1.1.1）。",)
    said = "\n".join(line for part in message.parts for line in part.lines)
    assert [one in said for one in ("1.1.1", "1.1.2", "1.1.3", "Z1")] == [False, True, True, False]
    assert said.count("缺总结") == 1
    theirs = own(["乙"], [ALL], people(), DAY)
    assert theirs is not None
    assert "Z1 没有签到表" in as_text(theirs)
    assert own(["丙"], [ALL], people(), DAY) is None
    assert owing([ALL], people(), DAY) == ("办公室", "甲", "乙")


def test_a_finding_goes_to_whoever_follows() -> None:
    unit = People.model_validate(
        {"people": [{"name": "乙", "until": "2021-10-31", "successor": "丁"}, {"name": "丁", "from": "2021-11-01"}]}
    )
    assert owing([ALL], unit, DAY) == ("办公室", "甲", "丁")
    assert owing([ALL], unit, date(2021, 10, 1)) == ("办公室", "甲", "乙")
    message = own(["丁"], [ALL], unit, DAY)
    assert message is not None
    assert "Z1" in as_text(message)


def test_missed_weeks_are_told_once() -> None:
    said = as_text(summary([week(judged(day="2021-10-22"), judged())]))
    assert said.count("其间2021-10-29起有2周没有出周报，不补做。") == 1


def test_two_for_one_reader() -> None:
    mine = own(["甲"], [ALL], people(), DAY)
    assert mine is not None
    said = as_text(joined(mine, summary([ALL])))
    assert said.index("甲：创建资料待办") < said.index("某局创建资料周报") < said.index("按责任人")
    assert said.count("wenming 自动发出") == 1


def test_sets_are_told_apart() -> None:
    said = as_text(summary([ALL, ALL]))
    assert "test：共3条" in said
    assert "按责任人（test）" in said


def test_attachments_hold_no_warning() -> None:
    bad = judged(evidence("机密名单.docx", secrecy="机密★", title="名单"))
    assert "机密名单" in str(bad.warnings)
    assert "机密名单" not in week_text(week(None, bad))
    (row, *_) = gap_table(ALL, lambda text: text.replace("总结", "***"), 1).rows
    assert row == ("1.1.2", "工会工作***。", "缺失", "2021-11-20到期，还有8天", "办公室、甲", "缺***")


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(min_size=1))
def test_html_is_only_text_whatever_is_written(words: str) -> None:
    shown = _Shown()
    shown.feed(as_html(Message(words, (words,), (Part(words, (words,)),))))
    assert set(shown.tags) == {"html", "head", "meta", "title", "body", "h1", "p", "h2", "ul", "li"}
    assert words.replace("\r", "\n").strip() in shown.text.replace("\r", "\n")


LINES = st.lists(st.text("一二三[]()<>*`@#a", max_size=80), max_size=40)


@given(LINES, LINES, st.integers(300, 4096))
def test_a_chat_takes_only_so_much(head: list[str], lines: list[str], most: int) -> None:
    """Never more bytes than told; whole lines only; what is cut is said; nothing that links, formats or names somebody."""
    message = Message("标题", tuple(head), (Part("部分", tuple(lines)),))
    text = as_chat(message, most, bold=False)
    whole = as_chat(message, 10**6, bold=False)
    assert len(text.encode()) <= most
    assert not set(text) & set("<>[]`*#")
    if text != whole:
        assert text.endswith(CUT)
        kept = text.removesuffix(CUT).rstrip("\n")
        assert whole.startswith(kept + "\n") or not kept

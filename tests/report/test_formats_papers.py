"""督办通知 and the report for the leading group: what is open, whose, by when; nothing that only an issuer can give."""

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from builders import DAY, criteria, item, matched, people, project, settings
from wenming_cli.cli.report_papers import papers_of
from wenming_cli.judge.change import compare
from wenming_cli.judge.judge import judge
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.finding import Finding
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.model.workspace import People
from wenming_cli.report.formats.leaders import MOST_OVERDUE, leaders_docx, leaders_paper
from wenming_cli.report.formats.notices import MOST_IN_TEXT, is_wanted, notice, notice_docx
from wenming_cli.report.people.load import SetJudged
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.people.sheet import sheet_of
from wenming_cli.report.week import Week
from wenming_cli.typeset.official import Paper, Rows

TABLES = {"test": "测试任务分解表"}


def numbered(count: int, due: str | None, text: str = "材料") -> list[dict[str, object]]:
    """So many items that nothing proves."""
    return [item(f"1.1.{at}", f"{text}{at}；", [{"id": "a", "type": "方案"}], due=due) for at in range(1, count + 1)]


SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "年度计划；", [{"id": "a", "type": "计划"}], due="2月上旬"),
        item("1.1.2", "工会工作总结。", [{"id": "a", "type": "总结", "about": "工会"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片", "about": "现场点"}]),
    )
)


def roll(one: CriteriaSet = SET, who: People | None = None, findings: Sequence[Finding] = ()) -> Roll:
    who = who or people()
    judgement = judge(one, matched([], one), settings(), who, as_of=DAY, findings=findings)
    return Roll.of("某局", DAY, who, [SetJudged(one, judgement)], [])


def told(paper: Paper) -> str:
    """All words of a paper."""
    return "\n".join(
        "\n".join("|".join(row) for row in one.rows) if isinstance(one, Rows) else one.text for one in paper.body
    )


def read(data: bytes) -> str:
    """All words of a docx, those of its tables too."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_notice_lists_what_is_open_by_time() -> None:
    said = told(notice(sheet_of("甲", roll()), TABLES, 2021))
    assert (
        "对照《测试任务分解表》，截至2021年11月12日，由您负责的3条材料中，还有3条没有齐全，其中逾期1条，即将到期1条。"
        in said
    )
    assert re.findall("[一二三]、.*", said) == [
        "一、已经逾期的（1条）",
        "二、即将到期的（1条）",
        "三、没有期限的（1条）",
    ]
    assert "1.1.1|年度计划|缺计划|2月10日|275天" in said
    assert "1.1.2|工会工作总结|缺总结|11月20日" in said
    assert "1.1.3|现场点图片|缺照片|未定" in said


def test_an_office_and_a_person_are_addressed_as_such() -> None:
    assert notice(sheet_of("办公室", roll()), TABLES, 2021).to == "办公室："
    assert notice(sheet_of("甲", roll()), TABLES, 2021).to == "甲同志："


def test_findings_have_their_measure() -> None:
    finding = Finding.model_validate({
        "id": "Z1", "text": "记录没有签名", "found": date(2021, 6, 1), "owner": "甲", "measure": "补签名",
        "due": date(2021, 7, 1),
    })  # fmt: skip
    said = told(notice(sheet_of("甲", roll(findings=[finding])), TABLES, 2021))
    assert "四、要整改的问题（1个）" in said
    assert "Z1|记录没有签名|补签名|7月1日|134天" in said


def test_a_notice_does_not_claim_to_be_issued() -> None:
    said = read(notice_docx(sheet_of("甲", roll()), TABLES, 2021))
    assert "　　　　〔　　　　〕　　号" in said
    assert "　　　　年　　月　　日" in said
    assert "不是正式文件" in said
    assert not re.search(r"〔\d+〕", said)
    assert "请于＿＿月＿＿日前补齐。" in said


def test_the_layout_is_that_of_the_standard() -> None:
    document = docx.Document(io.BytesIO(notice_docx(sheet_of("甲", roll()), TABLES, 2021)))
    section = document.sections[0]
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(one.mm) for one in edges] == [37, 26, 35, 28]
    styles = {one.style_id: one for one in document.styles}
    assert [(one, styles[one].font.size.pt) for one in ("WgTitle", "WgText", "WgHead")] == [
        ("WgTitle", 22), ("WgText", 16), ("WgHead", 16),
    ]  # fmt: skip
    assert b"FF0000" not in document.element.xml.encode()


def test_a_long_list_is_an_annex(tmp_path: Path) -> None:
    """The paper stays short: the tables follow the signature on pages of their own, and the text says so."""
    long = roll(criteria(project("专项工作", *numbered(MOST_IN_TEXT + 1, "2月上旬"))))
    paper = notice(sheet_of("甲", long), TABLES, 2021)
    assert paper.annex is not None
    assert not [one for one in paper.body if isinstance(one, Rows)]
    assert "现将情况通知如下，逐条见附件。" in told(paper)
    (rows,) = (one for one in paper.annex.body if isinstance(one, Rows))
    assert len(rows.rows) == MOST_IN_TEXT + 1
    document = docx.Document(io.BytesIO(notice_docx(sheet_of("甲", long), TABLES, 2021)))
    texts = [one.text for one in document.paragraphs]
    assert texts.index("附件：缺件清单") < texts.index("某局　　") < texts.index("附件") < texts.index("缺件清单")
    (mark,) = (one for one in document.paragraphs if one.text == "附件")
    assert mark.paragraph_format.page_break_before
    short = roll(criteria(project("专项工作", *numbered(MOST_IN_TEXT, "2月上旬"))))
    assert notice(sheet_of("甲", short), TABLES, 2021).annex is None
    assert "附件" not in read(notice_docx(sheet_of("甲", short), TABLES, 2021))


def test_whoever_has_nothing_open_or_has_left_gets_none() -> None:
    who = People.model_validate({
        "people": [{"name": "甲", "until": "2021-05-31", "successor": "乙"}, {"name": "乙"}, {"name": "丙"}]
    })  # fmt: skip
    whole = roll(who=who)
    assert [name for name in whole.names if is_wanted(sheet_of(name, whole))] == ["乙"]
    assert list(papers_of(whole)) == ["领导小组报告.docx", "股室/督办通知-办公室.docx", "个人/督办通知-乙.docx"]


def test_names_of_papers_are_names_of_files() -> None:
    place = {**project("专项工作", *numbered(1, "2月上旬")), "owners": {"offices": ["办/公:室"], "people": []}}
    assert "股室/督办通知-办_公_室.docx" in papers_of(roll(criteria(place)))


def test_leaders_are_asked_for_what_only_they_can_settle() -> None:
    late = Planned("第一次检查", date(2021, 6, 30), PlanState.OVERDUE, 135)
    said = told(leaders_paper(roll(), [late]))
    assert "3条材料中，缺失3条。按时限看，逾期1条，近期到期1条，没有期限1条。" in said
    assert "办公室|3|3|1" in said
    assert "1.1.1|年度计划|办公室、甲|275天" in said
    assert "1．条目1.1.1这1条已经逾期，一份材料也没有" in said
    assert "2．条目1.1.3这1条没有齐全，原表也没有期限" in said
    assert "3．计划的第一次检查已经过期没有做" in said


def test_nothing_to_decide_is_said() -> None:
    nothing = roll(criteria(project("专项工作", *numbered(1, "12月下旬"))))
    assert told(leaders_paper(nothing)).endswith("请领导小组决定的事\n1．没有。")


@pytest.mark.parametrize(
    "make", [lambda: notice_docx(sheet_of("甲", roll()), TABLES, 2021), lambda: leaders_docx(roll())]
)
def test_the_same_check_gives_the_same_paper(make) -> None:  # type: ignore[no-untyped-def]
    assert make() == make()


def many_offices() -> Roll:
    """Thirty offices with long names, each with ten overdue items of long texts."""
    places = []
    for at in range(1, 31):
        items = [
            item(
                f"{at}.1.{one}",
                "开展精神文明建设工作的年度实施方案和总结" * 4,
                [{"id": "a", "type": "方案"}],
                due="2月上旬",
            )
            for one in range(1, 11)
        ]
        owners = {"offices": [f"第{at}综合行政审批服务协调办公室"], "people": [f"干部{at}"]}
        places.append({**project("专项工作", *items, no=f"{at}.1"), "owners": owners})
    return roll(criteria(*places))


def test_of_many_the_first_are_shown_and_the_rest_counted() -> None:
    said = told(leaders_paper(many_offices()))
    assert "其余20个|200|200|200" in said
    assert "逾期最久的（逾期共300条）" in said
    assert len(re.findall(r"275天", said)) == MOST_OVERDUE


def week_of(whole: Roll) -> list[Week]:
    """A week in which everything came due and went overdue."""
    now = whole.sets[0].judgement
    before = judge(
        whole.sets[0].criteria, matched([], whole.sets[0].criteria), settings(), people(), as_of=date(2021, 1, 1)
    )
    return [Week(now, compare(before, now), before.as_of, now.items[:20], ("没有做成",))]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_leaders_read_two_pages_at_most(tmp_path: Path) -> None:
    whole = many_offices()
    late = Planned("第一次检查", date(2021, 6, 30), PlanState.OVERDUE, 135)
    (tmp_path / "a.docx").write_bytes(leaders_docx(whole))
    (tmp_path / "b.docx").write_bytes(leaders_docx(whole, [late], week_of(whole)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in ("a.pdf", "b.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as pages:
            assert len(pages) <= 2

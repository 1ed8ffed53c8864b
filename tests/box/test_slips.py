"""Slips (代替页): a recorded paper or page is a piece of its box, with its row, its number and its sheet."""

import io
from pathlib import Path

import docx
import pytest

from small_archive import Archive, text_of, tree
from wenming_cli.box.plan import Slip
from wenming_cli.box.slips import slip_sheets
from wenming_cli.box.verify import verify
from wenming_cli.model.matching import Activity

GOLDEN = Path(__file__).parent / "golden" / "slips"
FIRST = "第01盒 1.1 干部队伍建设"
URL = "https://www.example.cn/news/2021/7?id=1&from=微信"


@pytest.fixture
def stated(filled: Archive) -> Archive:
    """The small archive with papers in the cabinet and pages on the net."""
    filled.state("paper", "1.1.1", title="理论学习制度（手册）", day="2021-01-08", pages=24, shelf="2号柜3层")
    filled.state("paper", "1.1.2", "host", title="主持词", count=2, by=None)
    filled.state("link", "3.2", url=URL, title="志愿服务报道", day="2021-07-05")
    filled.state("link", "3.2", url="https://example.cn/")
    return filled


def approved(name: str, said: str, update: bool) -> None:
    """Hold *said* against an approved file."""
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


def test_folders_catalogues_and_slips(stated: Archive, golden_update: bool) -> None:
    report = stated.build()
    assert (report.pieces, report.slips, report.copied) == (8, 4, 4)
    built = tree(stated.out)
    approved("tree.txt", "".join(f"{path}\n" for path in sorted(built) if not path.endswith(".xlsx")), golden_update)
    names = [path for path in sorted(built) if path.endswith("盒内目录.docx")]
    approved("盒内目录.txt", "\n".join(text_of(built[path]) for path in names), golden_update)
    names = [slip.path for box in stated.plan().boxes for slip in box.slips]
    approved("代替页.txt", "\n".join(text_of(built[path]) for path in names), golden_update)
    approved("说明.txt", built["说明.txt"].decode("utf-8-sig").replace("\r\n", "\n"), golden_update)
    assert verify(stated.out).whole


def test_without_records_nothing_speaks_of_slips(filled: Archive) -> None:
    filled.build()
    assert "代替页" not in (filled.out / "说明.txt").read_text(encoding="utf-8-sig")


def test_slips_are_numbered_in_filing_order(archive: Archive) -> None:
    """Requirement, then day, papers and slips alike."""
    archive.add("图.jpg", ("1.1.2", "photos", "sure"), date="2021-06-05")
    archive.add("总结.docx", ("1.1.2", "sum", "sure"), date="2021-01-01")
    archive.state("paper", "1.1.2", "plan", title="方案", day="2021-12-01")
    archive.state("paper", "1.1.2", "photos", title="相册", day="2021-06-04")
    archive.state("paper", "1.1.2", "sum", title="另一份总结")
    names = [one.path.rpartition("/")[2] for one in archive.plan().boxes[0].pieces]
    assert names == [
        "001 纸质件 方案.docx",
        "002 纸质件 相册.docx",
        "003 图.jpg",
        "004 总结.docx",
        "005 纸质件 另一份总结.docx",
    ]


def test_a_slip_goes_with_the_event_of_its_day(archive: Archive) -> None:
    archive.activities += [Activity("e1", "三月", "2021-03-01", ()), Activity("e2", "六月", "2021-06-01", ())]
    for event, month in (("e1", "三月"), ("e2", "六月")):
        archive.add(f"{month}案.docx", ("1.1.2", "plan", "sure"), activity=event)
        archive.add(f"{month}图.jpg", ("1.1.2", "photos", "sure"), activity=event)
    archive.state("paper", "1.1.2", "host", title="三月主持词", day="2021-03-01")
    names = [one.path.rpartition(" ")[2] for one in archive.plan().boxes[0].pieces]
    assert names == ["三月案.docx", "三月主持词.docx", "三月图.jpg", "六月案.docx", "六月图.jpg"]


def test_a_record_that_names_no_requirement_is_filed_under_the_first(archive: Archive) -> None:
    archive.add("案.docx", ("1.1.2", "plan", "sure"), date="2021-06-05")
    archive.add("图.jpg", ("1.1.2", "photos", "sure"), date="2021-06-05")
    archive.state("paper", "1.1.2", None, title="道德讲堂")
    pieces = archive.plan().boxes[0].pieces
    assert [isinstance(one, Slip) for one in pieces] == [False, True, False]


def test_what_is_not_evidence_makes_no_slip(filled: Archive) -> None:
    before = filled.plan()
    filled.state("date", "1.1.1", None, day="2021-06-30")
    filled.state("waive", "1.1.2", None, why="没有")
    filled.state("none", "3.2", None)
    filled.state("paper", "9.9.9", title="别的体系的")
    assert filled.plan() == before


def test_a_name_that_no_system_takes_is_made_fit(archive: Archive) -> None:
    archive.state("paper", "1.1.1", title='会议/记录: "甲"？*' + "很长的题名" * 30)
    (slip,) = archive.plan().boxes[0].slips
    name = slip.path.rpartition("/")[2]
    assert name.startswith("001 纸质件 会议_记录_ _甲_")
    assert name.endswith(".docx")
    assert len(slip.path) <= 150
    archive.build()
    assert verify(archive.out).whole


def test_built_again_nothing_changes(stated: Archive) -> None:
    stated.build()
    assert stated.build().unchanged
    stated.build(out=stated.folder / "另一个")
    assert tree(stated.out) == tree(stated.folder / "另一个")
    assert slip_sheets(stated.plan()) == slip_sheets(stated.plan())


def test_a_record_taken_back_leaves_the_box(stated: Archive) -> None:
    stated.build()
    stated.records.pop(0)
    report = stated.build()
    assert (report.slips, report.foreign, report.edited) == (3, (), ())
    assert [path for path in tree(stated.out) if "纸质件 理论" in path] == []
    assert verify(stated.out).whole


def test_a_paper_before_it_leaves_a_slip_its_number(stated: Archive) -> None:
    stated.build()
    stated.add("一/0.docx", ("1.1.1", "a", "sure"), date="2020-12-01")
    stated.build()
    (name,) = [path for path in tree(stated.out) if "纸质件 理论" in path]
    assert name.rpartition("/")[2].startswith("001 ")
    assert f"{FIRST.replace(' ', '　', 1)}　001号" in text_of((stated.out / name).read_bytes())


@pytest.mark.parametrize("harm", ["delete", "change"])
def test_a_harmed_slip_is_found_and_made_good(stated: Archive, harm: str) -> None:
    stated.build()
    slip = next(stated.out.rglob("* 纸质件 理论*"))
    whole = slip.read_bytes()
    slip.unlink() if harm == "delete" else slip.write_bytes(b"signed")
    found = verify(stated.out)
    assert (len(found.missing), len(found.changed)) == ((1, 0) if harm == "delete" else (0, 1))
    report = stated.build()
    assert slip.read_bytes() == whole
    assert len(report.edited) == (harm == "change")
    if harm == "change":
        assert (stated.out / report.edited[0][1]).read_bytes() == b"signed"


def test_a_box_left_alone_keeps_its_slips(stated: Archive) -> None:
    stated.build()
    before = tree(stated.out / FIRST)
    stated.state("paper", "1.1.1", title="新来的")
    stated.build("3")
    assert tree(stated.out / FIRST) == before
    assert verify(stated.out).whole
    table = docx.Document(io.BytesIO((stated.out / "总目录.docx").read_bytes())).tables[0]
    lines = {row.cells[0].text: row.cells[-1].text for row in table.rows}
    assert lines["第01盒"] == "本次未更新，以盒内目录为准"

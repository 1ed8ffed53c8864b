"""An export on the disk: whole or not at all, what people filled in kept, the same bytes every time."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from wenming_cli.errors import NotWrittenError, OfflineError
from wenming_cli.export.build import ExportReport, Piece, Wanted, Ways, export
from wenming_cli.export.plan import ExportPlan, Held, Indicator, Whose, plan_export
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import ExportRules

FORM = "01-1.1.1-制度/说明报告.docx"
PAPER = Record.model_validate(
    {"id": "R1", "do": "paper", "item": "1.1.1", "title": "党组会议记录", "pages": 3, "shelf": "二楼柜"}
)


class Desk:
    """Evidence on a disk, workers that make two pieces of every PDF and none of broken pictures, and exports of it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.out = folder / "证据", folder / "网申包"
        self.root.mkdir()
        self.noted: list[ExportReport] = []
        self.note: Callable[[ExportReport], None] = self.noted.append

    def content(self, name: str, data: bytes, **reading: object) -> Evidence:
        (self.root / name).write_bytes(data)
        made = Reading.model_validate({"sha256": hashlib.sha256(data).hexdigest(), **reading})
        return Evidence(made, (Place("证据", name, len(data), 0),))

    def plan(self, **rules: object) -> ExportPlan:
        contents = (
            self.content("制度.docx", b"system", title="理论学习制度", pages=3, date="2021-03-04"),
            self.content("合订.pdf", b"p" * 3000, format="pdf", pages=2),
            self.content("坏.jpg", b"j" * 3000, format="jpg", carrier="照片"),
        )
        held = (Held("道德讲堂", "2021-06-05", 1),)
        rows = [
            Indicator(1, "1.1.1", "制度", "制度；", (*contents, PAPER), held, missing=("缺签到表",), asked=2),
            Indicator(2, "1.1.2", "计划", "计划；"),
        ]
        limits = ExportRules.model_validate({"pdf_mb": 0.002, "picture_mb": 0.002, **rules})
        return plan_export(rows, 2, Whose("青澜县审计局", 2021, "2021-11-12", "small"), limits, {})

    def fit(self, wanted: Sequence[Wanted]) -> Iterator[Piece]:
        for one in reversed(wanted):
            if one.file.evidence.reading.format == "jpg":
                yield Piece(one, None, said="图片不完整")
            else:
                yield Piece(one, b"part %d" % one.start, 1, 1 if one.start == 0 else None, f"原件第{one.start + 1}页")

    def export(self, **rules: object) -> ExportReport:
        ways = Ways({"证据": self.root}, self.fit, self.note, lambda done, total: None)
        return export(self.plan(**rules), self.out, ways)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_lies_there(desk: Desk) -> None:
    report = desk.export()
    found = tree(desk.out)
    assert sorted(found) == [
        "01-1.1.1-制度/01-制度.docx",
        "01-1.1.1-制度/02-合订-1.pdf",
        "01-1.1.1-制度/02-合订-2.pdf",
        "01-1.1.1-制度/03-坏.jpg",
        "01-1.1.1-制度/说明报告.docx",
        "02-1.1.2-计划/说明报告.docx",
        "sha256.txt",
        "交付清单.docx",
        "交付清单.xlsx",
    ]
    assert found["01-1.1.1-制度/02-合订-2.pdf"] == b"part 1"
    assert (report.files, report.made, report.unfitted) == (4, 1, (("01-1.1.1-制度/03-坏", "图片不完整"),))
    assert desk.noted == [report]


def test_the_sums_are_those_of_the_files(desk: Desk) -> None:
    report = desk.export()
    found = tree(desk.out)
    sums = found.pop("sha256.txt")
    assert report.sums == hashlib.sha256(sums).hexdigest()
    lines = dict(reversed(line.split("  ", 1)) for line in sums.decode().splitlines())
    assert lines == {path: hashlib.sha256(data).hexdigest() for path, data in found.items()}


def test_the_delivery_note(desk: Desk) -> None:
    desk.export()
    rows = [
        row for row in openpyxl.load_workbook(desk.out / "交付清单.xlsx").active.values if row[0] is not None or row[1]
    ]
    said = [tuple(cell for cell in row if cell not in (None, "")) for row in rows[3:]]
    sums = [hashlib.sha256(data).hexdigest() for data in (b"system", b"part 0", b"part 1", b"j" * 3000)]
    assert said == [
        ("1.1.1　制度；",),
        (1, "01-制度.docx", "理论学习制度", 3, 6, sums[0]),
        (2, "02-合订-1.pdf", 1, 6, sums[1], "原件第1页"),
        (3, "02-合订-2.pdf", 1, 6, sums[2], "原件第2页"),
        (4, "03-坏.jpg", 3000, sums[3], "原样放入：图片不完整"),
        ("（不是文件）", "党组会议记录，3页，纸质件，存放在二楼柜（登记R1）", 3, "现场提供"),
        ("（缺）", "缺签到表"),
        ("（没有导出）", "待确认的文件2个，确认后再导出"),
        ("1.1.2　计划；",),
        ("共 2 个指标，4 个文件，5 页（其中 1 个未计页数），3018 字节。",),
        ("纸质件、链接 1 件现场提供；1 个指标还有缺的材料。",),
        ("移交人：　　　　　　　　接收人：　　　　　　　　日期：　　　　年　　月　　日",),
    ]


def test_again_gives_the_same_bytes(desk: Desk) -> None:
    desk.export()
    first = tree(desk.out)
    desk.export()
    assert tree(desk.out) == first


def test_zips_have_the_files_and_one_date(desk: Desk) -> None:
    desk.export(zip="true", name="ascii")
    first = tree(desk.out)
    assert sorted(first) == [
        "01-1.1.1-report.docx",
        "01-1.1.1.zip",
        "02-1.1.2-report.docx",
        "delivery-note.docx",
        "delivery-note.xlsx",
        "sha256.txt",
    ]
    with zipfile.ZipFile(desk.out / "01-1.1.1.zip") as packed:
        assert packed.namelist() == ["01.docx", "02-1.pdf", "02-2.pdf", "03.jpg"]
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("01.docx") == b"system"
    desk.export(zip="true", name="ascii")
    assert tree(desk.out) == first


def test_a_filled_report_stays_however_often_it_is_exported(desk: Desk) -> None:
    desk.export()
    (desk.out / FORM).write_bytes(b"filled in")
    for _ in range(3):
        assert desk.export().kept == (FORM,)
        assert (desk.out / FORM).read_bytes() == b"filled in"


@pytest.mark.parametrize("path", ["我的.txt", "01-1.1.1-制度/01-制度.docx", "01-1.1.1-制度/补充.jpg"])
def test_what_else_people_put_there_stops_it(desk: Desk, path: str) -> None:
    desk.export()
    (desk.out / path).write_bytes(b"theirs")
    before = tree(desk.out)
    with pytest.raises(NotWrittenError, match="人工放进或改过"):
        desk.export()
    assert tree(desk.out) == before


@pytest.mark.parametrize("name", ["a.txt", "sha256.txt"])
def test_a_folder_that_is_not_ours_is_not_touched(desk: Desk, name: str) -> None:
    desk.out.mkdir()
    (desk.out / name).write_text("别人的", encoding="utf-8")
    with pytest.raises(NotWrittenError, match="不是 wenming 导出的"):
        desk.export()
    assert tree(desk.out) == {name: "别人的".encode()}
    assert desk.noted == []


@pytest.mark.parametrize("earlier", [False, True])
def test_nothing_leaves_that_could_not_be_noted(desk: Desk, earlier: bool) -> None:
    if earlier:
        desk.export()
    before = tree(desk.out)

    def full(report: ExportReport) -> None:
        raise NotWrittenError("磁盘满了", remedy="清理")

    desk.note = full
    with pytest.raises(NotWrittenError):
        desk.export(name="ascii")
    assert tree(desk.out) == before
    assert [path.name for path in desk.out.parent.iterdir() if path.name.startswith(".")] == []


def test_an_evidence_root_that_is_away_stops_it(desk: Desk) -> None:
    plan = desk.plan()
    ways = Ways({"证据": desk.root / "不在"}, desk.fit, desk.note, lambda done, total: None)
    with pytest.raises(OfflineError):
        export(plan, desk.out, ways)
    assert not desk.out.exists()

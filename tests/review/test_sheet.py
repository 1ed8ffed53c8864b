"""待确认表: what is asked, how it stands in the workbook, and what comes back from it."""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.decision import Decision, Verb
from wenming_cli.model.evidence import Evidence, Part, Place, Problem, Reading
from wenming_cli.model.matching import Activity, Candidate, Matching, Signal, Standing, State
from wenming_cli.model.workspace import Settings
from wenming_cli.read.thumbnail import has_thumbnail, thumbnail_jobs
from wenming_cli.read.thumbnail import work as shrink
from wenming_cli.read.workbook import work as read_workbook
from wenming_cli.review.answers import answers_of
from wenming_cli.review.filled import filled_rows, lost_columns
from wenming_cli.review.items import known_items
from wenming_cli.review.links import link_to
from wenming_cli.review.settle import Hand, Outcome, settle, stands
from wenming_cli.review.sheet import form_of, stamp_of
from wenming_cli.typeset.form import LONGEST_LIST, Choice, FormRow, choices
from wenming_cli.typeset.form_xlsx import form_xlsx

ITEMS = (
    ("1.1", "理论学习制度；", ("a",)),
    ("1.10", "道德讲堂活动的照片", ("photos", "plan")),
    ("2.1", '端午节活动，“我们的节日”, "包粽子"', ("photos",)),
    ("3.1", "志愿服务", ("photos", "sum")),
    ("B1", "荣誉称号", ()),
)
SETTINGS = Settings.model_validate({"unit": {"name": "青澜县审计局"}, "year": 2021, "criteria": ["small"]})
HAND = Hand("张三", "2021-11-12T10:00:00+08:00")
Filling = dict[str, tuple[Any, Any, Any]]


def criteria() -> CriteriaSet:
    items = [{"id": item, "text": text, "requires": [{"id": one} for one in ids]} for item, text, ids in ITEMS]
    head = {"id": "small", "title": "小", "year": 2021, "unit": "某局", "plan": {"title": "方案", "issuer": "县"}}
    project = {"no": "1", "title": "项目", "standards": ["好"], "items": items}
    return CriteriaSet.model_validate(
        {"head": head, "categories": [{"category": {"no": "一", "title": "类别"}, "projects": [project]}]}
    )


@dataclass
class Desk:
    """A small archive with its questions."""

    standings: list[Standing] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def add(
        self, path: str, *scores: tuple[str, float], state: State = State.TO_CONFIRM, members: tuple[Standing, ...] = (),
        **reading: Any,
    ) -> str:  # fmt: skip
        sha256 = hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()
        evidence = Evidence(Reading(sha256=sha256, **reading), (Place("证据", path, 1, 0),))
        candidates = tuple(Candidate(item, "a", score, (Signal("words", score, "词"),)) for item, score in scores)
        reason = None if state is State.UNCLAIMED else "拿不准"
        self.standings.append(Standing(evidence, state, (), candidates, (), reason, members))
        return sha256

    def event(self, name: str, *members: str) -> None:
        self.activities.append(Activity(name, name, "2021-06-12", members))

    @property
    def matching(self) -> Matching:
        return Matching(tuple(self.standings), tuple(self.activities))

    def form(self, pictures: dict[str, tuple[bytes, int, int]] | None = None) -> bytes:
        made = form_of(
            criteria(),
            self.matching,
            SETTINGS,
            "2021-11-12",
            lambda place: link_to(Path("/w", place.root, place.path), Path("/w")),
        )
        return form_xlsx(made, pictures or {})

    def settled(self, sheets: Any, decisions: list[Decision] | None = None) -> Outcome:
        known = known_items([criteria()])
        answers = answers_of(filled_rows(sheets), stamp_of(criteria(), SETTINGS), known)
        past = self.decisions if decisions is None else decisions
        return settle(answers, self.matching.all, past, known, HAND)

    def answered(self, filling: Filling, tmp_path: Path, data: bytes | None = None) -> Outcome:
        return self.settled(given_back(data or self.form(), filling, tmp_path))


def filled_in(data: bytes, filling: Filling) -> openpyxl.Workbook:
    """The workbook after a person has filled in rows, named by their number."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        heads = {cell.value: cell.column for cell in sheet[3]} if sheet.max_row > 2 else {}
        for row in sheet.iter_rows(min_row=4):
            for head, value in zip(("答案", "其他条目", "备注"), filling.get(str(row[0].value), ()), strict=False):
                sheet.cell(row[0].row, heads[head]).value = value
    return book


def given_back(data: bytes, filling: Filling, tmp_path: Path) -> Any:
    path = tmp_path / "回.xlsx"
    filled_in(data, filling).save(path)
    return cells(path)


def cells(path: Path) -> Any:
    return read_workbook({"path": str(path)})["sheets"]


def words(outcome: Outcome) -> list[tuple[str, str | None, str | None]]:
    """What is decided: file name, verb and item, requirement."""
    return [
        (one.path.rsplit("/", 1)[-1], f"{one.do} {one.item}", one.requirement) if one.item else (one.path.rsplit("/", 1)[-1], str(one.do), None)
        for one in outcome.decisions
    ]  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    photos = [
        made.add(f"端午/粽子{at}.jpg", ("2.1", 0.44), ("3.1", 0.3), carrier="照片", format="jpg") for at in (1, 2, 3)
    ]
    made.event("端午包粽子", *photos)
    made.add("一/制度.docx", ("1.1", 0.4), ("1.10", 0.1))
    made.add("杂/菜单.txt", ("1.1", 0.1), state=State.UNCLAIMED)
    made.add("杂/坏.pdf", state=State.UNREADABLE, problem=Problem.ENCRYPTED)
    made.add("密/底稿.docx", ("1.1", 0.9), state=State.WITHHELD, secrecy="秘密★")
    made.add("一/定了.docx", ("1.1", 0.9), state=State.MATCHED)
    return made


def test_what_is_asked(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(desk.form()))
    assert book.sheetnames == ["说明", "待确认", "未认领", "读不了", "条目"]
    assert book.active.title == "待确认"
    rows = [[cell.value for cell in row[:7]] for row in book["待确认"].iter_rows(min_row=4)]
    assert [(row[0], row[2]) for row in rows] == [
        ("1", "端午包粽子（3个文件）"), ("1-1", "证据/端午/粽子1.jpg"), ("1-2", "证据/端午/粽子2.jpg"),
        ("1-3", "证据/端午/粽子3.jpg"), ("2", "证据/一/制度.docx"),
    ]  # fmt: skip
    assert rows[0][5].startswith("2.1 端午节活动")
    assert rows[4][6] == "拿不准\n依据：词"
    assert [row[0].value for row in book["未认领"].iter_rows(min_row=4)] == ["3"]
    assert "有打开密码" in book["读不了"]["G4"].value
    assert [row[0].value for row in book["条目"].iter_rows(min_row=2)] == [item for item, _, _ in ITEMS]
    assert "底稿" not in "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_workbook_is_fit_to_be_worked_with(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(desk.form()))["待确认"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:Q8"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert [sheet.column_dimensions[name].hidden for name in "AJK"] == [False, False, True]
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert lists["H4"].formula1 == '"2.1 端午节活动，“…,3.1 志愿服务,都不是,忽略,以后再说"'
    assert lists["I4"].formula1 == "条目!$A$2:$A$6"
    assert lists["H4"].showErrorMessage
    assert not lists["I4"].showErrorMessage
    assert sheet["H4"].number_format == sheet["I4"].number_format == "@"
    assert sheet["D5"].hyperlink.target == "./证据/端午/粽子1.jpg".removeprefix("./")


def test_the_same_archive_gives_the_same_bytes(desk: Desk) -> None:
    assert desk.form() == desk.form()


def test_a_group_answer_counts_for_all_and_a_files_own_comes_first(desk: Desk, tmp_path: Path) -> None:
    outcome = desk.answered(
        {"1": ("2.1 端午节活动，“…", None, "看过"), "1-2": ("忽略", None, "重了"), "1-3": ("以后再说", None, None)},
        tmp_path,
    )
    assert words(outcome) == [("粽子1.jpg", "pin 2.1", None), ("粽子2.jpg", "ignore", None)]
    assert [(one.why, one.by, one.at) for one in outcome.decisions] == [("看过", *_hand()), ("重了", *_hand())]
    assert outcome.refused == ()


def _hand() -> tuple[str, str]:
    return "张三", HAND.at


@pytest.mark.parametrize(
    ("answer", "other", "expected"),
    [
        pytest.param("都不是", None, [("制度.docx", "reject 1.1", None)], id="none of what was offered"),
        pytest.param("都不是", "3.1", [("制度.docx", "pin 3.1", None)], id="none of them, but that"),
        pytest.param(None, "1.10/plan", [("制度.docx", "pin 1.10", "plan")], id="an item with a requirement"),
        pytest.param("１．１", None, [("制度.docx", "pin 1.1", None)], id="full width"),
        pytest.param("1.10道德讲堂", None, [("制度.docx", "pin 1.10", None)], id="words without a blank"),
        pytest.param("1.10", "1.10/photos", [("制度.docx", "pin 1.10", "photos")], id="the same item twice"),
        pytest.param("B1", None, [("制度.docx", "pin B1", None)], id="a letter"),
        pytest.param(" 忽略。", None, [("制度.docx", "ignore", None)], id="a full stop"),
        pytest.param("以后再说", None, [], id="later"),
    ],
)
def test_answers(answer: Any, other: Any, expected: Any, desk: Desk, tmp_path: Path) -> None:
    outcome = desk.answered({"2": (answer, other, None)}, tmp_path)
    assert words(outcome) == expected
    assert outcome.refused == ()


@pytest.mark.parametrize(
    ("answer", "other", "why"),
    [
        pytest.param("9.9", None, "没有条目“9.9”", id="no such item"),
        pytest.param("1.10/nope", None, "没有材料要求“nope”（可用：photos、plan）", id="no such requirement"),
        pytest.param("1.1", "3.1", "不一样", id="two items"),
        pytest.param("忽略", "3.1", "不一样", id="ignored and filed"),
        pytest.param("1.1、3.1", None, "写了2条", id="two in one cell"),
        pytest.param(1.1, None, "看不出是1.1还是1.10", id="a number that may be two items"),
        pytest.param(7.5, None, "没有条目“7.5”", id="a number that is none"),
        pytest.param("2021-03-01 00:00:00", None, "改成了日期", id="an id that became a day"),
        pytest.param("对", None, "没有条目“对”", id="words"),
    ],
)
def test_answers_that_can_not_stand(answer: Any, other: Any, why: str, desk: Desk, tmp_path: Path) -> None:
    outcome = desk.answered({"1": ("2.1", None, None), "2": (answer, other, None)}, tmp_path)
    assert [(one.where, one.path) for one in outcome.refused] == [("待确认 第8行", "证据/一/制度.docx")]
    assert why in outcome.refused[0].why
    assert len(outcome.steps) == 3, "good rows are kept"


def test_a_number_that_is_one_item_is_that_item(desk: Desk, tmp_path: Path) -> None:
    assert words(desk.answered({"2": (3.1, None, None)}, tmp_path)) == [("制度.docx", "pin 3.1", None)]


def test_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    filling: Filling = {"1": ("2.1", None, None), "2": ("都不是", None, None), "3": ("忽略", None, None)}
    first = desk.answered(filling, tmp_path)
    assert len(first.decisions) == 5
    desk.decisions += first.decisions
    again = desk.answered(filling, tmp_path)
    assert (again.steps, again.unchanged, again.refused) == ((), 5, ())


def test_a_later_answer_takes_the_place_of_an_earlier_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.decisions += desk.answered({"2": ("1.1", None, None)}, tmp_path).decisions
    (step,) = desk.answered({"2": ("3.1", None, None)}, tmp_path).steps
    assert step.before == "张三原来指定 1.1"


def test_what_is_gone_changed_or_withheld_is_refused(desk: Desk, tmp_path: Path) -> None:
    data = desk.form()
    desk.standings = [one for one in desk.standings if "粽子2" not in one.evidence.place.path]
    paper = next(one for one in desk.standings if "制度" in one.evidence.place.path)
    desk.standings[desk.standings.index(paper)] = Standing(paper.evidence, State.WITHHELD)
    outcome = desk.answered({"1": ("2.1", None, None), "2": ("1.1", None, None)}, tmp_path, data)
    assert words(outcome) == [("粽子1.jpg", "pin 2.1", None), ("粽子3.jpg", "pin 2.1", None)]
    assert [one.where for one in outcome.refused] == ["待确认 第6行", "待确认 第8行"]
    assert "不在证据文件夹里" in outcome.refused[0].why
    assert "暂扣" in outcome.refused[1].why


def test_a_file_that_moved_keeps_its_answer(desk: Desk, tmp_path: Path) -> None:
    data = desk.form()
    paper = next(one for one in desk.standings if "制度" in one.evidence.place.path)
    moved = Evidence(paper.evidence.reading, (Place("证据", "二/新名.docx", 1, 0),))
    desk.standings[desk.standings.index(paper)] = Standing(moved, State.TO_CONFIRM)
    assert words(desk.answered({"2": ("1.1", None, None)}, tmp_path, data)) == [("新名.docx", "pin 1.1", None)]


def rearranged(desk: Desk, tmp_path: Path, change: Any, filling: Filling) -> Outcome:
    """The outcome after a person has worked on the sheet 待确认 itself."""
    book = filled_in(desk.form(), filling)
    change(book["待确认"])
    book.save(tmp_path / "回.xlsx")
    return desk.settled(cells(tmp_path / "回.xlsx"))


def test_rows_torn_apart_by_sorting_some_columns_are_refused(desk: Desk, tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        for column in range(1, 11):
            one, other = sheet.cell(5, column), sheet.cell(8, column)
            one.value, other.value = other.value, one.value

    outcome = rearranged(desk, tmp_path, swap, {"2": ("1.1", None, None)})
    assert outcome.steps == ()
    assert "序号对不上" in outcome.refused[0].why


def test_columns_may_be_added_and_rows_sorted(desk: Desk, tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for at, row in enumerate(reversed(rows), start=4):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value
        sheet.insert_cols(2)
        sheet.insert_rows(1)

    outcome = rearranged(desk, tmp_path, work, {"1": ("2.1", None, None), "2": ("1.1", None, None)})
    assert len(outcome.steps) == 4
    assert outcome.refused == ()


def test_a_row_copied_with_another_answer_is_refused(desk: Desk, tmp_path: Path) -> None:
    def copy(sheet: Any) -> None:
        for column, cell in enumerate([cell.value for cell in sheet[8]], start=1):
            sheet.cell(9, column).value = "忽略" if column == 8 else cell

    outcome = rearranged(desk, tmp_path, copy, {"2": ("1.1", None, None)})
    assert [one.where for one in outcome.refused] == ["待确认 第8行", "待确认 第9行"]
    assert outcome.steps == ()


def test_a_row_of_another_sheet_and_one_without_marks(desk: Desk, tmp_path: Path) -> None:
    def paste(sheet: Any) -> None:
        sheet.cell(8, 17).value = "wenming1:small:000000000000"
        sheet.cell(9, 1).value, sheet.cell(9, 8).value = "9", "1.1"

    outcome = rearranged(desk, tmp_path, paste, {"2": ("1.1", None, None)})
    assert [one.why[:6] for one in outcome.refused] == ["这一行是从别", "认不出是哪个"]


def test_a_lost_column_is_named(desk: Desk, tmp_path: Path) -> None:
    book = filled_in(desk.form(), {})
    book["待确认"].delete_cols(8)
    book.save(tmp_path / "回.xlsx")
    assert lost_columns(cells(tmp_path / "回.xlsx")) == ("答案",)


def test_what_is_no_workbook(tmp_path: Path) -> None:
    for at, data in enumerate((b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 ole", b"text")):
        path = tmp_path / f"{at}.xlsx"
        path.write_bytes(data)
        assert "problem" in read_workbook({"path": str(path)})


HOSTILE = (
    "=cmd|' /C calc'!A0.jpg",
    "+1.docx",
    "@SUM(A1).docx",
    "a\u202egnp.jpg",
    "[/red]#1 100% x.jpg",
    "换\n行.docx",
    "长" * 300 + ".docx",
    "C:x.docx",
    "a\\b.docx",
    "\udcb0\udcb2.doc",
)


def test_hostile_names_end_as_text(tmp_path: Path) -> None:
    desk = Desk()
    for name in HOSTILE:
        desk.add(name, ("1.1", 0.4))
    desk.add("=1+1/活动1.jpg", ("1.1", 0.4))
    desk.event("=HYPERLINK(1)", desk.standings[0].evidence.sha256, desk.standings[-1].evidence.sha256)
    data = desk.form()
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                assert not {"\u202e", "\x1b"} & set(str(cell.value))
    links = [row[3].hyperlink.target for row in book["待确认"].iter_rows(min_row=4) if row[3].hyperlink]
    assert all(link.startswith("证据/") for link in links)
    assert (
        "证据/[/red]#1 100% x.jpg".replace("[", "%5B")
        .replace("]", "%5D")
        .replace("#", "%23")
        .replace("% x", "%25 x")
        .replace(" ", "%20")
        in links
    )
    outcome = desk.answered({str(at): ("1.1", None, None) for at in range(1, 20)}, tmp_path, data)
    assert len(outcome.steps) == len(desk.standings)


def test_lists_are_never_too_long() -> None:
    offered = tuple(Choice(f"1.2.{at}", "很长的文字" * 20) for at in range(40))
    row = FormRow("1", "1", "件", "x", "", "", "", offered=offered)
    assert len(",".join(choices(row))) <= LONGEST_LIST
    assert choices(row)[-3:] == ("都不是", "忽略", "以后再说")


def test_members_of_a_pack_are_asked_for_themselves_and_those_of_a_withheld_one_not_at_all() -> None:
    desk = Desk()
    for name, state in (("三月.zip", State.TO_CONFIRM), ("密.zip", State.WITHHELD)):
        inner = Desk()
        inner.add(name, ("1.1", 0.4))
        one = inner.standings[0]
        member = Standing(
            Evidence(Reading(sha256=f"{name}!"), (Place("证据", name, 1, 0, member="!表.docx"),)),
            State.TO_CONFIRM,
            (),
            one.candidates,
        )
        part = Part(address="!表.docx", carrier="文档", reading=member.evidence.reading)
        desk.add(name, ("1.1", 0.4), state=state, members=(member,), carrier="压缩包", parts=(part,))
    book = openpyxl.load_workbook(io.BytesIO(desk.form()))
    assert [row[2].value for row in book["待确认"].iter_rows(min_row=4)] == ["证据/三月.zip!表.docx"]
    assert book["待确认"]["D4"].hyperlink.target == "证据/三月.zip"


@pytest.mark.parametrize(
    ("past", "word", "expected"),
    [
        pytest.param([], "pin 1", False, id="nothing yet"),
        pytest.param(["pin 1"], "pin 1", True, id="said before"),
        pytest.param(["pin 1", "pin 2"], "pin 1", False, id="another since"),
        pytest.param(["pin 1", "ignore"], "pin 1", False, id="ignored since"),
        pytest.param(["pin 1", "reject 1"], "pin 1", False, id="turned down since"),
        pytest.param(["pin 1", "reject 2"], "pin 1", True, id="another turned down"),
        pytest.param(["ignore", "pin 1"], "ignore", False, id="filed since"),
        pytest.param(["ignore"], "ignore", True, id="still ignored"),
        pytest.param(["reject 1", "share 1"], "reject 1", False, id="shared since"),
        pytest.param(["reject 1", "pin 2"], "reject 1", True, id="still turned down"),
    ],
)
def test_whether_a_word_stands_already(past: list[str], word: str, expected: bool) -> None:
    assert stands(_word(word), [_word(one) for one in past]) is expected


def _word(text: str) -> Decision:
    verb, _, item = text.partition(" ")
    return Decision(do=Verb(verb), sha256="a", path="x", item=item or None, at="2021")


def picture(path: Path, size: tuple[int, int] = (400, 300), **more: Any) -> Path:
    Image.new("RGB", size, "red").save(path, **more)
    return path


def test_small_pictures_are_small_upright_and_bare(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "某手机"
    path = picture(tmp_path / "a.jpg", exif=exif)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    reading = Reading(sha256=sha256, format="jpg", carrier="照片")
    (job,) = thumbnail_jobs(
        [Evidence(reading, (Place("证据", "a.jpg", 1, 0),))], lambda _, name: str(tmp_path / name), 1 << 20
    )
    data, wide, high = shrink(job)["thumbnails"][sha256]
    assert (wide, high) == (120, 160)
    import base64

    small = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (small.size, small.format) == ((120, 160), "JPEG")
    assert not small.getexif()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff broken", b"not a picture"])
def test_a_picture_that_can_not_be_shown_is_left_out(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    job = {"path": str(path), "wanted": [hashlib.sha256(data).hexdigest()], "most_bytes": 1 << 20}
    assert shrink(job) == {"thumbnails": {}}


def test_which_contents_have_small_pictures() -> None:
    def shown(**reading: Any) -> bool:
        return has_thumbnail(Evidence(Reading(**{"sha256": "a", "format": "jpg", "carrier": "照片", **reading}), ()))

    assert shown()
    assert shown(carrier="截图", format="png")
    assert not shown(carrier="扫描件")
    assert not shown(secrecy="秘密★")
    assert not shown(problem=Problem.CORRUPT)
    assert not shown(format="mp4", carrier="音视频")

"""Which numbers keep what lies under them because their originals can't be read, and what stands in for these."""

from pathlib import Path

import pytest

from small_archive import Archive
from wenming_cli.box.before import read_before
from wenming_cli.box.unread import Hidden, copies_in, hidden_places, missed, stood_in
from wenming_cli.model.evidence import Evidence, Passed, Place, Problem, Reading
from wenming_cli.model.filed import Filed, FiledState
from wenming_cli.model.matching import State


def number(key: str, place: str, state: FiledState = FiledState.FIRST) -> Filed:
    return Filed(1, 0, "1.1.1", "001", state, key, "制度", ("a",), place, 1, "2021-11-12")


def content(sha256: str, *paths: str, problem: Problem | None = None) -> Evidence:
    return Evidence(Reading(sha256=sha256, problem=problem), tuple(Place("证据", path, 1, 1) for path in paths))


def named(name: str) -> str:
    return name.removeprefix(".").removesuffix(".icloud")


@pytest.mark.parametrize("problem", [one for one in Problem if one is not Problem.PACKED])
def test_every_problem_hides_its_place(problem: Problem) -> None:
    (hidden,) = hidden_places([content("unread", "甲/.制度.docx.icloud", problem=problem)], (), (), named)
    assert (hidden.shown, hidden.at, hidden.whole) == ("证据/甲/制度.docx", "甲/.制度.docx.icloud", False)


def test_what_was_read_listed_decided_or_left_out_on_purpose_hides_nothing() -> None:
    evidence = [
        content("a", "好.docx"),
        content("b", "包.zip", problem=Problem.PACKED),
        content("c", "旧.xyz", problem=Problem.UNSUPPORTED),
    ]
    assert not list(hidden_places(evidence, [Passed("证据", "草稿.docx", "ignore 规则")], {"c"}, named))


SHUT = [
    pytest.param(Passed("证据", "甲", "文件夹打不开（拒绝访问），里面的文件没有看到", unseen=True), id="a folder"),
    pytest.param(Passed("证据", ".", "文件夹打不开（拒绝访问），里面的文件没有看到", unseen=True), id="a root"),
]


@pytest.mark.parametrize("shut", SHUT)
def test_all_in_a_folder_that_is_shut_is_missed(shut: Passed) -> None:
    (one,) = missed([number("k", "证据/甲/乙/制度.docx")], list(hidden_places((), [shut], (), named)), ())
    assert (one.by.root, one.path, one.by.why) == ("证据", "甲/乙/制度.docx", "文件夹打不开（拒绝访问）")


@pytest.mark.parametrize(
    ("row", "read"),
    [
        pytest.param(number("k", "证据/甲/制度.docx"), {"k"}, id="read at another place"),
        pytest.param(number("k", "证据/甲/制度.docx", FiledState.REMOVED), (), id="taken out before"),
        pytest.param(number("k", "证据/甲乙/制度.docx"), (), id="in a folder with a longer name"),
        pytest.param(number("R1", ""), (), id="a record"),
        pytest.param(number("", "证据/甲/制度.docx"), (), id="of an old box, content not known"),
    ],
)
def test_what_is_not_missed(row: Filed, read: set[str]) -> None:
    assert not missed([row], [Hidden("证据", "甲", "甲", "打不开", whole=True)], read)


def test_a_copy_takes_the_place_of_its_original() -> None:
    row = number("k", "证据/甲/制度.docx")
    evidence = [
        content("unread", "甲/.制度.docx.icloud", problem=Problem.NOT_DOWNLOADED),
        content("k", "乙/又一份.docx", problem=Problem.LOCKED),
        content("other", "丙.docx"),
        content("lost", "丁.docx", problem=Problem.CORRUPT),
    ]
    (one,) = missed([row], list(hidden_places(evidence, (), (), named)), ())
    copy = Evidence(Reading(sha256="k", title="制度"), (Place("资料盒", "第01盒/001.docx", 9, 7),))
    stood = stood_in(evidence, {one: copy})
    assert [(each.sha256, each.place.shown, each.unread) for each in stood] == [
        ("lost", "证据/丁.docx", ""),
        ("other", "证据/丙.docx", ""),
        ("k", "证据/甲/制度.docx", "尚未下载到本机"),
    ]
    assert (stood[2].reading.title, stood[2].place.size, stood[2].place.mtime_ns) == ("制度", 9, 7)
    unread = Evidence(Reading(sha256="k", problem=Problem.HUNG), copy.places)
    assert len(stood_in(evidence, {one: unread})) == len(evidence)


def test_copies_are_those_of_the_manifest_that_lie_there(filled: Archive) -> None:
    filled.build()
    rows = read_before(filled.out)[0].rows
    keys = [row.key for row in rows]
    copies = copies_in(filled.out, keys)
    assert {key: path.name[:3] for key, path in copies.items()} == {row.key: row.piece for row in rows}
    copies[keys[0]].unlink()
    assert sorted(copies_in(filled.out, keys)) == sorted(keys[1:])
    assert not copies_in(Path("nowhere"), keys)


@pytest.mark.parametrize(
    ("problem", "rejected", "lies"),
    [
        (Problem.HUNG, False, True),
        (Problem.CRASHED, False, True),
        (Problem.HUNG, True, False),
        (Problem.ENCRYPTED, False, False),
    ],
)
def test_a_boxed_content_that_hung_its_reader_lies_on(
    filled: Archive, problem: Problem, rejected: bool, lies: bool
) -> None:
    filled.build()
    at, standing = next(
        (at, one) for at, one in enumerate(filled.standings) if one.evidence.place.name == "制度.docx"
    )  # fmt: skip
    sha256 = standing.evidence.sha256
    filled.standings.pop(at)
    filled.add("一/制度.docx", state=State.UNREADABLE, problem=problem)
    filled.rejected = {(sha256, "1.1.1")} if rejected else set()
    filled.build()
    row = next(row for row in read_before(filled.out)[0].rows if row.key == sha256)
    assert (row.piece, row.lies, row.title) == ("001", lies, "理论学习制度")

"""One box per project, pieces in filing order, nothing lost and nothing doubled."""

import hashlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_archive import Archive
from wenming_cli.box.plan import BoxPlan, Paper, Pointer
from wenming_cli.model.evidence import Problem
from wenming_cli.model.filed import UNBUILT, Journal
from wenming_cli.model.matching import Activity, State
from wenming_cli.model.workspace import BoxRules


def papers(plan: BoxPlan) -> list[Paper]:
    return [paper for box in plan.boxes for paper in box.papers]


def test_every_project_has_a_box_even_without_files(archive: Archive) -> None:
    plan = archive.plan()
    assert [box.folder for box in plan.boxes] == ["第01盒 1.1 干部队伍建设", "第02盒 1.2 创建工作", "第03盒 标准3"]
    assert [item.id for box in plan.boxes for item in box.items] == ["1.1.1", "1.1.2", "1.2.1", "3.1", "3.2"]


def test_pieces_run_through_the_box(filled: Archive) -> None:
    assert [paper.path for paper in papers(filled.plan())] == [
        "第01盒 1.1 干部队伍建设/1.1.1 理论学习制度/001 制度.docx",
        "第01盒 1.1 干部队伍建设/1.1.2 道德讲堂全套资料1期/002 方案.docx",
        "第01盒 1.1 干部队伍建设/1.1.2 道德讲堂全套资料1期/003 IMG_1.jpg",
        "第02盒 1.2 创建工作/1.2.1 创建规划/001 规划.pdf",
    ]


def test_a_further_use_points_to_the_one_copy(filled: Archive) -> None:
    [pointer] = filled.plan().boxes[2].items[0].entries
    assert isinstance(pointer, Pointer)
    assert (pointer.box, pointer.piece) == ("第01盒", "003")


def test_a_shared_use_is_no_home_while_there_is_another(archive: Archive) -> None:
    archive.add("a.jpg", ("1.1.1", "a", "shared"), ("3.1", "a", "sure"))
    plan = archive.plan()
    assert [paper.path.split("/")[0] for paper in papers(plan)] == ["第03盒 标准3"]
    assert isinstance(plan.boxes[0].items[0].entries[0], Pointer)


@pytest.mark.parametrize(
    ("state", "how", "boxed"),
    [
        (State.MATCHED, "sure", True),
        (State.MATCHED, "decided", True),
        (State.MATCHED, "shared", True),
        (State.MATCHED, "proposed", False),
        (State.TO_CONFIRM, "sure", False),
        (State.WITHHELD, "sure", False),
        (State.UNREADABLE, "decided", False),
        (State.IGNORED, "sure", False),
        (State.UNCLAIMED, "sure", False),
    ],
)
def test_only_what_counts_goes_in(archive: Archive, state: State, how: str, boxed: bool) -> None:
    archive.add("a.jpg", ("1.1.1", "a", how), state=state)
    assert bool(papers(archive.plan())) is boxed


def test_a_pinned_unreadable_file_counts(archive: Archive) -> None:
    archive.add("a.pdf", ("1.1.1", "a", "decided"), problem=Problem.ENCRYPTED)
    assert len(papers(archive.plan())) == 1


def test_sequence_parts_then_day_then_path(archive: Archive) -> None:
    archive.add("总结.docx", ("1.1.2", "sum", "sure"), date="2021-01-01")
    archive.add("图10.jpg", ("1.1.2", "photos", "sure"), date="2021-06-05")
    archive.add("图9.jpg", ("1.1.2", "photos", "sure"), date="2021-06-05")
    archive.add("图11.jpg", ("1.1.2", "photos", "sure"), date="2021-06-04")
    archive.add("方案.docx", ("1.1.2", "plan", "sure"), date="2021-12-01")
    names = [paper.evidence.place.name for paper in papers(archive.plan())]
    assert names == ["方案.docx", "图11.jpg", "图9.jpg", "图10.jpg", "总结.docx"]


def test_several_events_are_filed_set_by_set(archive: Archive) -> None:
    archive.activities += [Activity("e1", "三月", "2021-03-01", ()), Activity("e2", "六月", "2021-06-01", ())]
    archive.add("b图.jpg", ("1.1.2", "photos", "sure"), activity="e1")
    archive.add("a图.jpg", ("1.1.2", "photos", "sure"), activity="e2")
    archive.add("a案.docx", ("1.1.2", "plan", "sure"), activity="e2")
    archive.add("b案.docx", ("1.1.2", "plan", "sure"), activity="e1")
    names = [paper.evidence.place.name for paper in papers(archive.plan())]
    assert names == ["b案.docx", "b图.jpg", "a案.docx", "a图.jpg"]


def test_bonus_evidence_gets_a_last_box_and_unknown_items_are_named(archive: Archive) -> None:
    archive.add("荣誉.jpg", ("B1", "a", "decided"))
    lost = archive.add("别的.jpg", ("9.9.9", "a", "sure"))
    plan = archive.plan()
    assert plan.boxes[-1].folder == "第04盒 加分项目"
    assert [evidence.sha256 for evidence in plan.unplaced] == [lost]


def test_a_paper_recorded_under_a_bonus_row_has_its_slip_in_the_last_box(archive: Archive) -> None:
    archive.state("paper", "B1", None, title="省级文明单位奖牌", day="2021-03-01", shelf="荣誉室")
    archive.state("link", "B1", "省级", title="经验推介", url="https://example.cn/7")
    archive.state("waive", "B1", None, why="没有")
    last = archive.plan().boxes[-1]
    assert (last.folder, [(slip.piece, slip.filed.item, slip.record.id) for slip in last.slips]) == (
        "第04盒 加分项目", [("001", "B1", "R1"), ("002", "B1", "R2")]
    )  # fmt: skip
    archive.records.pop(0)
    archive.records.pop(0)
    assert [box.title for box in archive.plan().boxes] == ["1.1 干部队伍建设", "1.2 创建工作", "标准3"]


ITEMS = st.sampled_from(["1.1.1", "1.1.2", "1.2.1", "3.1", "B1"])
HOWS = st.sampled_from(["sure", "decided", "shared", "proposed"])
USES = st.tuples(ITEMS, st.just("a"), HOWS)
FILES = st.lists(
    st.tuples(st.text(min_size=1, max_size=30), st.lists(st.tuples(ITEMS, st.just("a"), HOWS), max_size=4)), max_size=15
)


@given(FILES, st.randoms())
def test_a_plan_loses_and_doubles_no_file_and_forgets_input_order(
    files: list[tuple[str, list[tuple[str, str, str]]]], random: Random
) -> None:
    archive = Archive(Path("unused"))
    due = set()
    for at, (name, uses) in enumerate(files):
        sha256 = archive.add(name, *uses, data=str(at).encode(), on_disk=False)
        if any(how != "proposed" for _, _, how in uses):
            due.add(sha256)
    plan = archive.plan()
    stored = [paper.evidence.sha256 for paper in papers(plan)]
    assert sorted(stored) == sorted(due)
    paths = {paper.path.casefold() for paper in papers(plan)}
    assert len(paths) == len(stored)
    rows = [(item.id, one.evidence.sha256) for box in plan.boxes for item in box.items for one in item.entries]
    asked = {
        (item, hashlib.sha256(str(at).encode()).hexdigest())
        for at, (_, some) in enumerate(files)
        for item, _, how in some
        if how != "proposed"
    }
    assert sorted(rows) == sorted(asked)
    random.shuffle(archive.standings)
    assert archive.plan() == plan


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 8), st.lists(USES, min_size=1, max_size=3)), max_size=8), max_size=5),
    st.sampled_from(["point", "copy"]),
)
def test_over_any_course_of_builds_a_use_keeps_its_number(
    builds: list[list[tuple[int, list[tuple[str, str, str]]]]], shared: str
) -> None:
    """Whatever comes, goes and is used elsewhere: what lies under an item lies under the same name in later plans."""
    before = UNBUILT
    names: dict[tuple[str, str], str] = {}
    for build in builds:
        archive = Archive(Path("unused"), rules=BoxRules.model_validate({"shared": shared}))
        for key, uses in dict(build).items():
            archive.add(f"{key}.jpg", *uses, data=str(key).encode(), on_disk=False)
        plan = archive.plan(before)
        found = {(paper.filed.item, paper.evidence.sha256): paper.path for paper in papers(plan)}
        assert len(set(found.values())) == len(found)
        assert all(names.setdefault(use, path) == path for use, path in found.items())
        assert archive.plan(Journal(plan.rows)).rows == plan.rows
        before = Journal(plan.rows)

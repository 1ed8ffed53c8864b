"""findings.yaml: the program appends, people edit, nothing is lost, and faults are named with their place."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.errors import CriteriaError, NotWrittenError
from wenming_cli.model.finding import FindingEntry, FindingState, FindingStep, FindingVerb, Proof
from wenming_cli.review.findings import add_to_findings, finding_called, next_number, read_findings

ITEMS = ("1.10", "2.1.6")
DAY = date(2021, 11, 12)
PROOF = Proof(path="证据/补[1].pdf", sha256="a" * 64)


def entry(ident: str = "Z1", **more: str) -> FindingEntry:
    return FindingEntry(**{"id": ident, "text": "缺签到表", "found": DAY, **more})


def step(do: str = "close", finding: str = "Z1", **more: object) -> FindingStep:
    values = {"finding": finding, "do": FindingVerb(do), "on": DAY, "why": "补了", **more}
    return FindingStep.model_validate(values)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "findings.yaml"


def test_what_is_added_is_read_back_as_written(path: Path) -> None:
    one = entry(item="1.10", measure="补写：\n1. 签到", owner="办公室、张三", due="2021-11-30", by="李四")
    two = entry("Z2", text='他说："# 不行" - ', round="第一次检查")
    done = step(by="李四", proof=(PROOF, PROOF))
    add_to_findings(path, [one])
    add_to_findings(path, steps=[done])
    add_to_findings(path, [two], [step("recheck", passed=False), step("reopen")])
    first, second = read_findings(path, ITEMS)
    assert first.model_dump(exclude={"history"}) == one.model_dump()
    assert second.model_dump(exclude={"history"}) == two.model_dump()
    assert first.history == (done, step("recheck", passed=False), step("reopen"))
    assert (first.state, second.state) == (FindingState.REOPENED, FindingState.OPEN)
    assert first.proof == (PROOF, PROOF)


def test_other_programs_read_it(path: Path) -> None:
    add_to_findings(path, [entry(item="1.10")], [step(proof=(PROOF,))])
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert said["findings"][0]["item"] == "1.10"
    assert said["steps"][0]["proof"] == [{"path": PROOF.path, "sha256": PROOF.sha256}]


WRITTEN = """\
# 县里反馈的，张三记
findings:
- id: 一（3）      # 他们的编号
  text: |
    道德讲堂
    - 缺谈感悟
  found: 2021-11-10
- {id: Z7, item: 2.1.6, text: 缺照片, found: 2021-11-10, due: 2021-11-30}
  # 这条已和办公室核对

# 下面是经过
steps:
- finding: Z7
  do: note
  on: 2021-11-11
  why: 正在补拍
"""


def test_what_people_wrote_stays_and_the_new_goes_where_it_belongs(path: Path) -> None:
    path.write_text(WRITTEN, encoding="utf-8")
    add_to_findings(path, [entry("Z8")])
    add_to_findings(path, steps=[step(finding="一（3）")])
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line in WRITTEN.splitlines()] == WRITTEN.splitlines()
    assert text.index("这条已和办公室核对") < text.index('"Z8"') < text.index("# 下面是经过") < text.index("补了")
    found = read_findings(path, ITEMS)
    assert [(one.id, one.state, len(one.history)) for one in found] == [
        ("一（3）", FindingState.CLOSED, 1), ("Z7", FindingState.OPEN, 1), ("Z8", FindingState.OPEN, 0),
    ]  # fmt: skip
    assert found[0].text == "道德讲堂\n- 缺谈感悟\n"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("steps:\nfindings:\n  - {id: Z1, text: 缺, found: 2021-11-10}\n", id="steps before findings"),
        pytest.param("findings:\n    - {id: Z1, text: 缺, found: 2021-11-10}", id="deep, no line end"),
        pytest.param("\ufefffindings:\r\n  - {id: Z1, text: 缺, found: 2021-11-10}\r\n", id="as Windows writes"),
        pytest.param("# 还没有\n", id="only a comment"),
        pytest.param("findings:\n\n", id="an empty list"),
    ],
)
def test_however_people_laid_it_out(written: str, path: Path) -> None:
    path.write_bytes(written.encode("utf-8"))
    add_to_findings(path, [entry("Z2")], [step(finding="Z2")])
    found = read_findings(path, ITEMS)
    assert [one.id for one in found] == (["Z1", "Z2"] if "Z1" in written else ["Z2"])
    assert found[-1].state is FindingState.CLOSED


def test_what_can_not_be_appended_to_is_left_alone(path: Path) -> None:
    path.write_text("findings: [{id: Z1, text: 缺, found: 2021-11-10}]\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(NotWrittenError) as caught:
        add_to_findings(path, [entry("Z2")])
    assert "接不上" in caught.value.what
    assert path.read_bytes() == before


def test_more_than_can_be_read_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_to_findings(path, [entry()])
    before = path.read_bytes()
    monkeypatch.setattr("wenming_cli.review.appending.MOST_BYTES", len(before) + 10)
    with pytest.raises(NotWrittenError):
        add_to_findings(path, [entry("Z2")])
    assert path.read_bytes() == before


def test_steps_count_in_the_order_of_their_days(path: Path) -> None:
    """A person notes on Friday what happened on Monday."""
    add_to_findings(path, [entry()], [step("reopen", on=DAY), step("close", on=date(2021, 11, 10))])
    (one,) = read_findings(path, ITEMS)
    assert one.state is FindingState.REOPENED


GOOD = "  - id: Z1\n    text: 缺\n    found: 2021-11-10\n"


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        pytest.param(f"findings:\n{GOOD}{GOOD}", "5:5", "编号“Z1”用了两次", id="an id twice"),
        pytest.param(f"findings:\n{GOOD}    item: 9.9.9\n", "5:5", "没有条目“9.9.9”", id="no such item"),
        pytest.param(f"findings:\n{GOOD}    due: 11月底\n", "5:5", "日期写法不对", id="a phrase for a day"),
        pytest.param(f"findings:\n{GOOD}    measures: 补\n", "5:5", "是不是“measure”", id="an unknown key"),
        pytest.param("findings:\n  - id: Z1\n    found: 2021-11-10\n", "2:5", "缺少“text”", id="no text"),
        pytest.param(
            f"findings:\n{GOOD}steps:\n  - {{finding: Z2, do: note, on: 2021-11-11}}\n", "6:6",
            "没有编号为“Z2”的整改问题", id="a step of nothing",
        ),
        pytest.param(
            f"findings:\n{GOOD}steps:\n  - {{finding: Z1, do: close, on: 2021-11-11}}\n", "6:5",
            "销号没有证明文件，也没有理由", id="closed without proof or reason",
        ),
        pytest.param(
            f"findings:\n{GOOD}steps:\n  - {{finding: Z1, do: closed, on: 2021-11-11}}\n", "6:19", "取值不在允许的范围",
            id="no such step",
        ),
    ],
)  # fmt: skip
def test_faults_have_their_place(written: str, place: str, words: str, path: Path) -> None:
    path.write_text(written, encoding="utf-8")
    with pytest.raises(CriteriaError) as caught:
        read_findings(path, ITEMS)
    (fault,) = caught.value.faults
    assert fault.startswith(f"findings.yaml:{place} ")
    assert words in fault


@pytest.mark.parametrize(
    ("ids", "number"),
    [((), 1), (("Z1", "Z12", "Z3"), 13), (("一（3）", "县2"), 1), (("Z01",), 2)],
    ids=["none yet", "behind the largest", "others' numbers", "written long"],
)
def test_next_number(ids: tuple[str, ...], number: int, path: Path) -> None:
    add_to_findings(path, [entry(one) for one in ids])
    assert next_number(read_findings(path, ITEMS)) == number


def test_an_id_is_known_however_it_is_typed(path: Path) -> None:
    add_to_findings(path, [entry("Z1"), entry("Z11")])
    found = read_findings(path, ITEMS)
    assert [one.id if (one := finding_called(found, typed)) else None for typed in ("z1", "Ｚ１１", "1")] == [
        "Z1", "Z11", None,
    ]  # fmt: skip


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(TEXT, TEXT)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str, why: str) -> None:
    path = tmp_path_factory.mktemp("notes") / "findings.yaml"
    one, done = entry(text=text, owner=why), step(why=why, proof=(Proof(path=text, sha256="b"),))
    add_to_findings(path, [one], [done])
    add_to_findings(path, [entry("Z2")], [step(finding="Z2")])
    first, _ = read_findings(path, ITEMS)
    assert (first.text, first.owner, first.history) == (text, why, (done,))

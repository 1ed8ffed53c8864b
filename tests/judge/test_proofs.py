"""The passages that prove what a paper is filed for: what judging and matching went by, and nothing else."""

from collections.abc import Sequence
from typing import Any

import pytest

from builders import DAY, criteria, decision, evidence, item, matched, people, project, settings
from wenming_cli.judge.passage import LONGEST
from wenming_cli.judge.proof import Proofs, proofs_of
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.proof import ProofKind
from wenming_cli.model.record import Record

RULES = {"id": "rules", "type": "制度", "about": "志愿服务"}
RATE = {"id": "forms", "type": "登记表", "about": "廉政回访", "reaches": {"what": "满意率", "least": 85}}
SHARE = {"part": "注册志愿者", "of": "员工", "least": 80}
HEAD = "某局文件\n某发〔2021〕3号\n某局\n志愿服务制度\n各股室:\n"


def paper(name: str, text: str, **more: Any) -> Evidence:
    more.setdefault("title", name.partition(".")[0])
    return evidence(f"志愿服务/{name}", text=text, text_chars=len(text), **more)


def proofs(
    requires: Sequence[dict[str, Any]], *files: Evidence, pin: bool = False, staff: int | None = None,
    records: Sequence[Record] = (), also: Sequence[dict[str, Any]] = (), **item_more: Any,
) -> Proofs:  # fmt: skip
    """By name of the file's content what proves 1.1.1, 建立志愿服务制度."""
    items = [item("1.1.1", "建立志愿服务制度；", requires, **item_more), *also]
    table = criteria(project("志愿服务", *items))
    pins = [decision("pin", one, "1.1.1", str(requires[0]["id"])) for one in files] if pin else []
    ours = settings(unit={"staff": staff})
    matching = matched(files, table, pins, unit={"staff": staff})
    return proofs_of(table, matching, ours, people(), DAY, records)


def said(found: Proofs) -> list[tuple[str, str]]:
    return [(one.kind.value, "".join(one.words.split())) for some in found.values() for one in some]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            ["评先评优"], "第一条　总则。\n第二条　违反的，不得评先评优。\n第三条　评先评优。",
            ["第二条违反的，不得评先评优"], id="the sentence of the first hit",
        ),
        pytest.param(
            ["褒奖", "激励"], "第三章 褒奖激励\n第五条　做得好的给予褒奖。\n第六条　每年一次。",
            ["第三章褒奖激励"], id="one place for both",
        ),
        pytest.param(
            ["褒奖", "评优"], "第三章 评优\n第五条　做得好的给予褒奖。\n第六条　并可评优；其他不变。",
            ["第五条做得好的给予褒奖", "第六条并可评优"], id="a sentence before a heading, all words",
        ),
        pytest.param(["评先评优"], "第二条　不得评先\n评优。", ["第二条不得评先评优"], id="words over two lines"),
        pytest.param(["评优"], "第二条　不得“评先”“评优”。", ["第二条不得“评先”“评优”"], id="marks stay"),
    ],
)  # fmt: skip
def test_words_that_must_be_there(words: list[str], text: str, expected: list[str]) -> None:
    found = proofs([{**RULES, "must_mention": words}], paper("志愿服务制度.docx", f"志愿服务制度\n{text}"))
    assert said(found) == [("mention", one) for one in expected]


def test_a_paper_without_the_words_that_must_be_there_proves_nothing() -> None:
    asked = {**RULES, "must_mention": "评先评优"}
    assert not proofs([asked], paper("志愿服务制度.docx", "志愿服务制度\n第一条　志愿服务。"))


def test_lines_of_a_pdf_that_only_wrap_do_not_end_a_sentence() -> None:
    text = (
        HEAD + "为了建立健全志愿服务的长效机制，把这项工作长期坚持\n下去，对做得好的给予褒奖。\n- 1 -\n第二条　其他。"
    )
    found = proofs([{**RULES, "must_mention": "褒奖"}], paper("志愿服务制度.pdf", text))
    assert said(found) == [("mention", "为了建立健全志愿服务的长效机制，把这项工作长期坚持下去，对做得好的给予褒奖")]


def test_of_a_long_sentence_only_the_clause() -> None:
    text = (
        "志愿服务制度\n" + "各股室要认真组织落实好这一项工作，" * 9 + "对做得好的给予褒奖，" + "并且长期坚持下去，" * 9
    )
    found = proofs([{**RULES, "must_mention": "褒奖"}], paper("志愿服务制度.docx", text))
    assert said(found) == [("mention", "对做得好的给予褒奖")]
    unbroken = "志愿服务制度\n" + "各股室" * 60 + "褒奖" + "各股室" * 60
    ((_, words),) = said(proofs([{**RULES, "must_mention": "褒奖"}], paper("志愿服务制度.docx", unbroken)))
    assert "褒奖" in words
    assert len(words) <= LONGEST + 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("廉政回访登记表\n收回40份，满意率97.5%。", [("figure", "收回40份，满意率97.5%")]),
        ("廉政回访登记表\n收回份数\t满意率\n40\t97.5%", [("figure", "收回份数满意率4097.5%")]),
        ("廉政回访登记表\n收回50份，满意率82%。", [("title", "廉政回访登记表")]),
        ("廉政回访登记表\n收回50份。", [("title", "廉政回访登记表")]),
    ],
)
def test_a_rate_that_is_reached_proves_one_that_is_not_does_not(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(proofs([RATE], paper("廉政回访登记表.docx", text), pin=True)) in (expected, [])
    assert said(proofs([RATE], paper("廉政回访登记表.docx", text))) == expected


def test_a_share_is_proven_by_the_paper_that_tells_its_figures() -> None:
    asked = {"id": "plan", "type": "方案", "about": "志愿服务", "ratio": SHARE}
    text = "志愿服务方案\n注册志愿者35人。\n干部职工总数41人。"
    told = [("figure", "注册志愿者35人"), ("figure", "干部职工总数41人")]
    assert said(proofs([asked], paper("志愿服务方案.docx", text))) == told
    assert said(proofs([asked], paper("志愿服务方案.docx", text), staff=41)) == told[:1], "the settings tell the other"
    short = text.replace("35", "20")
    assert said(proofs([asked], paper("志愿服务方案.docx", short))) == [("title", "志愿服务方案")]


@pytest.mark.parametrize(
    ("name", "title", "text", "expected"),
    [
        pytest.param("志愿服务制度.pdf", "某局志愿服务制度", HEAD + "第一条　总则。", ("title", "志愿服务制度"), id="without issuer"),
        pytest.param("志愿服务.doc", "某局志愿服务制度", "某局\n志愿服务制度\n一", ("title", "志愿服务制度"), id="without unit"),
        pytest.param("制度.docx", "某局志愿服务制度", "某局志愿服务制度\n一", ("title", "某局志愿服务制度"), id="on one line"),
        pytest.param("志愿服务制度.docx", "“志愿服务”制度", "“志愿服务”制度\n一", ("title", "“志愿服务”制度"), id="with its marks"),
        pytest.param(
            "志愿服务制度.docx", "管理制度", "管理制度\n一、总则\n为规范志愿服务，特制定本制度。", ("subject", "为规范志愿服务，特制定本制度"),
            id="named by its file, said in its text",
        ),
        pytest.param("志愿服务制度.docx", "管理制度", "管理制度\n一、总则", None, id="named by its file only"),
    ],
)  # fmt: skip
def test_the_words_that_the_match_rests_on(name: str, title: str, text: str, expected: tuple[str, str] | None) -> None:
    found = said(proofs([RULES], paper(name, text, title=title, issuer="某局" if name.endswith("pdf") else None)))
    assert found == ([expected] if expected else [])


def test_a_paper_that_only_a_person_speaks_for_has_no_mark() -> None:
    other = paper("会议材料.docx", "会议材料\n今天讨论食堂。")
    assert not proofs([RULES], other, pin=True)
    assert said(proofs([RULES], paper("通知.docx", "关于志愿服务的事\n请参加。", title=None), pin=True)) == [
        ("subject", "关于志愿服务的事")
    ], "it has words of the item, whoever put it there"


def test_what_is_only_proposed_or_a_picture_has_no_mark() -> None:
    photo = evidence("志愿服务/志愿服务.jpg", banner=("志愿服务",), text="志愿服务", text_chars=4)
    assert not proofs([{"id": "photos", "carrier": "照片", "about": "志愿服务"}], photo)
    drafted = paper("志愿服务制度.docx", "志愿服务制度\n一", title="志愿服务制度（征求意见稿）")
    assert not proofs([RULES], drafted)


def test_one_content_for_two_items_proves_each() -> None:
    asked = {"id": "rules", "type": "制度", "about": "学雷锋"}
    also = [item("1.1.2", "提供相关材料；", [asked])]
    found = proofs([asked], paper("学雷锋制度.docx", "学雷锋制度\n一"), also=also, shares=["1.1.2"])
    (some,) = found.values()
    assert [(one.item, one.requirement, one.kind, one.words) for one in some] == [
        ("1.1.1", "制度", ProofKind.TITLE, "学雷锋制度"),
        ("1.1.2", "制度", ProofKind.TITLE, "学雷锋制度"),
    ]


def test_two_requirements_of_an_item_share_a_line() -> None:
    asked = [{"id": "form", "type": "推荐表", "about": "好人"}, {"id": "deeds", "type": "事迹材料", "about": "好人"}]
    found = proofs(asked, paper("好人推荐表及事迹材料.docx", "好人推荐表\n事迹", title="好人推荐表"))
    (some,) = found.values()
    assert [(one.requirement, one.words) for one in some] == [("推荐表、事迹材料", "好人推荐表")]

"""Whose a file is: by its name, its title, its byline, its folder."""

import pytest

from builders import criteria, evidence, item, people, project, settings, standing
from wenming_cli.match.match import match_archive
from wenming_cli.match.roster import Roster
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.workspace import People

SET = criteria(
    project(
        "干部队伍建设",
        item(
            "1.1.1",
            "班子成员和中层骨干的学习笔记；",
            [{"id": "notes", "type": "学习笔记", "about": "个人", "per": "person", "people": "班子成员和中层骨干"}],
        ),
        item("1.1.2", "党组中心组学习笔记；", [{"id": "notes", "type": "学习笔记", "about": "中心组"}]),
        item("1.1.3", "读书活动的图片；", [{"id": "photos", "carrier": "照片", "about": "读书"}]),
        item("1.1.4", "班子成员和中层骨干的学习心得；",
             [{"id": "felt", "type": "心得", "about": "学习", "per": "person", "people": "班子成员和中层骨干"}]),
    )
)  # fmt: skip
PEOPLE = people(班子成员=["顾长河", "梁素秋"], 中层骨干=["叶清"], 其他=["韩之舟"])
ROSTER = Roster.of(SET, PEOPLE, settings(evidence=[{"path": "证据"}, {"path": "二股", "owner": "投资二股"}]))
ESSAY = "一年来我坚持每天读半小时书。读书让我懂得了审计工作的分量。"


@pytest.mark.parametrize(
    ("of", "author"),
    [
        pytest.param(evidence("学习笔记_叶清.pdf"), "叶清", id="in the name"),
        pytest.param(evidence("1.pdf", title="学习笔记（财金股叶清）"), "叶清", id="in the title"),
        pytest.param(evidence("1.docx", text="读书\n财金股 叶清\n正文"), "叶清", id="byline"),
        pytest.param(evidence("顾长河和叶清谈话.docx"), None, id="two in the name"),
        pytest.param(evidence("1.docx", text="会议记录\n主持人：顾长河\n正文"), None, id="a field of minutes"),
        pytest.param(evidence("1.docx", text="会议记录\n顾长河、叶清\n正文"), None, id="those present"),
        pytest.param(evidence("1.docx", text="标题\n一\n二\n三\n四\n叶清"), None, id="far below the title"),
        pytest.param(evidence("1.docx", text="叶清"), None, id="no title above it"),
        pytest.param(evidence("清叶.docx"), None, id="near miss"),
    ],
)
def test_author(of: Evidence, author: str | None) -> None:
    assert ROSTER.author(of) == author


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("办公室/a.docx", "办公室"),
        ("2021/办公室报送/a.docx", "办公室"),
        ("甲/照片/a.jpg", "甲"),
        ("局办公室会议/a.docx", None),
        ("照片/a.jpg", None),
    ],
)
def test_owner_by_folder(path: str, owner: str | None) -> None:
    assert ROSTER.owner(evidence(path)) == owner


def test_the_folder_of_whoever_follows_speaks_for_the_item_too() -> None:
    follows = People.model_validate(
        {"people": [{"name": "甲", "until": "2021-06-30", "successor": "乙"}, {"name": "乙"}]}
    )
    one = evidence("乙/读书活动.jpg")
    candidate = standing(match_archive([one], SET, settings(), people=follows), "乙/读书活动.jpg").candidates[0]
    assert [signal.because for signal in candidate.signals if signal.name == "owner"] == [
        "在乙的文件夹里，这一条由乙负责"
    ]


def test_notes_with_a_name_are_the_persons_and_not_those_of_the_group() -> None:
    files = [evidence("学习笔记_叶清.docx"), evidence("学习笔记_某某.docx")]
    matching = match_archive(files, SET, settings(), people=PEOPLE)
    named = standing(matching, "学习笔记_叶清.docx").candidates[0]
    assert named.item == "1.1.1"
    assert any(one.name == "person" for one in named.signals)
    other = standing(matching, "学习笔记_某某.docx").candidates
    assert not any(signal.name == "person" for one in other for signal in one.signals)


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        pytest.param(f"让阅读成为习惯\n财金股 叶清\n{ESSAY}", True, id="signed, in the first person"),
        pytest.param("让阅读成为习惯\n财金股 叶清\n我局开展读书活动，我局重视。", False, id="the unit speaks"),
        pytest.param(f"让阅读成为习惯\n{ESSAY}", False, id="nobody signed"),
    ],
)
def test_a_signed_paper_in_the_first_person_is_an_essay(text: str, felt: bool) -> None:
    one = evidence("新建文档1.docx", title="让阅读成为习惯", text=text)
    candidates = standing(match_archive([one], SET, settings(), people=PEOPLE), "新建文档1.docx").candidates
    assert (bool(candidates) and candidates[0].item == "1.1.4") is felt

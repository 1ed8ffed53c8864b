"""原件已改，盒内是旧版: said when the original of a boxed paper holds another content, and only then."""

from dataclasses import replace

import pytest

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.filed import Filed, FiledState
from wenming_cli.model.judgement import Warning

SET = criteria(project("专项工作", item("1.1.1", "理论学习制度", [{"id": "a", "type": "制度", "about": "理论学习"}])))
NOW = evidence("理论学习制度.pdf", title="理论学习制度", date="2021-03-04")
UNREAD = evidence("正在编辑.docx", sha="unread:证据/正在编辑.docx")
ROW = Filed(
    1, 0, "1.1.1", "003", FiledState.FIRST, "0" * 64, "理论学习制度", ("a",), NOW.place.shown, 1, "2021-03-05"
)  # fmt: skip


def said(*rows: Filed) -> list[Warning]:
    found = judge(SET, matched((NOW, UNREAD), SET), settings(), people(), as_of=DAY, boxed=rows).warnings
    return [one for one in found if one.kind == "boxed_differs"]


def test_changed_originals_of_a_box_are_one_warning() -> None:
    [warning] = said(ROW, replace(ROW, piece="004", item="1.1.2"))
    name = "理论学习制度.pdf"
    assert warning.text == f"原件已改，盒内是旧版：第01盒 003号“{name}”、004号“{name}”。运行 wenming box 换上新版"
    assert warning.items == ("1.1.1", "1.1.2")
    assert set(warning.files) == {NOW.place.shown}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(replace(ROW, key=NOW.sha256), id="the same content"),
        pytest.param(replace(ROW, place=UNREAD.place.shown), id="the original can't be read now"),
        pytest.param(replace(ROW, state=FiledState.REMOVED), id="nothing lies there"),
        pytest.param(replace(ROW, place="证据/没有了.pdf"), id="the original is not there"),
        pytest.param(replace(ROW, place=""), id="a record"),
    ],
)
def test_nothing_is_said_of(row: Filed) -> None:
    assert said(row) == []

"""The inspector's warnings: each is said when it is true, and only then."""

from collections.abc import Sequence

import pytest

from builders import DAY, criteria, evidence, item, matched, people, photos, project, settings, unreadable
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import Evidence, Problem
from wenming_cli.model.judgement import Warning

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "文明交通照片", [{"id": "a", "carrier": "照片", "about": "文明交通"}], due="4月上旬"),
        item("1.1.3", "年度规划", [{"id": "a", "type": "规划", "about": "文明创建"}], due="1月上旬"),
    ),
    project("文明餐桌", item("1.2.1", "文明餐桌总结", [{"id": "a", "type": "总结", "about": "文明餐桌"}]), no="1.2"),
)


def warnings(*files: Evidence) -> list[Warning]:
    return list(judge(SET, matched(files, SET), settings(), people(), as_of=DAY).warnings)


def kinds(*files: Evidence) -> list[str]:
    return [one.kind for one in warnings(*files)]


def paper(
    name: str, number: str | None = None, day: str = "2021-03-04", title: str = "理论学习制度", **facts: object
) -> Evidence:
    return evidence(f"{name}.pdf", title=title, doc_number=number, date=day, **facts)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param([paper("甲", "青审发〔2021〕3号"), paper("乙", "青审发〔2021〕3号")], ["number_twice"], id="number twice"),
        pytest.param([paper("甲", "青审发〔2021〕3号"), paper("乙", "青审发[2021]03号")], ["number_twice", "number_form"], id="the same number written differently"),
        pytest.param([paper("甲", "青审发〔2021〕3号"), paper("乙", "青审函〔2021〕3号")], [], id="another organ's number"),
        pytest.param([paper("甲", "青审发〔2021〕3号"), paper("乙", "青审发〔2021〕4号")], [], id="two numbers"),
        pytest.param(photos("文明交通", 3, "2019-01-30"), ["date_outside"], id="photos of another year, said once"),
        pytest.param(photos("文明交通", 3, "2021-04-01"), [], id="photos of this year"),
        pytest.param([evidence("文明交通1.jpg", more=["b/文明交通2.jpg"], exif_date="2021-04-01")], ["duplicate"], id="the same bytes twice"),
        pytest.param([paper("理论学习制度", day="2021-03-11")], ["late"], id="late by its date"),
        pytest.param([paper("理论学习制度", day="2021-03-10")], [], id="on the due day"),
        pytest.param([evidence("2021年规划.pdf", title="2020年度文明创建规划", date="2021-01-08")], ["year_differs"], id="a template's year"),
        pytest.param(
            [evidence("一、创建工作有力/2.文明餐桌/理论学习制度.docx", title="理论学习制度", date="2021-03-04")], ["misfiled"], id="in another folder"
        ),
        pytest.param([unreadable("理论学习制度.pdf", Problem.ENCRYPTED)], ["unreadable"], id="encrypted"),
        pytest.param([evidence("制度.docx", secrecy="内部资料")], ["withheld"], id="internal"),
        pytest.param([evidence("文明交通.jpg", cues={"wrong_extension": "扩展名是 docx，内容是 jpg"})], ["wrong_extension"], id="wrong extension"),
        pytest.param([evidence("诚信倡仪书.docx")], ["wording"], id="a slip in a name"),
        pytest.param([evidence("诚信倡议书.docx")], [], id="the right word"),
    ],
)  # fmt: skip
def test_kinds(files: Sequence[Evidence], expected: list[str]) -> None:
    assert kinds(*files) == expected


def test_a_warning_names_files_items_and_both_facts() -> None:
    one = warnings(paper("甲", "青审发〔2021〕3号"), paper("乙", "青审发〔2021〕3号"))[0]
    assert one.files == ("证据/乙.pdf", "证据/甲.pdf")
    assert one.items == ("1.1.1",)
    assert "青审发〔2021〕3号" in one.text
    assert "甲.pdf" in one.text


def test_an_ignored_file_warns_of_nothing() -> None:
    from builders import decision

    copy = paper("乙", "青审发〔2021〕3号")
    files = [paper("甲", "青审发〔2021〕3号"), copy]
    judgement = judge(SET, matched(files, SET, [decision("ignore", copy)]), settings(), people(), as_of=DAY)
    assert judgement.warnings == ()


def test_pictures_that_look_like_one_are_named_together() -> None:
    files = [evidence(f"甲/文明交通{at}.jpg") for at in range(3)]
    alike = [(files[2].sha256, files[0].sha256), ("f" * 64, files[1].sha256)]
    found = judge(SET, matched(files, SET), settings(), people(), as_of=DAY, alike=alike).warnings
    (one,) = [warning for warning in found if warning.kind == "look_alike"]
    assert one.files == ("证据/甲/文明交通0.jpg", "证据/甲/文明交通2.jpg")
    assert "疑似" in one.text

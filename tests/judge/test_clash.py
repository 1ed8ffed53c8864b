"""Facts that contradict each other are said with both sources; what merely differs is not."""

from collections.abc import Sequence

import pytest

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import DatedBy, Evidence

SET = criteria(
    project(
        "思想道德",
        item("1.1.1", "理论学习会议记录和图片；", [
            {"id": "minutes", "type": "会议记录", "about": "理论学习"},
            {"id": "photos", "carrier": "照片", "about": "理论学习"},
        ]),
    )
)  # fmt: skip
FOLDER = "理论学习会第1期"
KINDS = ("incomplete_paper", "dates_clash", "banner_other")


def test_an_edition_that_the_table_has_not_caught_up_with_is_asked_about() -> None:
    asked = criteria(
        project("卫生", item("1.1.1", "第32个爱国卫生月活动方案；", [{"id": "p", "type": "方案", "about": "爱国卫生"}]))
    )
    files = [
        evidence(f"第{number}个爱国卫生月活动方案.pdf", title=f"第{number}个爱国卫生月活动方案") for number in (32, 33)
    ]
    found = judge(asked, matched(files, asked), settings(), people(), as_of=DAY).warnings
    (text,) = [one.text for one in found if one.kind == "edition_differs"]
    assert "写的是“第32个爱国卫生月”，“第33个爱国卫生月活动方案.pdf”是“第33个”" in text


def warned(*files: Evidence) -> list[tuple[str, str]]:
    found = judge(SET, matched(list(files), SET), settings(), people(), as_of=DAY).warnings
    return [(one.kind, one.text) for one in found if one.kind in KINDS]


def photo(at: int, **facts: object) -> Evidence:
    return evidence(f"{FOLDER}/图{at}.jpg", **{"exif_date": "2021-04-13", **facts})


def minutes(day: str, name: str = "理论学习会议记录.docx") -> Evidence:
    return evidence(f"{FOLDER}/{name}", title="理论学习会议记录", date=day)


def stamped(exif: str, stamp: str) -> Evidence:
    dates = (DatedBy(date=exif, source="EXIF"), DatedBy(date=stamp, source="水印"))
    return evidence(f"{FOLDER}/图1.jpg", exif_date=exif, dates=dates)


@pytest.mark.parametrize(
    ("files", "kind", "words"),
    [
        pytest.param([stamped("2021-04-13", "2021-04-15")], "dates_clash", "（EXIF），2021-04-15（水印）", id="camera and stamp"),
        pytest.param([minutes("2021-04-13", "理论学习会议记录20210414.docx")], "dates_clash", "2021-04-14（文件名）", id="name"),
        pytest.param([minutes("2021-04-15"), photo(1), photo(2)], "dates_clash", "材料日期对不上", id="minutes and photos"),
        pytest.param(
            [evidence("a.pdf", title="理论学习制度", red_head=True, date="2021-03-04")], "incomplete_paper", "文号",
            id="red head without a number",
        ),
        pytest.param(
            [*(photo(at, banner=("理论学习会",)) for at in (1, 2, 3)), photo(4, banner=("植树造林志愿服务",))], "banner_other",
            "“图4.jpg”的会标是“植树造林志愿服务”", id="a banner of another event",
        ),
    ],
)  # fmt: skip
def test_contradiction(files: Sequence[Evidence], kind: str, words: str) -> None:
    (found,) = [text for one, text in warned(*files) if one == kind]
    assert words in found


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([stamped("2021-04-13", "2021-04-13")], id="camera and stamp agree"),
        pytest.param([minutes("2021-04-13"), photo(1), photo(2)], id="minutes and photos agree"),
        pytest.param(
            [evidence(f"{FOLDER}/理论学习方案0401.docx", title="理论学习方案", date="2021-04-01"), photo(1)],
            id="a plan is older than its event",
        ),
        pytest.param([photo(1), photo(2, exif_date="2021-04-14")], id="photos of two days alone"),
        pytest.param(
            [evidence("a.pdf", title="理论学习制度", red_head=True, date="2021-03-04", doc_number="青审发〔2021〕7号")],
            id="a whole red head",
        ),
        pytest.param([photo(at, banner=(text,)) for at, text in enumerate(("讲文明树新风", "厉行节约", "关爱未成年人"))], id="posters"),
        pytest.param(
            [*(photo(at, banner=("理论学习会",)) for at in (1, 2, 3)), photo(4, banner=("理论学习",))], id="a banner cut off"
        ),
    ],
)  # fmt: skip
def test_no_contradiction(files: Sequence[Evidence]) -> None:
    assert warned(*files) == []

"""wenming score and prepare: the bundled sets with nothing filed, a small archive, and the example archive."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from conftest import AS_OF, Wenming

DAY = "2023-11-01"
PRAISE = "全市审计系统先进单位通报.pdf"


@pytest.fixture
def yueyang(tmp_path: Path, wenming: Wenming) -> Path:
    """A workspace of the bundled Yueyang set, with nothing filed."""
    folder = tmp_path / "岳阳"
    assert wenming("init", folder, "--criteria", "yueyang-2023").code == 0
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: off\n")
    return folder


def write_paper(folder: Path, title: str, issuer: str, day: str) -> str:
    """A paper with title, signature and day among the evidence; its name."""
    paper = Document()
    paper.add_heading(title, 0)
    paper.add_paragraph("各有关单位：现将有关事项通知如下，请认真贯彻落实。")
    for line in (issuer, day):
        paper.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.save(str(folder / "证据" / f"{title}.docx"))
    return f"{title}.docx"


def score(wenming: Wenming, folder: Path, day: str = DAY, *options: str) -> Any:
    """The self-score as JSON."""
    answer = wenming("score", "--as-of", day, "--json", "-w", folder, *options)
    assert answer.code == 0, answer.err
    return answer.values[0]


def lines_of(wenming: Wenming, monkeypatch: pytest.MonkeyPatch, *command: object, columns: int = 80) -> list[str]:
    """What a command shows on a terminal that wide."""
    monkeypatch.setenv("COLUMNS", str(columns))
    return [line.rstrip() for line in wenming(*command).out.splitlines()]


def test_nothing_filed(yueyang: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    value = score(wenming, yueyang)
    assert (value["certain"], value["possible"], value["of"]) == (0, 0, 94)
    shown = lines_of(wenming, monkeypatch, "score", "--as-of", DAY, "-w", yueyang)
    assert shown[:8] == [
        "岳阳市住房和城乡建设局 · yueyang-2023 · 截至2023-11-01",
        "自评：可得0分；满分按分项合计94分",
        "  缺失47个分项94分",
        "  另有1个分项未印分值，不计分",
        "",
        "1、习近平新时代中国特色社会主义思想宣传教育　可得0分／10分（所印12分）",
        "  标准1　可得0分／4分　办公室、机关党委、宋伟、郭立芳",
        "    第1分项 2分 缺失　深入学习习近平新时代中国特色社会主义思想作为党委（党组）…",
    ]
    assert shown[-14:] == [
        "加分：可得0分",
        "  B1 特色加分项目　可得0分",
        "    国家级荣誉称号2分、省部级荣誉称号1分，合计最多10分",
        "    测评前一年内（以发文时间为准）：2022-11-02至2023-11-01",
        "    还没有材料：wenming pin 文件 B1（已归到条目的 share，纸质的 record paper）",
        "",
        "原件印的分值",
        "  9类中有5类印了分值（1、3、4、5、9），合60分，2、6、7、8没有印",
        "  印了分值的分项有47个，合94分",
        "  第1类印12分，分项合10分；没有印分值的分项：3的第1分项“党委（党组）切实负起意识",
        "    形态工作的政治…”",
        "  印了分值的类别按所印、其余按分项，合96分",
        "  总分按100分，还差4分；原件没有写总分，100分只是设想；差的4分在第2、6、7、8类",
        "    里：4)的脱字处可能有2分，另2分的位置不能确定（可能在17)、20)、25)、26)）",
    ]


def test_files_words_and_an_honour_become_points(yueyang: Path, wenming: Wenming) -> None:
    """A part by a paper, one by a photo and a recorded visit, and an honour of the province."""
    unit = "岳阳市住房和城乡建设局"
    write_paper(yueyang, "“扫黄打非”工作自查报告", unit, "2023年6月12日")
    write_paper(yueyang, "购书登记表", unit, "2023年5月8日")
    Image.effect_noise((400, 300), 30).convert("RGB").save(yueyang / "证据" / "图书阅览室.jpg")
    assert (score(wenming, yueyang)["certain"], score(wenming, yueyang)["possible"]) == (2, 4)
    assert wenming("record", "paper", "18.3", "现场查看记录", "--by", "陈振红", "-w", yueyang).code == 0
    value = score(wenming, yueyang, "2099-01-01")
    assert (value["certain"], value["possible"]) == (4, 4)
    (part,) = [
        part for one in value["categories"] for standard in one["standards"] for part in standard["parts"]
        if part["items"] == ["18.1", "18.2", "18.3"]
    ]  # fmt: skip
    assert part["state"] == "certain"
    assert part["files"][:2] == ["证据/图书阅览室.jpg", "证据/购书登记表.docx"]
    assert part["because"][0].startswith("18.3 已确认：陈振红")
    name = write_paper(yueyang, "关于表彰全省住建系统先进单位的通报", "湖南省住房和城乡建设厅", "2023年3月1日")
    assert score(wenming, yueyang)["bonus"][0]["unfiled"] == [f"证据/{name}"]
    assert wenming("pin", name, "B1", "-w", yueyang).code == 0
    (honour,) = score(wenming, yueyang)["bonus"][0]["honours"]
    assert (honour["issuer"], honour["level"], honour["date"], honour["certain"]) == (
        "湖南省住房和城乡建设厅", "省部级荣誉称号", "2023-03-01", 1
    )  # fmt: skip


def test_the_inspection_day_is_the_end_of_the_validity_window(yueyang: Path, wenming: Wenming) -> None:
    assert score(wenming, yueyang, "2023-09-01")["bonus"][0]["end"] == "2023-09-01"
    with (yueyang / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("valid: {start: 2022-11-11, end: 2023-11-10}\n")
    row = score(wenming, yueyang, "2023-09-01")["bonus"][0]
    assert (row["start"], row["end"]) == ("2022-11-11", "2023-11-10")


# The example archive: a set without points


def test_a_set_without_points_shows_its_bonus_rows(
    own_demo: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wenming("check", "--as-of", AS_OF, "--json", "-w", own_demo).values[0]["score"] is None
    assert wenming("share", PRAISE, "B1", "--by", "甲", "-w", own_demo).code == 0
    assert lines_of(wenming, monkeypatch, "score", "--as-of", AS_OF, "-w", own_demo) == [
        "青澜县审计局 · huarong-2021 · 截至2021-11-12",
        "huarong-2021没有印分值，不按分项自评",
        "",
        "加分：可得0.5分",
        "  B1 荣誉称号(近2年来)　可得0.5分",
        "    国家级荣誉称号2分、省部级荣誉称号1分，合计最多10分；市级荣誉称号0.5分，最多5",
        "      分",
        "    近2年来：2019-11-13至2021-11-12（按年度算从2019-01-01起，只算进最多）",
        "    2021-02-26　岳岭市审计局关于表彰2020年度全市审计系统先进单位和先进个人的通报",
        "      岳岭市审计局　市级荣誉称号（授予机关）　加0.5分",
        "  B2 经验推介（近2年来）　可得0分",
        "    全国集中宣传3分、全省集中宣传2分、全市集中宣传1分，合计最多10分",
        "    近2年来：2019-11-13至2021-11-12（按年度算从2019-01-01起，只算进最多）",
        "    还没有材料：wenming pin 文件 B2（已归到条目的 share，纸质的 record paper）",
    ]
    checked = wenming("check", "--as-of", AS_OF, "--json", "-w", own_demo).values[0]
    assert checked["score"] == {
        "certain": None, "possible": None, "of": None, "bonus": {"certain": 0.5, "possible": 0.5}
    }  # fmt: skip
    assert "6.1.3" in [
        item["id"] for item in checked["items"] for file in item["files"] if file["path"].endswith(PRAISE)
    ]


def test_a_bonus_row_has_a_box_and_points_to_the_paper(own_demo: Path, wenming: Wenming) -> None:
    assert wenming("share", PRAISE, "B1", "-w", own_demo).code == 0
    assert wenming("box", "--as-of", AS_OF, "-w", own_demo).code == 0
    assert (own_demo / "资料盒" / "第25盒 加分项目").is_dir()


@pytest.mark.parametrize(
    ("target", "said", "remedy"),
    [
        pytest.param("B9", "测评体系里没有条目“B9”", "criteria show", id="no such row"),
        pytest.param(
            "B1/部级", "条目B1没有材料要求“部级”", "国家级荣誉称号、省部级荣誉称号、市级荣誉称号", id="no such level"
        ),
    ],
)
def test_a_row_or_level_that_is_not_there_is_refused(
    target: str, said: str, remedy: str, demo: Path, wenming: Wenming
) -> None:
    refused = wenming("pin", PRAISE, target, "-w", demo)
    assert refused.code == 2
    assert said in refused.err
    assert remedy in refused.err
    assert not (demo / "decisions.yaml").exists()


# prepare


def test_what_to_prepare_by_the_printed_methods(
    yueyang: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    (value,) = wenming("prepare", "--as-of", DAY, "--json", "-w", yueyang).values
    assert value["methods"] == ["材料审核", "实地考察", "问卷调查"]
    assert len(value["documents"]) == 31
    places = {place["item"]: place for place in value["places"]}
    assert (places["18.3"]["how"], places["18.3"]["owners"]["people"]) == ("实地考察", ["陈振红"])
    assert [one["no"] for one in value["unplaced"]] == ["5", "6", "11", "26"]
    assert [(one["no"], one["at"], one["owners"]["people"], one["text"]) for one in value["questions"]] == [
        ("8", 1, ["石勇"], "围绕服务人民、奉献社会，引导干部职工增强文明、优质、高效服务意识，促进优质规范服务")
    ]
    seen = {place["item"] for place in value["places"] if place["how"] == "实地考察"}
    assert not seen & {item["id"] for standard in value["documents"] for item in standard["items"]}
    shown = lines_of(wenming, monkeypatch, "prepare", "--as-of", DAY, "-w", yueyang)
    assert shown[:5] == [
        "迎检准备 · 岳阳市住房和城乡建设局 · yueyang-2023 · 截至2023-11-01",
        "",
        "材料审核（31条标准，94条材料，94条还没有文件）",
        "  标准1　办公室、机关党委、宋伟、郭立芳",
        "    1.1 缺失　党组理论学习中心组年度学习计划",
    ]
    assert shown[-5:] == [
        "问卷调查（1条）：问的就是原句，原表没有印题目",
        "  标准8第1分项　行政审批办、石勇",
        "      围绕服务人民、奉献社会，引导干部职工增强文明、优质、高效服务意识，促进优质",
        "        规范服务",
        "      自测的问卷：没有",
    ]


def test_a_survey_of_the_units_own_is_named(yueyang: Path, wenming: Wenming) -> None:
    name = write_paper(yueyang, "服务对象满意度调查问卷", "岳阳市住房和城乡建设局", "2023年6月12日")
    assert wenming("pin", name, "8.2/survey", "-w", yueyang).code == 0
    (value,) = wenming("prepare", "--as-of", DAY, "--json", "-w", yueyang).values
    assert value["questions"][0]["files"] == [f"证据/{name}"]


def test_a_table_without_methods_lists_everything(demo: Path, wenming: Wenming) -> None:
    (value,) = wenming("prepare", "--as-of", AS_OF, "--json", "-w", demo).values
    assert (value["methods"], value["unplaced"], value["questions"]) == ([], [], [])
    items = {item["id"]: item for standard in value["documents"] for item in standard["items"]}
    assert len(items) == 118
    assert items["6.1.3"]["files"][0].endswith(PRAISE)
    photos = {(place["item"], place["how"]): place["photos"] for place in value["places"]}
    assert (photos["4.3.4", "要照片"], photos["3.2.2", "实地考察"]) == (3, 0)
    assert "没有印考评方式" in wenming("prepare", "--as-of", AS_OF, "-w", demo).out

"""A small archive against Yueyang's derived items: papers and pictures go where they belong, and nowhere else."""

from collections import defaultdict
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from conftest import Wenming

DAY = "2023-11-01"
UNIT = "岳阳市住房和城乡建设局"
PAPERS = {
    "办公室/局党组理论学习中心组学习计划.docx": ("2023年度局党组理论学习中心组学习计划", ["1.1"]),
    "办公室/第4次集中学习.docx": ("局党组理论学习中心组学习记录", ["1.2"]),
    "机关党委/责任制.docx": ("局党组意识形态工作责任制实施细则", ["3.1"]),
    "机关党委/自查报告.docx": ("关于“扫黄打非”工作的自查报告", ["3.4", "29.3"]),
    "机关党委/党建.docx": ("“党建+文明创建”工作实施方案", ["6.1"]),
    "机关纪委/规定.docx": ("干部职工文明节俭操办婚丧喜庆事宜规定", ["14.1"]),
    "办公室/无烟方案.docx": ("无烟单位建设实施方案", ["13.3"]),
    "办公室/无烟计划.docx": ("2023年无烟单位建设工作计划", ["13.3"]),
    "质安科/安全生产.docx": ("2023年安全生产工作方案", ["30.1"]),
    "迎检/总结.docx": ("2023年文明单位创建工作总结", ["1.5", "24.3"]),
    "迎检/方案.docx": ("迎接湖南省文明标兵单位复查工作方案", ["24.5"]),
    "迎检/去年的总结.docx": ("2022年文明单位创建工作总结", []),
    "杂/菜单.docx": ("本周菜单", []),
    "杂/周报.docx": ("保交楼专班工作周报", []),
}
PICTURES = {
    "工会/图书阅览室.jpg": ["18.1"],
    "工会/职工气排球赛.jpg": ["19.1"],
    "行政审批办/大厅无障碍通道.jpg": ["10.4"],
    "团委/3月5日学雷锋志愿服务.jpg": ["16.4"],
    "团委/注册志愿者人数截图.png": ["16.2"],
    "杂/IMG_0417.jpg": [],
}
WANTED = {path: items for path, (_, items) in PAPERS.items()} | PICTURES


def write_paper(path: Path, title: str) -> None:
    """A paper as an office writes it: title, a paragraph, the unit and the day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    paper = Document()
    paper.add_heading(title, 0)
    paper.add_paragraph("各科室、局属各单位：现将有关事项明确如下，请结合实际认真抓好落实。")
    for line in (UNIT, "2022年12月20日" if "2022" in title else "2023年6月12日"):
        paper.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.save(str(path))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the bundled set with these papers and pictures."""
    from wenming_cli.cli.boundary import run

    folder = tmp_path_factory.mktemp("yueyang") / "工作区"
    assert run(["init", str(folder), "--criteria", "yueyang-2023"]) == 0
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: off\n")
    for name, (title, _) in PAPERS.items():
        write_paper(folder / "证据" / name, title)
    for at, name in enumerate(PICTURES):
        (folder / "证据" / name).parent.mkdir(parents=True, exist_ok=True)
        Image.effect_noise((400, 300), 20 + at).convert("RGB").save(folder / "证据" / name)
    return folder


def test_files_go_to_their_items_and_to_no_other(archive: Path, wenming: Wenming) -> None:
    lines = {line["path"].removeprefix("证据/"): line for line in wenming("ledger", "--json", "-w", archive).values}
    assert {path: sorted(use["item"] for use in line["uses"]) for path, line in lines.items()} == {
        path: sorted(items) for path, items in WANTED.items()
    }
    assert {use["how"] for use in lines["机关党委/自查报告.docx"]["uses"]} == {"sure", "shared"}
    assert lines["迎检/去年的总结.docx"]["reason"].startswith("名称或标题写的是2022年")


def test_only_what_is_filed_is_complete(archive: Path, wenming: Wenming) -> None:
    judged = wenming("check", "--json", "--as-of", DAY, "-w", archive).values[0]
    filed = {item for items in WANTED.values() for item in items}
    by_verdict = defaultdict(set)
    for item in judged["items"]:
        by_verdict[item["verdict"]].add(item["id"])
    assert by_verdict["complete"] | by_verdict["short"] | by_verdict["to_confirm"] == filed
    assert by_verdict["to_confirm"] == {"16.2"}, "the share needs figures that nobody has recorded"
    assert by_verdict["short"] == {"1.2", "16.4", "19.1", "30.1"}
    assert len(by_verdict["manual"]) == 13


def test_boxes_are_named_after_the_standards(archive: Path, wenming: Wenming) -> None:
    assert wenming("box", "--as-of", DAY, "-w", archive).code == 0
    boxes = sorted(path.name for path in (archive / "资料盒").iterdir() if path.is_dir())
    assert (len(boxes), boxes[0], boxes[30]) == (31, "第01盒 标准1", "第31盒 标准31")
    inside = [path.name for path in (archive / "资料盒" / boxes[15]).iterdir() if path.is_dir()]
    assert sorted(inside) == ["16.2 注册志愿者人数", "16.4 志愿服务活动参加情况"]

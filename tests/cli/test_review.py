"""wenming review --sheet and wenming apply: from the questions of an archive to decisions, as a clerk would."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from conftest import Said, Wenming
from wenming_cli.errors import NotWrittenError
from wenming_cli.review.notebook import read_decisions

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FOLDER = "证据/一、组织领导有力 创建工作扎实/1.干部队伍建设"
PHOTOS = "证据/三、重视学习培训 文体卫生先进/2.文体活动"
"""The folder of another project than that of the event: such files are always asked about."""


def picture(path: Path, words: str, **more: Any) -> None:
    image = Image.new("RGB", (640, 480), "white")
    ImageDraw.Draw(image).text((20, 20), words, fill="black")
    image.save(path, **more)


@pytest.fixture
def asked(small: Path) -> Path:
    """A workspace with a paper of another year, an event of three photos, a menu, a broken file and a secret."""
    papers, photos = small / FOLDER, small / PHOTOS
    papers.mkdir(parents=True)
    photos.mkdir(parents=True)
    (papers / "2019年度述职述廉报告.txt").write_text("2019年度述职述廉报告\n2020年1月9日\n", encoding="utf-8")
    for at in (1, 2, 3):
        picture(photos / f"端午包粽子_{at}.jpg", f"{at}" * at * 9)
    (small / "证据" / "食堂菜单.txt").write_text("红烧肉\n", encoding="utf-8")
    (small / "证据" / "坏的.pdf").write_bytes(b"%PDF-1.4 broken")
    (small / "证据" / "底稿.txt").write_text("内部资料\n审计工作底稿\n", encoding="utf-8")
    return small


def numbers(book: Path) -> dict[str, str]:
    """The number of every row by the end of its file's name, or the name of the group."""
    return {
        str(row[2].value).rsplit("/", 1)[-1].partition("（")[0]: str(row[0].value)
        for sheet in openpyxl.load_workbook(book)
        if sheet.title not in ("说明", "条目")
        for row in sheet.iter_rows(min_row=4)
    }


def fill(book: Path, **answers: tuple[str | None, ...]) -> None:
    """Fill in rows as a person would: 答案, 其他条目, 备注."""
    found, rows = openpyxl.load_workbook(book), numbers(book)
    wanted = {rows[name]: values for name, values in answers.items()}
    for sheet in found:
        for row in sheet.iter_rows(min_row=4):
            for cell, value in zip(row[7:10], wanted.get(str(row[0].value), ()), strict=False):
                cell.value = value
    found.save(book)


@pytest.fixture
def sheet(asked: Path, wenming: Wenming) -> Path:
    said = wenming("review", "--sheet", "-w", asked)
    assert said.code == 0, said.err
    return asked / "待确认.xlsx"


def states(workspace: Path, wenming: Wenming) -> dict[str, tuple[str, tuple[str, ...]]]:
    rows = wenming("ledger", "--json", "-w", workspace).values
    return {Path(row["path"]).name: (row["state"], tuple(use["item"] for use in row["uses"])) for row in rows}


def refuses(said: Said, *words: str, code: int = 2) -> None:
    assert said.code == code, said.out + said.err
    assert said.err.startswith("错误：")
    for word in words:
        assert word in said.err


def test_from_questions_to_decisions(asked: Path, sheet: Path, wenming: Wenming) -> None:
    assert "底稿.txt" not in numbers(sheet)
    fill(
        sheet, 端午包粽子=("7.3.4", None, "端午活动"), **{"端午包粽子_2.jpg": ("忽略", None, "拍糊了")},
        **{"2019年度述职述廉报告.txt": ("都不是",), "食堂菜单.txt": (None, "2.1.6/notice"), "坏的.pdf": ("忽略",)},
    )  # fmt: skip
    before = states(asked, wenming)
    tried = wenming("apply", "待确认.xlsx", "-w", asked, "--by", "张三", "--dry-run")
    assert tried.code == 0
    assert "试运行，什么也没有写" in tried.out
    assert not (asked / "decisions.yaml").exists()
    assert states(asked, wenming) == before

    said = wenming("apply", sheet, "-w", asked, "--by", "张三")
    assert said.code == 0
    assert "6个文件有新决定" in said.out
    after = states(asked, wenming)
    assert after["端午包粽子_1.jpg"] == after["端午包粽子_3.jpg"] == ("matched", ("7.3.4",))
    assert after["端午包粽子_2.jpg"] == after["坏的.pdf"] == ("ignored", ())
    assert after["食堂菜单.txt"] == ("matched", ("2.1.6",))
    assert after["2019年度述职述廉报告.txt"][0] != "matched"
    decisions = read_decisions(asked / "decisions.yaml")
    assert {one.by for one in decisions} == {"张三"}
    assert {one.why for one in decisions} == {"端午活动", "拍糊了", None}
    assert f"wenming undo 一次撤一条，全部撤掉要运行{len(decisions)}次" in said.out

    written = (asked / "decisions.yaml").read_bytes()
    again = wenming("apply", sheet, "-w", asked, "--by", "张三")
    assert (again.code, (asked / "decisions.yaml").read_bytes()) == (0, written)
    assert "0个文件有新决定，6个和已有的决定一样" in again.out
    for _ in decisions:
        assert wenming("undo", "-w", asked).code == 0
    assert states(asked, wenming) == before


def test_changed_and_unknown_rows_are_named_and_the_rest_is_applied(asked: Path, sheet: Path, wenming: Wenming) -> None:
    fill(sheet, 端午包粽子=("7.3.4",), **{"食堂菜单.txt": ("9.9.9",)})
    picture(asked / PHOTOS / "端午包粽子_2.jpg", "new")
    said = wenming("apply", sheet, "-w", asked)
    assert said.code == 0
    assert "2个文件有新决定" in said.out
    assert "端午包粽子_2.jpg：这份内容已经不在证据文件夹里，或者改过了" in said.out
    assert "没有条目“9.9.9”" in said.out
    assert len(read_decisions(asked / "decisions.yaml")) == 2


def test_nothing_that_can_be_used(asked: Path, sheet: Path, wenming: Wenming) -> None:
    fill(sheet, **{"食堂菜单.txt": ("9.9.9",)})
    refuses(wenming("apply", sheet, "-w", asked), "1行都不能用", "review --sheet")
    assert not (asked / "decisions.yaml").exists()


def test_an_empty_sheet_is_no_error(asked: Path, sheet: Path, wenming: Wenming) -> None:
    said = wenming("apply", sheet, "-w", asked)
    assert (said.code, "没有新的决定要记" in said.out) == (0, True)


def test_a_sheet_of_another_workspace_or_none_at_all(
    asked: Path, sheet: Path, tmp_path: Path, wenming: Wenming
) -> None:
    fill(sheet, **{"食堂菜单.txt": ("忽略",)})
    assert wenming("init", tmp_path / "乙", "--unit", "另一个局").code == 0
    refuses(wenming("apply", sheet, "-w", tmp_path / "乙"), "不是本工作区的", "另一个局")
    assert wenming("init", tmp_path / "丙", "--criteria", "yueyang-2023", "--unit", "某局").code == 0
    refuses(wenming("apply", sheet, "-w", tmp_path / "丙"), "huarong-2021", "yueyang-2023")
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    refuses(wenming("apply", tmp_path / "空.xlsx", "-w", asked), "不是 wenming 写的待确认表")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    refuses(wenming("apply", tmp_path / "坏.xlsx", "-w", asked), "读不出来", "另存为 xlsx")
    refuses(wenming("apply", "没有.xlsx", "-w", asked), "没有这个文件")


def test_answers_are_not_written_over(asked: Path, sheet: Path, wenming: Wenming) -> None:
    assert wenming("review", "--sheet", "-w", asked).code == 0, "an empty one is"
    fill(sheet, **{"食堂菜单.txt": ("忽略",)})
    filled = sheet.read_bytes()
    refuses(wenming("review", "--sheet", "-w", asked), "1行填过的还没有应用", "wenming apply", "--force")
    assert sheet.read_bytes() == filled
    forced = wenming("review", "--sheet", "--force", "-w", asked)
    assert "其中1行没有应用过" in forced.out
    fill(sheet, **{"食堂菜单.txt": ("忽略",)})
    assert wenming("apply", sheet, "-w", asked).code == 0
    assert wenming("review", "--sheet", "-w", asked).code == 0, "an applied one is"
    assert "食堂菜单.txt" not in numbers(sheet)


def test_what_is_no_sheet_of_ours_is_never_written_over(asked: Path, wenming: Wenming) -> None:
    for data in (b"mine", b""):
        (asked / "待确认.xlsx").write_bytes(data)
        refuses(wenming("review", "--sheet", "--force", "-w", asked), "不是能读的待确认表", "--out")
        assert (asked / "待确认.xlsx").read_bytes() == data


def test_where_a_sheet_may_go(asked: Path, tmp_path: Path, wenming: Wenming) -> None:
    refuses(wenming("review", "-w", asked), "--sheet")
    refuses(wenming("review", "--sheet", "--out", asked / "证据" / "表.xlsx", "-w", asked), "只放证据")
    refuses(wenming("review", "--sheet", "--out", tmp_path / "表.docx", "-w", asked), "xlsx")
    assert wenming("review", "--sheet", "--out", tmp_path / "U盘" / "表.xlsx", "-w", asked).code == 0
    book = openpyxl.load_workbook(tmp_path / "U盘" / "表.xlsx")
    links = [cell.hyperlink.target for row in book["待确认"].iter_rows(min_row=4) for cell in row if cell.hyperlink]
    assert links
    assert all((tmp_path / "U盘" / link.replace("%20", " ")).exists() for link in links)
    fill(tmp_path / "U盘" / "表.xlsx", **{"食堂菜单.txt": ("忽略",)})
    assert wenming("apply", tmp_path / "U盘" / "表.xlsx", "-w", asked).code == 0


def test_nothing_to_ask(small: Path, wenming: Wenming) -> None:
    said = wenming("review", "--sheet", "-w", small)
    assert (said.code, "没有要确认的文件" in said.out) == (0, True)
    assert not (small / "待确认.xlsx").exists()


def test_a_sheet_is_no_evidence_where_the_workspace_is(asked: Path, wenming: Wenming) -> None:
    text = (asked / "wenming.yaml").read_text(encoding="utf-8").replace("evidence: [证据]", "evidence: [.]")
    (asked / "wenming.yaml").write_text(text, encoding="utf-8")
    assert wenming("review", "--sheet", "-w", asked).code == 0
    assert states(asked, wenming)["待确认.xlsx"][0] == "ignored"
    fill(asked / "待确认.xlsx", **{"食堂菜单.txt": ("忽略",)})
    assert wenming("apply", "待确认.xlsx", "-w", asked).code == 0


def test_small_pictures_only_of_photos(asked: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    assert [len(one._images) for one in book] == [0, 3, 0, 0, 0]


def test_a_picture_that_kills_its_process_costs_itself_only(
    asked: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wenming_cli.pipeline.SHRINKER", "unruly_shrinker:work")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    said = wenming("review", "--sheet", "-w", asked)
    assert said.code == 0
    assert "缩略图0张" in said.out


def test_too_many_pictures_are_said(asked: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wenming_cli.review.how.MOST_PICTURES", 2)
    said = wenming("review", "--sheet", "-w", asked)
    assert "缩略图2张" in said.out
    assert "照片太多，1张没有放缩略图" in said.out


def test_a_disk_that_refuses_leaves_the_decisions_whole(
    asked: Path, sheet: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sheet, 端午包粽子=("7.3.4",))

    def full(*_: object, **__: object) -> None:
        raise NotWrittenError("没有写成：磁盘满了", remedy="清理磁盘")

    monkeypatch.setattr("wenming_cli.review.notebook.write_file", full)
    refuses(wenming("apply", sheet, "-w", asked), "磁盘满了", code=4)
    assert not (asked / "decisions.yaml").exists()


def test_several_sets_have_a_sheet_each(asked: Path, wenming: Wenming) -> None:
    text = (asked / "wenming.yaml").read_text(encoding="utf-8")
    (asked / "wenming.yaml").write_text(
        text.replace("[huarong-2021]", "[huarong-2021, yueyang-2023]"), encoding="utf-8"
    )
    assert wenming("review", "--sheet", "-w", asked).code == 0
    names = sorted(path.name for path in asked.glob("*.xlsx"))
    assert names == ["待确认-huarong-2021.xlsx", "待确认-yueyang-2023.xlsx"]
    fill(asked / names[0], 端午包粽子=("7.3.4",))
    assert wenming("apply", names[0], "-w", asked).code == 0
    assert len(read_decisions(asked / "decisions.yaml")) == 3


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sheet was not opened for real")
def test_a_sheet_survives_libreoffice(asked: Path, sheet: Path, tmp_path: Path, wenming: Wenming) -> None:
    """Printed whole, and saved anew by an office program it still says the same."""
    fill(sheet, 端午包粽子=("7.3.4", None, "端午"), **{"食堂菜单.txt": (None, "1.1.1")})
    saved = tmp_path / "另存"
    for kind in ("pdf", "xlsx"):
        command = [
            str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind,
            "--outdir", str(saved), str(sheet),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(saved / "待确认.pdf")
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    for words in ("怎么填", "2.文体活动/端午包粽子_3.jpg", "系统建议", "食堂菜单.txt", "备注"):
        assert words in text
    assert "wenming1:" not in text, "hidden columns are not printed"
    width, height = document[0].get_size()
    assert width > height, "A4 landscape"
    assert wenming("apply", saved / "待确认.xlsx", "-w", asked).code == 0
    assert len(read_decisions(asked / "decisions.yaml")) == 4

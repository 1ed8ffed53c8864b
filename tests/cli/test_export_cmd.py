"""wenming export on the example archive: what leaves, what stops it, what never leaves."""

import hashlib
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from conftest import AS_OF, Wenming, fingerprint
from wenming_cli.office.convert import find_office

PERSONAL = "2021年02月廉政回访登记表.xlsx"
SECRET = "审计工作底稿_XX项目(内部).docx"
RECORD = "历次检查/导出记录.tsv"


def found(out: Path) -> dict[str, bytes]:
    """Everything that left by path, zips opened."""
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for name in [name for name in files if name.endswith(".zip")]:
        with zipfile.ZipFile(out / name) as packed:
            files |= {f"{name}!{inner}": packed.read(inner) for inner in packed.namelist()}
    return files


def kept(workspace: Path) -> dict[str, tuple[str, int, int]]:
    """Every file of a workspace but the cache."""
    return {path: known for path, known in fingerprint(workspace).items() if not path.startswith(".wenming/")}


def test_personal_data_stop_it_before_anything_is_written(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    before = kept(own_demo)
    said = wenming("export", tmp_path / "包", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 2
    assert f"6.3.1　证据/六、业务水平领先 工作实绩显著/3.办事效率/{PERSONAL}　身份证号8个、手机号8个" in said.out
    assert "--with-personal-data" in said.err
    assert not (tmp_path / "包").exists()
    assert kept(own_demo) == before


@pytest.mark.parametrize("zipped", [(), ("--zip",)])
def test_with_leave_it_leaves_but_what_is_internal_never_does(
    own_demo: Path, wenming: Wenming, tmp_path: Path, zipped: tuple[str, ...]
) -> None:
    secret = next(own_demo.rglob(SECRET))
    release = ("release", secret, "--why", "领导同意", "--by", "顾长河", "-w", own_demo)
    assert wenming(*release).code == 0
    assert wenming("pin", secret, "6.4.1", "-w", own_demo).code == 0
    evidence = fingerprint(own_demo / "证据")
    out = tmp_path / "包"
    said = wenming("export", out, "--as-of", AS_OF, "--with-personal-data", "--by", "江雨霏", *zipped, "-w", own_demo)
    assert (said.code, said.err) == (0, "")
    assert SECRET in said.out
    files = found(out)
    hashes = {hashlib.sha256(data).hexdigest() for data in files.values()}
    assert hashlib.sha256(secret.read_bytes()).hexdigest() not in hashes
    assert not any("底稿" in name for name in files)
    note = docx.Document(str(out / "交付清单.docx"))
    words = {cell.text for row in note.tables[0].rows for cell in row.cells}
    assert not any("底稿" in text for text in words)
    assert "有密级或内部标记的1件，不上网" in words
    personal = next(own_demo.rglob(PERSONAL))
    assert hashlib.sha256(personal.read_bytes()).hexdigest() in hashes
    assert fingerprint(own_demo / "证据") == evidence
    line = (own_demo / RECORD).read_text(encoding="utf-8-sig").splitlines()[-1].split("\t")
    assert [line[at] for at in (1, 2, 3, 6, 8)] == ["huarong-2021", str(out), "全部", "1", "江雨霏"]
    assert line[7] == hashlib.sha256(files["sha256.txt"]).hexdigest()


def test_folders_come_in_the_order_of_the_table(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    out = tmp_path / "包"
    assert wenming("export", out, "--as-of", AS_OF, "--only", "1.2，2.1.6", "-w", own_demo).code == 0
    names = sorted(path.name for path in out.iterdir() if path.is_dir())
    assert [name.split("-")[1] for name in names] == [
        "1.2.1",
        "1.2.2",
        "1.2.3",
        "1.2.4",
        "1.2.5",
        "1.2.6",
        "1.2.7",
        "2.1.6",
    ]
    assert names[0].startswith("009-")
    lecture = sorted(path.name for path in (out / names[-1]).iterdir() if path.name != "说明报告.docx")
    assert [name[:2] for name in lecture] == [f"{at:02d}" for at in range(1, len(lecture) + 1)]
    record = (own_demo / RECORD).read_text(encoding="utf-8-sig").splitlines()
    assert len(record) == 2
    assert record[1].split("\t")[3] == "1.2.1、1.2.2、1.2.3、1.2.4、1.2.5、1.2.6、1.2.7、2.1.6"


def test_limits_of_the_portal_are_kept(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    with (own_demo / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("export: {picture_mb: 0.05, picture_side: 800, name: ascii}\n")
    out = tmp_path / "包"
    said = wenming("export", out, "--as-of", AS_OF, "--only", "2.2.11,7.1.4,7.6", "-w", own_demo)
    assert (said.code, "缩小、转换、拆分" in said.out) == (0, True)
    files = found(out)
    assert all(name.isascii() for name in files)
    pictures = [data for name, data in files.items() if name.endswith(".jpg")]
    assert len(pictures) > 20
    assert max(map(len, pictures)) <= 0.05 * (1 << 20)
    assert not any(name.endswith((".png", ".heic")) for name in files)


def test_a_phone_picture_becomes_a_jpeg(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    assert wenming("pin", "文明旅游公约学习.HEIC", "7.6.6", "-w", own_demo).code == 0
    out = tmp_path / "包"
    assert wenming("export", out, "--as-of", AS_OF, "--only", "7.6.6", "-w", own_demo).code == 0
    made = next(out.rglob("*公约学习.jpg"))
    assert made.read_bytes().startswith(b"\xff\xd8\xff")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(out / "交付清单.docx")).tables[0].rows]
    assert any(row[1] == made.name and row[6].startswith("由heic转为jpg") for row in rows)


@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_wps_and_et_become_pdf(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    command = ("--as-of", AS_OF, "--only", "1.2.3,1.2.4", "-w", own_demo)
    for name in ("一", "二"):
        assert wenming("export", tmp_path / name, *command).code == 0
    one, two = found(tmp_path / "一"), found(tmp_path / "二")
    assert one == two
    pdfs = [name for name in one if name.endswith(".pdf")]
    assert len(pdfs) == 2
    assert "文明创建工作总结" in "".join(page.extract_text() for page in PdfReader(tmp_path / "一" / min(pdfs)).pages)


def test_the_form_holds_facts_and_no_report(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    paper = (
        "record",
        "paper",
        "2.1.2",
        "党组评选会议记录",
        "--day",
        "2021-09-10",
        "--shelf",
        "二楼柜",
        "--by",
        "江雨霏",
    )
    assert wenming(*paper, "-w", own_demo).code == 0
    out = tmp_path / "包"
    assert wenming("export", out, "--only", "2.1.2", "-w", own_demo).code == 0
    form = docx.Document(str(next(out.rglob("说明报告.docx"))))
    said = [paragraph.text for paragraph in form.paragraphs]
    assert form.tables[1].cell(0, 0).text == ""
    assert "（不超过500字，已写　　　字）" in said
    assert said[said.index("文件、材料") :] == [
        "文件、材料",
        "· 《关于开展先进典型评选的通知》，2021-09-08，1页",
        "· 《在先进典型评选会议上的讲话》，2021-09-14，1页",
        "· 《青澜县审计局2021年先进典型评选表》，2021-09-14",
        "· 党组评选会议记录，2021-09-10，纸质件，存放在二楼柜（登记R1）",
        "活动",
        "· 先进典型评选，2021-09-14，照片4张",
        "还没有的（不能写成已有）",
        "· 缺签到表",
    ]


def test_filled_forms_are_counted_and_kept(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    out = tmp_path / "包"
    command = ("export", out, "--as-of", AS_OF, "--only", "1.1.1,1.1.2,1.1.3", "-w", own_demo)
    assert wenming(*command).code == 0
    for name, text in (("001", "我局坚持理论学习制度，" * 50), ("002", "制定了 2021年\n学习计划。")):
        path = next(out.glob(f"{name}-*/说明报告.docx"))
        form = docx.Document(str(path))
        form.tables[1].cell(0, 0).text = text
        form.save(str(path))
    assert "填过的说明报告没有覆盖" in wenming(*command).out
    lines = wenming("export", out, "--count").out.splitlines()
    assert [line.split("　")[0].strip() for line in lines[:2]] == ["550字", "13字"]
    assert lines[0].endswith("超过50字")
    assert lines[2] == "说明报告3份：空的1份，超过500字的1份。标点和字母各算一字，空格不算。"


def test_a_dry_run_writes_nothing(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    before = kept(own_demo)
    said = wenming("export", tmp_path / "包", "--as-of", AS_OF, "--dry-run", "-w", own_demo)
    assert said.code == 0
    assert PERSONAL in said.out
    assert "共118个指标" in said.out
    assert not (tmp_path / "包").exists()
    assert kept(own_demo) == before


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("证据/包", "那里只放证据"),
        ("资料盒", "程序自己用的文件夹"),
        ("历次检查/包", "程序自己用的文件夹"),
        (".", "里面有工作区"),
    ],
)
def test_an_export_lies_apart_from_evidence_and_boxes(demo: Path, wenming: Wenming, place: str, words: str) -> None:
    said = wenming("export", demo / place, "-w", demo)
    assert said.code == 2
    assert words in said.err


@pytest.mark.parametrize("only", ["99", "1.1.1,9.9", "，"])
def test_an_indicator_that_is_not_there_is_named(demo: Path, wenming: Wenming, tmp_path: Path, only: str) -> None:
    said = wenming("export", tmp_path / "包", "--only", only, "-w", demo)
    assert (said.code, "没有这样的指标" in said.err) == (2, True)


@pytest.mark.parametrize("wrong", ["{picture_mb: 0}", "{pdf_mb: 100}", "{name: pinyin}", "{zip: yes}", "{mb: 3}"])
def test_limits_that_can_not_be_are_faults_with_their_place(
    small: Path, wenming: Wenming, tmp_path: Path, wrong: str
) -> None:
    with (small / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"export: {wrong}\n")
    said = wenming("export", tmp_path / "包", "-w", small)
    assert said.code == 2
    assert "wenming.yaml:" in said.err


def test_a_set_with_points_is_exported_by_standard(tmp_path: Path, wenming: Wenming) -> None:
    folder, out = tmp_path / "岳阳", tmp_path / "包"
    assert wenming("init", folder, "--criteria", "yueyang-2023", "--unit", "某局").code == 0
    assert wenming("export", out, "-w", folder).code == 0
    names = sorted(path.name for path in out.iterdir() if path.is_dir())
    assert names[0].startswith("01-1-")
    assert [name.split("-")[1] for name in names] == [str(at) for at in range(1, len(names) + 1)]


def test_several_sets_have_a_folder_each(small: Path, wenming: Wenming, tmp_path: Path) -> None:
    path, out = small / "wenming.yaml", tmp_path / "包"
    text = path.read_text(encoding="utf-8").replace(
        "criteria: [huarong-2021]", "criteria: [huarong-2021, yueyang-2023]"
    )
    path.write_text(text, encoding="utf-8")
    assert wenming("export", out, "--only", "1.2.5", "-w", small).code == 0
    assert [one.name for one in out.iterdir()] == ["huarong-2021"]
    assert wenming("export", out, "--only", "1.2.5,16", "-w", small).code == 0
    assert sorted(one.name for one in out.iterdir()) == ["huarong-2021", "yueyang-2023"]
    assert [line.split("\t")[1] for line in (small / RECORD).read_text(encoding="utf-8-sig").splitlines()[1:]] == [
        "huarong-2021", "huarong-2021", "yueyang-2023"
    ]  # fmt: skip

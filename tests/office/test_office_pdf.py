"""Office files as PDF: what LibreOffice makes of them, and what happens when it is away, hangs, crashes or writes nothing."""

import hashlib
import io
import sys
import time
from dataclasses import replace
from pathlib import Path

import docx
import psutil
import pytest

from making import BOOK, box, leaf, no_fonts, pdf_bytes, texts
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.conversions import NO_OFFICE
from wenming_cli.model.presence import Presence
from wenming_cli.office import libre, present
from wenming_cli.office.com import KNOWN
from wenming_cli.office.convert import Office, Program, find_office, to_pdf
from wenming_cli.office.draft import NO_PDF, TOO_LONG, Draft
from wenming_cli.office.libre import LibreOffice
from wenming_cli.office.plain import ODD

REAL = find_office()


def word(text: str) -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def drafts(folder: Path, **files: bytes) -> dict[str, Draft]:
    made = {}
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
        made[name] = Draft(folder / f"{name}.docx", hashlib.sha256(data).hexdigest(), "docx")
    return made


def stub(folder: Path, body: str) -> Office:
    """A program in place of LibreOffice; it is given the same arguments."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport os, pathlib, sys, time\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    return Office((LibreOffice(str(program), "stub"),))


WRITE = """
out, files = sys.argv[sys.argv.index("--outdir") + 1], [one for one in sys.argv if one.endswith(".docx")]
def write(one, data=b"%PDF-1.4 made"):
    pathlib.Path(out, pathlib.Path(one).stem + ".pdf").write_bytes(data)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names Python")
@pytest.mark.parametrize(
    ("body", "outcomes"),
    [
        pytest.param("for one in files: write(one)", {"a": None, "b": None}, id="all done"),
        pytest.param("os.abort()", {"a": NO_PDF, "b": NO_PDF}, id="it crashes"),
        pytest.param("sys.exit(0)", {"a": NO_PDF, "b": NO_PDF}, id="it writes nothing"),
        pytest.param("for one in files: write(one, b'<html>')", {"a": NO_PDF, "b": NO_PDF}, id="it writes no PDF"),
        pytest.param(
            "for one in files:\n    if b'bad' in pathlib.Path(one).read_bytes(): os.abort()\n    write(one)",
            {"a": NO_PDF, "b": None}, id="one file kills it, the other is done alone",
        ),
        pytest.param("time.sleep(60)", {"a": TOO_LONG, "b": TOO_LONG}, id="it hangs"),
    ],
)  # fmt: skip
def test_a_program_that_misbehaves(
    body: str, outcomes: dict[str, str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libre, "START_SECONDS", 1.0)
    monkeypatch.setattr(libre, "FILE_SECONDS", 0.2)
    made = to_pdf(stub(tmp_path, WRITE + body), drafts(tmp_path, a=b"bad one", b=b"good one"), tmp_path / "work")
    assert {key: one if isinstance(one, str) else None for key, one in made.items()} == outcomes


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names Python")
def test_of_many_files_each_has_its_own_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libre, "BATCH", 2)
    body = "for one in files: write(one, b'%PDF-1.4 ' + pathlib.Path(one).read_bytes())"
    files = drafts(tmp_path, **{name: name.encode() for name in "abcde"})
    made = to_pdf(stub(tmp_path, WRITE + body), files, tmp_path / "work")
    assert {key: Path(one).read_bytes()[9:] for key, one in made.items()} == {key: key.encode() for key in files}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names Python")
def test_no_process_is_left_and_nothing_lies_beside_the_originals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libre, "START_SECONDS", 0.5)
    monkeypatch.setattr(libre, "FILE_SECONDS", 0.0)
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    body = "import subprocess\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(61)']).wait()"
    to_pdf(stub(tmp_path, body), drafts(evidence, a=b"a"), tmp_path / "work")
    time.sleep(0.2)
    sleepers = [one for one in psutil.process_iter(["cmdline"]) if "time.sleep(61)" in str(one.info["cmdline"])]
    assert sleepers == []
    assert [path.name for path in evidence.iterdir()] == ["a.docx"]


def test_without_a_program_an_office_file_is_a_slip_and_binding_with_one_makes_it_anew(tmp_path: Path) -> None:
    one = box([leaf(tmp_path, "a.docx", word("理论学习制度"), "office")])
    inner = tmp_path / "inner"
    with Binder(inner, fonts=no_fonts()) as binder:
        made = one.bound(binder)
        page = "".join(texts(made.place)[1].split())
    assert made.numbered.slips == {"a.docx": NO_OFFICE}
    assert NO_OFFICE.replace(" ", "") in page
    there = {BOOK: made.book.sha256}
    with Binder(inner, fonts=no_fonts()) as binder:
        assert one.bound(binder, there).book.place is None, "nothing changed"
    with Binder(inner, fonts=no_fonts(), office=Office((LibreOffice(str(tmp_path / "none"), "came"),))) as binder:
        again = one.bound(binder, there)
    assert again.book.place is not None, "LibreOffice came: bound again"
    assert again.numbered.slips == {"a.docx": NO_PDF}


def test_a_memory_that_does_not_read_only_costs_time(tmp_path: Path) -> None:
    one = box([leaf(tmp_path, "p", None, "slip"), leaf(tmp_path, "a.pdf", pdf_bytes(), "pdf")])
    inner = tmp_path / "inner"
    made = []
    for text in ("", "{", '{"x": 3}', "[]"):
        inner.mkdir(exist_ok=True)
        for name in ("bound.json", "pages.json"):
            (inner / name).write_text(text, encoding="utf-8")
        with Binder(inner, fonts=no_fonts()) as binder:
            made.append(one.bound(binder).book.sha256)
    assert len(set(made)) == 1
    assert not (inner / "binding").exists()


@pytest.mark.slow
@pytest.mark.skipif(REAL is None, reason="LibreOffice is not on this computer")
def test_the_real_program_makes_pages_with_text_and_the_same_pages_again(tmp_path: Path) -> None:
    broken = b"PK\x03\x04 no document"
    some = [
        leaf(tmp_path, "a.docx", word("理论学习制度"), "office"),
        leaf(tmp_path, "b.docx", broken, "office"),
        leaf(tmp_path, "c.docx", word("党风廉政责任制"), "office"),
    ]
    hashes, pages = [], []
    for name in ("one", "two"):
        with Binder(tmp_path / name, fonts=no_fonts(), office=REAL) as binder:
            made = box(some).bound(binder)
            pages = texts(made.place)
        hashes.append(made.book.sha256)
        assert "b.docx" in made.numbered.slips or len(pages) == 4
    assert hashes[0] == hashes[1]
    assert "理论学习制度" in "".join(pages[1].split())
    assert "党风廉政责任制" in "".join(pages[-1].split())


@pytest.mark.slow
@pytest.mark.skipif(REAL is None, reason="LibreOffice is not on this computer")
def test_plain_texts_show_every_character_whatever_their_encoding(tmp_path: Path) -> None:
    note = "关于召开道德讲堂的通知\n\n　　各股室：\n\t5月6日召开。\n"
    table = '编号,姓名,内容\n007,张三,"学习,讨论"\n=1+1,李四,无\n'
    texts_of = {
        "a.txt": note.encode("gb18030"), "b.txt": note.encode("utf-16"), "c.txt": note.encode("utf-8-sig"),
        "d.csv": table.encode("gb18030"), "e.csv": table.replace(",", "\t").replace('"学习\t讨论"', "学习,讨论").encode(), "f.txt": b"\xff\x80\x80\xff",
    }  # fmt: skip
    files = {}
    for name, data in texts_of.items():
        (tmp_path / name).write_bytes(data)
        files[name] = Draft(tmp_path / name, hashlib.sha256(data).hexdigest(), name[-3:])
    assert REAL is not None
    made = to_pdf(REAL, files, tmp_path / "work")
    assert made.pop("f.txt") == ODD
    shown = {name: "".join("".join(texts(Path(one))).split()) for name, one in made.items()}
    assert {shown[name] for name in ("a.txt", "b.txt", "c.txt")} == {"".join(note.split())}
    assert shown["d.csv"] == shown["e.csv"]
    assert sorted(shown["d.csv"]) == sorted("编号姓名内容007张三学习,讨论=1+1李四无"), (
        "no cell is a number or a formula"
    )
    assert "学习,讨论" in shown["d.csv"]


WPS = tuple(
    replace(one, place=f"C:/WPS/{one.kind}.exe")
    for one in KNOWN
    if one.asked in ("KWPS.Application", "KET.Application")
)


@pytest.mark.parametrize(
    ("programs", "state", "note", "without"),
    [
        pytest.param((), Presence.MISSING, None, "Word、WPS 文字、Excel、WPS 表格、PPT、WPS 演示", id="nothing"),
        pytest.param(
            (LibreOffice("/opt/soffice", ""), KNOWN[0]), Presence.PRESENT, "LibreOffice（/opt）；Microsoft Word", None,
            id="LibreOffice first",
        ),
        pytest.param(WPS, Presence.PRESENT, "WPS 文字、WPS 表格（C:/WPS）", "PPT、WPS 演示", id="no slides"),
    ],
)  # fmt: skip
def test_doctor_says_which_programs_there_are_and_what_goes_without(
    programs: tuple[Program, ...],
    state: Presence,
    note: str | None,
    without: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(present, "find_office", lambda: Office(programs) if programs else None)
    row = present.office()
    assert (row.state, row.note and row.note.replace("\\", "/")) == (state, note)
    assert row.lost == (present.LOST.format(without) if without else None)
    assert (row.remedy is None) == (row.lost is None)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names Python")
@pytest.mark.parametrize(("body", "state"), [("write(one)", Presence.PRESENT), ("pass", Presence.BROKEN)])
def test_a_trial_of_doctor_has_each_program_make_pages(
    body: str, state: Presence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = stub(
        tmp_path, WRITE + f"for one in sys.argv:\n    if one.endswith(('.docx', '.xlsx')): {body}"
    ).programs
    slides = replace(KNOWN[2], place="C:/Office/powerpnt.exe")
    monkeypatch.setattr(present, "find_office", lambda: Office((program, slides)))
    row = present.office(trial=True)
    assert row.state is state
    assert row.note is not None
    assert "试用：LibreOffice" in row.note
    assert "PowerPoint" not in row.note.partition("试用")[2], "there is no sample of it"
    assert (row.lost is None) == (state is Presence.PRESENT)


def test_doctor_says_when_programs_are_there_but_can_not_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "find_office", lambda: None)
    monkeypatch.setattr(present, "can_ask", lambda: False)
    monkeypatch.setattr(present, "find_registered", lambda: WPS)
    row = present.office()
    assert (row.state, row.remedy) == (Presence.BROKEN, present.ADD_PACKAGE)
    assert row.note is not None
    assert present.NO_PACKAGE in row.note

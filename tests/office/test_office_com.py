"""Microsoft Office and WPS as they are asked on Windows: programs in their place do as the test wants, and write it down."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import types
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import psutil
import pytest

from wenming_cli.office import com, servers
from wenming_cli.office.com import KNOWN, ComProgram, find_registered
from wenming_cli.office.convert import Office, to_pdf
from wenming_cli.office.draft import NO_PDF, NO_PROGRAM, TOO_LONG, Draft
from wenming_cli.office.libre import LibreOffice
from wenming_cli.office.work import MACROS_ON, NOT_OFFICE

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the programs in place are links to the shell")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMED = {one.asked: one for one in KNOWN}
WORD, EXCEL, POWERPOINT = (NAMED[f"{one}.Application"] for one in ("Word", "Excel", "PowerPoint"))
WPS = NAMED["KWPS.Application"]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the programs; none of them runs afterwards."""
    folder = tmp_path / "asked"
    folder.mkdir()
    for name in ("winword.exe", "excel.exe", "powerpnt.exe", "wps.exe"):
        (folder / name).symlink_to("/bin/sh")
    monkeypatch.setenv("ASKED", str(folder))
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "asked"))
    monkeypatch.setattr(servers, "QUIT_SECONDS", 0.5)
    yield folder
    left = alive()
    for one in left:
        end(one.pid)
    assert left == [], "programs were left running"


def alive() -> list[psutil.Process]:
    """The programs of this test that run."""
    names = {name for one in KNOWN for name in one.names}
    found = [one for one in psutil.process_iter(["name", "status"]) if one.info["name"] in names]
    return [one for one in found if one.info["status"] != psutil.STATUS_ZOMBIE]


def somebodys(program: Path, *more: str) -> subprocess.Popen[bytes]:
    """A program that somebody opened."""
    command = [str(program), "-c", "sleep 60; :", *more]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def end(pid: int) -> None:
    """End a program and what it runs; wait until it is gone."""
    os.killpg(pid, signal.SIGKILL)
    while any(one.pid == pid for one in alive()):
        time.sleep(0.02)


def drafts(folder: Path, suffix: str, *contents: bytes) -> dict[str, Draft]:
    """Files named a, b, c … that begin as office files do and hold this."""
    made = {}
    for name, content in zip("abcdefghij", contents, strict=False):
        place, data = folder / f"{name}.{suffix}", OLE + content
        place.write_bytes(data)
        made[name] = Draft(place, hashlib.sha256(data).hexdigest(), suffix)
    return made


def converted(program: ComProgram, folder: Path, files: dict[str, Draft]) -> dict[str, str | None]:
    """What became of each: None for a PDF that holds what the file held."""
    made = to_pdf(Office((program,)), files, folder / "work")
    for key, one in made.items():
        assert isinstance(one, str) or one.read_bytes().startswith(b"%PDF-"), key
    return {key: one if isinstance(one, str) else None for key, one in sorted(made.items())}


def lines(folder: Path) -> list[list[Any]]:
    """What the programs wrote down."""
    return [json.loads(line) for line in (folder / "asked.jsonl").read_text(encoding="utf-8").splitlines()]


@POSIX
@pytest.mark.parametrize(
    ("contents", "outcomes"),
    [
        pytest.param((b"one", b"two"), (None, None), id="all done"),
        pytest.param((b"one", b"locked", b"three"), (None, NO_PDF, None), id="one can't be opened"),
        pytest.param((b"unprintable", b"odd", b"three"), (NO_PDF, NO_PDF, None), id="no pages, no PDF"),
        pytest.param((b"one", b"once", b"three"), (None, None, None), id="one fails once, and is done alone"),
        pytest.param((b"die", b"two"), (NO_PDF, None), id="the worker dies"),
    ],
)  # fmt: skip
def test_what_becomes_of_files(
    contents: tuple[bytes, ...], outcomes: tuple[str | None, ...], tmp_path: Path, asked: Path
) -> None:
    files = drafts(tmp_path, "doc", *contents)
    assert tuple(converted(WORD, tmp_path, files).values()) == outcomes
    assert sorted(path.name for path in tmp_path.glob("*.doc")) == [f"{name}.doc" for name in files], "originals alone"


@POSIX
def test_a_program_that_gives_no_answer_is_not_asked_for_every_file(
    tmp_path: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(com, "FILE_SECONDS", 1.0)
    (asked / "silent").touch()
    assert set(converted(WORD, tmp_path, drafts(tmp_path, "doc", *[b"x"] * 8)).values()) == {TOO_LONG}
    assert sum(line[0] == "open" for line in lines(asked)) == com.FIRST


@POSIX
def test_it_is_safe_and_unseen_before_anything_is_opened_and_set_back_before_it_goes(
    tmp_path: Path, asked: Path
) -> None:
    converted(WORD, tmp_path, drafts(tmp_path, "doc", b"one", b"two"))
    said = lines(asked)
    opening = [at for at, line in enumerate(said) if line[0] == "open"]
    assert [tuple(line) for line in said[: opening[0]]] == [
        ("create", "Word.Application"),
        ("set", "winword.exe", "Visible", False),
        ("set", "winword.exe", "AutomationSecurity", 3),
        ("set", "winword.exe", "DisplayAlerts", 0),
        ("set", "winword.exe", "ScreenUpdating", False),
        ("option", "UpdateLinksAtOpen", False),
    ]
    assert [said[at][2:] for at in opening] == [
        ["00000.doc", False, True, False, "wenming"],
        ["00001.doc", False, True, False, "wenming"],
    ]
    assert [tuple(line) for line in said[opening[-1] + 1 :]] == [
        ("export", "winword.exe", 17),
        ("close", "winword.exe", 0),
        ("option", "UpdateLinksAtOpen", True),
        ("set", "winword.exe", "ScreenUpdating", True),
        ("set", "winword.exe", "DisplayAlerts", "old"),
        ("set", "winword.exe", "AutomationSecurity", 1),
        ("quit", "winword.exe"),
    ]


@POSIX
@pytest.mark.parametrize(
    ("program", "suffix", "opened", "exported", "closed"),
    [
        pytest.param(EXCEL, "xls", [0, True, 5, "wenming"], 0, [False], id="Excel: no links, no delimiter"),
        pytest.param(POWERPOINT, "ppt", [-1, 0, 0], 32, [], id="PowerPoint: no window"),
        pytest.param(WPS, "wps", [False, True, False, "wenming"], 17, [0], id="WPS"),
    ],
)  # fmt: skip
def test_how_the_others_are_asked(
    program: ComProgram, suffix: str, opened: list[Any], exported: int, closed: list[Any], tmp_path: Path, asked: Path
) -> None:
    assert converted(program, tmp_path, drafts(tmp_path, suffix, b"one")) == {"a": None}
    said = {line[0]: line[2:] for line in lines(asked) if line[0] in ("open", "export", "close")}
    assert said == {"open": [f"00000.{suffix}", *opened], "export": [exported], "close": closed}


@POSIX
def test_a_presentation_that_somebody_has_open_stays_open(tmp_path: Path, asked: Path) -> None:
    theirs = somebodys(asked / "powerpnt.exe")
    try:
        (asked / "powerpnt.exe.pid").write_text(str(theirs.pid))
        (asked / "shared").touch()
        assert converted(POWERPOINT, tmp_path, drafts(tmp_path, "ppt", b"one")) == {"a": None}
        assert theirs.poll() is None
        said = lines(asked)
        assert not [line for line in said if line[0] == "quit" or line[2:3] == ["Visible"]]
        assert [line[2:] for line in said if line[0] == "set"][-2:] == [
            ["DisplayAlerts", "old"],
            ["AutomationSecurity", 1],
        ]
    finally:
        end(theirs.pid)
        theirs.wait()


@POSIX
def test_a_file_that_hangs_costs_itself_alone_and_what_somebody_opened_meanwhile_is_not_ended(
    tmp_path: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(com, "FILE_SECONDS", 2.0)
    theirs = somebodys(asked / "winword.exe", "/n")
    try:
        files = drafts(tmp_path, "doc", b"hang", b"two")
        assert list(converted(WORD, tmp_path, files).values()) == [TOO_LONG, None]
        assert theirs.poll() is None, "Word of somebody else"
    finally:
        end(theirs.pid)
        theirs.wait()


@POSIX
def test_a_document_that_somebody_opened_in_our_program_keeps_it_running(tmp_path: Path, asked: Path) -> None:
    assert converted(WORD, tmp_path, drafts(tmp_path, "doc", b"theirs")) == {"a": None}
    said = lines(asked)
    assert said[-1] == ["set", "winword.exe", "Visible", True]
    (one,) = alive()
    end(one.pid)


@POSIX
def test_a_program_that_does_not_quit_is_ended(tmp_path: Path, asked: Path) -> None:
    (asked / "stubborn").touch()
    assert converted(WORD, tmp_path, drafts(tmp_path, "doc", b"one")) == {"a": None}
    assert ["quit", "winword.exe"] in lines(asked)


@POSIX
def test_where_macros_stay_on_only_what_holds_none_is_opened(tmp_path: Path, asked: Path) -> None:
    (asked / "macros").touch()
    assert converted(WPS, tmp_path, drafts(tmp_path, "doc", b"one")) == {"a": MACROS_ON}
    assert converted(WPS, tmp_path, drafts(tmp_path, "docx", b"one")) == {"a": None}


@POSIX
@pytest.mark.parametrize("head", [b"<html><body>", b"MIME-Version: 1.0\r\n", b"\xef\xbb\xbf<!DOCTYPE html>"])
def test_a_web_page_that_is_called_doc_is_not_opened(head: bytes, tmp_path: Path, asked: Path) -> None:
    page = tmp_path / "a.doc"
    page.write_bytes(head)
    files = {"a": Draft(page, hashlib.sha256(head).hexdigest(), "doc")}
    assert converted(WORD, tmp_path, files) == {"a": NOT_OFFICE}
    assert not (asked / "asked.jsonl").exists()


@POSIX
def test_what_a_document_would_fetch_is_cut_off_in_the_copy_and_its_hyperlinks_stay(
    tmp_path: Path, asked: Path
) -> None:
    part = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/image" TargetMode="External" Target="http://far/a.png"/>'
        '<Relationship TargetMode="&#69;xternal" Target="//far/b.dotm" Type="http://x/attachedTemplate" Id="r2"/>'
        '<Relationship Id="r3" Type="http://x/hyperlink" TargetMode="External" Target="http://near/"/>'
        '<Relationship Id="r4" Type="http://x/image" Target="media/1.png"/></Relationships>'
    )
    place = tmp_path / "a.docx"
    with zipfile.ZipFile(place, "w") as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/_rels/document.xml.rels", part.encode("utf-16"))
    data = place.read_bytes()
    (asked / "keep").touch()
    converted(WORD, tmp_path, {"a": Draft(place, hashlib.sha256(data).hexdigest(), "docx")})
    assert place.read_bytes() == data, "the original"
    with zipfile.ZipFile(asked / "kept") as package:
        assert package.namelist() == ["word/document.xml", "word/_rels/document.xml.rels"]
        said = package.read("word/_rels/document.xml.rels").decode()
    assert "far" not in said
    assert [said.count(one) for one in ("http://near/", "media/1.png", "r1", "r2")] == [1, 1, 1, 1]


@POSIX
def test_a_plain_text_is_given_as_a_document(tmp_path: Path, asked: Path) -> None:
    text = "第一行\r\n\t第二行".encode("gb18030")
    (tmp_path / "a.txt").write_bytes(text)
    files = {"a": Draft(tmp_path / "a.txt", hashlib.sha256(text).hexdigest(), "txt")}
    assert converted(WORD, tmp_path, files) == {"a": None}
    assert next(line for line in lines(asked) if line[0] == "open")[2] == "00000.docx"


@POSIX
def test_where_one_program_fails_the_next_is_asked(tmp_path: Path, asked: Path) -> None:
    libre = LibreOffice(str(tmp_path / "none"), "libre")
    files = drafts(tmp_path, "doc", b"one")
    made = to_pdf(Office((libre, EXCEL, WORD)), files, tmp_path / "work")
    assert isinstance(made["a"], Path)
    assert [line[1] for line in lines(asked) if line[0] == "create"] == ["Word.Application"]
    assert to_pdf(Office((EXCEL,)), files, tmp_path / "again") == {"a": NO_PROGRAM}


class Registry(types.ModuleType):
    """The registry of a Windows: default values by key, some only in the view of 32-bit programs."""

    HKEY_CLASSES_ROOT, KEY_READ, KEY_WOW64_64KEY, KEY_WOW64_32KEY = "root", 0, 64, 32

    def __init__(self, values: dict[tuple[int, str], str]) -> None:
        super().__init__("winreg")
        self.values = values

    def OpenKey(self, _root: str, key: str, _reserved: int, access: int) -> Any:  # noqa: N802
        """A key, which is its own context."""
        if (access, key) not in self.values:
            raise FileNotFoundError(key)
        return nullcontext(self.values[access, key])

    def QueryValueEx(self, opened: str, name: str) -> tuple[str, int]:  # noqa: N802
        """The default value."""
        assert name == ""
        return opened, 1


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"Word.Application": ("{W}", '"{at}/WINWORD.EXE" /Automation')}, ["Microsoft Word"], id="Word"),
        pytest.param({"Word.Application": ("{W}", "{at}/WINWORD.EXE /Automation")}, ["Microsoft Word"], id="no quotes"),
        pytest.param({"Word.Application": ("{W}", "{at}/gone/WINWORD.EXE")}, [], id="it was removed"),
        pytest.param({"Word.Application": ("{W}", '"{at}/wps.exe" /automation')}, [], id="WPS answers for Word"),
        pytest.param(
            {"KWPS.Application": ("{K}", '"{at}/wps.exe" /wps'), "WPS.Application": ("{K}", '"{at}/wps.exe"'),
             "KET.Application": ("{E}", '"{at}/et.exe"'), "KWPP.Application": ("{P}", None)},
            ["WPS 文字", "WPS 表格", "WPS 演示"], id="WPS, each once",
        ),
        pytest.param({"WPS.Application": ("{K}", '"{at}/wps.exe"')}, ["WPS 文字"], id="an old WPS"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("view", [64, 32])
def test_what_the_registry_names(
    entries: dict[str, tuple[str, str | None]],
    found: list[str],
    view: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("WINWORD.EXE", "wps.exe", "et.exe"):
        (tmp_path / name).write_bytes(b"MZ")
    values = {(64, f"{name}\\CLSID"): number for name, (number, _) in entries.items()}
    for number, command in entries.values():
        if command:
            values[view, f"CLSID\\{number}\\LocalServer32"] = command.replace("{at}", str(tmp_path))
    monkeypatch.setitem(sys.modules, "winreg", Registry(values))
    programs = find_registered()
    assert [one.name for one in programs] == found
    assert len({one.mark for one in programs}) == len(programs)
    for one in programs:
        (tmp_path / "WINWORD.EXE").write_bytes(b"MZ, a newer version")
        assert one.name != "Microsoft Word" or find_registered()[0].mark != one.mark


def test_without_a_registry_there_is_no_such_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert find_registered() == ()

"""The worker's hands: regular files only, never through links, and why a file could not be opened."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from papers import P, docx

from wenming_cli.model.evidence import Reading
from wenming_cli.read import reader
from wenming_cli.read.reader import work

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and FIFOs are of POSIX")


def hashed(path: Path) -> dict[str, Any]:
    """The answer to a hash job."""
    return work({"do": "hash", "path": str(path)})


def read(path: Path, **more: Any) -> dict[str, Any]:
    """The answer to a read job."""
    data = path.read_bytes()
    job = {"do": "read", "path": str(path), "suffix": path.suffix, "size": len(data), "most_bytes": 1 << 20}
    return work({**job, "sha256": hashlib.sha256(data).hexdigest(), **more})


def test_hash_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(P("会议记录", 22, centred=True)))
    assert hashed(path) == {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    assert Reading.model_validate_json(read(path)["reading"]).title == "会议记录"


@pytest.mark.parametrize(
    ("more", "problem"),
    [({"size": 0}, "empty"), ({"most_bytes": 10}, "bomb"), ({"sha256": "0" * 64}, "changing")],
)
def test_what_is_not_read(tmp_path: Path, more: dict[str, Any], problem: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(P("会议记录")))
    assert read(path, **more)["problem"] == problem


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert hashed(tmp_path / "没有.docx")["problem"] == "gone"


@POSIX
def test_links_fifos_and_devices_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "秘密").write_text("OUTSIDE", encoding="utf-8")
    (tmp_path / "链接").symlink_to(tmp_path / "秘密")
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "夹").mkdir()
    for name in ("链接", "管道", "夹"):
        answer = hashed(tmp_path / name)
        assert "sha256" not in answer
        assert answer["problem"] in ("unsupported", "corrupt", "forbidden")
    assert hashed(Path("/dev/zero"))["problem"] == "unsupported"


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        pytest.param((PermissionError, errno.EACCES, None), "forbidden", id="no right"),
        pytest.param((PermissionError, errno.EACCES, 32), "locked", id="open in WPS (sharing violation)"),
        pytest.param((PermissionError, errno.EACCES, 33), "locked", id="a locked part"),
        pytest.param((OSError, errno.EIO, None), "corrupt", id="a bad sector"),
        pytest.param((OSError, errno.EINVAL, 32), "locked", id="a sharing violation that is no PermissionError"),
    ],
)
def test_why_a_file_does_not_open(
    monkeypatch: pytest.MonkeyPatch, error: tuple[type[OSError], int, int | None], problem: str
) -> None:
    kind, number, winerror = error

    def refuse(*_: object) -> int:
        raised = kind(number, "…")
        if winerror is not None:
            raised.winerror = winerror  # type: ignore[attr-defined]
        raise raised

    monkeypatch.setattr(reader.os, "open", refuse)
    monkeypatch.setattr(reader.sys, "platform", "win32")
    assert work({"do": "hash", "path": "a.docx"})["problem"] == problem


def test_a_file_that_grows_while_it_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"x" * 100)
    plain = hashlib.sha256

    def growing() -> Any:
        with path.open("ab") as stream:
            stream.write(b"y")
        return plain()

    monkeypatch.setattr(reader.hashlib, "sha256", growing)
    assert hashed(path)["problem"] == "changing"


@pytest.mark.parametrize("error", [MemoryError, RecursionError, OverflowError])
def test_what_a_parser_raises_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(reader, "read_bytes", fail)
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert read(path)["problem"] in ("bomb", "corrupt")

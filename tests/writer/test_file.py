"""One file is written whole or not at all."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from wenming_cli.errors import NotWrittenError
from wenming_cli.writer import failure
from wenming_cli.writer.file import make_folder, remove_file, write_file


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "历次检查" / "一.txt"
    write_file(path, b"old")
    write_file(path, b"new", inside=tmp_path)
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["一.txt"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("code", "words", "remedy"),
    [
        (errno.ENOSPC, "磁盘满了（需要 3 字节，剩余 1 字节", "清理磁盘"),
        (errno.EDQUOT, "磁盘放不下更多文件", "清理磁盘"),
        (errno.EACCES, "没有写入权限", "WPS"),
        (errno.EROFS, "只读", "写保护"),
        (errno.EIO, "读写出错", "检查磁盘"),
        (errno.ENAMETOOLONG, "路径太长", "浅一些"),
    ],
)
def test_a_failure_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str, remedy: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    monkeypatch.setattr(failure, "free_bytes", lambda _near: 1 if code == errno.ENOSPC else 1 << 30)
    with pytest.raises(NotWrittenError, match=words) as caught:
        write_file(path, b"new")
    monkeypatch.undo()
    assert remedy in caught.value.remedy
    assert str(path) in caught.value.what
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_write_in_pieces_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:3])))
    write_file(tmp_path / "a.txt", b"0123456789")
    assert (tmp_path / "a.txt").read_bytes() == b"0123456789"


def test_leftovers_of_killed_runs_go(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.tmp-0123abcd").write_bytes(b"half")
    (tmp_path / ".a.txt.tmp-mine").write_bytes(b"not ours")
    write_file(tmp_path / "a.txt", b"new")
    assert sorted(one.name for one in tmp_path.iterdir()) == [".a.txt.tmp-mine", "a.txt"]


def test_folders_and_links_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim").write_bytes(b"victim")
    room = tmp_path / "room"
    room.mkdir()
    (room / "link").symlink_to(outside / "victim")
    (room / "way").symlink_to(outside)
    for path in (room / "link", room / "way" / "new", room / "way" / "deep" / "new", tmp_path / "beside", room):
        with pytest.raises(NotWrittenError):
            write_file(path, b"x", inside=room)
    with pytest.raises(NotWrittenError, match="是一个文件夹"):
        write_file(outside, b"x")
    with pytest.raises(NotWrittenError):
        write_file(room / ".." / "beside", b"x", inside=room)
    assert {one.name: one.read_bytes() for one in outside.iterdir()} == {"victim": b"victim"}
    assert not (tmp_path / "beside").exists()


def test_folders_are_made_and_files_removed(tmp_path: Path) -> None:
    make_folder(tmp_path / "证据", inside=tmp_path)
    make_folder(tmp_path / "证据")
    write_file(tmp_path / "证据" / "a", b"")
    remove_file(tmp_path / "证据" / "a")
    remove_file(tmp_path / "证据" / "a")
    assert not list((tmp_path / "证据").iterdir())

"""Every regular file once, in a fixed order; links and special files are named, never followed or opened."""

import os
import socket
from pathlib import Path

import pytest

from wenming_cli.errors import OfflineError
from wenming_cli.model.evidence import Passed
from wenming_cli.scan import walk as walking
from wenming_cli.scan.walk import LARGEST, Found, long_path, walk

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, FIFOs and bytes as names are of POSIX")


def tree(root: Path, **files: str) -> Path:
    """A folder with files; __ in a name parts folders."""
    for name, text in files.items():
        path = root.joinpath(*name.split("__"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_text(text, encoding="utf-8")
    return root


def seen(root: Path, patterns: tuple[str, ...] = (), own: frozenset[Path] = frozenset()) -> dict[str, str]:
    """Path → 'found' or the reason for passing it over."""
    found = {}
    for one in walk("证据", root, patterns, own):
        assert one.path not in found
        found[one.path] = one.reason if isinstance(one, Passed) else "found"
    return found


def test_all_files_in_order(tmp_path: Path) -> None:
    tree(tmp_path, b="1", a__z="2", a__b__c="3", 中文="4")
    assert list(seen(tmp_path)) == ["b.txt", "中文.txt", "a/z.txt", "a/b/c.txt"]


def test_what_is_told_of_a_file(tmp_path: Path) -> None:
    tree(tmp_path, a__b="正文")
    os.utime(tmp_path / "a" / "b.txt", ns=(0, 1_600_000_000_123_456_700))
    (one,) = walk("证据", tmp_path, (), frozenset())
    assert isinstance(one, Found)
    assert (one.root, one.path, one.size, one.mtime_ns) == ("证据", "a/b.txt", 6, 1_600_000_000_123_456_700)
    assert Path(one.opened_as) == tmp_path / "a" / "b.txt"


def test_our_own_folders_and_hidden_ones_are_not_entered(tmp_path: Path) -> None:
    tree(tmp_path, 证据__a="1", 资料盒__b="2", **{".wenming__d": "4", ".git__e": "5"})
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "c.txt").write_text("3", encoding="utf-8")
    assert list(seen(tmp_path, own=frozenset({tmp_path / "资料盒"}))) == ["证据/a.txt"]


@POSIX
def test_links_and_special_files(tmp_path: Path) -> None:
    outside = tree(tmp_path / "外面", secret="OUTSIDE")
    root = tree(tmp_path / "证据", a="1", 夹__b="2")
    (root / "链接.txt").symlink_to(outside / "secret.txt")
    (root / "断链.txt").symlink_to("nowhere")
    (root / "自己.txt").symlink_to(root / "自己.txt")
    (root / "夹链").symlink_to(outside)
    (root / "夹" / "上").symlink_to(root)
    os.mkfifo(root / "管道.txt")
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(root)
    listening.bind("套接字.txt")
    os.chdir(here)
    listening.close()
    link = "链接，不跟随；请放入文件本身"
    assert seen(root) == {
        "a.txt": "found", "夹链": link, "套接字.txt": "不是普通文件", "断链.txt": link, "管道.txt": "不是普通文件",
        "自己.txt": link, "链接.txt": link, "夹/b.txt": "found", "夹/上": link,
    }  # fmt: skip


@POSIX
def test_names_that_are_no_text(tmp_path: Path) -> None:
    for name in (
        b"gbk_\xb0\xb2.docx",
        "换\n行.docx".encode(),
        b"\xff\xfe.docx",
        "caf\u00e9.docx".encode(),
        "cafe\u0301.docx".encode(),
    ):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb"):
            pass
    found = list(walk("证据", tmp_path, (), frozenset()))
    assert len(found) == 5
    assert all(isinstance(one, Found) and os.path.exists(one.opened_as) for one in found)


@POSIX
def test_a_path_longer_than_the_system_opens_is_said(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(25):
            os.mkdir("p" * 200)
            os.chdir("p" * 200)
        Path("底.txt").write_text("x", encoding="utf-8")
    finally:
        os.chdir(here)
    (reason,) = seen(tmp_path).values()
    assert reason.startswith("文件夹打不开")


def test_two_hundred_levels(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["层"] * 200)
    deep.mkdir(parents=True)
    (deep / "底.txt").write_text("x", encoding="utf-8")
    assert list(seen(tmp_path).values()) == ["found"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may list every folder")
def test_a_shut_folder_is_said(tmp_path: Path) -> None:  # pragma: no cover - not as root
    shut = tree(tmp_path, 夹__a="1") / "夹"
    shut.chmod(0)
    assert seen(tmp_path)["夹"].startswith("文件夹打不开")
    shut.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_said_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, 夹__a="1", 好__b="2")
    listed = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("夹"):
            raise PermissionError(13, "拒绝访问")
        return listed(path)

    monkeypatch.setattr(walking.os, "scandir", scandir)
    assert seen(tmp_path) == {"夹": "文件夹打不开（拒绝访问），里面的文件没有看到", "好/b.txt": "found"}


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="离线"):
        list(walk("U盘", tmp_path / "没有", (), frozenset()))


def test_times_and_numbers_fit_the_cache(tmp_path: Path) -> None:
    tree(tmp_path, a="1")
    os.utime(tmp_path / "a.txt", ns=(0, -3_000_000_000_000_000_000))
    (one,) = walk("证据", tmp_path, (), frozenset())
    assert isinstance(one, Found)
    assert -LARGEST <= one.mtime_ns <= LARGEST
    assert 0 <= one.inode <= LARGEST


@pytest.mark.parametrize(
    ("path", "platform", "expected"),
    [
        (r"C:\证据\a.docx", "win32", r"\\?\C:\证据\a.docx"),
        (r"\\server\share\a.docx", "win32", r"\\?\UNC\server\share\a.docx"),
        (r"\\?\C:\a.docx", "win32", r"\\?\C:\a.docx"),
        ("/证据/a.docx", "linux", "/证据/a.docx"),
    ],
)
def test_long_paths_of_windows(path: str, platform: str, expected: str) -> None:
    assert long_path(path, platform) == expected


class _Junction:
    """A Windows junction: a folder that does not call itself a link."""

    name, path = "联接", "联接"

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return True

    def stat(self, *, follow_symlinks: bool) -> object:
        return type("Status", (), {"st_mode": 0o040755, "st_reparse_tag": 0xA0000003})()


def test_a_junction_is_no_folder_to_enter() -> None:
    assert not walking._is_folder(_Junction())  # type: ignore[arg-type]
    passed = walking._one("证据", _Junction(), "联接", (), ["联接"])  # type: ignore[arg-type]
    assert isinstance(passed, Passed)
    assert "链接" in passed.reason


def test_the_walk_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, a="1", b__c="2")

    def refuse(*_: object, **__: object) -> int:
        raise AssertionError("opened")

    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert len(seen(tmp_path)) == 2

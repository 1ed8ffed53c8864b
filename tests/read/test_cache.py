"""The cache gives back what was kept, or nothing: never something else, and it never stops a run."""

import os
import random
import sqlite3
from pathlib import Path

import pytest

from wenming_cli.model.evidence import Problem, Reading
from wenming_cli.read import cache as caching
from wenming_cli.read import cache_place
from wenming_cli.read.cache import Cache, Known
from wenming_cli.read.cache_place import on_network, own_place

READINGS = {
    (f"{at:064x}", ".docx"): Reading(sha256=f"{at:064x}", format="docx", title=f"第{at}号材料", text="正文" * 40)
    for at in range(60)
}
PLACES = {("证据", f"夹/{at}\udcb0.docx"): Known(at, at * 10**9, at, f"{at:064x}") for at in range(60)}


def filled(path: Path, version: int = 1) -> Path:
    """A cache with places and readings in it."""
    cache = Cache(path, version)
    cache.note_places(PLACES)
    for (sha256, suffix), reading in READINGS.items():
        cache.keep_reading(sha256, suffix, reading)
    cache.close()
    return path


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    cache = Cache(filled(tmp_path / "c.sqlite3"), 1)
    assert cache.places() == PLACES
    assert cache.readings() == READINGS
    assert cache.said is None


def test_readings_of_another_version_do_not_count_and_are_cleared(tmp_path: Path) -> None:
    cache = Cache(filled(tmp_path / "c.sqlite3"), 2)
    assert cache.readings() == {}
    cache.forget(())
    cache.close()
    assert Cache(tmp_path / "c.sqlite3", 1).readings() == {}


def test_what_is_gone_is_forgotten_with_its_reading(tmp_path: Path) -> None:
    cache = Cache(filled(tmp_path / "c.sqlite3"), 1)
    gone = next(iter(PLACES))
    cache.forget([gone])
    assert gone not in cache.places()
    assert len(cache.readings()) == len(READINGS) - 1


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "内" / "c.sqlite3")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_flipped_bits_never_give_wrong_facts(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole.sqlite3").read_bytes()
    chance = random.Random(7)
    lost = 0
    for trial in range(120):
        spoiled = bytearray(whole)
        spoiled[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{trial}" / "c.sqlite3"
        path.parent.mkdir()
        path.write_bytes(spoiled)
        cache = Cache(path, 1)
        places, readings = cache.places(), cache.readings()
        cache.close()
        assert all(PLACES.get(key) == one for key, one in places.items())
        assert all(READINGS.get(key) == one for key, one in readings.items())
        lost += len(places) < len(PLACES) or len(readings) < len(READINGS)
    assert lost > 10


def spoil_text(path: Path) -> None:
    path.write_text("不是数据库" * 500, encoding="utf-8")


def spoil_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def spoil_zeros(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def spoil_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE 别人的 (x)")
    base.close()


def spoil_newer(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()


@pytest.mark.parametrize("spoil", [spoil_text, spoil_half, spoil_zeros, spoil_foreign, spoil_newer])
def test_a_file_that_is_no_cache_is_moved_aside_and_said(tmp_path: Path, spoil: object) -> None:
    path = filled(tmp_path / "c.sqlite3")
    spoil(path)  # type: ignore[operator]
    spoiled = path.read_bytes()
    cache = Cache(path, 1)
    places = cache.places()
    assert places == {} or all(PLACES[key] == one for key, one in places.items())
    cache.readings()
    cache.note_places(PLACES)
    assert cache.places() == PLACES
    cache.close()
    if cache.said is not None:
        assert "c.sqlite3.bad" in cache.said
        assert (tmp_path / "c.sqlite3.bad").read_bytes()[:50] == spoiled[:50]
    assert cache.said is not None or spoil is spoil_half


def test_a_folder_that_cannot_be_written_sends_the_cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(caching, "own_place", lambda path: home / path.name)
    blocked = tmp_path / "文件"
    blocked.write_text("", encoding="utf-8")
    cache = Cache(blocked / "c.sqlite3", 1)
    cache.note_places(PLACES)
    cache.close()
    assert cache.said is not None
    assert str(home) in cache.said
    assert Cache(blocked / "c.sqlite3", 1).places() == PLACES


def test_without_any_place_a_run_works_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(caching, "own_place", lambda path: blocked / "y" / path.name)
    cache = Cache(blocked / "c.sqlite3", 1)
    cache.note_places(PLACES)
    assert cache.places() == PLACES
    assert cache.said is not None
    assert "不用缓存" in cache.said
    cache.close()


def test_on_a_network_drive_the_cache_lies_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "on_network", lambda path: True)
    monkeypatch.setattr(caching, "own_place", lambda path: tmp_path / "home" / path.name)
    cache = Cache(tmp_path / "share" / "c.sqlite3", 1)
    cache.close()
    assert (tmp_path / "home" / "c.sqlite3").exists()
    assert not (tmp_path / "share").exists()


@pytest.mark.skipif(os.name != "posix", reason="the mount table is of POSIX")
@pytest.mark.parametrize(
    ("path", "network"),
    [("/mnt/share/局/a", True), ("/mnt/share2/a", False), ("/home/a", False), ("/media/网 盘/a", True)],
)
def test_network_drives_are_known_by_the_mount_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, network: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw\n//s/x /mnt/share cifs rw\nx /media/网\\040盘 fuse.sshfs rw\n坏行\n", encoding="utf-8"
    )
    monkeypatch.setattr(cache_place, "_MOUNTS", mounts)
    assert on_network(Path(path)) is network


def test_the_place_at_home_is_one_for_each_workspace() -> None:
    assert own_place(Path("/a/c.sqlite3")) == own_place(Path("/a/c.sqlite3"))
    assert own_place(Path("/a/c.sqlite3")) != own_place(Path("/b/c.sqlite3"))


def test_without_a_write_ahead_log_the_plain_journal_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        """A connection to a disk that bears no shared memory."""

        def __init__(self, base: sqlite3.Connection) -> None:
            self.base = base

        def execute(self, query: str, *values: object) -> sqlite3.Cursor:
            if "WAL" in query:
                raise sqlite3.OperationalError("disk I/O error")
            return self.base.execute(query, *values)

    base = sqlite3.connect(tmp_path / "c.sqlite3", isolation_level=None)
    caching._set_journal(Refusing(base))  # type: ignore[arg-type]
    assert base.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    base.close()


def test_a_write_that_fails_is_said_and_costs_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "WAIT_SECONDS", 0.1)
    path = filled(tmp_path / "c.sqlite3")
    cache = Cache(path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    cache.keep_reading("0", ".docx", Reading(sha256="0", problem=Problem.CORRUPT))
    assert cache.said is not None
    assert "写不进去" in cache.said
    assert cache.places() == PLACES
    other.close()
    cache.close()

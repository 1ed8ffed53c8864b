"""What was read before, kept in SQLite: facts by content hash and reader version, hashes by place.

The cache is never the only copy of anything and may be deleted at any time. Every row carries
a checksum of its own, because SQLite does not notice flipped bits (RELIABILITY, fact 4).
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from wenming_cli.model.evidence import Reading

APPLICATION = 0x776D6331
SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS places (root BLOB, path BLOB, size INTEGER, mtime INTEGER, inode INTEGER,
  sha256 TEXT, seal BLOB, PRIMARY KEY (root, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readings (sha256 TEXT, suffix TEXT, version INTEGER, facts TEXT, seal BLOB,
  PRIMARY KEY (sha256, suffix, version)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a place held when it was last looked at; equal size, time and inode mean equal content."""

    size: int
    mtime_ns: int
    inode: int
    sha256: str


def _seal(*values: object) -> bytes:
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _bytes(text: str) -> bytes:
    return os.fsencode(text)


class Cache:
    """An open cache; a damaged or foreign file is moved aside and the cache starts afresh."""

    def __init__(self, path: Path, version: int) -> None:
        self.path, self.version = path, version
        self.said: str | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = self._open()
        except sqlite3.Error:
            self._set_aside()
            self._base = self._open()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            mark = base.execute("PRAGMA application_id").fetchone()[0]
            schema = base.execute("PRAGMA user_version").fetchone()[0]
            if (mark, schema) not in ((0, 0), (APPLICATION, SCHEMA)):
                raise sqlite3.DatabaseError("not this program's cache")
            if mark == 0 and base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("not this program's cache")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.executescript(_TABLES)
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {SCHEMA}")
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _set_aside(self) -> None:
        """Move what cannot be used out of the way; it is said once."""
        for tail in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + tail).unlink()
        aside = self.path.with_name(self.path.name + ".bad")
        os.replace(self.path, aside)
        self.said = f"缓存不能用了，已移到 {aside.name} 并重建"

    def places(self) -> dict[tuple[str, str], Known]:
        """All places known, by root and path; rows whose seal is broken are left out."""
        found: dict[tuple[str, str], Known] = {}
        try:
            for root, path, size, mtime, inode, sha256, seal in self._base.execute("SELECT * FROM places"):
                if seal == _seal(root, path, size, mtime, inode, sha256):
                    found[os.fsdecode(root), os.fsdecode(path)] = Known(size, mtime, inode, sha256)
        except (sqlite3.Error, TypeError, ValueError):
            self._start_over()
            return {}
        return found

    def readings(self) -> dict[tuple[str, str], Reading]:
        """All readings of this reader version, by hash and suffix; damaged rows are left out."""
        found: dict[tuple[str, str], Reading] = {}
        query = "SELECT sha256, suffix, facts, seal FROM readings WHERE version = ?"
        try:
            for sha256, suffix, facts, seal in self._base.execute(query, (self.version,)):
                if seal == _seal(sha256, suffix, self.version, facts):
                    with contextlib.suppress(ValidationError):
                        found[sha256, suffix] = Reading.model_validate_json(facts)
        except (sqlite3.Error, TypeError, ValueError):
            self._start_over()
            return {}
        return found

    def keep_places(self, places: Mapping[tuple[str, str], Known], gone: Iterable[tuple[str, str]]) -> None:
        """Note new and changed places, forget those that are gone."""
        rows = []
        for (root, path), one in places.items():
            values = (_bytes(root), _bytes(path), one.size, one.mtime_ns, one.inode, one.sha256)
            rows.append((*values, _seal(*values)))
        with self._written() as base:
            base.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            keys = [(_bytes(root), _bytes(path)) for root, path in gone]
            base.executemany("DELETE FROM places WHERE root = ? AND path = ?", keys)

    def keep_reading(self, sha256: str, suffix: str, reading: Reading) -> None:
        """Note one reading, at once, so that a killed run loses only what was in flight."""
        facts = reading.model_dump_json(exclude_defaults=True)
        seal = _seal(sha256, suffix, self.version, facts)
        with self._written() as base:
            base.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", (sha256, suffix, self.version, facts, seal)
            )

    @contextlib.contextmanager
    def _written(self):  # type: ignore[no-untyped-def]
        """A write that may fail: a cache that can't be written only costs time."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield self._base
            self._base.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            self.said = "缓存写不进去，这次的读取结果没有留下，下次会重读"

    def _start_over(self) -> None:
        """Replace a damaged cache while running."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()
        self._set_aside()
        self._base = self._open()

    def close(self) -> None:
        """Close the file."""
        self._base.close()

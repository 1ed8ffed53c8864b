"""What was read before, kept in SQLite: facts by content hash and reader version, hashes by place.

What was recognised in pictures is kept beside what the file says by itself, under the mark of the engine, so that
neither a new engine nor a changed setting ever brings up what another one read.

The cache is never the only copy of anything and may be deleted at any time. Every row carries
a checksum of its own, because SQLite does not notice flipped bits (RELIABILITY, fact 4).
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenming_cli.model.evidence import Reading
from wenming_cli.read.cache_place import on_network, own_place

APPLICATION = 0x776D6331
SCHEMA = 2
WAIT_SECONDS = 30
MEMORY = ":memory:"
_TABLES = """
CREATE TABLE IF NOT EXISTS places (root BLOB, path BLOB, size INTEGER, mtime INTEGER, inode INTEGER,
  sha256 TEXT, seal BLOB, PRIMARY KEY (root, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readings (sha256 TEXT, suffix TEXT, version INTEGER, mark TEXT, facts TEXT, seal BLOB,
  PRIMARY KEY (sha256, suffix, version, mark)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, key TEXT, answer TEXT, seal BLOB) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a place held when it was last looked at; equal size, time and inode mean equal content."""

    size: int
    mtime_ns: int
    inode: int
    sha256: str


class _ForeignError(sqlite3.DatabaseError):
    """A database that is not ours, or of another schema."""


def _seal(*values: object) -> bytes:
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).digest()


class Cache:
    """An open cache. A damaged or foreign file is moved aside; where no file can be written, memory serves.

    On a network drive, and in a folder that can't be written, the file lies in the user's cache
    folder. *said* is what the user should know about it, or None.
    """

    def __init__(self, path: Path, version: int) -> None:
        self.version = version
        self.said: str | None = None
        places = [own_place(path)] if on_network(path) else [path, own_place(path)]
        for place in places:
            self.path = place
            try:
                self._base = self._opened_or_renewed()
            except (OSError, sqlite3.Error):
                continue
            if place != places[0]:
                self.said = f"缓存写不进 {path.parent}，改放在 {place.parent}"
            return
        self.path = Path(MEMORY)
        self._base = self._open()
        self.said = "缓存没有地方可写，这次不用缓存，每次都要重读全部文件"

    def _opened_or_renewed(self) -> sqlite3.Connection:
        """The database at *path*; one that can't be used is moved aside first."""
        fresh = not self.path.parent.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if fresh and os.name == "posix":
            self.path.parent.chmod(0o700)
        try:
            return self._open()
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or not os.access(self.path.parent, os.W_OK):
                raise
        except sqlite3.DatabaseError:
            pass
        self._set_aside()
        return self._open()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            mark = base.execute("PRAGMA application_id").fetchone()[0]
            schema = base.execute("PRAGMA user_version").fetchone()[0]
            filled = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if mark == APPLICATION and 0 < schema < SCHEMA:
                base.executescript("DROP TABLE IF EXISTS readings; DROP TABLE IF EXISTS answers;")
            elif (mark, schema) != (APPLICATION, SCHEMA) and (mark or schema or filled):
                raise _ForeignError("not this program's cache, or of a later version")
            _set_journal(base)
            base.executescript(_TABLES)
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {SCHEMA}")
            base.execute("BEGIN IMMEDIATE")
            base.execute("ROLLBACK")
        except sqlite3.Error:
            base.close()
            raise
        if os.name == "posix" and str(self.path) != MEMORY:
            self.path.chmod(0o600)
        return base

    def _set_aside(self) -> None:
        """Move what cannot be used out of the way; it is said once."""
        for tail in ("-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + tail).unlink()
        aside = self.path.with_name(self.path.name + ".bad")
        self.path.replace(aside)
        self.said = f"缓存不能用了（损坏或不是这个版本的），已移到 {aside.name} 并重建"

    def places(self) -> dict[tuple[str, str], Known]:
        """All places known, by root and path; rows whose seal is broken are left out."""
        found: dict[tuple[str, str], Known] = {}
        for root, path, size, mtime, inode, sha256, seal in self._rows("SELECT * FROM places"):
            if seal == _seal(root, path, size, mtime, inode, sha256):
                found[os.fsdecode(root), os.fsdecode(path)] = Known(size, mtime, inode, sha256)
        return found

    def readings(self, mark: str = "") -> dict[tuple[str, str], Reading]:
        """All readings of this reader version by hash and suffix: those without recognition, or those under a mark."""
        found: dict[tuple[str, str], Reading] = {}
        query = "SELECT sha256, suffix, version, mark, facts, seal FROM readings WHERE version = ? AND mark = ?"
        for *row, seal in self._rows(query, self.version, mark):
            if seal == _seal(*row):
                sha256, suffix, *_, facts = row
                with contextlib.suppress(ValidationError):
                    found[sha256, suffix] = Reading.model_validate_json(facts)
        return found

    def _rows(self, query: str, *values: object) -> list[Any]:
        try:
            return self._base.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError):
            self._start_over()
            return []

    def note_places(self, places: Mapping[tuple[str, str], Known]) -> None:
        """Note new and changed places."""
        rows = []
        for (root, path), one in places.items():
            values = (os.fsencode(root), os.fsencode(path), one.size, one.mtime_ns, one.inode, one.sha256)
            rows.append((*values, _seal(*values)))
        if rows:
            self._write(
                lambda base: base.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            )

    def forget(self, gone: Iterable[tuple[str, str]]) -> None:
        """Forget places that are gone, and the readings that nothing needs any more."""
        keys = [(os.fsencode(root), os.fsencode(path)) for root, path in gone]

        def write(base: sqlite3.Connection) -> None:
            base.executemany("DELETE FROM places WHERE root = ? AND path = ?", keys)
            base.execute("DELETE FROM readings WHERE version < ?", (self.version,))
            base.execute("DELETE FROM readings WHERE sha256 NOT IN (SELECT sha256 FROM places)")

        self._write(write)

    def keep_reading(self, sha256: str, suffix: str, reading: Reading, mark: str = "") -> None:
        """Note one reading, at once, so that a killed run loses only what was in flight.

        What an earlier engine recognised in the content is dropped.
        """
        facts = reading.model_dump_json(exclude_defaults=True)
        row = sha256, suffix, self.version, mark, facts
        older = "DELETE FROM readings WHERE sha256 = ? AND suffix = ? AND mark NOT IN ('', ?)"

        def write(base: sqlite3.Connection) -> None:
            if mark:
                base.execute(older, (sha256, suffix, mark))
            base.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?)", (*row, _seal(*row)))

        self._write(write)

    def answer(self, question: str, key: str) -> str | None:
        """The last answer to a question about the whole archive, if *key* is still what it was given for."""
        query = "SELECT answer, seal FROM answers WHERE question = ? AND key = ?"
        for answer, seal in self._rows(query, question, key):
            if seal == _seal(question, key, answer):
                return str(answer)
        return None

    def keep_answer(self, question: str, key: str, answer: str) -> None:
        """Note an answer in place of the one before."""
        row = question, key, answer, _seal(question, key, answer)
        self._write(lambda base: base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row))

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> None:
        """Write all or nothing; a cache that can't be written only costs time."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            write(self._base)
            self._base.execute("COMMIT")
        except (sqlite3.Error, OverflowError):
            with contextlib.suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            self.said = "缓存写不进去，这次的读取结果没有留下，下次会重读"

    def _start_over(self) -> None:
        """Replace a damaged cache while running."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()
        try:
            self._set_aside()
            self._base = self._open()
        except (OSError, sqlite3.Error):
            self.path = Path(MEMORY)
            self._base = self._open()

    def close(self) -> None:
        """Close the file."""
        self._base.close()


def _set_journal(base: sqlite3.Connection) -> None:
    """A write-ahead log where the disk bears it; else the plain journal, without waiting for the disk.

    A cache lost to a power cut is read anew; it need not slow every file down.
    """
    try:
        mode = base.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "none"
    if mode != "wal":
        base.execute("PRAGMA journal_mode = DELETE")
        base.execute("PRAGMA synchronous = OFF")
    else:
        base.execute("PRAGMA synchronous = NORMAL")

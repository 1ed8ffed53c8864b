"""One writer at a time, and the others learn who it is."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wenming_cli.errors import LockedError, NotWrittenError
from wenming_cli.writer.lock import lock

HOLD = """
import sys, time
from pathlib import Path
from wenming_cli.writer.lock import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_learns_who_holds_it(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(LockedError, match=f"进程 {os.getpid()}") as caught, lock(tmp_path):
        pass
    assert caught.value.exit == 5
    with lock(tmp_path):
        assert (tmp_path / ".wenming" / "lock.txt").is_file()
    assert not (tmp_path / ".wenming" / "lock.txt").exists()


def test_a_killed_holder_frees_it(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(LockedError, match=f"进程 {holder.pid}"), lock(tmp_path):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    started = time.monotonic()
    with lock(tmp_path, wait_seconds=5):
        assert time.monotonic() - started < 1


def test_the_lock_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / ".wenming").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWrittenError), lock(tmp_path / "room"):
        pass
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".wenming").mkdir()
    (tmp_path / "victim").write_bytes(b"victim")
    (tmp_path / ".wenming" / "lock").symlink_to(tmp_path / "victim")
    with pytest.raises(NotWrittenError), lock(tmp_path):
        pass
    assert (tmp_path / "victim").read_bytes() == b"victim"

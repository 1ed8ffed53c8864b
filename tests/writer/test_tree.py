"""A folder is replaced in one step, and a killed run leaves the old one or the new one."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wenming_cli.errors import NotWrittenError
from wenming_cli.writer import failure, swap
from wenming_cli.writer.staging import Staging
from wenming_cli.writer.swap import recover
from wenming_cli.writer.tree import listing, replace_tree

OLD = {"a": b"old", "d/b": b"old"}
NEW = {"a": b"new", "e/c": b"new"}


def of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def filling(files: dict[str, bytes]) -> Callable[[Staging], None]:
    def fill(staging: Staging) -> None:
        for path, data in files.items():
            staging.write(path, data)

    return fill


@pytest.fixture(params=["exchange", "intent"])
def target(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with the old content, on a disk that can exchange names and on one that can't."""
    if request.param == "intent":
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    place = tmp_path / "资料盒"
    replace_tree(place, filling(OLD))
    return place


def alone(target: Path) -> bool:
    """Whether nothing was left beside the tree."""
    return [one.name for one in target.parent.iterdir()] == [target.name]


def test_a_tree_is_replaced(target: Path) -> None:
    assert tree(target) == OLD
    replace_tree(target, filling(NEW))
    assert tree(target) == NEW
    assert alone(target)


def test_any_error_leaves_the_old_tree(target: Path) -> None:
    def fill(staging: Staging) -> None:
        staging.write("a", b"x")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace_tree(target, fill)
    assert tree(target) == OLD
    assert alone(target)


@pytest.mark.parametrize("call", ["replace", "fsync", "write", "open", "mkdir"])
def test_failing_any_call_gives_old_or_new(target: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    real, files = getattr(os, call), (OLD, NEW)
    for number in range(1, 100):
        count = [0]

        def failing(*arguments: object, number: int = number, count: list[int] = count, **named: object) -> object:
            count[0] += 1
            if count[0] == number:
                raise OSError(5, "Input/output error")
            return real(*arguments, **named)

        failed = False
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                replace_tree(target, filling(files[1]))
            except NotWrittenError:
                failed = True
        recover(target)
        assert tree(target) == (files[0] if failed else files[1])
        assert alone(target)
        if not failed and count[0] < number:
            return
        files = files if failed else (files[1], files[0])
    pytest.fail("never finished")


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        pytest.param({"new": NEW}, OLD, id="killed while building"),
        pytest.param({"new": NEW, "intent": True}, OLD, id="killed before the first rename"),
        pytest.param({"new": NEW, "old": OLD, "intent": True, "gone": True}, NEW, id="killed between the renames"),
        pytest.param({"old": {"a": b"older"}, "intent": True}, OLD, id="killed after the second"),
        pytest.param({"old": NEW}, OLD, id="killed while removing the old tree"),
        pytest.param({"old": NEW, "gone": True}, NEW, id="only the old tree is left"),
        pytest.param({"old": NEW, "intent": True, "gone": True}, NEW, id="the new tree was lost"),
    ],
)
def test_the_next_start_finishes_or_undoes(tmp_path: Path, left: dict[str, object], expected: dict[str, bytes]) -> None:
    target = tmp_path / "资料盒"
    for kind in ("new", "old"):
        if kind in left:
            replace_tree(tmp_path / f".资料盒.{kind}-0123abcd", filling(left[kind]))  # type: ignore[arg-type]
    if not left.get("gone"):
        replace_tree(tmp_path / "盒", filling(OLD))
        (tmp_path / "盒").rename(target)
    if left.get("intent"):
        (tmp_path / ".资料盒.intent").write_text("0123abcd")
    recover(target)
    assert tree(target) == expected
    assert alone(target)


def test_a_folder_that_someone_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "资料盒"
    for name in (".资料盒.new-0123abcd", ".资料盒.old-0123abcd", "资料盒"):
        replace_tree(tmp_path / "x", filling({"f": name.encode()}))
        (tmp_path / "x").rename(tmp_path / name)
    (tmp_path / ".资料盒.intent").write_text("0123abcd")
    with pytest.raises(NotWrittenError, match="又被人新建"):
        recover(target)
    assert len(list(tmp_path.iterdir())) == 4


def test_what_changed_since_it_was_seen_is_not_lost(target: Path) -> None:
    seen = listing(target)
    (target / "late").write_bytes(b"late")
    with pytest.raises(NotWrittenError, match="刚被改动"):
        replace_tree(target, filling(NEW), seen=seen)
    assert tree(target) == {**OLD, "late": b"late"}


def test_too_little_space_is_said_before_anything_is_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failure, "free_bytes", lambda _near: 1000)
    with pytest.raises(NotWrittenError, match=r"需要 4.0 KB，剩余 1000 字节"):
        replace_tree(target, filling(NEW), needed_bytes=4096)
    assert tree(target) == OLD


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../x", "", "a//b", ".", "a/.", "x\0", "cafe\u0301", "A"], ids=lambda name: repr(name)
)
def test_names_that_lead_out_or_are_taken_are_refused(target: Path, name: str) -> None:
    with pytest.raises(NotWrittenError):
        replace_tree(target, filling({"a": b"", name: b""}))
    assert tree(target) == OLD
    assert alone(target)


def test_copies_are_checked_against_what_was_read(target: Path, tmp_path: Path) -> None:
    source = tmp_path / "原件"
    source.write_bytes(b"original")
    replace_tree(target, lambda staging: staging.copy(source, "x/1", of(b"original")))
    assert tree(target) == {"x/1": b"original"}
    for expected in (source, tmp_path / "没有", tmp_path):
        with pytest.raises(NotWrittenError, match="原件"):
            replace_tree(target, lambda staging, path=expected: staging.copy(path, "1", of(b"else")))  # type: ignore[misc]
    assert tree(target) == {"x/1": b"original"}


def test_a_link_is_no_original(target: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(NotWrittenError):
        replace_tree(target, lambda staging: staging.copy(tmp_path / "link", "1", of(b"secret")))


@pytest.mark.parametrize("links", [True, False])
def test_keep_takes_over_only_what_it_should(target: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        monkeypatch.delattr(os, "link")
        monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(95, "")), raising=False)
    with pytest.raises(NotWrittenError, match="原件刚被改动"):
        replace_tree(target, lambda staging: staging.keep("d/b", "new", of(b"else")))
    replace_tree(target, lambda staging: staging.keep("d/b", "new", of(b"old")))
    assert tree(target) == {"new": b"old"}


def test_links_are_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for path in (tmp_path / "link", tmp_path / "link" / "资料盒"):
        with pytest.raises(NotWrittenError):
            replace_tree(path, filling(NEW), inside=tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWrittenError):
        replace_tree(tmp_path / "file", filling(NEW))
    assert not list((tmp_path / "real").iterdir())


FLIP = """
import sys, itertools
from pathlib import Path
from wenming_cli.writer import swap
from wenming_cli.writer.tree import replace_tree
if sys.argv[2] == "intent":
    swap.exchange = lambda one, other: False
def fill(staging, letter):
    for number in range(20):
        staging.write(f"{number % 3}/{number}", letter * 5000)
print("on", flush=True)
for letter in itertools.cycle((b"a", b"b")):
    replace_tree(Path(sys.argv[1]), lambda staging: fill(staging, letter))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
@pytest.mark.parametrize("way", ["exchange", "intent"])
def test_kill_9_leaves_one_whole_tree(tmp_path: Path, way: str) -> None:
    target = tmp_path / "资料盒"
    for trial in range(6):
        process = subprocess.Popen([sys.executable, "-c", FLIP, str(target), way], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + trial * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        recover(target)
        if target.exists():
            assert len(tree(target)) == 20
            assert len({data for data in tree(target).values()}) == 1
            assert alone(target)

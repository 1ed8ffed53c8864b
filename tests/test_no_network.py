"""Nothing but sending opens a network connection: by what is imported, and by what happens."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "wenming_cli"
NET = {
    "socket", "ssl", "smtplib", "http", "urllib.request", "ftplib", "poplib", "imaplib", "xmlrpc", "asyncio",
    "socketserver", "requests", "httpx", "aiohttp", "urllib3", "telnetlib",
}  # fmt: skip
SENDING = {"send/post.py", "send/web.py"}
FORBIDDEN = """
import importlib, os, pkgutil, socket, sys

def hook(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        print("NET", event, arguments, file=sys.stderr)
        sys.stderr.flush()
        os._exit(99)

sys.addaudithook(hook)
"""
IMPORT_ALL = """
import wenming_cli
for one in pkgutil.walk_packages(wenming_cli.__path__, "wenming_cli."):
    if not one.name.endswith("__main__") and not one.name.startswith("wenming_cli.ocr"):
        importlib.import_module(one.name)
"""
RUN = """
from wenming_cli.cli.boundary import run
sys.exit(run(sys.argv[1:]))
"""


def _imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_sending_imports_the_net(path: Path) -> None:
    if path.relative_to(SOURCE).as_posix() not in SENDING:
        imported = _imported(path)
        assert {one for one in imported if one in NET or one.split(".")[0] in NET} == set()


def test_sending_does() -> None:
    """The rule above would catch it."""
    for name in SENDING:
        assert _imported(SOURCE / name) & NET or any(one.split(".")[0] in NET for one in _imported(SOURCE / name))


def _guarded(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in which a connection ends everything with code 99."""
    return subprocess.run(
        [sys.executable, "-c", FORBIDDEN + code, *arguments], cwd=folder, capture_output=True, encoding="utf-8",
        check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_the_guard_catches(tmp_path: Path) -> None:
    assert _guarded("socket.create_connection(('127.0.0.1', 9))", folder=tmp_path).returncode == 99


def test_importing_opens_nothing(tmp_path: Path) -> None:
    done = _guarded(IMPORT_ALL, folder=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_work_of_a_week_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "区"
    assert (
        _guarded(RUN, "init", str(folder), "--criteria", "huarong-2021", "--unit", "某局", folder=tmp_path).returncode
        == 0
    )
    (folder / "证据" / "制度.txt").write_text("理论学习制度\n2021年3月1日\n", encoding="utf-8")
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("send: {webhooks: [{kind: 飞书, url_env: WENMING_FEISHU_URL}]}\n")
    for command in (
        ["check"],
        ["report", "--weekly"],
        ["box"],
        ["score"],
        ["people"],
        ["schedule", "show"],
        ["doctor"],
    ):
        done = _guarded(RUN, *command, folder=folder)
        assert done.returncode in (0, 1), (command, done.stderr)
    assert _guarded(RUN, "send", "--dry-run", folder=folder).returncode == 0

"""A small real HTTP server on this computer that answers like the robot of a group chat, or as it is told."""

import contextlib
import http.server
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FINE = (200, b'{"errcode": 0, "errmsg": "ok"}')


@dataclass
class Chat:
    """What it answers, the first first (then all is fine), and what it got. An answer of 0 hangs, of -1 closes."""

    port: int = 0
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, with a key in it as the services have one."""
        return f"http://127.0.0.1:{self.port}/send?key=geheim-4711"


class _Robot(http.server.BaseHTTPRequestHandler):
    chat: Chat

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.chat.got.append((self.path, json.loads(body)))
        status, answer = self.chat.answers.pop(0) if self.chat.answers else FINE
        if status == 0:
            time.sleep(5)
        if status <= 0:
            self.close_connection = True
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def running(chat: Chat) -> Iterator[Chat]:
    """Let it run."""
    robot = type("Robot", (_Robot,), {"chat": chat})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), robot) as server:
        server.daemon_threads = True
        server.block_on_close = False
        chat.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield chat
        server.shutdown()

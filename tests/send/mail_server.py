"""A small real SMTP server on this computer (RFC 5321, STARTTLS, AUTH PLAIN), as friendly or as odd as told."""

import base64
import contextlib
import email
import email.policy
import shutil
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest


@dataclass
class Post:
    """What the server does and what it got. *answers* gives by command the answers to the first of its kind."""

    port: int = 0
    tls: str = "none"
    trust: ssl.SSLContext | None = None
    password: str | None = None
    answers: dict[str, list[str]] = field(default_factory=dict)
    hangs_at: str | None = None
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    connections: int = 0
    encrypted: list[bool] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        self.post.connections += 1
        with contextlib.suppress(OSError, ValueError):
            self._talk()

    def _talk(self) -> None:
        post, safe = self.post, self.post.tls == "ssl"
        if safe:
            self._encrypt()
        if not self._say("connect", "220 stand-in"):
            return
        while line := self.rfile.readline().decode().strip():
            command = line.split()[0].upper()
            match command:
                case "EHLO":
                    self._greet(safe)
                case "STARTTLS":
                    self._say(command, "220 go")
                    self._encrypt()
                    safe = True
                case "AUTH":
                    said = base64.b64decode(line.split()[2]).decode().split("\0")[2]
                    self._say(command, "235 ok" if said == post.password else f"535 wrong: {said}")
                case "RCPT":
                    post.to.append(line.partition("<")[2].partition(">")[0])
                    self._say(command, "250 ok")
                case "DATA":
                    self._take(safe)
                case "QUIT":
                    self._say(command, "221 bye")
                    return
                case _:
                    self._say(command, "250 ok")

    def _greet(self, safe: bool) -> None:
        more = ["250-STARTTLS"] if self.post.tls == "starttls" and not safe else []
        more += ["250-AUTH PLAIN"] if self.post.password else []
        self._say("EHLO", "\r\n".join(["250-stand-in", *more, "250 8BITMIME"]))

    def _take(self, safe: bool) -> None:
        if not self._say("DATA", "354 go"):
            return
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        if self._say("END", "250 taken"):
            self.post.letters.append(letter)
            self.post.encrypted.append(safe)

    def _say(self, command: str, usual: str) -> bool:
        """Answer; whether it was the usual answer."""
        if self.post.hangs_at == command:
            time.sleep(5)
        odd = self.post.answers.get(command, [])
        answer = odd.pop(0) if odd else usual
        if answer == "CLOSE":
            raise OSError
        self.wfile.write(f"{answer}\r\n".encode())
        return answer == usual

    def _encrypt(self) -> None:
        assert self.post.trust is not None
        self.connection = self.post.trust.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextlib.contextmanager
def running(post: Post) -> Iterator[Post]:
    """Let it run."""
    talk = type("Talk", (_Talk,), {"post": post})
    with _Server(("127.0.0.1", 0), talk) as server:
        post.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield post
        server.shutdown()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this computer, signed by itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(
        [*command, "-addext", names, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True
    )
    return cert, key


def trust_of(cert: Path, key: Path) -> ssl.SSLContext:
    """What a server with that certificate needs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context

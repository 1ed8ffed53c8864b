"""One HTTPS request: no redirect is followed, no proxy asked, the answer read only so far."""

import http.client
import ssl
from urllib.parse import urlsplit

from wenming_cli.send import attempts
from wenming_cli.send.attempts import Undelivered, Watch
from wenming_cli.send.post import net_reason

MOST_ANSWER = 65_536
LOCAL = ("127.0.0.1", "localhost", "::1")
TOO_MANY = 429


def post(url: str, body: bytes, called: str, watch: Watch) -> bytes:
    """What the server answers to a JSON body; the address is secret, *called* is what people may read of it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not host or not url.isascii() or any(char <= " " for char in url):
        raise Undelivered("地址不是网址", server=True)
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise Undelivered("地址不是 https:// 的", server=True)
    seconds = attempts.STEP_SECONDS
    connection = (
        http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=seconds)
    )
    watch.hold(connection)
    sent = False
    try:
        connection.connect()
        sent = True
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("POST", target, body, {"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        data = answer.read(MOST_ANSWER)
    except OSError as failure:
        raise net_reason(failure, called, again=not sent) from None
    except http.client.HTTPException:
        raise Undelivered(f"{called}的回答不合规矩") from None
    finally:
        connection.close()
    _taken(answer.status, called)
    return data


def _taken(status: int, called: str) -> None:
    """Refuse every answer but 200."""
    if 300 <= status < 400:
        raise Undelivered(f"{called}要转到别的地址（HTTP {status}），没有跟过去")
    if status != http.client.OK:
        raise Undelivered(f"{called}回答 HTTP {status}", again=status >= 500 or status == TOO_MANY)

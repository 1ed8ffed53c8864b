"""Messages to the robots of group chats: 企业微信, 钉钉 and 飞书, each with its shape, limit and signature."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

from wenming_cli.model.sending import HookKind
from wenming_cli.send import attempts
from wenming_cli.send.attempts import Undelivered, Watch
from wenming_cli.send.secret import foreign
from wenming_cli.send.web import post

MOST_BYTES = 4096
"""Of the text: 企业微信 takes no more of Markdown (its markdown.content), and in the other chats nobody reads more."""
BOLD: dict[HookKind, bool] = {"企业微信": True, "钉钉": True, "飞书": False}
KEY_LENGTH = 16
"""A part of a path that is no word."""
BUSY = -1
"""系统繁忙 of 企业微信 and 钉钉: try again."""


def payload(kind: HookKind, title: str, text: str) -> dict[str, Any]:
    """What the robot takes; nobody is named in it, so nobody's telephone rings."""
    match kind:
        case "企业微信":
            return {"msgtype": "markdown", "markdown": {"content": text}}
        case "钉钉":
            return {"msgtype": "markdown", "markdown": {"title": title, "text": text.replace("\n", "\n\n")}}
        case "飞书":
            return {"msg_type": "text", "content": {"text": text}}


def signed(kind: HookKind, url: str, body: dict[str, Any], secret: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """Address and body with the robot's signature (加签); 企业微信 has none.

    钉钉: HMAC-SHA256 of "milliseconds\\nsecret" under the secret, in the address. 飞书: HMAC-SHA256 of nothing under
    "seconds\\nsecret", in the body.
    """
    match kind:
        case "钉钉":
            stamp = str(int(now.timestamp() * 1000))
            sign = _hmac(secret, f"{stamp}\n{secret}")
            return f"{url}{'&' if '?' in url else '?'}timestamp={stamp}&sign={quote_plus(sign)}", body
        case "飞书":
            stamp = str(int(now.timestamp()))
            return url, {**body, "timestamp": stamp, "sign": _hmac(f"{stamp}\n{secret}", "")}
    return url, body


def _hmac(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode("ascii")


def send_message(kind: HookKind, url: str, secret: str | None, title: str, text: str, now: datetime) -> None:
    """Give a message to a robot; Undelivered says why it did not take it."""
    address, body = payload_at(kind, url, secret, title, text, now)
    secrets = (*_keys(url), secret or "")

    def once(watch: Watch) -> None:
        _understood(post(address, json.dumps(body, ensure_ascii=False).encode("utf-8"), kind, watch), secrets)

    attempts.deliver(once)


def _keys(url: str) -> tuple[str, ...]:
    """What of an address is secret: the values behind the question mark, a long last part of the path, the whole."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    last = parts.path.rpartition("/")[2]
    values = [value for _, value in parse_qsl(parts.query)]
    return (url, *values, *((last,) if len(last) >= KEY_LENGTH else ()))


def payload_at(
    kind: HookKind, url: str, secret: str | None, title: str, text: str, now: datetime
) -> tuple[str, dict[str, Any]]:
    """Address and body, signed where there is a secret."""
    body = payload(kind, title, text)
    return signed(kind, url, body, secret, now) if secret else (url, body)


def _understood(answer: bytes, secrets: tuple[str, ...]) -> None:
    """The robots answer 200 also where they refuse; the code within tells."""
    try:
        value = json.loads(answer)
        code = next(int(str(value[key])) for key in ("errcode", "code", "StatusCode") if key in value)
    except (ValueError, RecursionError, TypeError, StopIteration):
        raise Undelivered("回答读不懂，看地址对不对") from None
    if code != 0:
        said = value.get("errmsg") or value.get("msg") or value.get("StatusMessage") or ""
        words = foreign(f"{code} {said}", secrets)
        raise Undelivered(f"机器人不收（{words}）", again=code == BUSY)

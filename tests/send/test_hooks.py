"""Messages to robots of group chats: shapes and signatures as the services want them, and each failure a sentence."""

import time
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from chat_server import Chat, running

from wenming_cli.send import attempts
from wenming_cli.send.attempts import Undelivered
from wenming_cli.send.hooks import payload, send_message, signed

NOW = datetime.fromisoformat("2021-11-15T08:00:00+08:00")
SECRET = "SEC-geheim-0815"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "WAITS", (0.01, 0.01))
    monkeypatch.setattr(attempts, "STEP_SECONDS", 0.6)
    monkeypatch.setattr(attempts, "WHOLE_SECONDS", 3.0)


@pytest.fixture
def chat() -> Iterator[Chat]:
    with running(Chat()) as one:
        yield one


def test_shapes() -> None:
    assert payload("企业微信", "周报", "**a**\nb") == {"msgtype": "markdown", "markdown": {"content": "**a**\nb"}}
    assert payload("钉钉", "周报", "a\nb") == {"msgtype": "markdown", "markdown": {"title": "周报", "text": "a\n\nb"}}
    assert payload("飞书", "周报", "a\nb") == {"msg_type": "text", "content": {"text": "a\nb"}}


def test_signatures() -> None:
    """Worked out with openssl: printf '1636934400000\\nSEC-geheim-0815' | openssl dgst -sha256 -hmac SEC-geheim-0815."""
    url, body = signed("钉钉", "https://x.example/robot/send?access_token=1", {"a": 1}, SECRET, NOW)
    said = parse_qs(urlsplit(url).query)
    assert said == {"access_token": ["1"], "timestamp": ["1636934400000"], "sign": [DING]}
    assert body == {"a": 1}
    url, body = signed("飞书", "https://x.example/hook/1", {"a": 1}, SECRET, NOW)
    assert url == "https://x.example/hook/1"
    assert body == {"a": 1, "timestamp": "1636934400", "sign": FEISHU}
    assert signed("企业微信", "https://x.example", {"a": 1}, SECRET, NOW) == ("https://x.example", {"a": 1})


DING = "ATzx74niKO/eRF9Lha1Lvfl9jrxvkpvvLfVCpleOpC0="
FEISHU = "f/vFi7QyXyoyOph518OX/kntzMPcoWmz1Tn4muNtHHM="


def test_a_message_arrives(chat: Chat) -> None:
    send_message("钉钉", chat.url, SECRET, "周报", "一", NOW)
    ((path, body),) = chat.got
    assert path.startswith("/send?key=geheim-4711&timestamp=1636934400000&sign=")
    assert body["markdown"]["text"] == "一"


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([(500, b"")], id="500, then 200"),
        pytest.param([(502, b""), (429, b"")], id="502, 429, then 200"),
        pytest.param([(200, b'{"errcode": -1, "errmsg": "system busy"}')], id="busy, then fine"),
        pytest.param([(500, b""), (200, b'{"StatusCode": 0}')], id="the older answer of feishu"),
        pytest.param([(200, b'{"code": 0, "msg": "success", "data": {}}')], id="the answer of feishu"),
    ],
)
def test_what_may_pass_is_tried_again(answers: list[tuple[int, bytes]], chat: Chat) -> None:
    chat.answers = answers
    send_message("飞书", chat.url, None, "周报", "一", NOW)
    assert chat.answers == []


@pytest.mark.parametrize(
    ("answers", "words", "times"),
    [
        pytest.param([(500, b"")] * 5, "HTTP 500", 3, id="always 500"),
        pytest.param([(404, b"")], "HTTP 404", 1, id="404"),
        pytest.param([(302, b"")], "要转到别的地址（HTTP 302），没有跟过去", 1, id="a redirect"),
        pytest.param([(307, b"")], "没有跟过去", 1, id="a redirect that keeps the body"),
        pytest.param([(200, b"<html>sign in</html>")], "回答读不懂", 1, id="the page of a hotel"),
        pytest.param([(200, b"[0]")], "回答读不懂", 1, id="no object"),
        pytest.param(
            [(200, b'{"errcode": 93000, "errmsg": "bad key geheim-4711"}')], "（93000 bad key ***）", 1, id="key"
        ),
        pytest.param([(200, b'{"code": 19021, "msg": "sign match fail"}')], "19021 sign match fail", 1, id="signature"),
        pytest.param([(200, b'{"errcode": false, "errmsg": {}}')], "回答读不懂", 1, id="a code that is none"),
        pytest.param([(0, b"")], "没有应答", 1, id="it hangs"),
        pytest.param([(-1, b"")], "连不上", 1, id="it closes without a word: it may have arrived"),
    ],
)
def test_what_is_refused_is_said(answers: list[tuple[int, bytes]], words: str, times: int, chat: Chat) -> None:
    chat.answers = answers
    start = time.monotonic()
    with pytest.raises(Undelivered) as failure:
        send_message("企业微信", chat.url, SECRET, "周报", "一", NOW)
    assert words in failure.value.reason
    assert time.monotonic() - start < 3
    assert len(chat.got) == times
    assert all(one not in failure.value.reason for one in ("geheim", "127.0.0.1", "\n"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://x.example/send?key=geheim", "不是 https://"),
        ("ftp://x.example/geheim", "不是 https://"),
        ("geheim", "不是网址"),
        ("https://x.example:99999/geheim", "不是网址"),
        ("https://x.example/geheim\r\nX: y", "不是网址"),
        ("https://robot.invalid/geheim", "连不上"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    with pytest.raises(Undelivered) as failure:
        send_message("钉钉", url, None, "周报", "一", NOW)
    assert words in failure.value.reason
    assert "geheim" not in failure.value.reason


def test_nobody_listens() -> None:
    with running(Chat()) as chat:
        pass
    with pytest.raises(Undelivered, match="拒绝连接"):
        send_message("钉钉", chat.url, None, "周报", "一", NOW)

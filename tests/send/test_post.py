"""Letters to a real server on this computer: encrypted, refused, hanging, gone; each failure is one sentence."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import mail_server
import pytest
from mail_server import Post, certificate, running, trust_of

from wenming_cli.model.sending import Mail
from wenming_cli.send import attempts
from wenming_cli.send.attempts import Undelivered
from wenming_cli.send.post import Attachment, Letter, envelope, send_letter

NOW = datetime.fromisoformat("2021-11-15T08:00:00+08:00")
LETTER = Letter("zs@b.example", "张三：待办2条", "· 1.1.1 <缺>\n.\n", "<p>1.1.1 &lt;缺&gt;</p>")
PASSWORD = "gar-geheim-4711"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "WAITS", (0.01, 0.01))
    monkeypatch.setattr(attempts, "STEP_SECONDS", 0.6)
    monkeypatch.setattr(attempts, "WHOLE_SECONDS", 3.0)


@pytest.fixture
def post() -> Iterator[Post]:
    with running(Post()) as one:
        yield one


def mail(post: Post, **more: object) -> Mail:
    values = {"host": "127.0.0.1", "port": post.port, "tls": "none", "from": "w@b.example", **more}
    return Mail.model_validate(values)


def send(settings: Mail, letter: Letter = LETTER, password: str | None = None) -> None:
    send_letter(envelope(letter, settings, NOW), settings, password)


def why(settings: Mail, password: str | None = None) -> Undelivered:
    with pytest.raises(Undelivered) as failure:
        send(settings, password=password)
    assert PASSWORD not in failure.value.reason
    assert "\n" not in failure.value.reason
    return failure.value


def test_a_letter_arrives_as_text_and_html(post: Post) -> None:
    files = (Attachment("缺件清单.xlsx", b"PK..", "application/zip"),)
    send(mail(post), Letter(LETTER.to, LETTER.subject, LETTER.text, LETTER.html, files))
    (got,) = post.letters
    assert post.to == ["zs@b.example"]
    assert got["Subject"] == "张三：待办2条"
    assert got["Date"].datetime == NOW
    text, html = got.get_body(("plain",)), got.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content() == LETTER.text
    assert html.get_content().strip() == LETTER.html
    assert [(one.get_filename(), one.get_content()) for one in got.iter_attachments()] == [("缺件清单.xlsx", b"PK..")]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_encrypted_and_signed_in(tls: str, host: str, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    with running(Post(tls=tls, trust=trust_of(*pair), password=PASSWORD)) as post:
        send(mail(post, host=host, tls=tls, user="w"), password=PASSWORD)
        assert post.encrypted == [True]
        failure = why(mail(post, host=host, tls=tls, user="w"), password="wrong-one")
        assert "用户名或密码（授权码）不对" in failure.reason
        assert "wrong-one" not in failure.reason
        assert failure.server
        assert len(post.letters) == 1


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_a_certificate_of_nobody_is_not_trusted(tls: str, pair: tuple[Path, Path]) -> None:
    with running(Post(tls=tls, trust=trust_of(*pair), password=PASSWORD)) as post:
        failure = why(mail(post, tls=tls, user="w"), PASSWORD)
        assert "证书不可信" in failure.reason
        assert post.connections == 1
        assert post.letters == []


def test_a_server_without_encryption_gets_nothing(post: Post) -> None:
    assert "不支持所设的加密" in why(mail(post, tls="starttls")).reason
    assert "建不成加密连接" in why(mail(post, tls="ssl")).reason
    assert post.letters == []


@pytest.mark.parametrize(
    ("answers", "connections"),
    [
        pytest.param({"END": ["451 later"]}, 2, id="busy once"),
        pytest.param({"RCPT": ["450 later", "450 later"]}, 3, id="grey-listed twice"),
        pytest.param({"connect": ["CLOSE"]}, 2, id="closed at once"),
        pytest.param({"connect": ["421 later"]}, 2, id="refused at the door"),
    ],
)
def test_what_may_pass_is_tried_again(answers: dict[str, list[str]], connections: int, post: Post) -> None:
    post.answers = answers
    send(mail(post))
    assert len(post.letters) == 1
    assert post.connections == connections


@pytest.mark.parametrize(
    ("answers", "words", "connections"),
    [
        pytest.param(
            {"RCPT": ["550 no such\x1b[31m user"]}, "收件地址被拒（550 no such\\u001b[31m user）", 1, id="nobody"
        ),
        pytest.param({"END": ["554 spam"]}, "邮件服务器拒收（554 spam）", 1, id="spam"),
        pytest.param({"MAIL": ["553 not you"]}, "邮件服务器拒收（553 not you）", 1, id="sender"),
        pytest.param({"END": ["451 later"] * 9}, "邮件服务器拒收（451 later）", 3, id="always busy"),
        pytest.param({"END": ["CLOSE"]}, "中途断开", 1, id="closed in the middle: it may have arrived"),
        pytest.param({"connect": ["hello"]}, "邮件服务器拒收（-1", 1, id="no mail server"),
    ],
)
def test_what_is_refused_is_said(answers: dict[str, list[str]], words: str, connections: int, post: Post) -> None:
    post.answers = answers
    assert words in why(mail(post)).reason
    assert post.connections == connections
    assert post.letters == []


@pytest.mark.parametrize("where", ["connect", "EHLO", "DATA", "END"])
def test_a_server_that_hangs_costs_its_clock_once(where: str, post: Post) -> None:
    post.hangs_at = where
    start = time.monotonic()
    failure = why(mail(post))
    assert "没有应答" in failure.reason
    assert failure.server
    assert time.monotonic() - start < 3
    assert post.connections == 1


def test_a_server_that_drips_is_cut_off(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step is in time, the whole is not."""
    monkeypatch.setattr(attempts, "WHOLE_SECONDS", 0.5)

    def drip(talk: mail_server._Talk, command: str, usual: str) -> bool:
        for char in f"{usual}\r\n":
            talk.wfile.write(char.encode())
            time.sleep(0.2)
        return True

    monkeypatch.setattr(mail_server._Talk, "_say", drip)
    start = time.monotonic()
    assert "没有做完" in why(mail(post)).reason
    assert time.monotonic() - start < 2
    time.sleep(0.3)
    assert post.letters == []


def test_nobody_listens() -> None:
    with running(Post()) as post:
        pass
    failure = why(mail(post))
    assert failure.reason == f"127.0.0.1:{post.port} 拒绝连接"
    assert failure.server


def test_no_such_server(post: Post) -> None:
    assert "连不上 mail.invalid:25" in why(mail(post, host="mail.invalid", port=25)).reason

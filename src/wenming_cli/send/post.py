"""Letters by SMTP: encrypted unless wenming.yaml says otherwise, text and HTML, one connection a letter."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from wenming_cli.model.sending import Mail
from wenming_cli.send import attempts
from wenming_cli.send.attempts import Undelivered, Watch
from wenming_cli.send.secret import foreign

OURSELVES = "[127.0.0.1]"
"""What we call ourselves to the server (RFC 5321, 4.1.3): the name of the computer is nobody's business."""
AGAIN = range(400, 500)
"""Refused for now (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along."""

    name: str
    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is put into an envelope."""

    to: str
    subject: str
    text: str
    html: str
    attachments: Sequence[Attachment] = ()


def envelope(letter: Letter, mail: Mail, now: datetime) -> EmailMessage:
    """The letter as MIME: the plain text first, the HTML as its alternative."""
    message = EmailMessage()
    message["From"] = Address("wenming", addr_spec=mail.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=mail.sender.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    for one in letter.attachments:
        kind, _, subtype = one.kind.partition("/")
        message.add_attachment(one.data, maintype=kind, subtype=subtype, filename=one.name)
    return message


def send_letter(message: EmailMessage, mail: Mail, password: str | None) -> None:
    """Hand a letter to the server; Undelivered says why it did not take it."""
    secrets = (password or "",)

    def once(watch: Watch) -> None:
        begun: list[bool] = []
        try:
            _hand_over(message, mail, password, watch, begun)
        except (OSError, smtplib.SMTPException, UnicodeError) as failure:
            raise _reason(failure, mail, secrets, again=not begun) from None

    attempts.deliver(once)


def _hand_over(message: EmailMessage, mail: Mail, password: str | None, watch: Watch, begun: list[bool]) -> None:
    """One connection from greeting to goodbye; *begun* is filled when the letter itself is on its way."""
    trust = ssl.create_default_context()
    seconds = attempts.STEP_SECONDS
    server: smtplib.SMTP
    if mail.tls == "ssl":
        server = smtplib.SMTP_SSL(mail.host, mail.door, OURSELVES, timeout=seconds, context=trust)
    else:
        server = smtplib.SMTP(mail.host, mail.door, OURSELVES, timeout=seconds)
    watch.hold(server)
    try:
        if mail.tls == "starttls":
            server.starttls(context=trust)
        if mail.user is not None:
            server.login(mail.user, password or "")
        begun.append(True)
        server.send_message(message)
    finally:
        _goodbye(server)


def _goodbye(server: smtplib.SMTP) -> None:
    """End politely; a letter that was taken stays taken however this ends."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _reason(failure: Exception, mail: Mail, secrets: Sequence[str], *, again: bool) -> Undelivered:
    """A failure in words."""
    where = f"{mail.host}:{mail.door}"
    match failure:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(failure.recipients.values()))
            return Undelivered(f"收件地址被拒（{code} {_said(said, secrets)}）", again=code in AGAIN)
        case smtplib.SMTPAuthenticationError():
            words = f"用户名或密码（授权码）不对（{failure.smtp_code} {_said(failure.smtp_error, secrets)}）"
            return Undelivered(words, again=failure.smtp_code in AGAIN, server=True)
        case smtplib.SMTPResponseException():
            words = f"邮件服务器拒收（{failure.smtp_code} {_said(failure.smtp_error, secrets)}）"
            return Undelivered(words, again=failure.smtp_code in AGAIN)
        case smtplib.SMTPNotSupportedError():
            return Undelivered(f"{where} 不支持所设的加密或登录，看 send.smtp 的 tls、user", server=True)
        case smtplib.SMTPServerDisconnected() if isinstance(failure.__context__, TimeoutError):
            return net_reason(failure.__context__, where, again=False)
        case smtplib.SMTPServerDisconnected():
            return Undelivered(f"{where} 中途断开", again=again, server=again)
        case UnicodeError():
            return Undelivered("用户名或密码里有不能用的字符", server=True)
        case OSError():
            return net_reason(failure, where, again=again)
    return Undelivered(f"{where} 的回答不合规矩", server=True)


def net_reason(failure: OSError, where: str, *, again: bool) -> Undelivered:
    """A failure of the net in words; *where* names the server, never a secret address."""
    match failure:
        case TimeoutError():
            return Undelivered(f"{where} 没有应答，不再试，免得重复", server=True)
        case ssl.SSLCertVerificationError():
            return Undelivered(f"{where} 的证书不可信", server=True)
        case ssl.SSLError():
            return Undelivered(f"和 {where} 建不成加密连接，看 tls 和 port", server=True)
        case ConnectionRefusedError():
            return Undelivered(f"{where} 拒绝连接", again=again, server=True)
    return Undelivered(f"连不上 {where}，看网络和服务器的名字", again=again, server=True)


def _said(words: bytes | str, secrets: Sequence[str]) -> str:
    return foreign(words.decode("utf-8", "replace") if isinstance(words, bytes) else words, secrets)

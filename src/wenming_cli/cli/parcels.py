"""Letters and chat messages ready to go: to whom, what they will read, which secrets it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from wenming_cli.model.sending import Hook, Mail
from wenming_cli.send.post import Attachment

if TYPE_CHECKING:
    from wenming_cli.report.message import Message
    from wenming_cli.send.recipients import Recipient


class Parcel(Protocol):
    """One letter or one message, ready to go."""

    @property
    def target(self) -> str:
        """How the journal names whom it goes to."""

    @property
    def shown(self) -> str:
        """How the screen names them."""

    @property
    def called(self) -> tuple[str, ...]:
        """The words by which --to may name them."""

    @property
    def text(self) -> str:
        """What they will read."""

    @property
    def attached(self) -> Sequence[Attachment]:
        """The files that go along."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """The names of the secrets that it takes."""

    @property
    def server(self) -> str:
        """What several parcels have in common: where one finds it closed, so do the others."""

    def send(self, now: datetime) -> None:
        """Send it; Undelivered says why it did not arrive."""


@dataclass(frozen=True, slots=True)
class LetterParcel:
    """A letter to one address."""

    mail: Mail
    recipient: "Recipient"
    message: "Message"
    attached: Sequence[Attachment] = ()

    @property
    def target(self) -> str:
        """The address."""
        return f"邮件 {self.recipient.address}"

    @property
    def shown(self) -> str:
        """Names and address."""
        return f"邮件 {self.recipient.shown}"

    @property
    def called(self) -> tuple[str, ...]:
        """Names and address, one by one."""
        return (*self.recipient.names, self.recipient.address)

    @property
    def text(self) -> str:
        """The plain text."""
        from wenming_cli.report.message import as_text

        return as_text(self.message)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The password, where somebody signs in."""
        return (self.mail.password_env,) if self.mail.user is not None else ()

    @property
    def server(self) -> str:
        """The mail server."""
        return "smtp"

    def send(self, now: datetime) -> None:
        """Hand it to the mail server."""
        from wenming_cli.report.message import as_html
        from wenming_cli.send.post import Letter, envelope, send_letter

        password = _secret(self.mail.password_env) if self.mail.user is not None else None
        letter = Letter(self.recipient.address, self.message.title, self.text, as_html(self.message), self.attached)
        send_letter(envelope(letter, self.mail, now), self.mail, password)


@dataclass(frozen=True, slots=True)
class ChatParcel:
    """A message to one group chat."""

    hook: Hook
    message: "Message"
    attached: Sequence[Attachment] = ()

    @property
    def target(self) -> str:
        """The kind of chat, and the name of the secret that holds its address."""
        return f"{self.hook.kind} {self.hook.url_env}"

    @property
    def shown(self) -> str:
        """The same."""
        return self.target

    @property
    def called(self) -> tuple[str, ...]:
        """Either of the two."""
        return (self.hook.kind, self.hook.url_env)

    @property
    def text(self) -> str:
        """The text, cut where the service takes no more."""
        from wenming_cli.report.message import as_chat
        from wenming_cli.send.hooks import BOLD, MOST_BYTES

        return as_chat(self.message, MOST_BYTES, bold=BOLD[self.hook.kind])

    @property
    def secrets(self) -> tuple[str, ...]:
        """The address, and the key of the signature where there is one."""
        return (self.hook.url_env, *filter(None, (self.hook.secret_env,)))

    @property
    def server(self) -> str:
        """Itself: each chat has an address of its own."""
        return self.target

    def send(self, now: datetime) -> None:
        """Give it to the robot."""
        from wenming_cli.send.hooks import send_message

        url = _secret(self.hook.url_env)
        key = _secret(self.hook.secret_env) if self.hook.secret_env else None
        send_message(self.hook.kind, url, key, self.message.title, self.text, now)


def _secret(name: str) -> str:
    """A secret that has to be there."""
    from wenming_cli.send.attempts import Undelivered
    from wenming_cli.send.secret import secret, where_to_put

    found = secret(name)
    if found is None:
        raise Undelivered(f"没有 {name}：{where_to_put(name)}", server=True)
    return found

"""What goes to whom: the last weekly report cut into letters and messages, masked, before anything is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from wenming_cli.cli.options import day
from wenming_cli.model.sending import Hook, Mail, Sending
from wenming_cli.send.post import Attachment

if TYPE_CHECKING:
    from wenming_cli.report.message import Message
    from wenming_cli.report.week import Week
    from wenming_cli.send.recipients import Recipient
    from wenming_cli.workspace.open import Workspace

STALE_DAYS = 8
"""A weekly report that is older is said to be."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


@dataclass(frozen=True, slots=True)
class Plan:
    """All parcels of the *week*; notices for the person who sends; *stale_days* where the week is old, else 0."""

    week: str
    parcels: tuple[Parcel, ...]
    notices: tuple[str, ...]
    stale_days: int


def plan_of(workspace: "Workspace") -> Plan:
    """Cut the last frozen week into letters and messages."""
    from wenming_cli.cli.week import week_of
    from wenming_cli.errors import UsageError
    from wenming_cli.report.letters import summary
    from wenming_cli.rounds.weeks import last_week
    from wenming_cli.workspace.open import ROUNDS

    sending = workspace.settings.send
    if sending is None:
        raise UsageError(
            "wenming.yaml 里没有写 send，不发送", remedy="写法见 docs/criteria.md 的 send；先用 --dry-run 看"
        )
    name, pairs = last_week(workspace.folder / ROUNDS)
    weeks = [week_of(workspace, now, before) for now, before in pairs]
    whole = _masked(summary(weeks))
    parcels: list[Parcel] = [ChatParcel(hook, whole) for hook in sending.webhooks]
    notices: list[str] = []
    if sending.smtp is not None:
        parcels += _letters(workspace, sending, sending.smtp, weeks, whole, notices)
    age = (day(None) - date.fromisoformat(weeks[0].judgement.as_of)).days
    return Plan(name, tuple(parcels), tuple(notices), age if age > STALE_DAYS else 0)


def _letters(
    workspace: "Workspace", sending: Sending, mail: Mail, weeks: "Sequence[Week]", whole: "Message",
    notices: list[str],
) -> "Iterator[Parcel]":  # fmt: skip
    """A letter for each address; who is without one is told in *notices*."""
    from wenming_cli.report.letters import joined, owing, own
    from wenming_cli.send.recipients import recipients

    today = day(None)
    owners = owing(weeks, workspace.people, today)
    found, without = recipients(sending, workspace.people, owners, today)
    if without:
        notices.append(f"没有邮箱地址，收不到信：{'、'.join(without)}（写在 people.yaml 的 email，或 send 的 to）")
    if not any(one.summary for one in found):
        notices.append(f"没有人收到整份摘要：{'、'.join(sending.summary)}里没有人有邮箱地址（见 send 的 summary）")
    attached = tuple(_attachments(sending, weeks))
    for one in found:
        theirs = own(one.names, weeks, workspace.people, today)
        message = _masked(theirs) if theirs else None
        if one.summary:
            yield LetterParcel(mail, one, joined(message, whole) if message else whole, attached)
        elif message:
            yield LetterParcel(mail, one, message)


def _attachments(sending: Sending, weeks: "Sequence[Week]") -> Iterator[Attachment]:
    """What goes along with the summary: the weekly text, masked, and the list of what is missing as a workbook."""
    from wenming_cli.report.letters import gap_table, week_text
    from wenming_cli.typeset.as_xlsx import as_xlsx

    as_of = weeks[0].judgement.as_of
    for week in weeks if "md" in sending.attach else ():
        name = f"周报-{as_of}-{week.judgement.criteria}.md"
        yield Attachment(name, _mask(week_text(week)).encode("utf-8"), "text/markdown")
    if "xlsx" in sending.attach:
        tables = [gap_table(week, _mask, number) for number, week in enumerate(weeks, start=1)]
        yield Attachment(f"缺件清单-{as_of}.xlsx", as_xlsx(*tables), XLSX)


def _masked(message: "Message") -> "Message":
    return message.through(_mask)


def _mask(text: str) -> str:
    from wenming_cli.read.personal import masked_in_place

    return masked_in_place(text)

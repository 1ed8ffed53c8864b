"""What goes to whom: the last weekly report cut into letters and messages, masked, before anything is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wenming_cli.cli.options import day
from wenming_cli.cli.parcels import ChatParcel, LetterParcel, Parcel
from wenming_cli.model.sending import Mail, Sending
from wenming_cli.send.post import Attachment

if TYPE_CHECKING:
    from wenming_cli.report.message import Message
    from wenming_cli.report.week import Week
    from wenming_cli.workspace.open import Workspace

STALE_DAYS = 8
"""A weekly report that is older is said to be."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    whole = masked(summary(weeks))
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
        message = masked(theirs) if theirs else None
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
        yield Attachment(name, mask(week_text(week)).encode("utf-8"), "text/markdown")
    if "xlsx" in sending.attach:
        tables = [gap_table(week, mask, number) for number, week in enumerate(weeks, start=1)]
        yield Attachment(f"缺件清单-{as_of}.xlsx", as_xlsx(*tables), XLSX)


def masked(message: "Message") -> "Message":
    """The message with personal data masked."""
    return message.through(mask)


def mask(text: str) -> str:
    """A text with personal data masked."""
    from wenming_cli.read.personal import masked_in_place

    return masked_in_place(text)

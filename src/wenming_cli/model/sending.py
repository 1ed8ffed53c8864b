"""When the weekly report runs by itself, and to whom it goes: what wenming.yaml says of it. No secret stands here."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Texts

Weekday = Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
WEEKDAYS: tuple[Weekday, ...] = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HookKind = Literal["企业微信", "钉钉", "飞书"]
PASSWORD = "WENMING_SMTP_PASSWORD"
"""The name under which the password of the mail server is kept where none is set."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{3,39}")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_PORTS = {"ssl": 465, "starttls": 587, "none": 25}


def is_address(text: str) -> bool:
    """Whether a text is a plain e-mail address: no name beside it, nothing that could be another header line."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def _address(text: str) -> str:
    if not is_address(text):
        raise PydanticCustomError("mail_address", "{value}", {"value": text})
    return text


def _variable(text: str) -> str:
    """Refuse what names no variable; the text is never repeated, for it may be the secret itself."""
    if not _VARIABLE.fullmatch(text):
        raise PydanticCustomError("secret_name", "no name")
    return text


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise PydanticCustomError("mail_host", "{value}", {"value": text})
    return text


def _as_list(value: object) -> object:
    """Let one word stand for a list of one."""
    return [value] if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(_address)]
SecretName = Annotated[str, AfterValidator(_variable)]
"""The name of an environment variable, and of the entry in the keyring, that holds a secret."""


ReportFormat = Literal["md", "html", "xlsx", "docx", "ics", "json"]


class Schedule(Noun):
    """The day of the week and the time at which the weekly report runs, and the formats that it makes."""

    day: Weekday = "周一"
    hour: int = Field(default=8, ge=0, le=23)
    minute: int = Field(default=0, ge=0, le=59)
    formats: Annotated[tuple[ReportFormat, ...], BeforeValidator(_as_list)] = Field(
        default=("md", "html"), min_length=1
    )


class Mail(Noun):
    """The mail server: how it is reached, and who writes. Without *user* nobody signs in."""

    host: Annotated[str, AfterValidator(_host)]
    port: int | None = Field(default=None, ge=1, le=65535)
    tls: Literal["ssl", "starttls", "none"] = "ssl"
    user: str | None = None
    password_env: SecretName = PASSWORD
    sender: Address = Field(alias="from")

    @model_validator(mode="after")
    def _not_in_the_open(self) -> "Mail":
        if self.user is not None and self.tls == "none":
            raise PydanticCustomError("open_password", "none")
        return self

    @property
    def door(self) -> int:
        """The port; the usual one of the way of encryption where none is set."""
        return self.port or _PORTS[self.tls]


class Hook(Noun):
    """A robot of a group chat; its address is a secret, for whoever knows it may write there."""

    kind: HookKind
    url_env: SecretName
    secret_env: SecretName | None = None


class Sending(Noun):
    """To whom the weekly report goes, and how; only summaries go.

    *summary* names those who get the whole: groups, offices or people of people.yaml. *to* has addresses of
    offices and people that stand before those of people.yaml. *attach*: what goes along as a file.
    """

    smtp: Mail | None = None
    to: dict[str, Address] = Field(default_factory=dict)
    summary: Texts = ("领导小组",)
    attach: Annotated[tuple[Literal["md", "xlsx"], ...], BeforeValidator(_as_list)] = ()
    webhooks: tuple[Hook, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> "Sending":
        if self.smtp is None and not self.webhooks:
            raise PydanticCustomError("no_way_to_send", "none")
        return self

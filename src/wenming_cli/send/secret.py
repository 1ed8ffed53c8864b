"""Secrets: from the environment, else from the system's keyring; never from a file, never shown."""

import importlib
import os
from collections.abc import Iterable
from typing import Any

from wenming_cli.text import shorten, showable

SERVICE = "wenming"
"""The service under which the keyring keeps them."""
HIDDEN = "***"


def secret(name: str) -> str | None:
    """The secret of that name; None where neither has it."""
    return os.environ.get(name) or _in_keyring(name)


def _in_keyring(name: str) -> str | None:
    """What the keyring has; None without the package, without a keyring, or where it stays shut."""
    try:
        keyring: Any = importlib.import_module("keyring")
        errors: Any = importlib.import_module("keyring.errors")
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, name) or None
    except (errors.KeyringError, RuntimeError, OSError):
        return None


def where_to_put(name: str) -> str:
    """How a person makes a secret known."""
    return f"设环境变量 {name}，或存进钥匙串：python -m keyring set {SERVICE} {name}"


def foreign(text: str, secrets: Iterable[str]) -> str:
    """The words of a server, short, fit to be shown, and with no secret in them."""
    for one in filter(None, secrets):
        text = text.replace(one, HIDDEN)
    return shorten(showable(" ".join(text.split())), 100)

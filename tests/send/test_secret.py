"""Secrets come from the environment, else from the keyring, and never out again."""

import sys
from types import ModuleType

import pytest

from wenming_cli.send.secret import foreign, secret

NAME = "WENMING_TEST_SECRET"


class KeyringError(Exception):
    """What the package raises."""


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str | Exception]:
    """The keyring package, with these entries."""
    kept: dict[tuple[str, str], str | Exception] = {}

    def get_password(service: str, name: str) -> str | None:
        found = kept.get((service, name))
        if isinstance(found, Exception):
            raise found
        return found

    package, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    package.get_password = get_password  # type: ignore[attr-defined]
    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", package)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv(NAME, raising=False)
    return kept


def test_the_environment_comes_first(
    keyring: dict[tuple[str, str], str | Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert secret(NAME) is None
    keyring["wenming", NAME] = "ring"
    assert secret(NAME) == "ring"
    monkeypatch.setenv(NAME, "environment")
    assert secret(NAME) == "environment"


def test_a_keyring_that_stays_shut_is_none(keyring: dict[tuple[str, str], str | Exception]) -> None:
    keyring["wenming", NAME] = KeyringError("locked")
    assert secret(NAME) is None


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.delenv(NAME, raising=False)
    assert secret(NAME) is None


def test_words_of_others_hold_no_secret() -> None:
    assert foreign("bad\r\n key 4711\x1b[2J", ["4711", ""]) == "bad key ***\\u001b[2J"
    assert len(foreign("长" * 500, [])) < 60

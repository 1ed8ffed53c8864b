"""docs/commands.md: every command, option and argument of the program is there, and no other."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from golden_docs import DOCS
from wenming_cli.cli.app import app

TEXT = (DOCS / "commands.md").read_text(encoding="utf-8")
SECTIONS = {
    match[1]: match[2] for match in re.finditer(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
}


def commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command that can be run, with its whole name."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(commands(get_command(app), "wenming"))


def test_every_command_has_its_heading() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_options_are_those_of_the_program(name: str) -> None:
    options = {one for param in COMMANDS[name].params for one in param.opts if one.startswith("-")} - {"--help"}
    rows = [line for line in SECTIONS.get(name, "").splitlines() if line.startswith("| `-")]
    said = {one for row in rows for one in re.findall(r"`(--?[\w-]+)`", row.split(" | ")[0])}
    assert said == options


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_arguments_are_named(name: str) -> None:
    arguments = [param.metavar for param in COMMANDS[name].params if not param.opts[0].startswith("-")]
    assert [one for one in arguments if f"`{one}`" not in SECTIONS.get(name, "")] == []


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_examples_parse(name: str) -> None:
    """The first line that shows a command uses only what it has."""
    example = next(line.strip() for line in SECTIONS[name].splitlines() if line.startswith("    wenming "))
    assert example.startswith(name)
    options = {one for param in COMMANDS[name].params for one in param.opts}
    assert [word for word in example.split() if word.startswith("--") and word not in options] == []


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_exit_codes_are_said(name: str) -> None:
    assert re.search(r"Exit: 0", SECTIONS[name])

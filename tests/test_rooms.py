"""The rules of the house that no linter sees."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "wenming_cli"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.stat().st_size)
THINKING = ("match", "judge", "model", "dates", "report", "typeset")
TOUCHING = {"open", "print", "input"}
TOUCHING_METHODS = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rename",
    "iterdir",
    "today",
    "now",
}
WRITING_METHODS = {"write_text", "write_bytes", "unlink", "rename", "rmdir", "symlink_to", "touch", "chmod"}
NAMES = {"utils", "util", "helpers", "common", "misc", "manager", "handler", "data", "info"}


def _calls(tree: ast.Module) -> list[tuple[int, str, bool]]:
    """Line, name and whether it is a method, of every call."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.append((node.lineno, node.func.id, False))
            elif isinstance(node.func, ast.Attribute):
                found.append((node.lineno, node.func.attr, True))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    assert path.stem not in NAMES
    assert text.count("\n") <= 300, "over 300 lines: split it by meaning"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    public += [
        node
        for holder in public
        if isinstance(holder, ast.ClassDef)
        for node in holder.body
        if isinstance(node, ast.FunctionDef) and node.name[0] != "_"
    ]
    assert [f"{node.lineno} {node.name}" for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize(
    "path", [one for one in MODULES if one.relative_to(SOURCE).parts[0] in THINKING], ids=lambda path: path.stem
)
def test_thinking_rooms_touch_nothing(path: Path) -> None:
    touched = [
        f"{line} {name}"
        for line, name, method in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if (not method and name in TOUCHING) or (method and name in TOUCHING_METHODS)
    ]
    assert touched == []


ALLOWED_TO_WRITE = {"writer", "worker"}
EXCEPTIONS = {
    "cli/boundary.py": "the log of a bug, in the user's log folder",
    "read/cache.py": "the cache, which may be deleted at any time",
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_writer_writes(path: Path) -> None:
    relative = path.relative_to(SOURCE)
    if relative.parts[0] in ALLOWED_TO_WRITE or relative.as_posix() in EXCEPTIONS:
        return
    written = [
        f"{line} {name}"
        for line, name, method in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if method and name in WRITING_METHODS
    ]
    assert written == []

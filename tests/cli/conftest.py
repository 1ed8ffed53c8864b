"""The example archive laid out once, and a small workspace of one's own."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wenming_cli.cli.boundary import run
from wenming_cli.ocr.choose import taken as engine_taken
from wenming_cli.workspace.start import lay_out_example

AS_OF = "2021-11-12"


@dataclass(frozen=True)
class Said:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def values(self) -> list[Any]:
        """The JSON values of the output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Wenming = Callable[..., Said]


@pytest.fixture
def wenming(capfd: pytest.CaptureFixture[str]) -> Wenming:
    """Run a command line in this process."""

    def call(*arguments: object) -> Said:
        capfd.readouterr()
        code = run([str(one) for one in arguments])
        out, err = capfd.readouterr()
        return Said(int(code), out, err)

    return call


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example archive checked, boxed and reported without recognition, which is quick; read-only by agreement."""
    folder = tmp_path_factory.mktemp("demo") / "工作区"
    lay_out_example(folder)
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: off\n")
    assert run(["check", "--as-of", AS_OF, "-w", str(folder)]) == 1
    assert run(["box", "--as-of", AS_OF, "-w", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def recognised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example archive as `wenming demo` leaves it, words in pictures included; read-only by agreement."""
    if engine_taken() is None:
        pytest.skip("no engine for recognition is installed")
    folder = tmp_path_factory.mktemp("recognised") / "工作区"
    assert run(["demo", str(folder)]) == 0
    return folder


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """A copy of the example archive to change; file times kept."""
    folder = tmp_path / "工作区"
    shutil.copytree(demo, folder)
    return folder


@pytest.fixture
def begun(tmp_path: Path, wenming: Wenming) -> Path:
    """A new workspace with the Huarong table, as `wenming init` leaves it."""
    folder = tmp_path / "小区"
    assert wenming("init", folder, "--criteria", "huarong-2021", "--unit", "某局").code == 0
    return folder


@pytest.fixture
def small(begun: Path) -> Path:
    """The same without recognition, which is quick."""
    with (begun / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: off\n")
    return begun


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file below *folder*: hash, size, modification time."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.stat().st_mtime_ns
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }  # fmt: skip

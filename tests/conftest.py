"""What all tests share: --update-golden, and a home of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

HOMES = (
    "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-golden approves what differs; the diff is the review."""
    parser.addoption("--update-golden", action="store_true", help="write what the program says into the approved files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the example with its words recognised is slow."""
    for item in items:
        if "recognised" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, and no program that a test starts, sees the home or the cache of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in HOMES:
            patch.setenv(name, str(home))
        yield home


@pytest.fixture(scope="session")
def golden_update(request: pytest.FixtureRequest) -> bool:
    """Whether approved files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))

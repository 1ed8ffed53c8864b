"""Which engine is taken, and what there is when none is installed."""

import sys

import pytest

from wenming_cli.ocr import choose


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    found: dict[str, str | None] = {"faster-paddle": "1.0.4", "rapidocr": "3.10.0"}
    monkeypatch.setattr(choose, "available", lambda: found)
    return found


@pytest.mark.parametrize(
    ("missing", "preference", "expected"),
    [
        pytest.param((), "auto", "faster-paddle", id="the first of the known"),
        pytest.param(("faster-paddle",), "auto", "rapidocr", id="the other where the first is missing"),
        pytest.param((), "rapidocr", "rapidocr", id="the one asked for"),
        pytest.param(("rapidocr",), "rapidocr", None, id="asked for and missing: no other in its stead"),
        pytest.param(("faster-paddle", "rapidocr"), "auto", None, id="none"),
        pytest.param((), "tesseract", None, id="unknown"),
    ],
)
def test_engine(
    installed: dict[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
    missing: tuple[str, ...],
    preference: str,
    expected: str | None,
) -> None:
    for name in missing:
        installed[name] = None
    made = {name: (modules, lambda name=name: name) for name, (modules, _) in choose.KNOWN.items()}
    monkeypatch.setattr(choose, "KNOWN", made)
    assert choose.engine(preference) == expected


def test_available_imports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("faster_paddle", "rapidocr", "onnxruntime"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert set(choose.available()) == {"faster-paddle", "rapidocr"}
    assert not {"faster_paddle", "rapidocr", "onnxruntime"} & set(sys.modules)


def test_a_broken_install_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "_is_there", lambda module: True)
    monkeypatch.setattr(choose, "KNOWN", {"no-such-package": (("json",), lambda: None)})
    assert choose.available() == {"no-such-package": None}

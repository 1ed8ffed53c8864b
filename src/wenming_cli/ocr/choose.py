"""Which engine reads: the one asked for, else the first of the known ones that is installed."""

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from wenming_cli.ocr.engine import OcrEngine

AUTO = "auto"


def _faster_paddle() -> OcrEngine:
    from wenming_cli.ocr.faster_paddle import FasterPaddle

    return FasterPaddle()


def _rapid() -> OcrEngine:
    from wenming_cli.ocr.rapid import RapidOcr

    return RapidOcr()


KNOWN: dict[str, tuple[tuple[str, ...], Callable[[], OcrEngine]]] = {
    "faster-paddle": (("faster_paddle",), _faster_paddle),
    "rapidocr": (("rapidocr", "onnxruntime"), _rapid),
}
"""Package → the modules it needs, and how to make its engine; in the order of docs/decisions/ocr-engine.md."""


OLDEST = {"faster-paddle": (1, 0, 4), "rapidocr": (3, 0)}
"""Older ones have other models or another interface; pip falls back to them on old systems, and they are not used."""
RECIPE = 3
"""Raise it when the same engine would be made to read the same picture otherwise; what is kept is then read anew."""


def available() -> dict[str, str | None]:
    """Each known engine with its version, None where it is not installed or too old. Nothing is imported."""
    return {name: _usable(name) if all(map(_is_there, modules)) else None for name, (modules, _) in KNOWN.items()}


def mark_of(name: str) -> str:
    """What results of that engine are kept under."""
    return f"{name} {available()[name]} r{RECIPE}"


def _usable(name: str) -> str | None:
    """The version, if it is one that can be used."""
    found = _version(name)
    numbers = tuple(int(part) for part in re.findall(r"\d+", found or "")[:3])
    return found if numbers >= OLDEST.get(name, ()) else None


def taken(preference: str = AUTO) -> str | None:
    """The name of the engine that `engine` gives."""
    installed = [name for name, found in available().items() if found]
    return next((name for name in installed if preference in (AUTO, name)), None)


def engine(preference: str = AUTO) -> OcrEngine | None:
    """The engine of that name, or for "auto" the first that is installed; None when there is none."""
    name = taken(preference)
    return KNOWN[name][1]() if name else None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _is_there(module: str) -> bool:
    """Whether a module could be imported; it is not."""
    return find_spec(module) is not None

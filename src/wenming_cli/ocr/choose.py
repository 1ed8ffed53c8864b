"""Which engine reads: the one asked for, else the first of the known ones that is installed."""

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


def available() -> dict[str, str | None]:
    """Each known engine with its version, None where it is not installed. Nothing is imported."""
    return {name: _version(name) if all(map(_is_there, modules)) else None for name, (modules, _) in KNOWN.items()}


def engine(preference: str = AUTO) -> OcrEngine | None:
    """The engine of that name, or for "auto" the first that is installed; None when there is none."""
    installed = [name for name, found in available().items() if found]
    wanted = installed if preference == AUTO else [name for name in installed if name == preference]
    return KNOWN[wanted[0]][1]() if wanted else None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _is_there(module: str) -> bool:
    """Whether a module could be imported; it is not."""
    return find_spec(module) is not None

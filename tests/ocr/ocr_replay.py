"""Engines for tests: one that replays recordings, and stand-ins that crash, hang or talk nonsense.

A recording is a JSON file: the engine and version that made it, and for each picture (the SHA-256 of its RGB pixels and
size) the lines of the quick and of the careful model. Only pictures that the tests draw themselves are recorded.
"""

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from PIL import Image

from wenming_cli.ocr.engine import OcrEngine, TextLine, upright_box

RECORDINGS = Path(__file__).parent / "recordings"


def line(text: str, left: float, top: float, width: float, height: float = 20, confidence: float = 0.99) -> TextLine:
    """A line whose box is parallel to the sides."""
    return TextLine(text, confidence, upright_box(left, top, left + width, top + height))


def key_of(image: Image.Image, *, quick: bool) -> str:
    """What a picture is known by."""
    pixels = image.convert("RGB")
    return hashlib.sha256(repr(pixels.size).encode() + pixels.tobytes()).hexdigest()[:24] + ("-quick" if quick else "")


class Replay:
    """Says what was recorded; a picture that was not is an error, never silence."""

    languages = ("zh-Hans",)
    has_quick = True

    def __init__(self, path: Path) -> None:
        recording = json.loads(path.read_text(encoding="utf-8"))
        self.name, self.version = recording["engine"], recording["version"]
        self._pictures: dict[str, list[Any]] = recording["pictures"]

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """The recorded lines of the picture."""
        found = self._pictures[key_of(image, quick=quick)]
        return tuple(TextLine(text, sure, tuple(map(tuple, box))) for text, sure, box in found)


class Recorder:
    """Passes everything to a real engine and keeps what it says."""

    languages = ("zh-Hans",)

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name, self.version, self.has_quick = engine.name, engine.version, engine.has_quick
        self.pictures: dict[str, list[Any]] = {}

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """The engine's lines."""
        found = self._engine.recognise(image, quick=quick)
        kept = [[one.text, round(one.confidence, 4), [list(point) for point in one.box]] for one in found]
        self.pictures[key_of(image, quick=quick)] = kept
        return found

    def keep(self, path: Path) -> None:
        """Write the recording."""
        value = {"engine": self.name, "version": self.version, "pictures": self.pictures}
        path.write_text(json.dumps(value, ensure_ascii=False, indent=0), encoding="utf-8")


class Scripted:
    """Says one answer after the other, whatever it is shown; notes what it was asked."""

    name, version, languages = "scripted", "1", ("zh-Hans",)

    def __init__(self, *answers: tuple[TextLine, ...], has_quick: bool = True) -> None:
        self._answers = list(answers)
        self.has_quick = has_quick
        self.asked: list[tuple[tuple[int, int], bool]] = []

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """The next answer, the last one for ever."""
        self.asked.append((image.size, quick))
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Crashing(Scripted):
    """An engine that fails in the middle."""

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """Nothing."""
        raise RuntimeError("onnxruntime: bad allocation")


class Hanging(Scripted):
    """An engine that does not come back in time."""

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """Nothing, late."""
        time.sleep(60)
        return ()


def garbage() -> Scripted:
    """An engine whose boxes lie outside the picture, are empty or turned inside out, and whose text is odd."""
    odd = (
        line("\ud800\x00￾", -500, -500, 10, 10, 2.0),
        line("", 0, 0, 0, 0, 0.5),
        line("无尽" * 4000, 1e6, 1e6, 1e6, 3, 0.99),
        TextLine("反了", 0.7, ((50, 50), (10, 50), (10, 10), (50, 10))),
        line("零", 30, 30, 0, 0, float("nan")),
    )
    return Scripted(odd)

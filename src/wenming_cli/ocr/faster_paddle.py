"""The engine faster-paddle: PP-OCRv6 tiny and small in one library without dependencies."""

import io
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from wenming_cli.ocr.engine import TextLine, upright_box

if TYPE_CHECKING:
    from PIL import Image

DETECTOR_SIDE = 960
"""Pixels of the longer side on which text is looked for; recognition sees the full picture (LIMITS.md part 4)."""
PADDED = 320
"""Pixels to which the careful model's short lines are padded, as in its training; the package's 96 costs accuracy."""


class FasterPaddle:
    """Both models, each loaded when first asked for; it tells boxes parallel to the sides only."""

    name = "faster-paddle"
    languages = ("zh-Hans", "zh-Hant", "en")
    has_quick = True

    def __init__(self) -> None:
        self.version = version(self.name)
        self._models: dict[str, Any] = {}

    def _model(self, size: str) -> Any:
        """The model of that size, in one thread: the worker pool already uses every core."""
        import faster_paddle  # type: ignore[import-untyped,unused-ignore]

        if size not in self._models:
            padded = {"rec_min_width": PADDED} if size == "small" else {}
            self._models[size] = faster_paddle.OcrEngine(size, threads=1, det_max_side=DETECTOR_SIDE, **padded)
        return self._models[size]

    def recognise(self, image: "Image.Image", *, quick: bool = False) -> tuple[TextLine, ...]:
        """Hand the picture over as BMP, which costs next to nothing to pack and unpack."""
        packed = io.BytesIO()
        image.convert("RGB").save(packed, "BMP")
        answer = self._model("tiny" if quick else "small").ocr(packed.getvalue())
        return tuple(_line(one) for one in answer["bounds"].values() if one["text"].strip())


def _line(found: dict[str, Any]) -> TextLine:
    """A line of the engine's answer in ours."""
    (left, top), (right, bottom) = found["topLeftCoord"], found["bottomRightCoord"]
    return TextLine(found["text"].strip(), float(found["confidence"]), upright_box(left, top, right, bottom))

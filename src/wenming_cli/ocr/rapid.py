"""The engine RapidOCR: PP-OCRv6 small on onnxruntime, widely kept, with OpenCV, NumPy and Shapely in its train."""

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from wenming_cli.ocr.engine import TextLine, upright_box

if TYPE_CHECKING:
    from PIL import Image

DETECTOR_SIDE = 960
"""Pixels of the longer side on which text is looked for; recognition sees the full picture."""
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    "Global.max_side_len": 4000,
    "Det.limit_type": "max",
    "Det.limit_side_len": DETECTOR_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
"""One thread, because the worker pool already uses every core; doubtful lines are kept, for the page to judge."""


class RapidOcr:
    """One model; its classifier of upside-down lines stays off, because pages are turned as a whole."""

    name = "rapidocr"
    languages = ("zh-Hans", "zh-Hant", "en")
    has_quick = False

    def __init__(self) -> None:
        self.version = version(self.name)
        self._engine: Any = None

    def recognise(self, image: "Image.Image", *, quick: bool = False) -> tuple[TextLine, ...]:
        """Small pictures are enlarged first, as faster-paddle does by itself: the detector needs 736 pixels."""
        import numpy

        if self._engine is None:
            from rapidocr import RapidOCR

            logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
            self._engine = RapidOCR(params=dict(_SETTINGS))
        scale = max(1.0, min(736 / min(image.size), DETECTOR_SIDE / max(image.size)))
        if scale > 1:
            image = image.resize((round(image.width * scale), round(image.height * scale)))
        pixels = numpy.asarray(image.convert("RGB"))[:, :, ::-1]
        answer = self._engine(pixels, use_cls=False)
        if answer.txts is None:
            return ()
        found = zip(answer.txts, answer.scores, answer.boxes, strict=True)
        return tuple(_line(*one).moved(0, 0, 1 / scale) for one in found if one[0].strip())


def _line(text: str, confidence: float, corners: Any) -> TextLine:
    """A line of the engine's answer in ours."""
    points = [(float(x), float(y)) for x, y in corners]
    if len(points) == 4:
        return TextLine(text.strip(), float(confidence), (points[0], points[1], points[2], points[3]))
    across, down = [x for x, _ in points], [y for _, y in points]
    return TextLine(text.strip(), float(confidence), upright_box(min(across), min(down), max(across), max(down)))

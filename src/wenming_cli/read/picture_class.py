"""Tell photo, screenshot, scan and graphic apart, and say by what.

Method: three witnesses, the surest first. (1) EXIF: only a camera writes exposure, aperture, ISO or focal length; the
screenshot tools of phones write maker, model and day, never those. (2) The surface: a programme paints areas of *one*
value, so a single grey value covers a third of a screen or a chart even after JPEG, whereas light on a sensor and paper
in a scanner spread over many. (3) The shape: telephone and desktop screens, sheets of paper. All are shares between 0
and 1 of a picture decoded at about 512 pixels, so that neither size nor resolution counts.

The limits between the classes lie in wide gaps of what was measured (bench/likeness.py prints both sides); a rendering
that imitates a photograph is called a photo, which nothing on the surface contradicts.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL import Image

PHOTO, SCREENSHOT, SCAN, GRAPHIC = "photo", "screenshot", "scan", "graphic"
WORK_SIDE = 512
"""Pixels that the longer side of the decoded picture should at least have, where the file has as many."""
_MOST_SIDE = 1000

_EXIF_IFD = 0x8769
_EXPOSURE = (0x829A, 0x829D, 0x8827, 0x9201, 0x9202, 0x920A)
"""ExposureTime, FNumber, ISO, ShutterSpeed, Aperture, FocalLength."""
_MAKER, _MODEL, _DESCRIPTION, _SOFTWARE, _COMMENT = 0x010F, 0x0110, 0x010E, 0x0131, 0x9286
_SAYS_SCREEN = ("screenshot", "screen shot", "snipping", "snipaste", "截图", "截屏")

PHONE_WIDTHS = frozenset({
    480, 540, 576, 640, 720, 750, 828, 886, 1080, 1125, 1170, 1176, 1179, 1200, 1206, 1224, 1236, 1242, 1260, 1264,
    1280, 1284, 1290, 1312, 1320, 1344, 1440,
})  # fmt: skip
"""Widths of telephone screens, and of what WeChat makes of them; a long screenshot keeps its width."""
DESKTOPS = frozenset({
    (1024, 768), (1280, 720), (1280, 800), (1280, 1024), (1360, 768), (1366, 768), (1440, 900), (1536, 864),
    (1600, 900), (1680, 1050), (1920, 1080), (1920, 1200), (2160, 1440), (2240, 1400), (2256, 1504), (2560, 1440),
    (2560, 1600), (2880, 1800), (3000, 2000), (3840, 2160),
})  # fmt: skip
TALLEST_WINDOW = 1440
"""A part of a desktop screen is not higher than most desktop screens."""

ONE_VALUE, MANY_EQUAL, ONE_VALUE_AND_EQUAL = 0.3, 0.5, 0.1
"""Painted: one grey value covers the first share, or equal neighbours the second and one value the third."""
PAPER_GROUND, PAPER_LIGHT, PAPER_IN_PHOTO, PAPER_INK = 225, 0.55, 0.4, 0.02
UNEVEN_LIGHT = 18
"""Grey values by which the ground of a scan may differ; daylight on a desk makes 25 and more."""
PURE_WHITE = 252
LIGHT_FRAME = 0.9
MOST_EQUAL_ON_PAPER = 0.75
"""Equal neighbours that strong compression makes on paper at most; a drawn page has 0.85 and more."""
FEW_EDGES = 0.015
SHEET = (0.68, 0.735)
"""Short to long side of A4 and 16开, give or take a cut edge."""
PRINT_DPI = 150


@dataclass(frozen=True, slots=True)
class ExifFacts:
    """What EXIF tells of the origin: a device named, exposure recorded, a screenshot tool named, dots per inch."""

    device: bool = False
    exposed: bool = False
    says_screen: bool = False
    dpi: int = 0


class PictureClass(NamedTuple):
    """The class, the sentence that says by what, and whether the picture shows a sheet of paper."""

    kind: str
    cue: str
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """Shares of the picture: equal neighbours, the commonest grey value, hard edges, light pixels, its light frame.

    *paper* is the brightness of the ground (median over 64 fields), *uneven* how far the fields differ.
    """

    flat: float
    commonest: float
    edges: float
    light: float
    frame: float
    paper: float
    uneven: float


def exif_facts(image: "Image.Image") -> ExifFacts:
    """Read the origin from the EXIF of an opened picture; EXIF of strangers that makes no sense says nothing."""
    try:
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF_IFD)
        said = " ".join(_words(exif.get(tag)) for tag in (_DESCRIPTION, _SOFTWARE)) + _words(inner.get(_COMMENT))
        dpi = image.info.get("dpi") or (0, 0)
        return ExifFacts(
            device=bool(_words(exif.get(_MAKER)) or _words(exif.get(_MODEL))),
            exposed=any(_number(value) > 0 for value in (inner.get(tag) or exif.get(tag) for tag in _EXPOSURE)),
            says_screen=any(word in said.lower() for word in _SAYS_SCREEN),
            dpi=round(float(dpi[0])),
        )
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return ExifFacts()


def _words(value: Any) -> str:
    """A tag as text; comments come as bytes, with eight that name the encoding."""
    text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value or "")
    return text.replace("\x00", "").strip()


def _number(value: Any) -> float:
    """A tag as a number; several values count by their first, nonsense as none."""
    first = value[0] if isinstance(value, tuple | list) and value else value
    try:
        return float(first)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0


def draft_size(size: tuple[int, int]) -> tuple[int, int]:
    """What to ask of `Image.draft`, so that the longer side keeps at least WORK_SIDE pixels."""
    width, height = size
    return (min(width, WORK_SIDE), 1) if width >= height else (1, min(height, WORK_SIDE))


def picture_class(
    image: "Image.Image", size: tuple[int, int], exif: ExifFacts, format_name: str = "jpg"
) -> PictureClass:
    """The class of a decoded picture: *image* may be a draft of it, *size* is the size that the file states."""
    surface = surface_of(image)
    paper = _is_paper(surface)
    if exif.says_screen:
        return PictureClass(SCREENSHOT, "文件里写明是截图")
    if exif.exposed:
        return PictureClass(PHOTO, "EXIF 有拍摄参数" + ("，拍的是纸面" if paper else ""), paper)
    if _is_painted(surface):
        return _painted(surface, size, exif, format_name)
    if paper and surface.light >= PAPER_LIGHT and surface.uneven < UNEVEN_LIGHT:
        if surface.paper >= PURE_WHITE and not _sheet(size) and exif.dpi < PRINT_DPI:
            return PictureClass(SCREENSHOT, "底色纯白，不是纸张比例，像屏幕上的文字或表格")
        return PictureClass(SCAN, "纸面铺满、明暗均匀，有纸张的底色", paper=True)
    if surface.frame > LIGHT_FRAME and surface.light > PAPER_LIGHT:
        return PictureClass(SCAN, "四边留白、底色不是纯色", paper=True)
    if format_name == "png" and _screen(size):
        return PictureClass(SCREENSHOT, f"PNG，尺寸 {size[0]}×{size[1]} 是屏幕大小")
    if exif.device:
        return PictureClass(PHOTO, "EXIF 有相机型号，画面有连续明暗" + ("，拍的是纸面" if paper else ""), paper)
    if paper:
        return PictureClass(PHOTO, "拍的是纸面：四周不是纸，或明暗不均", paper=True)
    return PictureClass(PHOTO, "画面有连续的明暗和细节")


def _is_paper(surface: Surface) -> bool:
    """Whether most of the picture is a light ground with something written on it."""
    return surface.paper >= PAPER_GROUND and surface.light >= PAPER_IN_PHOTO and surface.edges >= PAPER_INK


def _is_painted(surface: Surface) -> bool:
    """Whether a programme made the areas: one value covers much, or nearly all neighbours are equal."""
    return surface.commonest >= ONE_VALUE or (surface.flat >= MANY_EQUAL and surface.commonest >= ONE_VALUE_AND_EQUAL)


def _painted(surface: Surface, size: tuple[int, int], exif: ExifFacts, format_name: str) -> PictureClass:
    """Screenshot, whitened scan or graphic: by shape first, then by how the painted ground meets the ink."""
    flat = f"纯色面积占{surface.flat:.0%}"
    screen = _screen(size) or ("手机屏幕" if 1.7 <= size[1] / size[0] <= 2.4 else "")
    if screen:
        return PictureClass(SCREENSHOT, f"{flat}，尺寸 {size[0]}×{size[1]} 是{screen}大小")
    if exif.device:
        return PictureClass(SCREENSHOT, f"{flat}，手机写了型号却没有拍摄参数")
    sheet = _sheet(size)
    if exif.dpi >= PRINT_DPI and sheet and format_name != "png":
        return PictureClass(SCAN, f"纸张比例，{exif.dpi} dpi", paper=True)
    if sheet and format_name != "png" and surface.flat < MOST_EQUAL_ON_PAPER and surface.light > PAPER_LIGHT:
        return PictureClass(SCAN, "纸张比例，底色有深浅", paper=True)
    if size[1] > TALLEST_WINDOW or surface.edges < FEW_EDGES:
        return PictureClass(GRAPHIC, f"{flat}，不是屏幕大小")
    return PictureClass(SCREENSHOT, f"{flat}，像屏幕上的文字或表格")


def _screen(size: tuple[int, int]) -> str:
    """Which kind of screen has this size, or nothing."""
    width, height = size
    if width in PHONE_WIDTHS and height >= 1.7 * width:
        return "手机屏幕"
    if height in PHONE_WIDTHS and 1.7 * height <= width <= 2.4 * height and (width, height) not in DESKTOPS:
        return "手机横屏"
    return "电脑屏幕" if (width, height) in DESKTOPS else ""


def _sheet(size: tuple[int, int]) -> bool:
    """Whether the sides stand to each other as those of a sheet of paper."""
    return SHEET[0] <= min(size) / max(size) <= SHEET[1]


def surface_of(image: "Image.Image") -> Surface:
    """Measure the surface of a picture; one of more than a thousand pixels is reduced first."""
    import numpy as np

    side = max(image.size)
    small = image.convert("RGB")
    if side > _MOST_SIDE:
        small = small.reduce(max(2, side // WORK_SIDE))
    if min(small.size) < 8:
        return Surface(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    grey = np.asarray(small.convert("L"))
    step = _steps(np.asarray(small))
    frame = np.concatenate([grey[:2].ravel(), grey[-2:].ravel(), grey[:, :2].ravel(), grey[:, -2:].ravel()])
    fields = _fields(grey)
    return Surface(
        flat=float((step == 0).mean()),
        commonest=float(np.bincount(grey.ravel(), minlength=256).max() / grey.size),
        edges=float((step >= 40).mean()),
        light=float((grey >= 190).mean()),
        frame=float((frame >= 235).mean()),
        paper=float(np.median(fields)),
        uneven=float(np.percentile(fields, 90) - np.percentile(fields, 20)),
    )


def _steps(pixels: Any) -> Any:
    """How far each pixel is from its right and lower neighbour, in the channel that differs most."""
    import numpy as np

    step = np.zeros((pixels.shape[0] - 1, pixels.shape[1] - 1), dtype=np.uint8)
    for channel in np.moveaxis(pixels, 2, 0):
        channel = np.ascontiguousarray(channel)
        here = channel[:-1, :-1]
        for other in (channel[:-1, 1:], channel[1:, :-1]):
            np.maximum(step, np.maximum(here, other) - np.minimum(here, other), out=step)
    return step


def _fields(grey: Any) -> Any:
    """The brightness of the ground in 8 × 8 fields: the value that a tenth of the field's pixels pass."""
    import numpy as np

    height, width = (length // 8 * 8 for length in grey.shape)
    blocks = grey[:height, :width].reshape(8, height // 8, 8, width // 8).swapaxes(1, 2).reshape(64, -1)
    at = blocks.shape[1] * 9 // 10
    return np.partition(blocks, at, axis=1)[:, at]

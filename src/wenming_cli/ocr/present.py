"""Which engines are on this computer, which one reads, and what an engine makes of a small drawn picture."""

import time
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from wenming_cli.model.presence import Asset, Group, Presence
from wenming_cli.ocr import choose

if TYPE_CHECKING:
    from PIL import Image

LOST = "扫描件、照片上的会标和截图里的字读不到，只能按文件名和文件夹判断"
OFF = "不用：wenming.yaml 里写了 ocr: off"
INSTALL = {
    "faster-paddle": "运行 pip install faster-paddle（约 63 MB）",
    "rapidocr": "运行 pip install rapidocr onnxruntime（约 310 MB，两种装一种就够）",
}
DIGITS = "2021 0315 7788"
"""What the trial picture shows: Pillow's own typeface has no Chinese."""


def engines(off: bool = False) -> tuple[Asset, ...]:
    """Every known engine; without any of them each row says what is lost. *off*: this workspace wants none."""
    taken = choose.taken()
    return tuple(_engine(name, found, taken, off) for name, found in choose.available().items())


def _engine(name: str, found: str | None, taken: str | None, off: bool) -> Asset:
    """One engine; a package that is there and can't be used is broken."""
    half = None if found else _package(name)
    state = Presence.PRESENT if found else Presence.BROKEN if half else Presence.MISSING
    row = Asset(group=Group.OCR, name=name, state=state, version=found or half)
    if off:
        return row.model_copy(update={"note": OFF})
    if found:
        return row.model_copy(update={"note": "在用" if name == taken else "备用"})
    if taken:
        return row.model_copy(update={"note": f"不需要，已有 {taken}"})
    remedy = _again(name) if half else INSTALL.get(name)
    return row.model_copy(update={"note": _fault(name) if half else None, "lost": LOST, "remedy": remedy})


def _fault(name: str) -> str:
    """Why a package that is there can't be used."""
    absent = [module for module in choose.KNOWN[name][0] if find_spec(module) is None]
    if absent:
        return f"缺 {'、'.join(absent)}"
    return f"太旧，要 {'.'.join(map(str, choose.OLDEST[name]))} 以上"


def _package(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def jobs(rows: tuple[Asset, ...]) -> list[dict[str, Any]]:
    """The engines of *rows* that a worker process is to try."""
    return [{"name": row.name} for row in rows if row.state is Presence.PRESENT]


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Let one engine read the trial picture; seconds include the loading of its models."""
    picture, start = drawn(), time.perf_counter()
    engine = choose.engine(job["name"])
    assert engine is not None
    lines = engine.recognise(picture)
    return {"read": " ".join(line.text for line in lines), "seconds": time.perf_counter() - start}


def drawn() -> "Image.Image":
    """The trial picture."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (480, 120), "white")
    ImageDraw.Draw(picture).text((240, 60), DIGITS, "black", ImageFont.load_default(48), anchor="mm")
    return picture


def read_well(row: Asset, answer: dict[str, Any]) -> Asset:
    """The row of an engine that answered: the time it took, and whether it read what was drawn."""
    read, seconds = answer["read"], f"{answer['seconds']:.1f} 秒"
    if read.replace(" ", "") == DIGITS.replace(" ", ""):
        return row.model_copy(update={"note": f"{row.note}；试读 {seconds}，读出“{read}”"})
    return failed(row, f"试读 {seconds}，把“{DIGITS}”读成“{read}”")


def failed(row: Asset, why: str) -> Asset:
    """The row of an engine that is there and can't read; the other one does not step in for the one that is taken."""
    taken = choose.taken()
    if row.name != taken:
        return row.model_copy(update={"state": Presence.BROKEN, "note": f"{why}；不影响，在用的是 {taken}"})
    return row.model_copy(update={"state": Presence.BROKEN, "note": why, "lost": LOST, "remedy": _again(row.name)})


def _again(name: str) -> str | None:
    """How to install an engine over what is there of it."""
    remedy = INSTALL.get(name)
    return remedy and remedy.replace("pip install", "pip install --upgrade --force-reinstall")

"""Pictures and PDFs made to fit the limits of a portal, in a worker process; originals are only read.

A job answers with one piece and with where the next one begins: the pages of a TIFF, the parts of a PDF. So no answer
is larger than the portal's own limit, however large the file is.
"""

import base64
import hashlib
import io
from typing import TYPE_CHECKING, Any

from wenming_cli.model.evidence import Problem
from wenming_cli.read.decoded import check_pages, header, loaded, refusing, upright
from wenming_cli.read.exif import orientation
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.reader import open_regular
from wenming_cli.read.sniff import sniff

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader

QUALITIES = (92, 86, 80)
"""Of JPEG; below that it is made smaller instead, for portals send back what is over-compressed (DOMAIN C10)."""
SMALLER = 0.85
LEAST_SIDE = 400
"""Pixels of the longer side; below that nobody sees what a photo shows."""
KEPT = (0x010F, 0x0110, 0x0132)
KEPT_INNER = (0x9003, 0x9004, 0x9010, 0x9011)
"""What a picture made anew keeps of EXIF 2.32: maker, model, the times and their zones; not where it was taken."""
_INNER, _PLACE, _LATITUDE, _LONGITUDE = 0x8769, 0x8825, 2, 4
MOST_PROFILE = 64 << 10
NEARLY = 0.9


def work(job: dict[str, Any]) -> dict[str, Any]:
    """One job of the pool: {"do": "picture" | "split", "path", "sha256", "most_bytes", "side", "start"} → a piece.

    A piece is {"data", "pages", "next", "said"}: base64, how many pages it has, where the next one starts. A job
    {"do": "look", "path", "sha256"} answers {"located"}: whether a picture says where it was taken.
    """
    try:
        with open_regular(job["path"]) as stream:
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != job["sha256"]:
            raise UnreadableError(Problem.CHANGING)
        steps = {"picture": _picture, "split": _part, "look": _look}
        return steps[job["do"]](data, job)
    except UnreadableError as error:
        return {"problem": error.problem, "text": error.text}


def _piece(data: bytes, pages: int, follows: int | None, said: str) -> dict[str, Any]:
    return {"data": base64.b64encode(data).decode("ascii"), "pages": pages, "next": follows, "said": said}


def _look(data: bytes, job: dict[str, Any]) -> dict[str, Any]:
    """Whether EXIF of a picture holds latitude and longitude (Exif 2.32, GPS IFD)."""
    with refusing():
        place = header(data, sniff(data, _suffix(job))).getexif().get_ifd(_PLACE)
    return {"located": bool(place.get(_LATITUDE) and place.get(_LONGITUDE))}


def _suffix(job: dict[str, Any]) -> str:
    return "." + str(job["path"]).rpartition(".")[2].lower()


def _picture(data: bytes, job: dict[str, Any]) -> dict[str, Any]:
    """One page of a picture as a JPEG within the limits, upright, on white."""
    start, format_name = int(job["start"]), sniff(data, _suffix(job))
    with refusing():
        image = header(data, format_name)
        pages = check_pages(image, len(data)) if format_name == "tif" else 1
        if start:
            image.seek(start)
        size, exif = image.size, _exif_kept(image)
        shown = _on_white(upright(loaded(image), orientation(image)))
        profile = image.info.get("icc_profile") if shown.mode == "RGB" and image.mode == "RGB" else None
        made, wide, high = _fitted(shown, job["side"], job["most_bytes"], exif, profile)
    said = [f"由{format_name}转为jpg"] if format_name != "jpg" else []
    if max(wide, high) < max(size):
        said.append(f"由{size[0]}×{size[1]}缩小到{wide}×{high}像素")
    elif format_name == "jpg":
        said.append("重新压缩")
    return _piece(made, 1, start + 1 if start + 1 < pages else None, "，".join(said))


def _exif_kept(image: "Image.Image") -> bytes:
    """The time and the camera as EXIF; empty where a stranger's EXIF is nonsense."""
    from PIL import Image

    try:
        old, new = image.getexif(), Image.Exif()
        inner = old.get_ifd(_INNER)
        new.update({tag: str(old[tag]) for tag in KEPT if tag in old})
        times = {tag: str(inner[tag]) for tag in KEPT_INNER if tag in inner}
        if times:
            new.get_ifd(_INNER).update(times)
        return new.tobytes() if len(new) or times else b""
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means that nothing of it is kept
        return b""


def _on_white(image: "Image.Image") -> "Image.Image":
    """In grey or RGB; what is transparent becomes white, as on paper."""
    from PIL import Image

    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return image.convert("RGB")


def _fitted(
    image: "Image.Image", side: int, most_bytes: int, exif: bytes, profile: bytes | None
) -> tuple[bytes, int, int]:
    """The best JPEG within the limits: first a little more compressed, then smaller and smaller."""
    from PIL import Image

    more = {"icc_profile": profile} if profile and len(profile) <= MOST_PROFILE else {}
    longest = min(side, max(image.size))
    while True:
        small = image.copy()
        small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        small.info = {}
        for quality in QUALITIES:
            buffer = io.BytesIO()
            small.save(buffer, "JPEG", quality=quality, optimize=True, exif=exif, **more)
            if buffer.tell() <= most_bytes:
                return buffer.getvalue(), *small.size
        if longest * SMALLER < LEAST_SIDE:
            raise UnreadableError("unsupported", "缩到很小还是超过上限")
        longest = int(longest * SMALLER)


def _part(data: bytes, job: dict[str, Any]) -> dict[str, Any]:
    """The pages of a PDF from *start* on, as many as the limit takes."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableError("encrypted", "有打开密码或权限密码")
        start, pages = int(job["start"]), len(reader.pages)
        made, count = _most_pages(reader, start, pages, job["most_bytes"], len(data))
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError("corrupt", "PDF 的结构读不通") from error
    end = start + count
    said = f"原件第{start + 1}—{end}页" if count > 1 else f"原件第{end}页"
    said += "，这一页就超过上限" if len(made) > job["most_bytes"] else ""
    return _piece(made, count, end if end < pages else None, said)


def _most_pages(reader: "PdfReader", start: int, pages: int, most_bytes: int, whole: int) -> tuple[bytes, int]:
    """As many pages as fit, found by halving; a guess by the share of bytes comes first.

    A page too large by itself is a part of its own. Where already the first is nearly as large as the whole, the
    pages share what they show, and parts would help nobody.
    """
    low, high, best = 0, pages - start, b""
    count = max(1, min(high, int(pages * most_bytes / whole)))
    while low < high:
        made = _pages(reader, start, count)
        if len(made) <= most_bytes:
            low, best = count, made
        else:
            high = count - 1
        count = (low + high + 1) // 2
    if low:
        return best, low
    alone = _pages(reader, start, 1)
    if not start and len(alone) > whole * NEARLY:
        raise UnreadableError("unsupported", "只有一页" if pages == 1 else "各页共用同样的内容，拆不小")
    return alone, 1


def _pages(reader: "PdfReader", start: int, count: int) -> bytes:
    """A PDF of some pages; what belongs to other pages is not taken along."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for page in reader.pages[start : start + count]:
        writer.add_page(page)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()

"""A copy of the boxes to hand over, as a bag (BagIt 1.0, RFC 8493): whole and with its sums, or not made at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from wenming_cli.box import manifest
from wenming_cli.box.inventory import Progress, take_inventory
from wenming_cli.box.verify import Verification, refuse_unbuilt, verified
from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import openable, sha256_of
from wenming_cli.writer.staging import Staging
from wenming_cli.writer.sums import format_sums, is_dropping
from wenming_cli.writer.tree import listing, replace_tree

PAYLOAD = "data"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""bagit.txt, letter for letter (RFC 8493, 2.1.1)."""


@dataclass(frozen=True, slots=True)
class BagLabel:
    """What bag-info.txt says of whose bag it is, of what, of which day (YYYY-MM-DD); *fonds* (全宗号) may be empty."""

    unit: str
    title: str
    day: str
    fonds: str = ""


@dataclass(frozen=True, slots=True)
class BagReport:
    """What a bag holds: files and bytes; *extra* that people put into the boxes, *edited* sheets; both are in it.

    *sums* is the sha256 of tagmanifest-sha256.txt, which stands for the whole.
    """

    out: Path
    files: int
    size: int
    sums: str
    extra: tuple[str, ...]
    edited: tuple[str, ...]


def bag(boxes: Path, out: Path, label: BagLabel, progress: Progress | None = None) -> BagReport:
    """Make *out* a bag of all that stands at *boxes*; every byte is read, copied, and read back.

    Raises WorkspaceError where nothing was built, NotWrittenError where the boxes are not what their manifest says, or
    where something stands at *out* already. The same boxes and label give the same bytes.
    """
    refuse_unbuilt(boxes)
    seen = _empty(out)
    inventory = take_inventory(boxes, progress)
    found = verified(boxes, inventory)
    _refuse_harmed(found)
    held = {path: openable(boxes) / raw for path, raw in inventory.spelled.items()}
    held[manifest.NAME] = openable(boxes) / manifest.NAME
    sums = {**inventory.files, manifest.NAME: sha256_of(held[manifest.NAME])}
    size = sum(path.stat().st_size for path in held.values())
    tags = _tags({f"{PAYLOAD}/{path}": total for path, total in sums.items()}, size, label)

    def fill(staging: Staging) -> None:
        for done, path in enumerate(sorted(held), start=1):
            staging.copy(held[path], f"{PAYLOAD}/{path}", sums[path])
            if progress is not None:
                progress(done, len(held))
        for path, data in tags.items():
            staging.write(path, data)

    replace_tree(out, fill, needed_bytes=size, seen=seen)
    total = sha256(tags["tagmanifest-sha256.txt"]).hexdigest()
    return BagReport(out, len(held), size, total, found.extra, found.edited)


def _empty(out: Path) -> Mapping[str, tuple[int, int]]:
    """What stands at *out*, which is nothing: a bag that was handed over is not written over."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotWrittenError(f"“{showable(str(out))}”不是文件夹", remedy="请换一个新的文件夹名，再运行一次")
    seen = listing(out)
    if not all(is_dropping(path.rpartition("/")[2]) for path in seen):
        raise NotWrittenError(f"“{showable(str(out))}”里已经有文件", remedy="请换一个新的文件夹名，再运行一次")
    return seen


def _refuse_harmed(found: Verification) -> None:
    """Only boxes that are what their manifest says are handed over; what people added or filled in is no harm."""
    if found.broken:
        raise NotWrittenError(f"资料盒的校验清单不能用了：{found.broken}", remedy="从备份里恢复资料盒，再运行一次")
    harm = {"少了": found.missing, "变了": found.changed, "读不了": tuple(path for path, _ in found.odd)}
    said = "，".join(f"{word} {len(paths)} 个（{showable(paths[0])} 等）" for word, paths in harm.items() if paths)
    if said:
        raise NotWrittenError(
            f"资料盒和校验清单对不上：{said}，没有打包",
            remedy="用 wenming verify 看是哪些，运行 wenming box 补好，再打包",
        )


def _tags(payload: Mapping[str, str], size: int, label: BagLabel) -> dict[str, bytes]:
    """The files beside the payload (RFC 8493, 2.1 and 2.2): declaration, description, both manifests."""
    said = {
        "Source-Organization": label.unit,
        "External-Description": label.title,
        "External-Identifier": label.fonds,
        "Bagging-Date": label.day,
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    tags = {
        "bag-info.txt": "".join(f"{key}: {' '.join(text.split())}\n" for key, text in said.items() if text).encode(),
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": format_sums(payload).encode(),
    }
    sums = {path: sha256(data).hexdigest() for path, data in tags.items()}
    return {**tags, "tagmanifest-sha256.txt": format_sums(sums).encode()}

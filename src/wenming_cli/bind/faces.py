"""Which Chinese fonts of this computer can be embedded in a PDF, found by the names of their files.

Only TrueType outlines can be embedded by reportlab; Noto and 思源 as .otf or .ttc hold CFF: passed over.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wenming_cli.typeset.pdf_faces import Faces, FontData, faces

_SONG = (
    "simsun.ttc", "simsun.ttf", "songti.ttc", "stsong.ttf", "notoserifsc-regular.ttf", "notoserifsc-vf.ttf",
    "sourcehanserifsc-regular.ttf", "gbsn00lp.ttf", "uming.ttc",
)  # fmt: skip
_HEI = (
    "simhei.ttf", "stheiti medium.ttc", "msyh.ttc", "msyh.ttf", "notosanssc-regular.ttf", "notosanssc-vf.ttf",
    "sourcehansanssc-regular.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "droidsansfallbackfull.ttf",
    "droidsansfallback.ttf",
)  # fmt: skip
WANTED = {
    "title": (
        "fzxbsjw.ttf", "fzxbsjw--gb1-0.ttf", "fzxbsk.ttf", "fzxiaobiaosong-b05s.ttf", "方正小标宋简体.ttf",
        "方正小标宋_gbk.ttf", *_SONG, *_HEI,
    ),
    "head": (*_HEI, "黑体.ttf", *_SONG),
    "body": (
        "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simfang_gb2312.ttf", "simfang.ttf", "stfangso.ttf", "stfangsong.ttf",
        *_SONG, *_HEI,
    ),
}  # fmt: skip
"""File names per typeface, the best first; behind a colon the place of the font in its collection."""
AS_MEANT = {"title": WANTED["title"][:6], "head": ("simhei.ttf", "黑体.ttf"), "body": WANTED["body"][:6]}
"""Those that are the typeface itself (for 仿宋_GB2312 also 仿宋); any other stands in for it."""
MOST = 3
"""Fonts in a row: the second and third have the rare characters that the first lacks."""
MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """A font on the disk and its place in a collection."""

    path: str
    index: int = 0


FontFiles = Mapping[str, tuple[FontFile, ...]]
"""The fonts of each typeface (title, head, body), the best first."""


def font_files(folders: tuple[Path, ...] | None = None) -> FontFiles:
    """The fonts that this computer has (or that lie in *folders*); a typeface without any has none."""
    there = _listed(_folders() if folders is None else folders)
    found = {}
    for role, names in WANTED.items():
        some = [
            FontFile(there[name], int(index or 0))
            for name, _, index in (one.partition(":") for one in names)
            if name in there
        ]
        found[role] = tuple(some[:MOST])
    return found


def _folders() -> tuple[Path, ...]:
    """Where this system keeps fonts: those of the computer, then those of the user."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        own = (Path(local) / "Microsoft/Windows/Fonts",) if local else ()
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", *own)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


def _listed(folders: tuple[Path, ...]) -> dict[str, str]:
    """Font files by their name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for folder in folders:
        for here, below, files in os.walk(folder):
            below.sort()
            for name in sorted(files):
                if name.casefold().endswith((".ttf", ".ttc")):
                    found.setdefault(name.casefold(), os.path.join(here, name))  # noqa: PTH118
    return found


def marks(files: FontFiles) -> Iterator[str]:
    """What tells one choice of fonts from another: names, places and sizes."""
    for role in sorted(files):
        for one in files[role]:
            path = Path(one.path)
            yield f"{role} {path.name}:{one.index} {path.stat().st_size}"


@lru_cache(maxsize=8)
def _read(path: str) -> bytes:
    return Path(path).read_bytes()


def load(files: FontFiles) -> Faces:
    """The typefaces with their fonts read, once; a file that can't be read, or is huge, is passed over."""
    return _loaded(tuple(sorted((role, tuple(some)) for role, some in files.items())))


@lru_cache(maxsize=4)
def _loaded(files: tuple[tuple[str, tuple[FontFile, ...]], ...]) -> Faces:
    return faces({role: tuple(_data(some)) for role, some in files})


def _data(files: tuple[FontFile, ...]) -> Iterator[FontData]:
    for one in files:
        try:
            if Path(one.path).stat().st_size <= MOST_BYTES:
                yield FontData(_read(one.path), one.index)
        except OSError:
            continue

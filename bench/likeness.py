"""Measure near-duplicates and picture classes: recall per change, false pairs per 1,000 pictures, time.

python bench/likeness.py                     on pictures drawn here, and 2,000 and 20,000 made-up fingerprints
python bench/likeness.py --pictures DIR      on the pictures of a folder (a labels.tsv of `path<TAB>class` is used)
"""

import argparse
import csv
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from wenming_cli.model.imprint import MOST_MARKS, SIDE, Imprint, pack
from wenming_cli.model.likeness import alike
from wenming_cli.read.fingerprint import fingerprint
from wenming_cli.read.picture_class import draft_size, exif_facts, picture_class

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".bmp"}
Change = Callable[[Image.Image], Image.Image]


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    """Through a JPEG of that quality."""
    stream = BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def cut(image: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    """Without these shares of its sides."""
    wide, high = image.size
    return image.crop((round(left * wide), round(top * high), round(wide * (1 - right)), round(high * (1 - low))))


def tinted(image: Image.Image) -> Image.Image:
    """A little warmer."""
    red, green, blue = image.convert("RGB").split()
    return Image.merge("RGB", (red.point(lambda v: min(255, v * 1.06)), green, blue.point(lambda v: v * 0.93)))


def smaller(image: Image.Image, longest: int) -> Image.Image:
    """Scaled down as a chat app does."""
    copy = image.copy()
    copy.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    return copy


def _bright(by: float) -> Change:
    return lambda image: jpeg(ImageEnhance.Brightness(image).enhance(by), 80)


def _cut(*sides: float) -> Change:
    return lambda image: jpeg(cut(image, *sides), 75)


CHANGES: dict[str, Change] = {
    "JPEG quality 30": lambda image: jpeg(image, 30),
    "scaled to 640": lambda image: jpeg(smaller(image, 640), 75),
    "brighter 25 %": _bright(1.25),
    "darker 25 %": _bright(0.75),
    "warmer": lambda image: jpeg(tinted(image), 80),
    "cut 20 % of the area": _cut(0.05, 0.06, 0.055, 0.05),
    "cut 10 % left": _cut(0.1, 0, 0, 0),
    "cut 20 % left": _cut(0.2, 0, 0, 0),
    "cut 20 % below": _cut(0, 0, 0, 0.2),
    "cut 20 % left and top": _cut(0.2, 0.2, 0, 0),
    "cut 10 % all sides": _cut(0.1, 0.1, 0.1, 0.1),
    "cut 20 % all sides": _cut(0.2, 0.2, 0.2, 0.2),
    "cut 15 %, q30, darker": lambda image: jpeg(
        ImageEnhance.Brightness(cut(image, 0.15, 0, 0.05, 0.1)).enhance(0.85), 30
    ),
}


def burst(image: Image.Image, seed: str) -> Image.Image | None:
    """The same place a minute later: the camera a little aside, some things moved; None if no one would see it."""
    rng = random.Random(seed)
    copy, (wide, high) = image.convert("RGB"), image.size
    for _ in range(3):
        part_wide, part_high = int(wide * rng.uniform(0.07, 0.12)), int(high * rng.uniform(0.15, 0.3))
        x, y = rng.randrange(wide - part_wide), rng.randrange(high - part_high)
        part = copy.crop((x, y, x + part_wide, y + part_high))
        mask = Image.new("L", part.size, 0)
        mask.paste(255, (part_wide // 8, part_high // 10, part_wide - part_wide // 8, part_high))
        to = x + rng.choice((-1, 1)) * int(wide * rng.uniform(0.05, 0.12))
        copy.paste(part, (min(max(to, 0), wide - part_wide), y), mask.filter(ImageFilter.GaussianBlur(part_wide // 12)))
    if not really_moved(image, copy):
        return None
    aside = rng.uniform(0, 0.01)
    return jpeg(cut(copy, aside, aside * rng.random(), aside * rng.random(), aside), 85)


def really_moved(image: Image.Image, other: Image.Image) -> bool:
    """Whether a person would see the difference: 1.5 % of the pixels differ clearly."""
    one, two = (
        np.asarray(part.convert("L").resize((256, 256), Image.Resampling.BOX)).astype(int) for part in (image, other)
    )
    return bool((np.abs(one - two) > 25).mean() >= 0.015)


def scene(seed: int) -> Image.Image:
    """A picture with the statistics of a photo: areas, things of all sizes, shading, noise."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    image = Image.new("RGB", (800, 600), tuple(rng.randrange(60, 200) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for size in (300, 160, 90, 50, 25):
        for _ in range(7000 // size // 2):
            x, y = rng.randrange(-size, 800), rng.randrange(-size, 600)
            wide, high = rng.randrange(size // 3, size), rng.randrange(size // 3, size)
            shape = rng.choice((draw.ellipse, draw.rectangle))
            shape((x, y, x + wide, y + high), fill=tuple(rng.randrange(256) for _ in range(3)))
    shaded = np.asarray(image.filter(ImageFilter.GaussianBlur(1.2))).astype(float)
    shaded *= np.linspace(rng.uniform(0.7, 1), rng.uniform(0.7, 1), 800)[None, :, None]
    return Image.fromarray((shaded + noise.normal(0, 4, shaded.shape)).clip(0, 255).astype(np.uint8))


def fingerprint_of(image: Image.Image) -> str | None:
    """The fingerprint as the reader takes it."""
    if image.format == "JPEG":
        image.draft("RGB", draft_size(image.size))
    return fingerprint(image)


def made_up(count: int, seed: int = 1) -> dict[str, str]:
    """Fingerprints without pictures: a tenth are slightly changed copies, a tenth share the frame of an app."""
    rng, fixed = np.random.default_rng(seed), np.random.default_rng(7)
    width = (4 / 3) ** 0.5
    frame = fixed.integers(0, 2**63, 20, dtype=np.uint64), fixed.random(20) * width, fixed.random(20) / width
    made: list[Imprint] = []
    for number in range(count):
        if number % 10 == 9:
            like = made[int(rng.integers(len(made)))]
            flips = np.packbits(rng.random((MOST_MARKS, 64)) < 0.02, axis=1).view(">u8").astype(np.uint64).ravel()
            grey = (like.grey.astype(int) + rng.integers(-2, 3, like.grey.shape)).clip(0, 255)
            made.append(replace(like, grey=grey, around=like.around ^ flips))
            continue
        rough = Image.fromarray(rng.integers(0, 256, (7, 7), dtype=np.uint8)).resize(
            (SIDE, SIDE), Image.Resampling.BICUBIC
        )
        x, y = rng.random(MOST_MARKS) * width, rng.random(MOST_MARKS) / width
        around = rng.integers(0, 2**63, MOST_MARKS, dtype=np.uint64)
        size = 0.008 * 2 ** (rng.random(MOST_MARKS) * 1.6)
        if number % 10 == 8:
            around[:20], x[:20], y[:20] = frame
            size[:20] = 0.01
        made.append(Imprint(width, 1 / width, np.asarray(rough), x, y, size, around))
    return {f"{number:06d}": pack(one, (800, 600)) for number, one in enumerate(made)}


def pictures_of(folder: Path) -> dict[str, Path]:
    """The pictures below a folder by their path."""
    return {
        str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES
    }


def near_duplicates(pictures: dict[str, Callable[[], Image.Image]]) -> None:
    """Recall of every change, and false pairs: originals and copies of one change make up one archive each time."""
    originals = {name: mark for name, opened in pictures.items() if (mark := fingerprint_of(opened()))}
    own = {frozenset(pair[:2]) for pair in alike(originals)}
    print(f"{len(originals)} pictures, {len(own)} pairs among them as they are:")
    for one, other in sorted(tuple(sorted(pair)) for pair in own)[:20]:
        print(f"    {one}  =  {other}")
    print(f"{'change':24s} recall  false pairs per 1,000")
    for change, changed in CHANGES.items():
        copies = {
            name: mark for name in originals if (mark := fingerprint_of(changed(pictures[name]().convert("RGB"))))
        }
        _line(change, originals, copies, own)
    moved = {}
    for name in originals:
        image = pictures[name]().convert("RGB")
        if (other := burst(image, name)) and (mark := fingerprint_of(other)):
            moved[name] = mark
    _line("burst (recall must be 0)", originals, moved, own)


def _line(change: str, originals: dict[str, str], copies: dict[str, str], own: set[frozenset[str]]) -> None:
    whole = {(name, "as it is"): mark for name, mark in originals.items()} | {
        (name, "copy"): mark for name, mark in copies.items()
    }
    by_key = {"\t".join(key): mark for key, mark in whole.items()}
    pairs = [(one.split("\t")[0], other.split("\t")[0]) for one, other, _ in alike(by_key)]
    hits = {one for one, other in pairs if one == other}
    false = [pair for pair in pairs if pair[0] != pair[1] and frozenset(pair) not in own]
    print(f"{change:24s} {len(hits) / max(1, len(copies)):.3f}   {1000 * len(false) / len(by_key):.1f}")


def speed(most: int) -> None:
    """Time to compare many fingerprints, and to make one."""
    for count in (2_000, most):
        marks = made_up(count)
        began = time.perf_counter()
        found = alike(marks)
        print(f"{count:6d} fingerprints compared in {time.perf_counter() - began:.2f} s, {len(found)} pairs")
    images = [scene(seed).resize((640, 480)) for seed in range(5)]
    began = time.perf_counter()
    lengths = [len(fingerprint(image) or "") for image in images for _ in range(4)]
    print(f"a fingerprint: {(time.perf_counter() - began) * 50:.1f} ms, {max(lengths)} characters")


def classes(folder: Path) -> None:
    """Share of right classes against a labels.tsv of `path<TAB>class`."""
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [(row[0], row[1]) for row in csv.reader(stream, delimiter="\t") if len(row) >= 2]
    wrong: Counter[tuple[str, str]] = Counter()
    spent = 0.0
    for path, wanted in rows:
        image = Image.open(folder / path)
        facts, size, name = exif_facts(image), image.size, "png" if image.format == "PNG" else "jpg"
        image.draft("RGB", draft_size(size))
        image.load()
        began = time.perf_counter()
        got = picture_class(image, size, facts, name).kind
        spent += time.perf_counter() - began
        wrong[wanted, got] += wanted != got
    bad = +wrong
    print(
        f"classes: {1 - bad.total() / len(rows):.3f} of {len(rows)}, {1000 * spent / len(rows):.1f} ms each; {dict(bad)}"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, help="a folder of pictures instead of drawn ones")
    parser.add_argument("--many", type=int, default=20_000, help="fingerprints of the long run")
    parser.add_argument("--drawn", type=int, default=60, help="how many pictures to draw")
    given = parser.parse_args()
    if given.pictures:
        if (given.pictures / "labels.tsv").exists():
            classes(given.pictures)
        near_duplicates({name: partial(Image.open, path) for name, path in pictures_of(given.pictures).items()})
    else:
        near_duplicates({f"scene {seed}": partial(scene, seed) for seed in range(given.drawn)})
    speed(given.many)


if __name__ == "__main__":
    main()

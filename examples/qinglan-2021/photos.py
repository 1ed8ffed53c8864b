"""From a row's shots to JPEG files: light, size, camera data."""

from __future__ import annotations

import datetime as dt
import io
import random

import piexif
from PIL import Image

import contents
import scenes
from contents import PHOTOS, Photos
from drawing import Stage, photograph

CAMERAS = (("Qinghe", "QH-P40"), ("Qinghe", "QH-M9"), ("Lanshan", "LS-12 Pro"))
PHOTO_LIMIT = 40_000


def paint(spec: Photos, number: int, key: str) -> Image.Image:
    """The drawn photograph `number` of a row."""
    scene, shot = spec.shots[number]
    stage = Stage(f"{key}/{number}/{scene}")
    scenes.SCENES[scene](stage, spec.banner_of(number), shot)
    rng = random.Random(f"light {key} {number}")
    picture = photograph(
        stage,
        warmth=rng.uniform(-0.03, 0.05),
        exposure=rng.uniform(0.93, 1.07),
        turn=rng.uniform(-1.2, 1.2),
        zoom=rng.uniform(1.0, 1.05),
        blur=rng.uniform(0.7, 1.0),
        vignette=rng.uniform(0.15, 0.32),
        centre=(rng.uniform(0.47, 0.53), rng.uniform(0.42, 0.5)),
    )
    if spec.portrait:
        left = round((0.5, 0.38, 0.55)[number % 3] * 1280) - 360
        picture = picture.crop((left, 0, left + 720, 960)).resize((960, 1280), Image.Resampling.BICUBIC)
    return picture


def exif(moment: dt.datetime, key: str) -> bytes:
    """Camera data of an invented telephone."""
    make, model = random.Random(f"camera {key}").choice(CAMERAS)
    stamp = moment.strftime("%Y:%m:%d %H:%M:%S").encode("ascii")
    return bytes(
        piexif.dump(
            {
                "0th": {
                    piexif.ImageIFD.Make: make,
                    piexif.ImageIFD.Model: model,
                    piexif.ImageIFD.DateTime: stamp,
                    piexif.ImageIFD.Orientation: 1,
                },
                "Exif": {
                    piexif.ExifIFD.DateTimeOriginal: stamp,
                    piexif.ExifIFD.DateTimeDigitized: stamp,
                    piexif.ExifIFD.FNumber: (18, 10),
                    piexif.ExifIFD.ISOSpeedRatings: 100,
                    piexif.ExifIFD.FocalLength: (26, 1),
                },
            }
        )
    )


def jpeg(image: Image.Image, limit: int = PHOTO_LIMIT, exif_data: bytes = b"") -> bytes:
    """As JPEG of at most `limit` bytes: first a lower quality, then fewer pixels."""
    data = b""
    for scale, qualities in ((1.0, (80, 72, 64, 56, 50, 44)), (0.9, (56, 50, 44, 40)), (0.8, (56, 48, 42, 36, 30))):
        small = (
            image
            if scale == 1.0
            else image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
        )
        for quality in qualities:
            stream = io.BytesIO()
            small.save(stream, "JPEG", quality=quality, optimize=True, progressive=True, exif=exif_data)
            data = stream.getvalue()
            if len(data) <= limit:
                return data
    return data


def moment_of(day: dt.date, clock: str, number: int, key: str) -> dt.datetime:
    """A plausible minute: some minutes after the row's first shot."""
    hour, minute = map(int, clock.split(":"))
    seconds = random.Random(f"second {key} {number}").randrange(60)
    return dt.datetime.combine(day, dt.time(hour, minute, seconds)) + dt.timedelta(minutes=7 * number)


def photo_row(row: str) -> Photos | None:
    """The shots of a row; row 49 is put together from its months."""
    if row == "49":
        shots = [(shot, banner) for banner, group in contents.MONTH_SCENES.values() for shot in group]
        return Photos("", tuple(s for s, _ in shots), "09:00", tuple(b for _, b in shots))
    return PHOTOS.get(row)

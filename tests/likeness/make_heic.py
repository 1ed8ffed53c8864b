"""Make room.heic, as an iPhone held upright saves a photo; run it only to change it.

python tests/likeness/make_heic.py            needs pillow-heif, whose wheel brings the HEVC encoder (the project has
                                              only pi-heif, which decodes)

The pixels lie on their side; irot and EXIF's orientation 6 both say how to turn them; a small copy of 320 pixels lies
beside them. Places in EXIF are invented.
"""

from pathlib import Path

import pillow_heif
from drawn import room
from PIL import Image

HERE = Path(__file__).parent
SEED, SIZE, QUALITY, SMALL = 2, (750, 1000), 40, 320


def upright() -> Image.Image:
    """The photo as one sees it: taller than wide."""
    return room(SEED).crop((200, 0, 762, 750)).resize(SIZE, Image.Resampling.LANCZOS)


def exif() -> Image.Exif:
    """What an invented telephone notes."""
    found = Image.Exif()
    found[0x010F], found[0x0110], found[0x0112] = "Qinghe", "QH-M9", 6
    inner, place = found.get_ifd(0x8769), found.get_ifd(0x8825)
    inner[0x9003], inner[0x829A], inner[0x829D], inner[0x8827] = "2021:03:30 16:51:46", 0.01, 1.8, 100
    place[1], place[2], place[3], place[4] = "N", (12.0, 34.0, 56.0), "E", (123.0, 45.0, 6.0)
    return found


def main() -> None:
    """Write the file."""
    lying = upright().transpose(Image.Transpose.ROTATE_90)
    image = pillow_heif.from_pillow(lying)
    image.save(str(HERE / "room.heic"), quality=QUALITY, exif=exif().tobytes(), thumbnails=[SMALL])


if __name__ == "__main__":
    main()

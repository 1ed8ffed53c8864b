"""Zip packages for tests, from names and texts; and a 公文 as OFD."""

import io
import struct
import zipfile
import zlib

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of the members in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def gbk_zip(name: str, content: bytes) -> bytes:
    """A zip as old Chinese programs write it: the name in GBK, and no word of that."""
    raw = name.encode("gbk")
    crc, size = zlib.crc32(content), len(content)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, crc, size, size, len(raw), 0) + raw + content
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, crc, size, size, len(raw), 0, 0, 0, 0, 0, 0) + raw
    )
    return local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)


def text_object(text: str, x: float, y: float, size: float, colour: str = "0 0 0") -> str:
    """A text of an OFD page; x and y of its box in millimetres."""
    width = len(text) * size
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {width} {size}" Font="3" Size="{size}"><ofd:FillColor Value="{colour}"/>'
        f'<ofd:TextCode X="0" Y="{size * 0.8}" DeltaX="g {len(text) - 1} {size}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*pages: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """An OFD document of A4 pages, each given as the objects of its layer."""
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **{
                f"Doc_0/Pages/Page_{at}/Content.xml": f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="9">{page}</ofd:Layer>'
                "</ofd:Content></ofd:Page>"
                for at, page in enumerate(pages)
            },
            **(extra or {}),
        }
    )

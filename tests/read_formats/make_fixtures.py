"""Make the fixture files with LibreOffice and 7z: `python tests/read_formats/make_fixtures.py`; tests run without.

Everything in them is invented here.
"""

import base64
import random
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent / "fixtures"
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("number", "datastyle"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"/>'
    f'<style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:color="{colour}"{weight}/></style:style>'
    for name, align, size, colour, weight in (
        ("Red", "center", 36, "#ff0000", ' fo:font-weight="bold" style:font-weight-asian="bold"'),
        ("Number", "center", 16, "#000000", ""),
        ("Headline", "center", 22, "#000000", ""),
        ("Body", "start", 16, "#000000", ""),
    )
)


def picture() -> bytes:
    """A PNG of noise, larger than a logo."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    random.seed(7)
    rows = b"".join(b"\0" + random.randbytes(64 * 3) for _ in range(48))
    header = (64).to_bytes(4, "big") + (48).to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def paragraph(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def text_document() -> str:
    """A red-headed notice with all that a Word reader must get right."""
    frame = (
        '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="1.5cm"><draw:image><office:binary-data>'
        f"{base64.b64encode(picture()).decode()}</office:binary-data></draw:image></draw:frame>"
    )
    box = (
        '<draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="1cm" svg:x="0cm" svg:y="0cm">'
        "<draw:text-box><text:p>文本框里的话</text:p></draw:text-box></draw:frame>"
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>脚注：数据截至三月底。</text:p></text:note-body></text:note>"
    )
    link = '<text:a xlink:type="simple" xlink:href="https://example.org/very/long">全民植树网</text:a>'
    cells = (("姓名", "科室", "电话"), ("张三", "", "8001"), ("李四𠮷", "办公室", "8002"))
    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{paragraph('Body', cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in cells
    )
    change = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>x</dc:creator>'
        "<dc:date>2021-03-01T00:00:00</dc:date></office:change-info>"
        + paragraph("Body", "已经删掉的字")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = [
        change,
        paragraph("Red", "青澜县林业局文件"),
        paragraph("Number", "青林发〔2021〕7号"),
        paragraph("Headline", "青澜县林业局关于开展2021年"),
        paragraph("Headline", "义务植树活动的通知"),
        paragraph("Body", "各股室：" + box),
        paragraph("Body", f"请登录{link}报名，OK？{note}"),
        paragraph("Body", '第一行<text:line-break/>第二行<text:change text:change-id="c1"/>'),
        f'<table:table table:name="t"><table:table-column table:number-columns-repeated="3"/>{table}</table:table>',
        paragraph("Body", "现场照片" + frame),
        paragraph("Body", "青澜县林业局"),
        paragraph("Body", "2021年3月5日"),
    ]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{STYLES}'
        '<style:page-layout style:name="P"><style:header-style/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header>'
        f"<text:p>页眉里的字</text:p></style:header></style:master-page></office:master-styles><office:body><office:text>{''.join(body)}"
        "</office:text></office:body></office:document>"
    )


def sheet_document() -> str:
    """Two sheets with a title row, a date, whole and broken numbers."""

    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def words(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    def number(value: str) -> str:
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    day = '<table:table-cell table:style-name="Day" office:value-type="date" office:date-value="2021-03-05"><text:p>2021-03-05</text:p></table:table-cell>'
    one = (
        row(words("志愿服务时长统计表"))
        + row(words("姓名"), words("日期"), words("小时"))
        + row(words("张三"), day, number("12"))
    )
    two = row(words("说明")) + row(words("李四"), "<table:table-cell/>", number("2.5"))
    tables = f'<table:table table:name="一季度">{one}</table:table><table:table table:name="备注">{two}</table:table>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
        '<number:date-style style:name="D"><number:month/><number:text>-</number:text><number:day/></number:date-style>'
        '<style:style style:name="Day" style:family="table-cell" style:data-style-name="D"/></office:automatic-styles><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document>"
    )


def convert(source: Path, format_name: str, folder: Path) -> None:
    """Let LibreOffice save a source in another format."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", format_name, "--outdir", str(HERE), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Make all fixtures anew."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notice, sheet = folder / "notice.fodt", folder / "hours.fods"
        notice.write_text(text_document(), encoding="utf-8")
        sheet.write_text(sheet_document(), encoding="utf-8")
        for format_name in ("doc", "rtf", "odt"):
            convert(notice, format_name, folder)
        for format_name in ("xls", "ods"):
            convert(sheet, format_name, folder)
        pack = folder / "pack" / "材料"
        pack.mkdir(parents=True)
        (pack / "签到表.txt").write_text("2021年3月5日 植树活动签到表\n" * 40, encoding="utf-8")
        (pack / "空.txt").write_bytes(b"")
        (pack / "总结.txt").write_text("义务植树活动总结\n", encoding="utf-8")
        for method, switches in (
            ("lzma2", []), ("lzma", ["-m0=lzma"]), ("bzip2", ["-m0=bzip2"]), ("deflate", ["-m0=deflate", "-ms=off"]),
            ("copy", ["-m0=copy"]), ("ppmd", ["-m0=ppmd"]), ("locked", ["-psecret"]), ("hidden", ["-psecret", "-mhe=on"]),
        ):  # fmt: skip
            target = HERE / f"{method}.7z"
            target.unlink(missing_ok=True)
            command = ["7z", "a", "-bso0", "-bsp0", "-mtm=off", *switches, str(target), "材料"]
            subprocess.run(command, check=True, cwd=folder / "pack")
    total = sum(path.stat().st_size for path in HERE.iterdir())
    print(f"{total / 1024:.0f} KB")
    sys.exit(total > 300 * 1024)


if __name__ == "__main__":
    main()

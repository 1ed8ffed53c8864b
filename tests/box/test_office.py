"""The sheets open in a real office program without repair; skipped with a reason where there is none."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from small_archive import Archive

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sheets were not opened for real")
def test_sheets_open_in_libreoffice(filled: Archive, tmp_path: Path) -> None:
    filled.build()
    box = sorted(path for path in filled.out.iterdir() if path.is_dir())[0]
    for at, name in enumerate(("盒内目录.docx", "盒内目录.xlsx", "缺件清单.docx", "缺件清单.xlsx")):
        source = tmp_path / f"{at}{Path(name).suffix}"
        shutil.copy2(box / name, source)
        command = [
            str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(tmp_path), str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        document = pypdfium2.PdfDocument(tmp_path / f"{at}.pdf")
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        width, height = document[0].get_size()
        assert name.split(".")[0][-2:] in text.replace("文件", "")
        assert width > height, "A4 landscape"

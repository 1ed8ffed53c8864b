"""The archives that the tests of this room build."""

from pathlib import Path

import pytest

from small_archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without files."""
    made = Archive(tmp_path)
    made.root.mkdir()
    return made


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with four papers, one of which serves two items."""
    archive.add("一/制度.docx", ("1.1.1", "a", "sure"), title="理论学习制度", doc_number="青审发〔2021〕7号", pages=3)
    archive.add("一/讲堂/方案.docx", ("1.1.2", "plan", "sure"), date="2021-06-01", pages=2)
    both = (("1.1.2", "photos", "sure"), ("3.1", "a", "shared"))
    archive.add("一/讲堂/IMG_1.jpg", *both, exif_date="2021-06-05", pages=1)
    archive.add("规划.pdf", ("1.2.1", "a", "decided"), date="2021-03")
    return archive

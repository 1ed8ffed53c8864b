"""The words of the comparison with the manifest."""

from wenming_cli.box.manifest import compare


def test_compare_uses_the_words_of_bagit_and_tells_sheets_apart() -> None:
    recorded = {"盒/条/001.pdf": "1", "盒/条/002.pdf": "2", "盒/盒内目录.docx": "3", "总目录.xlsx": "4"}
    found = {"盒/条/001.pdf": "x", "盒/盒内目录.docx": "x", "总目录.xlsx": "4", "盒/条/新.pdf": "5"}
    answer = compare(recorded, found)
    assert (answer.missing, answer.extra) == (("盒/条/002.pdf",), ("盒/条/新.pdf",))
    assert (answer.changed, answer.edited) == (("盒/条/001.pdf",), ("盒/盒内目录.docx",))

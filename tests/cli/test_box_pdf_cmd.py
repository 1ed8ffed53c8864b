"""wenming box --pdf: what is said of the bound PDFs, and that a run without it takes them out again."""

from pathlib import Path

from conftest import AS_OF, Wenming


def test_bound_told_and_taken_out(own_demo: Path, wenming: Wenming) -> None:
    said = wenming("box", "--pdf", "--only", "10", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 0
    assert "装订本 1 本，共 " in said.out
    assert "红线标出 1 处印证内容，在 1 件材料上" in said.out
    (book,) = (own_demo / "资料盒").glob("*/装订本.pdf")
    assert book.parent.name.startswith("第10盒")
    assert wenming("verify", "-w", own_demo).code == 0
    said = wenming("box", "--as-of", AS_OF, "-w", own_demo)
    assert "这次没有加 --pdf，去掉了 1 盒的装订本" in said.out
    assert not book.exists()


def test_duplex_alone_is_refused(own_demo: Path, wenming: Wenming) -> None:
    said = wenming("box", "--duplex", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 2
    assert "--pdf --duplex" in said.err

"""The days of the rounds that were held, from the frozen files."""

from datetime import date
from pathlib import Path

from wenming_cli.rounds.totals import rounds_held


def frozen(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def test_rounds_of_the_set_that_are_no_weeks_and_can_be_read(tmp_path: Path) -> None:
    frozen(tmp_path, "第一次检查-t", '{\n "criteria": "t",\n "as_of": "2021-06-30"')
    frozen(tmp_path, "第二次检查-t", '{\n "criteria": "t",\n "as_of": "2021-11-12"')
    frozen(tmp_path, "第一次检查-other", '{"as_of": "2021-05-01"}')
    frozen(tmp_path, "周报-2021-07-02-t", '{"as_of": "2021-07-02"}')
    frozen(tmp_path, "坏的-t", "{")
    frozen(tmp_path, "日期坏的-t", '{"as_of": "去年"}')
    assert rounds_held(tmp_path, "t") == (date(2021, 6, 30), date(2021, 11, 12))


def test_there_are_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert rounds_held(tmp_path / "没有", "t") == ()

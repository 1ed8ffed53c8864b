"""wenming export --count: how long the 说明报告 are that people filled in."""

from pathlib import Path

from wenming_cli.cli.screen import say
from wenming_cli.errors import Exit, UsageError
from wenming_cli.export.length import MOST, length, written
from wenming_cli.export.names import REPORT
from wenming_cli.model.evidence import PROBLEM_TEXT
from wenming_cli.pipeline import readings_of_files
from wenming_cli.text import showable


def say_lengths(folder: Path) -> int:
    """One line a form: its length, and whether that is too long; forms that are still empty are only counted."""
    forms = sorted(path for path in folder.rglob("*.docx") if path.stem.endswith(tuple(REPORT.values())))
    if not forms:
        raise UsageError(
            f"“{showable(str(folder))}”里没有说明报告", remedy="先用 wenming export 文件夹 导出，填好后再数"
        )
    empty, over = 0, 0
    for path, reading in readings_of_files(forms, "off"):
        name = showable(path.relative_to(folder).as_posix())
        text = written(reading.text)
        if reading.problem is not None or text is None:
            why = PROBLEM_TEXT[reading.problem] if reading.problem else "找不到“说明”一栏"
            say(f"数不了　{name}（{why}）")
            continue
        count = length(text)
        over += count > MOST
        empty += not count
        if count:
            say(f"{count:>4}字　{name}" + (f"　超过{count - MOST}字" if count > MOST else ""))
    say(f"说明报告{len(forms)}份：空的{empty}份，超过{MOST}字的{over}份。标点和字母各算一字，空格不算。")
    return Exit.DONE

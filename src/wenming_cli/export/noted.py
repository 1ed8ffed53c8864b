"""导出记录: a line for every export, what left, when, to where, by whom; appended, never changed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wenming_cli.text import showable
from wenming_cli.writer.file import make_folder, write_file

FILE = "导出记录.tsv"
HEAD = ("日期", "测评体系", "导出到", "指标", "文件数", "字节", "含个人信息的文件数", "sha256.txt的校验值", "经手人")


@dataclass(frozen=True, slots=True)
class Entry:
    """One export: *personal* counts the files with personal data in it, *sums* is the hash of its list of sums."""

    on: date
    criteria: str
    out: str
    indicators: str
    files: int
    size: int
    personal: int
    sums: str
    by: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The entry as cells of a row."""
        counts = (str(self.files), str(self.size), str(self.personal))
        return (self.on.isoformat(), self.criteria, self.out, self.indicators, *counts, self.sums, self.by)


def note_export(folder: Path, entry: Entry) -> Path:
    """Append *entry* to the record in *folder* (历次检查); what stands there already stays byte for byte."""
    path = folder / FILE
    before = path.read_bytes() if path.is_file() else ("\ufeff" + "\t".join(HEAD) + "\n").encode()
    line = "\t".join(showable(cell) for cell in entry.cells) + "\n"
    make_folder(folder, inside=folder.parent)
    write_file(path, before + (b"" if before.endswith(b"\n") else b"\n") + line.encode(), inside=folder.parent)
    return path

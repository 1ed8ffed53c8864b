"""What stands at the place of an export: nothing, an earlier export of ours, or something that is not to be touched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import openable, sha256_of
from wenming_cli.writer.failure import telling
from wenming_cli.writer.sums import BrokenSumsError, is_dropping, parse_sums
from wenming_cli.writer.tree import listing

SUMS = "sha256.txt"
"""The sums of an export, as `sha256sum -c` reads them; by it an export is known as ours."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier export: what lies there now (for the swap), and the files that people changed or added, by sum."""

    seen: Mapping[str, tuple[int, int]]
    theirs: Mapping[str, str]


def look(out: Path) -> Earlier:
    """What stands at *out*; NotWrittenError where it is not an export of ours. No modification time is trusted."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotWrittenError(f"“{showable(str(out))}”不是文件夹", remedy="请把它改名或移走，再运行一次")
    with telling(str(out), near=out.parent):
        seen = listing(out)
        present = [path for path in seen if not is_dropping(path.rpartition("/")[2])]
        if not present:
            return Earlier(seen, {})
        recorded = _recorded(out / SUMS)
        if recorded is None:
            raise NotWrittenError(
                f"“{showable(str(out))}”里有文件，但不是 wenming 导出的，不敢覆盖",
                remedy="换一个新的文件夹名，或把它改名、移走，再运行一次",
            )
        found = {path: sha256_of(openable(out) / path) for path in present if path != SUMS}
    return Earlier(seen, {path: sha256 for path, sha256 in found.items() if recorded.get(path) != sha256})


def kept(earlier: Earlier, reports: Collection[str], out: Path) -> dict[str, str]:
    """The reports that people filled in, which stay as they are; NotWrittenError where anything else is theirs."""
    foreign = sorted(path for path in earlier.theirs if path not in reports)
    if foreign:
        shown = "、".join(f"“{showable(path)}”" for path in foreign[:3]) + (f"等{len(foreign)}个" * (len(foreign) > 3))
        raise NotWrittenError(
            f"“{showable(str(out))}”里有人工放进或改过、这次导出里没有位置的文件：{shown}，没有覆盖",
            remedy="换一个新的文件夹名导出，或先把这些文件移走",
        )
    return dict(earlier.theirs)


def _recorded(path: Path) -> dict[str, str] | None:
    """The sums of an earlier export; None where they are not there or are not as an export writes them."""
    try:
        return parse_sums(path.read_bytes().decode()) or None
    except (FileNotFoundError, UnicodeDecodeError, BrokenSumsError):
        return None

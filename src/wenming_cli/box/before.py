"""The numbers that an earlier build left: from its journal, else from the names that its manifest records."""

from pathlib import Path

from wenming_cli.box import manifest
from wenming_cli.box.journal import NAME, BrokenJournalError, journal_of_names, parse_journal
from wenming_cli.errors import WorkspaceError
from wenming_cli.model.filed import Filed, Journal
from wenming_cli.writer.disk import openable
from wenming_cli.writer.sums import BrokenSumsError, parse_sums

ANEW = "以前装的盒没有编号记录，文件名也看不出件号，这次重新编号"


def read_before(out: Path) -> tuple[Journal, str]:
    """The journal of the boxes at *out* and what the user should know of it; empty where nothing was built.

    Raises WorkspaceError when the journal does not read: numbers that stay must not be guessed.
    """
    top = Path(openable(out))
    try:
        return parse_journal((top / NAME).read_bytes().decode()), ""
    except (FileNotFoundError, NotADirectoryError):
        return _from_manifest(top)
    except (OSError, UnicodeDecodeError, BrokenJournalError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise WorkspaceError(
            f"资料盒里的 {NAME} 读不出来：{why}",
            remedy=f"从备份里恢复 {NAME}；没有备份，就用 wenming box --renumber 全部重新编号",
        ) from error


def boxed_in(out: Path) -> tuple[Filed, ...]:
    """The numbers at *out*, for those who only look: none where they don't read, which building again will say."""
    try:
        return read_before(out)[0].rows
    except WorkspaceError:
        return ()


def _from_manifest(top: Path) -> tuple[Journal, str]:
    """The numbers of boxes that a version without journal built; a manifest that does not read is told by the build."""
    try:
        recorded = parse_sums((top / manifest.NAME).read_bytes().decode())
    except (OSError, UnicodeDecodeError, BrokenSumsError):
        return Journal(), ""
    journal = journal_of_names({path: sha256 for path, sha256 in recorded.items() if not manifest.is_sheet(path)})
    return (journal, "") if journal is not None else (Journal(), ANEW)

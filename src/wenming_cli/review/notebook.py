"""decisions.yaml: what people decided, one block each, appended; people may edit the file."""

from collections.abc import Sequence
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.model.decision import Decision
from wenming_cli.model.noun import Noun
from wenming_cli.notation.file import load_whole
from wenming_cli.writer.file import write_file

HEAD = """\
# 人工决定：由 wenming pin、reject、ignore、share、release 追加，也可以手工修改。
# 以文件内容（sha256）为准，path 只供人看；文件改名、移动后决定仍有效，内容改了要重新决定。
decisions:
"""
START = "  - do: "
MOST_BYTES = 20_000_000
"""Some 50,000 decisions: more than an archive has questions, and read in seconds."""


class Decisions(Noun):
    """decisions.yaml."""

    decisions: tuple[Decision, ...] | None = None


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """All decisions, oldest first; none where there is no file."""
    if not path.is_file():
        return ()
    return load_whole(path, Decisions, MOST_BYTES).decisions or ()


def add_decision(path: Path, decision: Decision) -> None:
    """Append one decision; what people wrote into the file stays as it is."""
    add_decisions(path, (decision,))


def add_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Append decisions in one step: all of them or none."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else HEAD
    if not text.rstrip().endswith("decisions:") and "\ndecisions:" not in "\n" + text:
        text = text.rstrip() + "\ndecisions:\n"
    data = (text.rstrip("\n") + "\n" + "".join(map(_block, decisions))).encode("utf-8")
    if len(data) > MOST_BYTES:
        raise NotWrittenError(
            f"{path.name} 会超过 {MOST_BYTES:,} 字节，没有写", remedy=f"先删去 {path.name} 里不再需要的决定，再运行一次"
        )
    write_file(path, data, inside=path.parent)


def take_back(path: Path) -> Decision | None:
    """Remove the last decision and return it; None when there is none."""
    decisions = read_decisions(path)
    if not decisions:
        return None
    text = path.read_text(encoding="utf-8-sig")
    at = text.rfind("\n" + START)
    if at < 0:
        return None
    write_file(path, text[: at + 1].encode("utf-8"), inside=path.parent)
    return decisions[-1]


def _block(decision: Decision) -> str:
    """A decision as YAML, every value quoted so that it is read back as written."""
    values = {key: value for key, value in decision.model_dump(mode="json").items() if value is not None}
    lines = [f"{START}{values.pop('do')}"]
    lines += [f"    {key}: {quoted(str(value))}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A double-quoted YAML scalar."""
    shown = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else _escaped(char) for char in shown) + '"'


def _escaped(char: str) -> str:
    """A character that does not print, as YAML escapes it; a byte that is no character stays as words for people."""
    if "\ud800" <= char <= "\udfff":
        return f"\\\\u{ord(char):04x}"
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"

"""What `wenming doctor` says of binding: which office programs can make pages of office files on this computer."""

import hashlib
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path, PurePath

from wenming_cli.model.presence import Asset, Group, Presence
from wenming_cli.office.com import can_ask, find_registered
from wenming_cli.office.convert import Program, find_office
from wenming_cli.office.draft import KINDS, Draft, Kind
from wenming_cli.writer.file import write_file

NAME = "办公软件（办公文件转成页）"
KIND_TEXT: dict[Kind, str] = {"text": "Word、WPS 文字", "table": "Excel、WPS 表格", "slides": "PPT、WPS 演示"}
LOST = "装订本（wenming box --pdf）里，{}文件只有代替页"
REMEDY = "装 WPS、Microsoft Office 或 LibreOffice，再运行 wenming box --pdf；或把这些文件另存为 PDF"
NO_PACKAGE = "没有 comtypes，叫不动"
ADD_PACKAGE = "pip install comtypes"
FAILED = "{}试用没有成功；它转不了的文件在装订本里只有代替页"
LOOK = "打开这个软件看有没有弹窗（登录、激活、更新），处理后关掉它，再试一次"
SAMPLES: dict[Kind, tuple[str, bytes]] = {"text": ("txt", "试用".encode()), "table": ("csv", "试用,1".encode())}
"""What programs are tried with; a presentation is not as easily made."""


def office(*, trial: bool = False) -> Asset:
    """The row of the office programs, in the order in which they are asked; with *trial* each has made a page."""
    found = find_office()
    row = Asset(group=Group.TOOLS, name=NAME)
    if found is None and not can_ask() and (idle := find_registered()):
        note = f"{_said(idle)}；{NO_PACKAGE}"
        lost = LOST.format("、".join(KIND_TEXT[one] for one in KINDS))
        return row.model_copy(update={"state": Presence.BROKEN, "note": note, "lost": lost, "remedy": ADD_PACKAGE})
    programs = found.programs if found else ()
    unopened = [
        KIND_TEXT[kind] for kind, suffixes in KINDS.items() if not any(suffixes & one.suffixes for one in programs)
    ]
    told = {"lost": LOST.format("、".join(unopened)), "remedy": REMEDY} if unopened else {}
    state = Presence.PRESENT if programs else Presence.MISSING
    row = row.model_copy(update={"state": state, "note": _said(programs) or None, **told})
    return _tried(row, programs) if trial and programs else row


def _tried(row: Asset, programs: Iterable[Program]) -> Asset:
    """The row after each program that has a sample has made a page of it."""
    told, failed = [], []
    for one in programs:
        begun = time.monotonic()
        outcome = _trial(one)
        if outcome is not None:
            told.append(f"{one.name} {time.monotonic() - begun:.0f} 秒")
            failed += [] if outcome else [one.name]
    said = row.model_copy(update={"note": f"{row.note}；试用：{'、'.join(told)}"}) if told else row
    if not failed:
        return said
    lost = FAILED.format("、".join(failed))
    return said.model_copy(update={"state": Presence.BROKEN, "lost": lost, "remedy": LOOK})


def _trial(program: Program) -> bool | None:
    """Whether a program makes pages of what it opens of the samples; None where it opens none."""
    samples = {kind: one for kind, one in SAMPLES.items() if one[0] in program.suffixes}
    if not samples:
        return None
    with tempfile.TemporaryDirectory(prefix="wenming-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        drafts = {}
        for kind, (suffix, data) in samples.items():
            write_file(folder / f"{kind}.{suffix}", data)
            drafts[str(kind)] = Draft(folder / f"{kind}.{suffix}", hashlib.sha256(data).hexdigest(), suffix)
        return all(isinstance(one, Path) for one in program.to_pdf(drafts, folder / "work").values())


def _said(programs: Iterable[Program]) -> str:
    """The programs with the folders that they lie in, each folder once."""
    folders: dict[str, list[str]] = {}
    for one in programs:
        folders.setdefault(str(PurePath(one.place).parent) if one.place else "", []).append(one.name)
    return "；".join("、".join(names) + (f"（{folder}）" if folder else "") for folder, names in folders.items())

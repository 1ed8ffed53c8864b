"""What `wenming doctor` says of binding: which office programs can make pages of office files on this computer."""

from collections.abc import Iterable
from pathlib import PurePath

from wenming_cli.bind.office import Program, find_office
from wenming_cli.bind.office_com import can_ask, find_registered
from wenming_cli.bind.office_draft import KINDS, Kind
from wenming_cli.model.presence import Finding, Group, Presence

NAME = "办公软件（办公文件转成页）"
KIND_TEXT: dict[Kind, str] = {"text": "Word、WPS 文字", "table": "Excel、WPS 表格", "slides": "PPT、WPS 演示"}
LOST = "装订本（wenming box --pdf）里，{}文件只有代替页"
REMEDY = "装 WPS、Microsoft Office 或 LibreOffice，再运行 wenming box --pdf；或把这些文件另存为 PDF"
NO_PACKAGE = "没有 comtypes，叫不动"
ADD_PACKAGE = "pip install comtypes"


def office() -> Finding:
    """The row of the office programs, in the order in which they are asked."""
    found = find_office()
    row = Finding(group=Group.TOOLS, name=NAME)
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
    return row.model_copy(update={"state": state, "note": _said(programs) or None, **told})


def _said(programs: Iterable[Program]) -> str:
    """The programs with the folders that they lie in, each folder once."""
    folders: dict[str, list[str]] = {}
    for one in programs:
        folders.setdefault(str(PurePath(one.place).parent) if one.place else "", []).append(one.name)
    return "；".join("、".join(names) + (f"（{folder}）" if folder else "") for folder, names in folders.items())

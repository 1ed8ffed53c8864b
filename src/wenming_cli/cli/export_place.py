"""Where an export may go: never among the evidence, nor in what the program keeps, nor above either."""

from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.errors import UsageError

if TYPE_CHECKING:
    from wenming_cli.workspace.open import Workspace


def place_for(workspace: "Workspace", folder: Path) -> Path:
    """The folder as an absolute path; UsageError where it touches evidence or what the program keeps."""
    place = folder.resolve()
    roots = [root.resolve() for root in workspace.roots.values()]
    if any(place.is_relative_to(root) for root in roots):
        raise UsageError(f"“{folder}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面，例如桌面上的 网申包")
    if any(place.is_relative_to(own.resolve()) for own in workspace.own):
        raise UsageError(f"“{folder}”是程序自己用的文件夹", remedy="换一个文件夹，例如 网申包")
    if any(inner.is_relative_to(place) for inner in (*roots, workspace.folder.resolve())):
        raise UsageError(f"“{folder}”里面有工作区或证据文件夹", remedy="换一个文件夹，例如 网申包")
    return place

"""Where an export or a bag may go: never among the evidence, nor in what the program keeps, nor above either."""

from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.errors import UsageError

if TYPE_CHECKING:
    from wenming_cli.workspace.open import Workspace


def place_for(workspace: "Workspace", folder: Path, example: str = "网申包") -> Path:
    """The folder as an absolute path; UsageError where it touches evidence or what the program keeps.

    *example* is a name that would do.
    """
    place = folder.resolve()
    roots = [root.resolve() for root in workspace.roots.values()]
    if any(place.is_relative_to(root) for root in roots):
        raise UsageError(
            f"“{folder}”在证据文件夹里，那里只放证据", remedy=f"写到证据文件夹外面，例如桌面上的 {example}"
        )
    if any(place.is_relative_to(own.resolve()) for own in workspace.own):
        raise UsageError(f"“{folder}”是程序自己用的文件夹", remedy=f"换一个文件夹，例如 {example}")
    if any(inner.is_relative_to(place) for inner in (*roots, workspace.folder.resolve())):
        raise UsageError(f"“{folder}”里面有工作区或证据文件夹", remedy=f"换一个文件夹，例如 {example}")
    return place

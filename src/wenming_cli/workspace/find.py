"""Find the content that a person means by a path or a file name."""

import os
from pathlib import Path

from wenming_cli.errors import UsageError
from wenming_cli.model.matching import Matching, Standing
from wenming_cli.text import normalise


def standing_of(matching: Matching, what: str, workspace: Path) -> Standing:
    """The standing of the file that *what* names: a path from here or from the workspace, or a name that is unique."""
    wanted = _comparable(what)
    from_here = _comparable(os.path.relpath(Path.cwd() / what, workspace))
    exact = [
        one for one in matching.all for place in one.evidence.places if _comparable(place.shown) in (wanted, from_here)
    ]
    if exact:
        return exact[0]
    ending = [
        one
        for one in matching.all
        if any(f"/{_comparable(place.shown)}".endswith(f"/{wanted}") for place in one.evidence.places)
    ]
    if len(ending) == 1:
        return ending[0]
    if ending:
        names = "、".join(one.evidence.place.shown for one in ending[:4])
        raise UsageError(f"“{what}”对应 {len(ending)} 个文件：{names}", remedy="写出带文件夹的路径")
    raise UsageError(
        f"工作区里没有这个文件或条目：{what}", remedy="用 wenming ledger 看全部文件，用 wenming check --all 看全部条目"
    )


def _comparable(path: str) -> str:
    """A path with one kind of slash, folded so that width and Unicode form do not matter."""
    return "/".join(normalise(part) for part in path.replace("\\", "/").split("/") if part not in ("", "."))

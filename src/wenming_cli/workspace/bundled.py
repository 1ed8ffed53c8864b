"""What travels with the program: criteria sets and the example archive, from the wheel or the checkout."""

from pathlib import Path

from wenming_cli.errors import UsageError

HERE = Path(__file__).resolve().parent.parent


def bundled(kind: str) -> Path:
    """The folder of bundled *kind* ("criteria", "examples")."""
    for folder in (HERE / "bundled" / kind, HERE.parent.parent / kind):
        if folder.is_dir():
            return folder
    raise UsageError(f"安装不完整：找不到自带的 {kind}", remedy="重新安装 wenming-cli")


def bundled_sets() -> tuple[str, ...]:
    """The names of the bundled criteria sets."""
    return tuple(sorted(path.name for path in bundled("criteria").iterdir() if (path / "set.yaml").is_file()))


def set_folder(name: str, workspace: Path | None = None) -> Path:
    """The folder of a set: a path, the workspace's own copy, or a bundled one."""
    candidates = [Path(name)]
    if workspace is not None:
        candidates.insert(0, workspace / "criteria" / name)
    for folder in candidates:
        if (folder / "set.yaml").is_file():
            return folder
    if name in bundled_sets():
        return bundled("criteria") / name
    if Path(name).is_dir():
        return Path(name)
    raise UsageError(
        f"没有叫“{name}”的测评体系",
        remedy=f"用自带的 {'、'.join(bundled_sets())}，或给出含 set.yaml 的文件夹",
    )

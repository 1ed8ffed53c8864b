"""Which files are never evidence: lock files, system files, half downloads, our own output."""

import fnmatch
import re
from collections.abc import Sequence

OWNER_PREFIX = "~$"
"""Word, Excel and WPS put a file with this prefix beside every document that is open."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"~\$.*", "Office 打开文件时的临时锁文件"),
        (r"\.~lock\..*#", "LibreOffice 打开文件时的临时锁文件"),
        (r"(thumbs\.db|ehthumbs.*\.db|desktop\.ini|\.ds_store)", "系统文件"),
        (r"\._.*", "macOS 的附属文件"),
        (r".*\.(tmp|temp|crdownload|part|partial|download|!ut|td)", "没有下载完或临时的文件"),
        (r"~.*\.(tmp|wbk)", "临时文件"),
        (r".*\.(lnk|exe|dll|bat|cmd|msi|ini|db)", "程序或快捷方式"),
    )
)
PLACEHOLDER = ".icloud"
"""iCloud keeps 总结.docx as .总结.docx.icloud until it is fetched: a file that is not there yet, and no hidden one."""
_FOLDERS = {"__MACOSX", "$RECYCLE.BIN", "System Volume Information", ".wenming"}


def ignored_file(name: str, path: str, patterns: Sequence[str]) -> tuple[str, bool] | None:
    """Why the file is left out, and whether that needs no mention; None when it is not.

    *path* is relative to the evidence root with forward slashes; *patterns* come from wenming.yaml.
    """
    for rule, reason in _RULES:
        if rule.fullmatch(name):
            return reason, True
    if name.startswith(".") and not name.casefold().endswith(PLACEHOLDER):
        return "隐藏文件", True
    for pattern in patterns:
        if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(name, pattern):
            return f"wenming.yaml 的 ignore 规则“{pattern}”", False
    return None


def ignored_folder(name: str) -> bool:
    """Whether a folder is never entered."""
    return name in _FOLDERS or name.startswith(".")


def opened_beside(owner: str, names: Sequence[str]) -> str | None:
    """The document whose owner file *owner* is, among the *names* of its folder.

    Excel, PowerPoint and WPS put ~$ before the whole name; Word puts it in place of the first one or two
    characters of a longer name.
    """
    rest = owner.removeprefix(OWNER_PREFIX)
    for missing in (0, 2, 1):
        for name in names:
            if len(name) == len(rest) + missing and name.endswith(rest) and not name.startswith(OWNER_PREFIX):
                return name
    return None

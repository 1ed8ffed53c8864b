"""The failures a user can put right: what happened, what to do, and the exit code."""

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes, one scheme for all commands (DESIGN, part 8)."""

    DONE = 0
    NOT_YET = 1
    MISUSE = 2
    UNREADABLE = 3
    NOT_WRITTEN = 4
    LOCKED = 5
    NOT_SENT = 6
    BUG = 70
    INTERRUPTED = 130


class WenmingError(Exception):
    """Something went wrong that the user can put right; the class owns the exit code."""

    exit: ClassVar[Exit] = Exit.MISUSE

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class UsageError(WenmingError):
    """The command was called in a way that makes no sense here."""


class WorkspaceError(WenmingError):
    """No workspace, or one whose settings can't be used."""


class CriteriaError(WenmingError):
    """The YAML of a criteria set, or of a workspace, has faults; all of them are listed."""

    def __init__(self, what: str, *, remedy: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(what, remedy=remedy)
        self.faults = faults


class OfflineError(WenmingError):
    """An evidence root is not there (a USB stick, another drive letter)."""


class NotWrittenError(WenmingError):
    """An output could not be written; what stood there before is whole."""

    exit = Exit.NOT_WRITTEN


class LockedError(WenmingError):
    """Another run is writing in this workspace."""

    exit = Exit.LOCKED


class NotSentError(WenmingError):
    """Letters or messages that did not arrive; all else is done."""

    exit = Exit.NOT_SENT

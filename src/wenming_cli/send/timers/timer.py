"""What a timer of any system says: which workspace, which Python, which day and time; and how it is called."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from wenming_cli.model.sending import WEEKDAYS, Weekday

MARK = "wenming-weekly"


@dataclass(frozen=True, slots=True)
class Timer:
    """The weekly run of one workspace: the Python that has wenming, the workspace's folder, when; *home* is the user's.

    *start* is the first day (ISO) that Windows asks for.
    """

    python: str
    workspace: str
    day: Weekday = "周一"
    hour: int = 8
    minute: int = 0
    home: str = ""
    start: str = "2024-01-01"

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return WEEKDAYS.index(self.day)

    @property
    def name(self) -> str:
        """The name of the entry: one for each folder, so that several workspaces do not meet; letters of any system."""
        return f"{MARK}-{hashlib.sha256(self.workspace.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"

    @property
    def command(self) -> tuple[str, ...]:
        """The command line; -P keeps what lies in the current folder from being taken for a part of the program."""
        return (self.python, "-P", "-m", "wenming_cli", "schedule", "run", "--workspace", self.workspace)

    @property
    def when(self) -> str:
        """每周一 08:00."""
        return f"每{self.day} {self.hour:02d}:{self.minute:02d}"


@dataclass(frozen=True, slots=True)
class System:
    """One way to have something run by itself.

    *title* names it for people, *place* says where its entry stands, *text* is the entry, *by_hand* how to put it
    there without us, *note* what to know about it. *usable* tells whether the computer has it. *install* and
    *remove* change nothing but the entry of the timer, and answer whether anything was changed.
    """

    title: str
    place: Callable[[Timer], str]
    text: Callable[[Timer], str]
    by_hand: Callable[[Timer], str]
    usable: Callable[[], bool]
    install: Callable[[Timer], bool]
    remove: Callable[[Timer], bool]
    note: str = ""

"""The systems by name, and which of them this computer uses."""

import sys
from collections.abc import Mapping

from wenming_cli.send.timers.cron import CRON
from wenming_cli.send.timers.launchd import LAUNCHD
from wenming_cli.send.timers.systemd import SYSTEMD
from wenming_cli.send.timers.timer import System
from wenming_cli.send.timers.windows import WINDOWS

SYSTEMS: Mapping[str, System] = {"cron": CRON, "systemd": SYSTEMD, "launchd": LAUNCHD, "windows": WINDOWS}


def own_systems(platform: str = sys.platform) -> tuple[str, ...]:
    """The systems that a computer of this kind may have, the better one first."""
    if platform == "win32":
        return ("windows",)
    return ("launchd", "cron") if platform == "darwin" else ("systemd", "cron")


def usable_system() -> str | None:
    """The first of them that is there and answers."""
    return next((name for name in own_systems() if SYSTEMS[name].usable()), None)

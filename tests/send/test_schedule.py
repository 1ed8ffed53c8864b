"""The texts for cron, systemd and Windows: valid, and safe for any folder name."""

import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from wenming_cli.send.schedule import Run, cron, systemd, task_xml

HARD = Run("/opt/my python/bin/python", "/home/李 雷/创建 50%'s $HOME", weekday=0, hour=8, minute=5, start="2021-11-15")
WINDOWS = Run(r"C:\Program Files\Python\python.exe", "C:\\创建资料 & <2021>\\", weekday=6, hour=18, minute=30)
NAMES = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_cron_runs_what_it_says() -> None:
    when, command = cron(HARD).rstrip("\n").split(" ", 5)[:5], cron(HARD).rstrip("\n").split(" ", 5)[5]
    assert when == ["5", "8", "*", "*", "1"]
    words = shlex.split(command.replace("\\%", "%"))
    assert words[words.index("--workspace") + 1] == HARD.workspace
    assert words[1] == HARD.workspace
    assert "%" not in command.replace("\\%", "")


def test_sunday_is_zero_for_cron() -> None:
    assert cron(WINDOWS).split()[4] == "0"


def test_the_task_is_xml_that_says_the_same() -> None:
    root = ElementTree.fromstring(task_xml(WINDOWS).split("\n", 1)[1])
    action = root.find(f"{NAMES}Actions/{NAMES}Exec")
    assert action is not None
    assert action.findtext(f"{NAMES}Command") == WINDOWS.python
    assert (
        action.findtext(f"{NAMES}Arguments")
        == '-m wenming_cli report --weekly --format md --workspace "C:\\创建资料 & <2021>\\\\"'
    )
    assert root.find(f".//{NAMES}DaysOfWeek/{NAMES}Sunday") is not None
    assert root.findtext(f".//{NAMES}MultipleInstancesPolicy") == "IgnoreNew"


def test_systemd_escapes_its_own_signs() -> None:
    text = systemd(HARD)
    assert "OnCalendar=Mon *-*-* 08:05:00" in text
    assert '"/home/李 雷/创建 50%%\'s $$HOME"' in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    parts = systemd(Run("/bin/true", "/tmp")).split("# ~/.config/systemd/user/wenming-weekly.timer\n")
    (tmp_path / "wenming-weekly.service").write_text(parts[0], encoding="utf-8")
    (tmp_path / "wenming-weekly.timer").write_text(parts[1], encoding="utf-8")
    units = [str(tmp_path / name) for name in ("wenming-weekly.service", "wenming-weekly.timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--user", *units], capture_output=True, text=True, check=False)
    assert "wenming-weekly" not in done.stderr

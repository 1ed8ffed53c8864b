"""Timers of four systems: valid, safe for any folder name, put in once, and taken away without touching the rest."""

import os
import plistlib
import re
import shlex
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from stand_in_tools import calls, lay_out

from wenming_cli.errors import NotWrittenError
from wenming_cli.send.timers import cron, launchd, systemd, windows
from wenming_cli.send.timers.systems import SYSTEMS, own_systems
from wenming_cli.send.timers.timer import System, Timer

HARD = Timer("/opt/my python/bin/python", "/home/李 雷/创建 50%'s $HOME \\", "周一", 8, 5, "/home/李 雷", "2021-11-15")
WINDOWS = Timer(r"C:\Program Files\Python & Co\python.exe", "C:\\创建资料 & <2021>\\", "周日", 18, 30)
NAMES = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def test_cron_runs_what_it_says() -> None:
    first, line, last = cron.text(HARD).splitlines()
    *when, command = line.split(" ", 5)
    assert when == ["5", "8", "*", "*", "1"]
    assert re.search(r"(?<!\\)%", command) is None
    assert tuple(shlex.split(command.replace("\\%", "%"))) == (*HARD.command, ">/dev/null")
    assert (first, last) == (f"# >>> {HARD.name}", f"# <<< {HARD.name}")


@pytest.mark.parametrize(
    ("day", "cron_day", "mac_day"), [("周一", "1", 1), ("周六", "6", 6), ("周日", "0", 0)], ids=["Mon", "Sat", "Sun"]
)
def test_the_days_of_each_system(day: str, cron_day: str, mac_day: int) -> None:
    timer = replace(HARD, day=day)  # type: ignore[arg-type]
    assert cron.text(timer).splitlines()[1].split()[4] == cron_day
    assert plistlib.loads(launchd.plist(timer))["StartCalendarInterval"]["Weekday"] == mac_day


def test_workspaces_have_timers_of_their_own() -> None:
    assert HARD.name != WINDOWS.name
    assert re.fullmatch(r"wenming-weekly-[0-9a-f]{8}", HARD.name)


def test_the_task_is_xml_of_the_known_shape() -> None:
    text = windows.text(WINDOWS)
    root = ElementTree.fromstring(text.split("\n", 1)[1])
    assert root.tag == f"{NAMES}Task"
    assert [one.tag.removeprefix(NAMES) for one in root] == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    action = root.find(f"{NAMES}Actions/{NAMES}Exec")
    assert action is not None
    assert action.findtext(f"{NAMES}Command") == WINDOWS.python
    said = action.findtext(f"{NAMES}Arguments")
    assert said == '-P -m wenming_cli schedule run --workspace "C:\\创建资料 & <2021>\\\\"'
    trigger = root.find(f"{NAMES}Triggers/{NAMES}CalendarTrigger")
    assert trigger is not None
    assert trigger.findtext(f"{NAMES}StartBoundary") == "2024-01-01T18:30:00"
    assert trigger.find(f"{NAMES}ScheduleByWeek/{NAMES}DaysOfWeek/{NAMES}Sunday") is not None
    assert root.findtext(f".//{NAMES}MultipleInstancesPolicy") == "IgnoreNew"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("plain", "plain"),
        ("a b", '"a b"'),
        ('say "x"', '"say \\"x\\""'),
        ("C:\\dir\\", '"C:\\dir\\\\"'),
        ('x\\"y', '"x\\\\\\"y"'),
    ],
)
def test_words_for_windows(text: str, word: str) -> None:
    """As CommandLineToArgvW takes them apart."""
    assert windows.word(text) == word


def test_the_agent_of_macos() -> None:
    said = plistlib.loads(launchd.plist(HARD))
    assert said["ProgramArguments"] == list(HARD.command)
    assert said["StartCalendarInterval"] == {"Weekday": 1, "Hour": 8, "Minute": 5}
    assert said["Label"] == HARD.name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
@pytest.mark.parametrize("timer", [HARD, replace(HARD, workspace="/tmp")], ids=["hard", "plain"])
def test_systemd_accepts_the_units(timer: Timer, tmp_path: Path) -> None:
    for name, unit in systemd.units(replace(timer, python="/bin/true")).items():
        (tmp_path / name).write_text(unit, encoding="utf-8")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", "--user", *units], capture_output=True, text=True, check=False)
    assert "wenming" not in done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_understands_the_time() -> None:
    (when,) = re.findall("OnCalendar=(.*)", systemd.units(HARD)[f"{HARD.name}.timer"])
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Mon *-*-* 08:05:00" in done.stdout


def test_systemd_escapes_its_own_signs() -> None:
    said = systemd.units(HARD)[f"{HARD.name}.service"]
    assert '"/home/李 雷/创建 50%%\'s $$HOME \\\\"' in said


@pytest.fixture(params=["crontab", "systemctl", "launchctl", "schtasks"])
def there(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, System, Timer]:
    """A computer that has one of the tools."""
    room = tmp_path / "系统"
    monkeypatch.setenv("PATH", lay_out(room, request.param))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    name = {"crontab": "cron", "systemctl": "systemd", "launchctl": "launchd", "schtasks": "windows"}[request.param]
    return room, SYSTEMS[name], replace(HARD, home=str(tmp_path / "家"))


@posix
def test_in_and_out_again(there: tuple[Path, System, Timer]) -> None:
    """Twice in is once in; twice out is once out; nothing is left behind."""
    room, system, timer = there
    assert system.usable()
    assert not system.remove(timer)
    assert system.install(timer)
    before = len(
        [one for one in calls(room) if "enable --now" in one or one in ("put", "/Create") or "bootstrap" in one]
    )
    assert before == 1
    assert not system.install(timer)
    assert system.install(replace(timer, hour=9))
    assert system.remove(timer)
    assert not system.remove(timer)
    left = [path for path in Path(timer.home).rglob("*") if path.is_file()]
    assert left == []


@posix
def test_the_rest_of_the_crontab_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", lay_out(tmp_path, "crontab"))
    table = tmp_path / "table"
    other = b"MAILTO=x\r\n# \xff\xfe not utf-8\n0 1 * * * /bin/other"
    table.write_bytes(other)
    cron.CRON.install(HARD)
    cron.CRON.install(WINDOWS)
    assert table.read_bytes().startswith(other + b"\n# >>> ")
    cron.CRON.remove(HARD)
    assert WINDOWS.name.encode() in table.read_bytes()
    assert HARD.name.encode() not in table.read_bytes()
    cron.CRON.remove(WINDOWS)
    assert table.read_bytes() == other + b"\n"


@posix
def test_a_mark_without_its_partner_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", lay_out(tmp_path, "crontab"))
    text = f"# >>> {HARD.name}\n0 1 * * * /bin/other\n"
    (tmp_path / "table").write_text(text, encoding="utf-8")
    with pytest.raises(NotWrittenError, match="记号被改过"):
        cron.CRON.remove(HARD)
    assert (tmp_path / "table").read_text(encoding="utf-8") == text


@posix
@pytest.mark.parametrize("tool", ["systemctl", "launchctl"])
def test_a_file_of_somebody_else_is_not_touched(tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", lay_out(tmp_path / "系统", tool))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    timer = replace(HARD, home=str(tmp_path))
    system = SYSTEMS["systemd" if tool == "systemctl" else "launchd"]
    path = systemd.folder(timer) / f"{timer.name}.service" if tool == "systemctl" else launchd.path_of(timer)
    path.parent.mkdir(parents=True)
    path.write_text("somebody else's", encoding="utf-8")
    for act in (system.install, system.remove):
        with pytest.raises(NotWrittenError, match="不是 wenming 写的"):
            act(timer)
    assert path.read_text(encoding="utf-8") == "somebody else's"


def test_systems_of_each_kind_of_computer() -> None:
    assert own_systems("win32") == ("windows",)
    assert own_systems("darwin") == ("launchd", "cron")
    assert own_systems("linux") == ("systemd", "cron")

"""A page opened in Chromium in a frame of any width, and a script run beside it."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
HARNESS = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="frame" src="%s" style="border:0;width:%dpx;height:2000px"></iframe><pre id="told"></pre><script>
document.getElementById("frame").addEventListener("load", (event) => {
  const view = event.target.contentWindow, page = view.document;
  const answer = (() => { %s })();
  document.getElementById("told").textContent = JSON.stringify(answer);
});</script></body>"""


@dataclass(frozen=True)
class Browser:
    """Chromium, with a folder for what it keeps."""

    folder: Path

    def run(self, page: Path, script: str, *, width: int = 1280, dark: bool = False, mark: str = "") -> Any:
        """What *script* returns, with `view` and `page` as the frame's; a message on the console is a failure."""
        harness = self.folder / "harness.html"
        harness.write_text(HARNESS % (page.as_uri() + mark, width, script), encoding="utf-8")
        done = subprocess.run(
            [
                str(CHROMIUM), "--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                "--enable-logging=stderr", f"--user-data-dir={self.folder / 'profile'}", "--window-size=1400,2000",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--virtual-time-budget=3000", "--dump-dom",
                harness.as_uri(),
            ],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert [line for line in done.stderr.splitlines() if "CONSOLE" in line] == []
        told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
        assert told, done.stderr[-2000:]
        assert told[1], done.stderr[-2000:]
        return json.loads(unescape(told[1]))


def browser(folder: Path) -> Browser:
    """Chromium, or the test is skipped."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    return Browser(folder)

"""How large the report page gets, how long it takes to make and to open: ``python bench/report.py [--files N]``.

The judgement is made up: 150 items over N files, with more activities and warnings than a real archive has, and as many
small pictures as a page takes, each of noise, which compresses worst.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import tempfile
import time
from html import unescape
from io import BytesIO
from pathlib import Path

from PIL import Image

from wenming_cli.model.judgement import Files, FileUse, ItemJudgement, Judgement, RequirementJudgement, Warning
from wenming_cli.report.page.matter import Matter, WeekPoint
from wenming_cli.report.page.page import page
from wenming_cli.report.page.warnings import MOST_PICTURES

ITEMS, WEEKS = 150, 53
VERDICTS = (("complete", "on_time"), ("short", "overdue"), ("missing", "overdue"), ("to_confirm", "not_due"))
OPEN = """<!doctype html><iframe id="frame" src="%s" width="390" height="844"></iframe><pre id="told"></pre><script>
document.getElementById("frame").addEventListener("load", (event) => {
  const view = event.target.contentWindow;
  view.document.body.getBoundingClientRect();
  const drawn = view.performance.now(), field = view.document.getElementById("q");
  field.value = "材料 7";
  field.dispatchEvent(new view.Event("input"));
  view.document.body.getBoundingClientRect();
  document.getElementById("told").textContent = JSON.stringify([drawn, view.performance.now() - drawn]);
});</script>"""


def main() -> None:
    """Make it, measure it, open it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    made = matter(parser.parse_args().files)
    begun = time.perf_counter()
    text = page(made)
    taken = time.perf_counter() - begun
    data = text.encode("utf-8")
    print(f"| {len(made.judgement.items)} items, {made.judgement.files.total} files | |\n| --- | --- |")
    print(f"| size | {len(data) / 1e6:.2f} MB |\n| made in | {taken:.2f} s |")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("| opened in Chromium | not installed |")
        return
    loads, filters = zip(*(opened(chromium, data) for _ in range(3)), strict=True)
    print(f"| opened in headless Chromium, median of 3 | {sorted(loads)[1] / 1000:.2f} s |")
    print(f"| filtered there | {sorted(filters)[1]:.0f} ms |")


def matter(files: int) -> Matter:
    """A made-up archive of so many files."""
    chance = random.Random(7)
    items = tuple(one_item(at, files // ITEMS) for at in range(ITEMS))
    pictures = {f"证据/照片/{at}.jpg": noise(chance) for at in range(MOST_PICTURES)}
    paths = list(pictures)
    warnings = [
        Warning(
            kind="look_alike", text=f"疑似同一张照片：{paths[at]}、{paths[at + 1]}", files=(paths[at], paths[at + 1])
        )
        for at in range(0, MOST_PICTURES, 2)
    ]
    warnings += [Warning(kind="duplicate", text=f"内容完全相同，只计一次：“{one}”", files=(one,)) for one in paths]
    warnings += [Warning(kind="wording", text=f"“文件{at}”里的“倡仪”应写作“倡议”") for at in range(1000)]
    activities = [
        {
            "id": f"活动{at}", "name": f"第{at}次志愿服务活动", "day": "2021-06-22", "banner": "某局志愿服务活动", "photos": 4,
            "papers": [{"type": "签到表", "count": 1}], "items": [items[at % ITEMS].id], "proposed": [],
            "lacks": [{"item": items[at % ITEMS].id, "what": "缺方案"}] if at % 4 == 0 else [], "files": [],
        }
        for at in range(files // 8)
    ]  # fmt: skip
    counts = {verdict: sum(one.verdict.value == verdict for one in items) for verdict, _ in VERDICTS}
    judgement = Judgement(
        criteria="bench", unit="某局", year=2021, as_of="2021-11-12", items=items, warnings=tuple(warnings),
        totals={"items": ITEMS, "by_verdict": counts, "by_timing": {}},
        files=Files(total=files, by_state={"matched": files}), first=tuple(one.id for one in items[:10]),
    )  # fmt: skip
    weeks = [WeekPoint(f"{2020 + at // 52}-{at % 12 + 1:02}-{at % 28 + 1:02}", counts) for at in range(WEEKS)]
    return Matter(judgement, activities=activities, weeks=weeks, pictures=pictures)


def one_item(at: int, files: int) -> ItemJudgement:
    """An item with its share of the files, and every fifth one asked every month."""
    verdict, timing = VERDICTS[at % len(VERDICTS)]
    uses = tuple(
        FileUse(
            path=f"证据/第{at}条/一个不短的文件夹名称/材料{at}的第{number}份文件，2021年度.docx", sha256=f"{at:032}{number:032}",
            requirement="a", how="sure", counts=number % 3 > 0, score=0.8, note="日期不在本年度内",
        )
        for number in range(files)
    )  # fmt: skip
    asked = tuple(
        RequirementJudgement(
            id="a", name="登记表", occurrence=f"{month}月", need="1份", have=1, verdict=verdict, timing=timing,
            due=f"2021-{month:02}-28", missing=("缺登记表",),
        )
        for month in (range(1, 13) if at % 5 == 0 else (3,))
    )  # fmt: skip
    return ItemJudgement.model_validate({
        "id": f"{at // 20 + 1}.{at // 5 % 4 + 1}.{at % 5 + 1}", "text": f"材料{at}：" + "关于这一条的一长段要求，" * 8,
        "due": "3月下旬", "project": f"{at // 20 + 1}.1", "category": str(at // 20 + 1), "heading": f"第{at // 20 + 1}类 ／ 项目",
        "verdict": verdict, "timing": timing, "days": at, "due_day": "2021-03-28", "requirements": asked, "files": uses,
        "owners": {"offices": [f"{at % 9}股"], "people": [f"人员{at % 23}", f"人员{at % 7}"]},
        "missing": ("缺登记表",) * 4, "advice": "请某股、某人补：" + "缺登记表；" * 4,
    })  # fmt: skip


def noise(chance: random.Random) -> tuple[bytes, int, int]:
    """A small picture that compresses badly."""
    stream = BytesIO()
    Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3)).save(stream, "JPEG", quality=78)
    return stream.getvalue(), 160, 120


def opened(chromium: str, data: bytes) -> tuple[float, float]:
    """Milliseconds until the page has loaded, and until a filter has been applied."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(data)
        harness = folder / "open.html"
        harness.write_text(OPEN % (folder / "page.html").as_uri(), encoding="utf-8")
        done = subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom",
                "--timeout=20000", f"--user-data-dir={folder / 'profile'}", harness.as_uri(),
            ],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
        )  # fmt: skip
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout)
    load, filtered = json.loads(unescape(told[1])) if told and told[1] else (float("nan"), float("nan"))
    return load, filtered


if __name__ == "__main__":
    main()

"""The rollup in a real browser: on a telephone and a desk nothing sticks out, wide tables scroll by themselves."""

import json
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browser
from measuring import STICKING_OUT, WEAK

from wenming_cli.report.units.page import rollup_page
from wenming_cli.report.units.received import received
from wenming_cli.report.units.rollup import rolled_up
from wenming_cli.report.units.table import Rollup

pytestmark = pytest.mark.slow
LONG = "省直机关事务管理局后勤服务保障中心文明创建工作领导小组办公室" * 3
TABLES = """
  const found = [...page.querySelectorAll(".scroll")].map((one) => ({
    wider: one.scrollWidth > one.clientWidth, inside: one.getBoundingClientRect().right <= view.innerWidth + 1,
    focus: one.tabIndex === 0 && one.getAttribute("role") === "region" && Boolean(one.getAttribute("aria-label")),
  }));
  const cut = [...page.querySelectorAll("th,td")].filter((one) => one.scrollWidth > one.clientWidth + 1);
  return {found, cut: cut.map((one) => one.textContent.slice(0, 20))};
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return browser(tmp_path_factory.mktemp("chromium"))


def status(unit: str, on: str, verdict: str, timing: str, days: int | None) -> dict[str, Any]:
    items = [
        {
            "id": f"1.1.{at}",
            "text": "提供单位开展志愿服务活动的方案、签到表和图片资料" * 2,
            "verdict": verdict,
            "timing": timing,
            "days": days,
        }
        for at in range(1, 9)
    ]
    one = {"criteria": "huarong-2021", "title": "表", "year": 2021, "items": items}
    return {"wenming": "status", "version": 1, "unit": unit, "level": "县级", "as_of": on, "sets": [one]}


def rolled(*names: str) -> Rollup:
    """Units with every kind of trouble: overdue, quiet, of one name, not in the list, missing, damaged."""
    from datetime import date

    told = {f"{at}/甲.json": status(name, "2021-11-12", "missing", "overdue", 306) for at, name in enumerate(names)}
    told |= {f"{at}/乙.json": status(name, "2021-11-05", "short", "due_soon", 3) for at, name in enumerate(names)}
    told |= {"东/a.json": status("财政所", "2021-10-01", "complete", "on_time", None)}
    told |= {"西/a.json": status("财政所", "2021-10-01", "to_confirm", "undated", None)}
    files = [received(path, json.dumps(value).encode()) for path, value in told.items()]
    bad = received(f"{names[0]}/坏.json", b"{")
    return rolled_up(
        [*files, bad], date(2021, 11, 12), 14, (names[0], "财政所", "财政所", f"{names[-1]}分局", "从不报送的局")
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rollup") / "汇总.html"
    path.write_text(rollup_page(rolled("甲局", LONG, "A" * 90)), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out(chromium: Browser, whole: Path, width: int) -> None:
    assert chromium.run(whole, STICKING_OUT, width=width) == {"width": width, "scroll": width, "found": []}


@pytest.mark.parametrize(("width", "wider"), [(390, True), (1280, False)])
def test_tables_scroll_by_themselves_and_cut_nothing(
    chromium: Browser, whole: Path, width: int, wider: bool
) -> None:  # fmt: skip
    told = chromium.run(whole, TABLES, width=width)
    assert told["found"][0]["wider"] is wider
    assert all(one["inside"] and one["focus"] for one in told["found"])
    assert len(told["found"]) == 4
    assert told["cut"] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colours_can_be_read(chromium: Browser, whole: Path, dark: bool) -> None:
    told = chromium.run(whole, WEAK, dark=dark)
    assert told["count"] > 80
    assert told["weak"] == []

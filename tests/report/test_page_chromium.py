"""The page in a real browser: nothing sticks out, the filter works, colours can be read, the console is silent."""

from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browser
from page_matter import hostile, judgement, matter, weekly

from wenming_cli.report.page.page import page

pytestmark = pytest.mark.slow
STICKING_OUT = """
  for (const place of page.querySelectorAll("details")) place.open = true;
  const found = [];
  for (const one of page.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > view.innerWidth + 1 || box.left < -1) && !one.closest(".scroll")) {
      found.push(one.tagName + "." + one.getAttribute("class") + " " + one.textContent.slice(0, 30));
    }
  }
  return {width: view.innerWidth, scroll: page.documentElement.scrollWidth, found};
"""
WEAK = """
  for (const place of page.querySelectorAll("details")) place.open = true;
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = view.getComputedStyle(one).backgroundColor, shown = parts(colour);
      if (shown.length === 3 || shown[3] > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = new Set();
  let count = 0;
  for (const one of page.body.querySelectorAll("*")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || one.closest("svg") || ["SCRIPT", "OPTION"].includes(one.tagName)) continue;
    const [a, b] = [light(view.getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    count += 1;
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(one.tagName + "." + one.className);
  }
  return {count, weak: [...weak], ground: view.getComputedStyle(page.documentElement).backgroundColor};
"""
SHOWN = """
  const shown = () => [...page.querySelectorAll("[data-row=item]:not([hidden])")].map((one) => one.id.slice(2));
  const sections = () => [...page.querySelectorAll("section[data-rows]:not([hidden])")].map((one) => one.id);
  const set = (id, value) => {
    const field = page.getElementById(id);
    field.value = value;
    field.dispatchEvent(new view.Event("input", {bubbles: true}));
  };
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return browser(tmp_path_factory.mktemp("chromium"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = judgement()
    path = tmp_path_factory.mktemp("page") / "报告.html"
    path.write_text(page(matter(judgement=found, week=weekly(found))), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out(chromium: Browser, whole: Path, width: int) -> None:
    told = chromium.run(whole, STICKING_OUT, width=width)
    assert told == {"width": width, "scroll": width, "found": []}


def test_hostile_texts_neither_run_nor_stick_out(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page(hostile()), encoding="utf-8")
    told = chromium.run(path, STICKING_OUT, width=390)
    assert (told["scroll"], told["found"]) == (390, [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_computed_colours_can_be_read(chromium: Browser, whole: Path, dark: bool) -> None:
    told = chromium.run(whole, WEAK, dark=dark)
    assert told["ground"] == ("rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)")
    assert told["count"] > 80
    assert told["weak"] == []


def filtered(chromium: Browser, whole: Path, steps: str, mark: str = "") -> Any:
    """What is shown after *steps*."""
    told = "return {items: shown(), sections: sections(), hash: decodeURIComponent(view.location.hash),"
    told += 'count: page.getElementById("count").textContent};'
    return chromium.run(whole, SHOWN + steps + told, mark=mark)


def test_nothing_is_filtered_at_first(chromium: Browser, whole: Path) -> None:
    told = filtered(chromium, whole, "")
    assert len(told["items"]) == 8
    assert told["count"] == ""


@pytest.mark.parametrize(
    ("steps", "items", "mark"),
    [
        pytest.param('set("owner", "丙");', ["1.1.3"], "#owner=丙", id="by person"),
        pytest.param('set("owner", "综计股");', ["1.1.3"], "#owner=综计股", id="by office"),
        pytest.param('set("state", "overdue");', ["1.1.2", "1.1.8"], "#state=overdue", id="by timing"),
        pytest.param('set("state", "waived");', ["1.1.6"], "#state=waived", id="what is folded away"),
        pytest.param('set("q", "登记表 材料");', ["1.1.8"], "#q=登记表+材料", id="two words"),
        pytest.param('set("q", "１.１.７");', ["1.1.7"], "#q=１.１.７", id="full width"),
        pytest.param('set("q", "没有这个词");', [], "#q=没有这个词", id="nothing fits"),
        pytest.param('set("owner", "甲"); set("state", "missing");', ["1.1.7"], "#owner=甲&state=missing", id="both"),
    ],
)  # fmt: skip
def test_filter(chromium: Browser, whole: Path, steps: str, items: list[str], mark: str) -> None:
    told = filtered(chromium, whole, steps)
    assert (told["items"], told["hash"]) == (items, mark)
    assert told["count"].startswith(f"符合的条目{len(items)}条")
    again = filtered(chromium, whole, "", mark)
    assert again["items"] == items


def test_sections_without_a_hit_are_hidden_and_come_back(chromium: Browser, whole: Path) -> None:
    assert filtered(chromium, whole, 'set("owner", "丁");')["sections"] == ["findings"]
    told = filtered(chromium, whole, 'set("owner", "丁"); page.getElementById("clear").click();')
    assert told["sections"] == ["gaps", "findings", "questions", "duties", "activities", "warnings"]
    assert len(told["items"]) == 8


def test_links_inside_the_page_are_no_filter(chromium: Browser, whole: Path) -> None:
    assert len(filtered(chromium, whole, "", "#i-1.1.3")["items"]) == 8


def test_without_the_script_all_is_there(chromium: Browser, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "bare.html"
    text = whole.read_text(encoding="utf-8")
    start, end = text.index("<script>"), text.index("</script>")
    path.write_text(text[:start] + text[end + len("</script>") :], encoding="utf-8")
    told = chromium.run(
        path,
        SHOWN + 'return [shown().length, view.getComputedStyle(page.getElementById("filter")).display];',
    )
    assert told == [8, "none"]

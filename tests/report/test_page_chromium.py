"""The page in a real browser: nothing sticks out, the filter works, colours can be read, the console is silent."""

from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browser
from measuring import STICKING_OUT, WEAK
from page_matter import hostile, judgement, matter, weekly

from wenming_cli.report.page.page import page

pytestmark = pytest.mark.slow
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


TOLD = """
  const told = () => ({items: shown(), sections: sections(), hash: decodeURIComponent(view.location.hash),
    count: page.getElementById("count").textContent});
"""


def filtered(chromium: Browser, whole: Path, steps: str, mark: str = "") -> Any:
    """What is shown after *steps*."""
    return chromium.run(whole, f"{SHOWN}{TOLD}{steps}; return told();", mark=mark)


CASES = {
    "by person": ('set("owner", "丙");', ["1.1.3"], "#owner=丙"),
    "by office": ('set("owner", "综计股");', ["1.1.3"], "#owner=综计股"),
    "by timing": ('set("state", "overdue");', ["1.1.2", "1.1.8"], "#state=overdue"),
    "what is folded away": ('set("state", "waived");', ["1.1.6"], "#state=waived"),
    "two words": ('set("q", "登记表 材料");', ["1.1.8"], "#q=登记表+材料"),
    "full width": ('set("q", "１.１.７");', ["1.1.7"], "#q=１.１.７"),
    "nothing fits": ('set("q", "没有这个词");', [], "#q=没有这个词"),
    "both": ('set("owner", "甲"); set("state", "missing");', ["1.1.7"], "#owner=甲&state=missing"),
}


@pytest.fixture(scope="module")
def found(chromium: Browser, whole: Path) -> dict[str, Any]:
    """What each case shows, one after the other in one page: before any, after each, and after clearing."""
    clear = 'page.getElementById("clear").click();'
    steps = "".join(f'{steps} all["{name}"] = told(); {clear}' for name, (steps, _, _) in CASES.items())
    told: dict[str, Any] = chromium.run(
        whole, f'{SHOWN}{TOLD} const all = {{first: told()}}; {steps} all["last"] = told(); return all;'
    )
    return told


@pytest.mark.parametrize("when", ["first", "last"])
def test_nothing_is_filtered_at_first_and_when_cleared(found: dict[str, Any], when: str) -> None:
    assert len(found[when]["items"]) == 8
    assert found[when]["count"] == ""


@pytest.mark.parametrize("name", CASES)
def test_filter(found: dict[str, Any], name: str) -> None:
    _, items, mark = CASES[name]
    assert (found[name]["items"], found[name]["hash"]) == (items, mark)
    assert found[name]["count"].startswith(f"符合的条目{len(items)}条")


@pytest.mark.parametrize("name", ["two words", "both"])
def test_a_filter_in_the_address_holds(chromium: Browser, whole: Path, name: str) -> None:
    _, items, mark = CASES[name]
    assert filtered(chromium, whole, "", mark)["items"] == items


def test_the_week_of_one_person(chromium: Browser, whole: Path) -> None:
    """Parts of the week without a row of that person go, so no heading stands alone."""
    heads = 'return [...page.querySelectorAll("#week [data-part]:not([hidden]) h3")].map((one) => one.textContent);'
    told = chromium.run(whole, SHOWN + 'set("owner", "丙");' + heads)
    assert told == ["今后14天到期（1）", "按责任人"]


def test_sections_without_a_hit_are_hidden_and_come_back(chromium: Browser, whole: Path) -> None:
    assert filtered(chromium, whole, 'set("owner", "丁");')["sections"] == ["findings"]
    told = filtered(chromium, whole, 'set("owner", "丁"); page.getElementById("clear").click();')
    rows = ["week", "gaps", "findings", "questions", "recurring", "duties", "activities", "warnings"]
    assert told["sections"] == rows
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

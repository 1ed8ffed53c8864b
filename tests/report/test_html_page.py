"""The page: whole, safe, the same every time, and readable by those who do not see it."""

import hashlib
import re
from base64 import b64encode
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from page_matter import AS_OF, HOSTILE, activity, hostile, item, judgement, matter, requirement, weekly

from wenming_cli import judge as judging
from wenming_cli.model.judgement import RequirementJudgement, Warning
from wenming_cli.report.page.events import MOST_WHOLE
from wenming_cli.report.page.gaps import gaps
from wenming_cli.report.page.markup import Markup, el, safe
from wenming_cli.report.page.matter import WeekPoint
from wenming_cli.report.page.page import page
from wenming_cli.report.page.palette import DARK, GROUNDS, LIGHT, STATES, WORDS
from wenming_cli.report.page.recurring import MOST_NAMED, recurring, span_of
from wenming_cli.report.page.warnings import KIND_TEXT, MOST_OF_KIND, SEEN, pictured
from wenming_cli.report.page.week_chart import week_chart
from wenming_cli.report.page.year_chart import due_days

VOID = {"meta", "img", "input"}


class Tree(HTMLParser):
    """Elements with their attributes and the texts in them; an end tag that fits nothing is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]

    def text(self) -> str:
        return "".join(text for tag, text in self.texts if tag not in ("script", "style"))


@pytest.fixture(scope="module")
def whole() -> str:
    found = judgement()
    return page(matter(judgement=found, week=weekly(found)))


def test_the_same_bytes_every_time(whole: str) -> None:
    found = judgement()
    assert page(matter(judgement=found, week=weekly(found))).encode("utf-8") == whole.encode("utf-8")


@pytest.mark.parametrize("make", [matter, hostile])
def test_every_element_is_closed(make) -> None:  # type: ignore[no-untyped-def]
    assert Tree(page(make())).open == []


def test_hostile_texts_stay_texts() -> None:
    said = page(hostile())
    said.encode("utf-8")  # no broken character is left
    tree = Tree(said)
    assert len(tree.all("script")) == 1
    assert len(tree.all("style")) == 1
    assert not [one for one in "\u202e\ud800\x1b" if one in said]
    assert "<script>alert('1')</script>\"&\\u202egpj.exe\\ud800\\u001b</style>" in tree.text()
    handlers = [name for _, attributes in tree.elements for name in attributes if name.startswith("on")]
    assert handlers == []


def test_every_hostile_place_was_shown() -> None:
    """The page without hostile texts has as many elements: none was made by a text, none swallowed."""
    plain = page(hostile()).replace(safe(HOSTILE), "普通")
    assert len(Tree(plain).elements) == len(Tree(page(hostile())).elements)
    assert page(hostile()).count(safe(HOSTILE)) > 40


def test_only_our_script_and_style_may_run(whole: str) -> None:
    policy = next(
        one["content"] for one in Tree(whole).all("meta") if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    for kind in ("script", "style"):
        (text,) = re.findall(f"<{kind}>(.*?)</{kind}>", whole, re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    assert "unsafe" not in policy


def test_nothing_comes_from_elsewhere(whole: str) -> None:
    for text in (whole, page(hostile())):
        tree = Tree(text)
        assert re.findall(r"https?:|//[a-z]|url\(|@import", text) == []
        assert {tag for tag, _ in tree.elements} & {"link", "iframe", "object", "embed", "base"} == set()
        assert all((one["href"] or "").startswith("#") for one in tree.all("a"))
        assert all((one["src"] or "").startswith("data:image/jpeg;base64,") for one in tree.all("img"))
        assert not [one for _, one in tree.elements if "style" in one]  # the policy would refuse it


def test_links_lead_somewhere_and_ids_are_unique(whole: str) -> None:
    tree = Tree(whole)
    ids = [one["id"] for _, one in tree.elements if "id" in one]
    assert len(ids) == len(set(ids))
    assert {(one["href"] or "")[1:] for one in tree.all("a")} <= set(ids)


def test_it_can_be_read_without_eyes(whole: str) -> None:
    tree = Tree(whole)
    assert tree.all("html")[0]["lang"] == "zh-CN"
    levels = [int(tag[1]) for tag, _ in tree.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.get("scope") in ("col", "row") for one in tree.all("th"))
    labelled = {one["for"] for one in tree.all("label")}
    assert {one["id"] for one in [*tree.all("select"), *tree.all("input")]} == labelled
    assert all(one.get("alt") for one in tree.all("img"))
    assert all(one.get("aria-label") or one.get("aria-hidden") for one in tree.all("svg"))
    assert tree.all("main")
    assert [one for _, one in tree.elements if one.get("role") == "status"]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(colours: dict[str, str]) -> None:
    """Texts 4.5 to 1 (WCAG 1.4.3), shapes 3 to 1 (1.4.11)."""
    words = [(word, ground) for word in WORDS for ground in GROUNDS]
    words += [(f"{one}-word", f"{one}-tint") for one in STATES] + [("mark", f"{one}-fill") for one in STATES]
    weak = [pair for pair in words if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    weak += [(one, "paper") for one in STATES if contrast(colours[f"{one}-fill"], colours["paper"]) < 3]
    assert weak == []
    assert set(LIGHT) == set(DARK)


def test_gaps_stand_in_the_order_of_their_urgency() -> None:
    ids = re.findall(r'id="i-([\d.]+)"', gaps(judgement().items))
    assert ids == ["1.1.2", "1.1.8", "1.1.3", "1.1.4", "1.1.5", "1.1.7", "1.1.1", "1.1.6"]


def test_the_filter_knows_every_owner(whole: str) -> None:
    tree = Tree(whole)
    offered = {one["value"] for one in tree.all("option")}
    assert {"甲", "乙", "丙", "办公室", "综计股", "一", "open", "overdue", "missing"} <= offered
    rows = [one for _, one in tree.elements if "data-row" in one]
    assert {one["data-row"] for one in rows} == {
        "item", "question", "finding", "duty", "activity", "warning", "week", "owner", "recurring",
    }  # fmt: skip
    finding = next(one for one in rows if one["data-row"] == "finding")
    assert finding["data-owner"] == "丁"


def test_pictures_stand_beside_their_warning(whole: str) -> None:
    images = Tree(whole).all("img")
    assert [one["src"] for one in images] == [
        f"data:image/jpeg;base64,{b64encode(data).decode('ascii')}" for data in (b"\xff\xd8one", b"\xff\xd8two")
    ]


def test_one_content_in_two_places_is_shown_once() -> None:
    warnings = (Warning(kind="duplicate", text="相同", files=("证据/a.jpg", "证据/b.jpg")),)
    one = (b"\xff\xd8", 1, 1)
    tree = Tree(page(matter(judgement=judgement(warnings=warnings), pictures={"证据/a.jpg": one, "证据/b.jpg": one})))
    assert len(tree.all("img")) == 1
    assert tree.text().count("证据/a.jpg") == tree.text().count("证据/b.jpg") == 1


def test_pictures_are_wanted_only_where_they_settle_something() -> None:
    kinds = ("look_alike", "duplicate", "dates_clash", "banner_other", "late", "unreadable", "withheld")
    asked = pictured([Warning(kind=kind, text="x", files=(f"{kind}.jpg",)) for kind in kinds])
    assert asked == ["look_alike.jpg", "duplicate.jpg", "dates_clash.jpg", "banner_other.jpg"]


def test_every_kind_of_warning_has_its_heading() -> None:
    judge = Path(judging.__file__).parent
    kinds = {kind for path in judge.glob("*.py") for kind in re.findall(r'kind="(\w+)"', path.read_text("utf-8"))}
    assert set(KIND_TEXT) == kinds
    assert kinds >= SEEN


def test_long_lists_are_cut_and_say_so() -> None:
    many = tuple(Warning(kind="wording", text=f"错字{at}") for at in range(MOST_OF_KIND + 7))
    rows = [activity(f"活动{at}") for at in range(MOST_WHOLE + 5)]
    text = Tree(page(matter(judgement=judgement(warnings=many), activities=rows))).text()
    assert "另有7条" in text
    assert "另有5次" in text


@pytest.mark.parametrize(
    ("occurrence", "span"),
    [("3月", (2, 3)), ("12月", (11, 12)), ("13月", None), ("第2季度", (3, 6)), ("第5季度", None), ("下半年", (6, 12)), ("张三", None)],
)  # fmt: skip
def test_spans_of_periods(occurrence: str, span: tuple[int, int] | None) -> None:
    assert span_of(occurrence) == (span and (span[0] / 12, span[1] / 12))


def recurring_of(*asked: RequirementJudgement) -> Tree:
    found = recurring([item("2.1.1", "short", "overdue", "2021-08-28", requirements=asked)])
    return Tree(found or "")


def test_weeks_stand_side_by_side_and_what_lacks_is_named() -> None:
    days = [date(2021, 1, 4) + timedelta(weeks=at) for at in range(52)]
    missing = {date(2021, 3, 8), date(2021, 8, 2)}
    asked = [
        requirement("记录", f"第{at}次（{day.month}月{day.day}日）", "missing" if day in missing else "complete",
                    "overdue" if day in missing else "on_time", day.isoformat())
        for at, day in enumerate(days, start=1)
    ]  # fmt: skip
    tree = recurring_of(*asked)
    fields = [one for one in tree.all("rect") if one["height"] == "26"]
    assert len(fields) == 52
    assert [at for at, one in enumerate(fields) if "f-missing" in (one["class"] or "")] == [9, 30]
    assert "缺：3月8日、8月2日" in tree.text()
    assert "1月4日齐、1月11日齐" in str(tree.all("svg")[-1]["aria-label"])
    assert re.findall(r"\d+", "".join(text + " " for tag, text in tree.texts if tag == "text")) == [
        str(at) for at in range(1, 13)
    ]


def test_the_days_of_a_list_have_their_days_below() -> None:
    tree = recurring_of(
        requirement("会议记录", "第1次（1月上旬）", "complete", "on_time", "2021-01-10"),
        requirement("会议记录", "第2次（7月上旬）", "missing", "overdue", "2021-07-10"),
    )
    assert [text for tag, text in tree.texts if tag == "text"] == ["✓", "01/10", "✗", "07/10"]


def test_people_are_named_one_by_one() -> None:
    tree = recurring_of(
        requirement("心得", "张三", "complete", "on_time", "2021-11-30"),
        requirement("心得", "李四", "missing", "overdue", "2021-11-30"),
    )
    assert [(text, one["class"]) for text, one in zip(
        [text for tag, text in tree.texts if tag == "span" and text[0] in "✓✗"],
        [one for one in tree.all("span") if "badge" in (one["class"] or "")], strict=True,
    )] == [("✓ 张三", "badge name b-complete"), ("✗ 李四", "badge name b-missing")]  # fmt: skip


def test_of_many_people_those_are_named_who_lack_something() -> None:
    asked = [
        requirement("心得", f"职工{at}", *(("missing", "overdue") if at < 3 else ("complete", "on_time")), "2021-11-30")
        for at in range(MOST_NAMED + 10)
    ]  # fmt: skip
    text = recurring_of(*asked).text()
    assert text.count("✗ 职工") == 3
    assert f"另有{MOST_NAMED + 7}个没有列出" in text
    assert "✓ 职工" not in text


def test_what_comes_once_has_no_strip() -> None:
    assert recurring([item("2.1.1", "short", "overdue", "2021-08-28")]) is None


def test_the_grid_says_each_month_in_words(whole: str) -> None:
    assert "7月齐、8月缺、9月齐、10月齐、11月未到期、12月未到期" in whole


def test_days_on_which_something_falls_due() -> None:
    days = {one.day.isoformat(): one for one in due_days(judgement().items)}
    assert list(days) == sorted(days)
    assert (days["2021-03-10"].count, days["2021-03-10"].open) == (2, ["1.1.2"])
    assert days["2021-08-28"].open == ["1.1.8"]
    assert "2021-11-28" in days  # a month of an item that comes back


def test_the_day_judged_is_on_the_picture(whole: str) -> None:
    assert ">11月12日 ▸</text>" in whole
    later = page(matter(judgement=judgement(as_of="2022-02-01")))
    assert "图上没有今天的线" in later
    assert 'class="today"' not in later


@pytest.mark.parametrize(
    ("days", "words"),
    [([], "还没有周报"), (["2021-11-05"], "只有一份周报"), (["2021-10-01", "2021-11-05"], "从2021-10-01的3条到2021-11-05的3条")],
)  # fmt: skip
def test_weeks(days: list[str], words: str) -> None:
    assert words in week_chart([WeekPoint(day, {"missing": 2, "to_confirm": 1, "complete": 9}) for day in days])


def test_missed_weeks_leave_a_gap() -> None:
    """Two weeks with two missed between them stand three weeks apart, of four."""
    found = week_chart([WeekPoint(day, {"missing": 1}) for day in ("2021-10-01", "2021-10-22")])
    lefts = re.findall(r'<rect x="([\d.]+)%" y="[\d.]+" width="17\.5%"', found)
    assert lefts == ["3.75", "78.75"]


def test_the_week_stands_on_top() -> None:
    found = judgement()
    tree = Tree(page(matter(judgement=found, week=weekly(found, "2021-10-15"))))
    text = tree.text()
    assert tree.all("section")[0]["id"] == "week"
    assert "与2021-10-15的周报比较。" in text
    assert "没有出周报，不补做" in text
    assert "新收到新来的.docx" in text
    assert "2021-11-20 1.1.3 材料1.1.3：缺失〔综计股、丙〕" in text
    assert "这是第一份周报" in Tree(page(matter(judgement=found, week=weekly(found, None)))).text()
    assert "周报比较" not in Tree(page(matter())).text()


def test_questions_are_questions(whole: str) -> None:
    text = Tree(whole).text()
    assert "1.1.4 这些材料算不算？" in text
    assert "1.1.7 什么时候要交齐？" in text


def test_an_archive_without_anything() -> None:
    bare = judgement((item("1.1.1", "complete", "on_time"),), obligations=(), findings=(), warnings=(), first=())
    text = Tree(page(matter(judgement=bare, activities=(), weeks=(), pictures={}))).text()
    assert "没有没齐的条目。" in text
    assert AS_OF in text


def test_markup_is_only_what_was_made_here() -> None:
    assert el("p", "<b>", Markup("<i>"), None, ["&"], data_x=('"', "a\nb"), hidden=True, class_=None) == (
        '<p data-x="&quot;\na\\u000ab" hidden>&lt;b&gt;<i>&amp;</p>'
    )

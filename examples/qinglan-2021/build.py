"""Build the example archive of the fictional 青澜县审计局: 证据/ (268 files), archive.tsv and gaps.tsv.

Run by hand, from anywhere: `python build.py` (or `python build.py 37 49` for some rows only). The built files are
committed; nobody needs to run this to use them. Everything is invented.

Needs: Python 3.11 with reportlab, pillow, pillow-heif (its wheel brings the HEIC encoder), skia-python, numpy,
fonttools, piexif, pikepdf, python-docx, openpyxl; the Debian packages libreoffice-writer and libreoffice-calc (for
.doc, .wps, .xls, .et), ffmpeg (for .mp4) and the fonts fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp,
fonts-wqy-microhei, fonts-noto-cjk. The .rar is written by `odd.py` itself (RAR 4, stored).

Input: rows.tsv (the plan, one line per row, series in braces), texts/ (the wording of the papers) and contents.py
(banners, registers, chats). Modules: papers.py (PDF), office.py and tables.py (Word, spreadsheets), scans.py (papers as
pictures), drawing.py, scenes.py and photos.py (photographs), screens.py and pages.py (screenshots), odd.py (the rest).
Seeds and times are fixed, so a second run with the same versions gives the same bytes, but for the encrypted PDF
(random salt; its user password is `qinglan2021`). Other versions of the tools named above give other bytes.

Text layer: all PDFs have one but rows 3, 5, 9, 16 and 140, which are scans; archive.tsv says it of each file (`text`).
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pillow_heif
from PIL import Image

import contents
import fonts
import odd
import office
import pages
import papers
import scans
import screens
import tables
from contents import PHOTOS, STAFF, Photos
from papers import Paper
from photos import exif, jpeg, moment_of, paint, photo_row

HERE = Path(__file__).resolve().parent
OUT = HERE / "证据"
COLUMNS = (
    "path",
    "row",
    "items",
    "kind",
    "office",
    "state",
    "problem",
    "finding",
    "step",
    "doc_date",
    "saved_date",
    "text",
    "banner",
    "doc_number",
    "title",
)


SHEETS: dict[str, Callable[[], tables.Sheet]] = {
    "15": tables.expenses,
    "24": tables.vote_form,
    "47": tables.activities,
    "63": tables.sports_register,
    "109": tables.festivals,
    "132": tables.duty_roster,
}
PAGES: dict[str, tuple[Callable[[], Image.Image], str]] = {
    "52": (pages.registered, "青澜县审计局学雷锋志愿服务队"),
    "69": (pages.openness, "青澜县审计局政务公开"),
    "76": (pages.exam_result, "2021年度国家工作人员普法考试成绩"),
    "99": (pages.publicity, "青澜县审计局审计结果公告"),
}


@dataclass
class Entry:
    """One file of the archive, and what is true about it."""

    row: str
    folder: str
    name: str
    number: int
    plan: dict[str, str]
    doc_date: dt.date
    saved_date: dt.date
    text: str = "none"
    banner: str = ""
    doc_number: str = ""
    title: str = ""

    @property
    def path(self) -> Path:
        return OUT / self.folder / self.name

    @property
    def relative(self) -> str:
        return f"{self.folder}/{self.name}"


def expand(name: str) -> list[str]:
    """`a{1..3}.jpg` and `a{x,y}_{1..2}.jpg` written out; zero padding is kept."""
    parts = re.split(r"\{([^}]*)\}", name)
    choices: list[list[str]] = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            choices.append([part])
        elif ".." in part:
            low, high = part.split("..")
            choices.append([str(k).zfill(len(low)) for k in range(int(low), int(high) + 1)])
        else:
            choices.append(part.split(","))
    return ["".join(choice) for choice in itertools.product(*choices)]


def read_plan() -> tuple[list[Entry], list[dict[str, str]]]:
    """The rows of the plan as file entries, and the gap rows."""
    entries: list[Entry] = []
    gaps: list[dict[str, str]] = []
    with (HERE / "rows.tsv").open(encoding="utf-8", newline="") as stream:
        for plan in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if plan["row_type"] == "gap":
                gaps.append(plan)
                continue
            names = expand(plan["filename"])
            if len(names) != int(plan["n_files"]):
                raise ValueError(f"row {plan['row']}: {len(names)} names for {plan['n_files']} files")
            for number, name in enumerate(names):
                day = _day(plan, name, number)
                saved = dt.date.fromisoformat(plan["saved_date"]) if ".." not in plan["saved_date"] else day
                entries.append(Entry(plan["row"], plan["folder"].rstrip("/"), name, number, plan, day, saved))
    return entries, gaps


NOTE_DAYS = ("2021-01-15", "2021-03-12", "2021-05-21", "2021-07-16", "2021-09-17")
REFLECTION_DAYS = (
    "2021-06-10",
    "2021-06-25",
    "2021-07-08",
    "2021-07-29",
    "2021-08-18",
    "2021-09-15",
    "2021-10-13",
    "2021-10-28",
)
STEERING_DAYS = ("2021-03-08", "2021-03-22", "2021-05-12", "2021-07-15", "2021-08-20")


def month_in(name: str) -> int:
    """The two figures before 月."""
    return int(name[name.index("月") - 2 : name.index("月")])


def _day(plan: dict[str, str], name: str, number: int) -> dt.date:
    """The day of one file of a row; series are spread over their range."""
    row, text = plan["row"], plan["doc_date"]
    if ".." not in text:
        return dt.date.fromisoformat(text)
    if row in ("3", "4", "18"):
        return dt.date.fromisoformat({"3": NOTE_DAYS, "4": REFLECTION_DAYS, "18": STEERING_DAYS}[row][number])
    month = month_in(name)
    if row == "90":
        return contents.visit_days(month)
    return dt.date(2021, month, 15 if row == "49" else 20)


def build_photo(entry: Entry, spec: Photos) -> None:
    number = entry.number
    if entry.row == "89" and number == 4:
        shutil.copyfile(entry.path.with_name("公益宣传3.jpg"), entry.path)
    else:
        image = paint(spec, number, entry.row)
        step = number % 3 if entry.row == "49" else number
        moment = moment_of(entry.doc_date, spec.clock, 0 if entry.row == "18" else step, f"{entry.row}/{number}")
        entry.path.write_bytes(jpeg(image, exif_data=exif(moment, entry.row) if spec.camera else b""))
    entry.text = "photo"
    board = spec.shots[number][0] in ("board", "slogan_wall")
    text = spec.banner_of(2 if entry.row == "89" and number == 4 else number)
    entry.banner = "" if board else text
    entry.title = text.split("/")[0].replace("　", " ") if board else ""


# papers


class Builder:
    """Writes every file of the plan; knows the wording and the rows that are not plain papers or photographs."""

    def __init__(self) -> None:
        self.texts = papers.read_papers(HERE / "texts")
        self.jobs: list[tuple[Path, Path]] = []
        self.temporary = Path(tempfile.mkdtemp())
        words = (
            "".join(str(p) for p in self.texts.values()) + "".join(papers.HEADS.values()) + "".join(n for n, _ in STAFF)
        )
        fonts.register_pdf_fonts("".join(sorted(set(words + "—第页目录0123456789"))))
        self.special: dict[str, Callable[[Entry], None]] = {
            "3": self.notes,
            "5": self.long_notes,
            "9": self.minutes,
            "16": self.minutes,
            "140": self.minutes,
            "11": self.certificate,
            "22": self.photographed_minutes,
            "24": self.sheet,
            "25": self.plaque,
            "32": self.sign_in,
            "46": self.invoice,
            "138": self.appeal,
            "15": self.sheet,
            "47": self.sheet,
            "63": self.sheet,
            "90": self.sheet,
            "91": self.sheet,
            "92": self.sheet,
            "109": self.sheet,
            "132": self.sheet,
            "52": self.page,
            "69": self.page,
            "76": self.page,
            "99": self.page,
            "107": self.group_chat,
            "115": self.praise,
            "125": self.moments,
            "102": self.listed,
            "118": self.listed,
            "68": self.booklet,
            "119": self.film,
            "120": self.heic,
            "128": self.encrypted,
            "142": self.copy,
            "144": self.empty,
            "145": self.lock,
            "146": self.rar,
        }

    def build(self, entry: Entry) -> None:
        entry.path.parent.mkdir(parents=True, exist_ok=True)
        spec = photo_row(entry.row)
        if entry.row in self.special:
            self.special[entry.row](entry)
        elif spec and entry.path.suffix.lower() == ".jpg":
            build_photo(entry, spec)
        else:
            self.paper(entry)

    def paper(self, entry: Entry) -> None:
        paper = self.texts.get(entry.row) or self.texts[f"4-{entry.name[5:-5]}"]
        if paper.day != entry.doc_date:
            raise ValueError(f"row {entry.row}: the text says {paper.day}, the plan {entry.doc_date}")
        self.describe(entry, paper)
        if entry.path.suffix == ".pdf":
            papers.write_paper(paper, entry.path)
        elif entry.path.suffix == ".docx":
            office.write_docx(paper, entry.path, self.inner_picture)
        else:
            source = self.temporary / f"{entry.row}.docx"
            office.write_docx(paper, source)
            self.jobs.append((source, entry.path))

    def describe(self, entry: Entry, paper: Paper, text: str = "text") -> None:
        entry.text, entry.doc_number, entry.title = text, paper.number, paper.flat_title

    def inner_picture(self, key: str) -> Path:
        """A picture that lies inside a Word file."""
        path = self.temporary / f"{key}.jpg"
        if key == "57a":
            sheet = scans.sign_in_sheet("形势政策讲座签到表", "2021年4月8日下午　局机关三楼会议室", STAFF[:36], key)
            path.write_bytes(jpeg(scans.on_desk(sheet, key), 60_000, exif(dt.datetime(2021, 4, 8, 14, 22, 5), key)))
        else:
            day = dt.date(2021, 4, 8) if key.startswith("57") else dt.date(2021, 4, 29)
            path.write_bytes(
                jpeg(paint(PHOTOS[key], 0, key), exif_data=exif(moment_of(day, PHOTOS[key].clock, 0, key), key))
            )
        return path

    def listed(self, entry: Entry) -> None:
        """Papers whose table is filled from the staff list."""
        paper = self.texts[entry.row]
        body: list[str] = []
        for line in paper.body:
            if line == "%%scores":
                rng = random.Random("scores")
                marks = [rng.choice((82, 85, 88, 90, 92, 94, 95, 96, 98, 100)) for _ in STAFF]
                for k in range(21):
                    right = k + 21
                    tail = f"{right + 1}|{STAFF[right][0]}|{marks[right]}" if right < len(STAFF) else "||"
                    body.append(f"@{k + 1}|{STAFF[k][0]}|{marks[k]}|{tail}")
                body.append(f"|应考41人，实考41人，合格率100%，平均成绩{sum(marks) / len(marks):.1f}分。")
            elif line == "%%pledges":
                names = [name for name, _ in STAFF] + [""]
                body += ["@" + "|".join(names[k : k + 6]) for k in range(0, 42, 6)]
            else:
                body.append(line)
        papers.write_paper(replace(paper, body=tuple(body)), entry.path)
        self.describe(entry, paper)

    def booklet(self, entry: Entry) -> None:
        papers.write_booklet(self.texts["68"], entry.path)
        self.describe(entry, self.texts["68"])

    # scans

    def notes(self, entry: Entry) -> None:
        paper = self.texts[f"3-{entry.number + 1}"]
        scans.write_scan(scans.note_pages(paper), entry.path, paper)
        self.describe(entry, paper, "scan")

    def long_notes(self, entry: Entry) -> None:
        paper = self.texts["5"]
        scans.write_scan(scans.note_pages(paper), entry.path, paper)
        self.describe(entry, paper, "scan")

    def minutes(self, entry: Entry) -> None:
        paper = self.texts[entry.row]
        scans.write_scan([scans.minute_page(paper)], entry.path, paper, upside_down=entry.row == "140")
        self.describe(entry, paper, "scan")

    # photographed sheets

    def snap(
        self,
        entry: Entry,
        sheet: Image.Image,
        title: str,
        *,
        clock: str,
        text: str = "scan",
        limit: int = 72_000,
        **desk: object,
    ) -> None:
        image = scans.on_desk(sheet, entry.row, **desk)  # type: ignore[arg-type]
        moment = moment_of(entry.doc_date, clock, 0, entry.row)
        entry.path.write_bytes(jpeg(image, limit, exif(moment, entry.row)))
        entry.text, entry.title = text, title

    def photographed_minutes(self, entry: Entry) -> None:
        page = scans.minute_page(self.texts["22"], 250).convert("RGB")
        self.snap(entry, page, "先进典型评选会议记录", clock="17:10", limit=84_000)

    def sign_in(self, entry: Entry) -> None:
        people = [*STAFF[:11], *STAFF[11:38]]
        sheet = scans.sign_in_sheet(
            "道德讲堂第1期签到表", "2021年6月22日（星期二）下午3:00　局机关三楼会议室", people, "32"
        )
        self.snap(entry, sheet, "道德讲堂第1期签到表", clock="14:58", limit=84_000)

    def certificate(self, entry: Entry) -> None:
        sheet = scans.certificate(
            "苏映雪",
            ("　　被评为2021年度局机关优秀共产党员。", "　　特发此证，以资鼓励。"),
            "中共青澜县审计局支部",
            "2021年7月1日",
        )
        self.snap(entry, sheet, "荣誉证书", clock="16:20", size=(1280, 960))

    def plaque(self, entry: Entry) -> None:
        sheet = scans.plaque(("2021年度先进典型", "审计岗位标兵", "方若宁　谭立言"), "青澜县审计局", "2021年9月17日")
        self.snap(
            entry, sheet, "审计岗位标兵", clock="16:02", text="photo", size=(1280, 960), desk=(120, 26, 30), fill=0.84
        )

    def invoice(self, entry: Entry) -> None:
        self.snap(entry, scans.invoice(), "增值税普通发票", clock="11:25", limit=84_000, size=(1280, 960), fill=0.93)

    def appeal(self, entry: Entry) -> None:
        paper = self.texts["138"]
        self.snap(
            entry, scans.typed_sheet(paper, seal_name="青澜县审计局"), paper.flat_title, clock="10:05", limit=84_000
        )

    # tables

    def sheet(self, entry: Entry) -> None:
        """A spreadsheet: xlsx at once, the older formats through LibreOffice."""
        if entry.row in ("90", "91", "92"):
            parts = tables.register(month_in(entry.name), entry.doc_date)
        else:
            parts = SHEETS[entry.row]()
        old = entry.path.suffix != ".xlsx"
        path = self.temporary / f"{entry.row}.xlsx" if old else entry.path
        office.write_xlsx(path, day=entry.doc_date, **parts)
        if old:
            self.jobs.append((path, entry.path))
        entry.text, entry.title = "text", parts["title"]

    def page(self, entry: Entry) -> None:
        draw, title = PAGES[entry.row]
        self.shot(entry, draw(), title)

    # screens

    def shot(self, entry: Entry, image: Image.Image, title: str) -> None:
        screens.save(image, entry.path)
        entry.text, entry.title = "screenshot", title

    def group_chat(self, entry: Entry) -> None:
        month = entry.number + 1
        group = "县文明单位联系微信群"
        if month == 5:
            shutil.copyfile(entry.path.with_name("微信群截图_04月.png"), entry.path)
            entry.text, entry.title, entry.doc_date = "screenshot", group, dt.date(2021, 4, 20)
            return
        card, answer = contents.CHATS[month]
        rng = random.Random(f"chat {month}")
        minute = rng.randrange(10, 50)
        entries = [
            ("time", f"2021年{month}月{20 - 1}日 下午4:{minute}"),
            ("县文明办-王雁回", f"@所有人 请各单位及时报送{month}月份文明创建信息，并在群内转发宣传。"),
            ("time", f"2021年{month}月20日 上午{8 + rng.randrange(3)}:{minute}"),
            ("我", card),
            (rng.choice(("县税收服务站-米兰舟", "县图书馆-单怀谷", "县气象台-瞿若愚")), answer),
            (
                rng.choice(("县文明办-王雁回", "县文化馆-符青云")),
                rng.choice(("收到，已在文明网采用。", "点赞！请大家积极转发。", "好做法，值得推广。")),
            ),
            ("我", rng.choice(("谢谢支持，我们继续努力！", "感谢各位，欢迎多提意见。", "谢谢！请大家帮忙转发。"))),
        ]
        self.shot(entry, screens.chat(group, 86 + month, entries, f"{9 + month % 3:02d}:{minute}"), group)

    def praise(self, entry: Entry) -> None:
        number = entry.number
        image = screens.vote(
            "10月“青澜好人”",
            contents.GOOD_PEOPLE[number],
            number + 3,
            1200 + number * 173,
            f"1{number % 6}:2{number % 10}",
            "2021-10-20",
            STAFF[(number * 5 + 10) % 41][0],
        )
        self.shot(entry, image, "身边好人点赞")

    def moments(self, entry: Entry) -> None:
        number = entry.number
        rng = random.Random(f"moments {number}")
        names = [name for name, _ in STAFF]
        name = names[(number * 4 + 3) % 41]
        likes = rng.sample([n for n in names if n != name], 3 + number % 5)
        comments = [
            (
                rng.choice(names),
                rng.choice(("为你点赞！", "我家也用上了", "健康文明，从我做起", "这个好，转了", "支持支持")),
            )
            for _ in range(1 + number % 3)
        ]
        when = f"2021年4月{13 + number % 4}日 {11 + number % 8}:{rng.randrange(10, 59)}　青澜县"
        image = screens.moments(
            name, contents.MOMENTS[number], when, likes, comments, f"0{8 + number % 2}:1{number % 10}", number
        )
        self.shot(entry, image, "公筷公勺")

    # odd files

    def film(self, entry: Entry) -> None:
        spec = PHOTOS["119"]
        still = paint(spec, 0, "119")
        frames = []
        for k in range(42):
            t = k / 41
            w, h = 1280 * (0.92 - 0.16 * t), 720 * (0.92 - 0.16 * t)
            x, y = (1280 - w) * (0.2 + 0.6 * t), 30 + (900 - h) * 0.22 * (1 - t)
            frames.append(still.resize((640, 360), Image.Resampling.LANCZOS, (x, y, x + w, y + h)))
        odd.film(frames, entry.path, dt.datetime(2021, 5, 18, 15, 6, 20))
        entry.banner = spec.banner

    def heic(self, entry: Entry) -> None:
        spec = PHOTOS["120"]
        image = paint(spec, 0, "120")
        moment = moment_of(entry.doc_date, spec.clock, 0, "120")
        pillow_heif.from_pillow(image).save(str(entry.path), quality=42, exif=exif(moment, "120"))
        entry.text, entry.banner = "photo", spec.banner

    def encrypted(self, entry: Entry) -> None:
        paper = self.texts["128"]
        plain = self.temporary / "128.pdf"
        papers.write_paper(paper, plain)
        odd.encrypt(plain, entry.path, "qinglan2021")
        entry.title, entry.doc_number = paper.flat_title, paper.number

    def copy(self, entry: Entry) -> None:
        source = OUT / "一、组织领导有力 创建工作扎实/1.干部队伍建设/青审发〔2021〕7号 理论学习制度.pdf"
        shutil.copyfile(source, entry.path)
        self.describe(entry, self.texts["1"])

    def empty(self, entry: Entry) -> None:
        entry.path.write_bytes(b"")

    def lock(self, entry: Entry) -> None:
        entry.path.write_bytes(odd.lock_file("江雨霏"))

    def rar(self, entry: Entry) -> None:
        files = []
        for key, name in (("146-1", "2020年文明创建工作总结.docx"), ("146-2", "2020年志愿服务活动小结.docx")):
            paper = self.texts[key]
            path = self.temporary / f"{key}.docx"
            office.write_docx(paper, path)
            files.append(
                (f"2020年文明创建资料\\{name}", path.read_bytes(), dt.datetime.combine(paper.day, dt.time(10, 12)))
            )
        entry.path.write_bytes(odd.rar_stored(files))


def lines(entries: list[Entry]) -> Iterator[list[str]]:
    """The rows of archive.tsv."""
    for e in entries:
        p = e.plan
        yield [
            e.relative,
            e.row,
            p["item_ids"],
            p["evidence_kind"],
            p["office"],
            p["state"],
            p["deliberate_problem"],
            p["expected_finding"],
            p["step"],
            e.doc_date.isoformat(),
            e.saved_date.isoformat(),
            e.text,
            e.banner,
            e.doc_number,
            e.title,
        ]


def write_tables(entries: list[Entry], gaps: list[dict[str, str]]) -> None:
    """archive.tsv and gaps.tsv."""
    with (HERE / "archive.tsv").open("w", encoding="utf-8", newline="") as stream:
        stream.write("\t".join(COLUMNS) + "\n")
        stream.writelines("\t".join(line) + "\n" for line in lines(entries))
    names = ("row", "items", "office", "state", "problem", "finding", "step")
    keys = ("row", "item_ids", "office", "state", "deliberate_problem", "expected_finding", "step")
    with (HERE / "gaps.tsv").open("w", encoding="utf-8", newline="") as stream:
        stream.write("\t".join(names) + "\n")
        stream.writelines("\t".join(gap[key] for key in keys) + "\n" for gap in gaps)


def main(rows: set[str]) -> None:
    """Build the rows named, or all; the tables are written only after a full build."""
    entries, gaps = read_plan()
    builder = Builder()
    for entry in entries:
        if not rows or entry.row in rows:
            builder.build(entry)
    office.convert(builder.jobs)
    for entry in entries:
        if entry.path.exists():
            saved = dt.datetime.combine(entry.saved_date, dt.time(17, 20)).timestamp()
            os.utime(entry.path, (saved, saved))
    if not rows:
        write_tables(entries, gaps)
    shutil.rmtree(builder.temporary)


if __name__ == "__main__":
    main(set(sys.argv[1:]))

"""Evidence: contents, what was read from them, and the places where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from wenming_cli.model.noun import Noun


class Problem(StrEnum):
    """Why a file could not be read; its value is the word that reports use."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    BOMB = "bomb"
    UNSUPPORTED = "unsupported"
    LOCKED = "locked"
    FORBIDDEN = "forbidden"
    CHANGING = "changing"
    GONE = "gone"
    HUNG = "hung"
    CRASHED = "crashed"
    NOT_DOWNLOADED = "not_downloaded"
    WECHAT_CACHE = "wechat_cache"
    PACKED = "packed"


PROBLEM_TEXT = {
    Problem.EMPTY: "空文件（0 字节）",
    Problem.ENCRYPTED: "有打开密码",
    Problem.CORRUPT: "文件损坏，或内容与扩展名不符",
    Problem.BOMB: "超出读取限制（解压后过大、像素过多或嵌套过深）",
    Problem.UNSUPPORTED: "这种格式还读不了内容",
    Problem.LOCKED: "正被其他程序占用",
    Problem.FORBIDDEN: "没有读取权限",
    Problem.CHANGING: "读取时文件正在变化",
    Problem.GONE: "找不到这个文件",
    Problem.HUNG: "读取超时",
    Problem.CRASHED: "读取时程序崩溃",
    Problem.NOT_DOWNLOADED: "尚未下载到本机",
    Problem.WECHAT_CACHE: "微信缓存文件，不是图片原件",
    Problem.PACKED: "是压缩包，里面的文件没有计数",
}

PROBLEM_REMEDY = {
    Problem.EMPTY: "向原提供人重新要一份",
    Problem.ENCRYPTED: "请提供人去掉打开密码后另存一份",
    Problem.CORRUPT: "用 WPS 打开试试，能打开就另存一份；打不开请重新要一份",
    Problem.BOMB: "请人工打开核对，确认后用 wenming pin 指定归属",
    Problem.UNSUPPORTED: "另存为 docx、xlsx、pdf 或 jpg，或用 wenming pin 指定归属",
    Problem.LOCKED: "请先关闭正在打开它的程序，再运行一次",
    Problem.FORBIDDEN: "请检查文件权限后再运行一次",
    Problem.CHANGING: "等文件保存或同步完成后再运行一次",
    Problem.GONE: "检查路径；文件在同步盘上的，等同步完成后再运行一次",
    Problem.HUNG: "请人工打开核对，确认后用 wenming pin 指定归属",
    Problem.CRASHED: "请人工打开核对，确认后用 wenming pin 指定归属",
    Problem.NOT_DOWNLOADED: "在资源管理器里右键选“始终保留在此设备上”，或等网盘下载完，再运行一次",
    Problem.WECHAT_CACHE: "请在微信里打开这张图片，另存为图片后放进来",
    Problem.PACKED: "解压到证据文件夹后再运行一次",
}


class DatedBy(Noun):
    """A date with where it comes from; the day is missing where only a month is written."""

    date: str
    source: str


class Part(Noun):
    """Something inside a content that counts like a file: a picture in a document, a member of a pack.

    *address* is what stands behind the file's name: #图3, !签到表.pdf, #第2-5页. The rest is what was learned of it; a
    member of a pack or letter has a whole *reading* of its own.
    """

    address: str
    carrier: str
    title: str | None = None
    date: str | None = None
    banner: tuple[str, ...] = ()
    fingerprint: str | None = None
    problem: Problem | None = None
    reading: "Reading | None" = None


class RecognisedLine(NamedTuple):
    """Words that were recognised on a page, and where they stand on it; a tuple, for an archive has very many.

    *page* counts from 1. *box* is left, top, right, bottom in ten-thousandths of the width and the height of the page
    as a viewer shows it, turned as EXIF or /Rotate says and cut to its crop box. *direction* is where the words run, in
    degrees clockwise: 0 to the right, 90 down, 180 to the left, 270 up. On a page that lies askew they *lean* by a few
    degrees more, clockwise, and the box surrounds them.
    """

    page: int
    text: str
    box: tuple[int, int, int, int]
    direction: int = 0
    lean: float = 0.0


KEPT_TEXT = 8_000
"""So many first characters of a text are kept: nearly every paper of an office is shorter."""


class Reading(Noun):
    """What one content says, or the problem that kept it from saying anything.

    *text* is its beginning (KEPT_TEXT), *page_lines* the numbers of the lines in it that begin a further page.

    *unrecognised* counts pages and pictures whose words have not been read; *recognised_by* names the engine that read
    them. *recognised_lines* are the words of pages that are pictures only (scans, photos of papers, screenshots, pages
    of PDF and TIFF), in reading order, personal data masked. *signs* are names of units and rooms on a photo, *seal* a
    red seal on a scanned page.
    """

    sha256: str
    format: str = ""
    carrier: str = "文档"
    red_head: bool = False
    copied: bool = False
    types: tuple[str, ...] = ()
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    date: str | None = None
    dates: tuple[DatedBy, ...] = ()
    banner: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    seal: bool = False
    headings: tuple[str, ...] = ()
    text: str = ""
    text_chars: int = 0
    page_lines: tuple[int, ...] = ()
    pages: int | None = None
    parts: tuple[Part, ...] = ()
    exif_date: str | None = None
    camera: str | None = None
    pixels: tuple[int, int] | None = None
    fingerprint: str | None = None
    unrecognised: int = 0
    recognised_by: str | None = None
    recognised_lines: tuple[RecognisedLine, ...] = ()
    secrecy: str | None = None
    personal_data: dict[str, int] = Field(default_factory=dict)
    cues: dict[str, str] = Field(default_factory=dict)
    problem: Problem | None = None
    problem_text: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all of its text was kept, so that what is not in it is not there."""
        return self.text_chars > 0 and len(self.text) < KEPT_TEXT

    def page_of(self, at: int) -> int | None:
        """The page on which the character at *at* of the text stands; None where pages are not known."""
        if not self.page_lines:
            return 1 if self.pages == 1 else None
        line = self.text.count("\n", 0, at)
        return 1 + sum(start <= line for start in self.page_lines)

    @property
    def photos(self) -> int:
        """How many photos lie in the content: pictures of papers and charts are none."""
        return sum(part.carrier == "照片" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content lies: its evidence root, the path below it (forward slashes), size, time.

    *member* is the address of a member of the pack that lies there: !三月/签到表.pdf.
    """

    root: str
    path: str
    size: int
    mtime_ns: int
    member: str = ""

    @property
    def name(self) -> str:
        """The file name with its suffix."""
        return (self.member[1:] or self.path).rsplit("/", 1)[-1]

    @property
    def called(self) -> str:
        """What a sentence calls it: the name, of a member with that of its pack."""
        return f"{self.path.rsplit('/', 1)[-1]}里的{self.name}" if self.member else self.name

    @property
    def shown(self) -> str:
        """The path as reports show it: from the workspace, the evidence root included."""
        return f"{self.root.rstrip('/')}/{self.path}{self.member}"

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        return self.name.rsplit(".", 1)[0] if "." in self.name[1:] else self.name

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders above the file, outermost first; a pack is the folder of its members."""
        if not self.member:
            return tuple(self.path.split("/")[:-1])
        *above, pack = self.path.split("/")
        return (*above, pack.rsplit(".", 1)[0], *self.member[1:].split("/")[:-1])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One content with everything known of it: its reading and every place of it.

    *unread* says why the original can't be read now, where its copy in the boxes was read instead; else it is empty.
    """

    reading: Reading
    places: tuple[Place, ...]
    unread: str = ""

    @property
    def sha256(self) -> str:
        """The identity of the content; an unread file has its place for one."""
        return self.reading.sha256

    @property
    def place(self) -> Place:
        """The first place, which stands for the content where one is enough."""
        return self.places[0]

    @property
    def members(self) -> "tuple[Evidence, ...]":
        """The members of a pack, and what is attached to a letter, as contents of their own.

        One whose bytes could not be had has its place for an identity, as any unread file.
        """
        found = []
        for part in self.reading.parts:
            if part.reading is not None:
                places = tuple(replace(place, member=part.address) for place in self.places)
                identity = part.reading.sha256 or f"unread:{places[0].shown}"
                found.append(Evidence(Reading(**{**dict(part.reading), "sha256": identity}), places))
        return tuple(found)


def fingerprints_of(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Key and fingerprint of every picture in a content: its hash, for a picture in a document with the address."""
    for one in (evidence, *evidence.members):
        if one.reading.fingerprint:
            yield one.sha256, one.reading.fingerprint
        for part in one.reading.parts:
            if part.fingerprint:
                yield one.sha256 + part.address, part.fingerprint


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that was deliberately left out, and why.

    *unseen*: not on purpose; nobody knows what is in this folder, or in this file.
    """

    root: str
    path: str
    reason: str
    silent: bool = False
    unseen: bool = False

    @property
    def shown(self) -> str:
        """The path as reports show it: from the workspace, the evidence root included."""
        return f"{self.root.rstrip('/')}/{self.path}"

"""Read .rtf: paragraphs and table rows with their look (Rich Text Format Specification 1.9.1).

Own reader: what is on PyPI gives the bare text only, and not the size, centring and colour that tell a title.
"""

import re
from dataclasses import dataclass, field, replace

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError
from wenming_cli.read.rtf_tables import ASSOCIATED, STATED, State, code_page, fonts, reds, stated
from wenming_cli.read.streams import SMALL_PICTURE

DEEPEST = 1_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)"
)
_UNSAID = frozenset(
    {
        *(
            b"fonttbl",
            b"colortbl",
            b"stylesheet",
            b"info",
            b"pict",
            b"object",
            b"themedata",
            b"datastore",
            b"latentstyles",
        ),
        *(b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"filetbl", b"revtbl", b"xmlnstbl", b"fldinst"),
        *(
            b"shprslt",
            b"nonshppict",
            b"bkmkstart",
            b"bkmkend",
            b"header",
            b"footer",
            b"headerl",
            b"headerr",
            b"headerf",
        ),
        *(b"footerl", b"footerr", b"footerf", b"ftnsep", b"ftnsepc", b"aftnsep", b"aftnsepc", b"template", b"operator"),
        *(b"annotation", b"atnid", b"atnauthor", b"do", b"mmathPr"),
    }
)
_SIGNS = {b"~": " ", b"_": "-", b"-": ""}
_WORDS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip


@dataclass(slots=True)
class Page:
    """What has been read so far of the text: paragraph, row, and how they look."""

    extract: Extract
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    size: float = 0.0
    bold: bool = True
    red: bool = False
    centred: bool = False
    tabled: bool = False

    def put(self, text: str, state: State, reds: frozenset[int]) -> None:
        """Take visible characters into the paragraph."""
        self.text.append(text)
        if text.strip():
            self.size = max(self.size, state.size)
            self.bold = self.bold and state.bold
            self.red = self.red or state.colour in reds

    def end(self) -> bool:
        """A paragraph ends; False when there is room for no more."""
        text = "".join(self.text)
        if self.tabled:
            self.text.append(" ")
            return True
        lines = [
            Line(one.strip(), self.size, self.centred, self.bold, self.red) for one in text.split("\n") if one.strip()
        ]
        self.text, self.size, self.bold, self.red = [], 0.0, True, False
        return all(map(self.extract.add, lines))

    def cell(self) -> None:
        """A table cell ends."""
        self.cells.append(re.sub(r"\s+", " ", "".join(self.text)).strip())
        self.text = []

    def row(self) -> bool:
        """A table row ends."""
        filled = [cell for cell in self.cells if cell]
        self.cells, self.text, self.tabled = [], [], False
        self.size, self.bold, self.red = 0.0, True, False
        return not filled or self.extract.add(Line("\t".join(filled)))


def read_rtf(data: bytes) -> Extract:
    """The lines of an RTF document; broken nesting is borne, as Word does."""
    if not data.startswith(b"{\\rtf"):
        raise UnreadableError("corrupt", "不是 RTF")
    extract = Extract("rtf", "文档")
    reader = _Reader(data, extract)
    reader.read()
    if not extract.lines and not extract.pictures:
        raise UnreadableError("empty", "文件里没有文字")
    return extract


class _Reader:
    """The states of the groups, and the tables at the head of the file."""

    def __init__(self, data: bytes, extract: Extract) -> None:
        self.data, self.page, self.extract = data, Page(extract), extract
        self.state, self.stack = State(), list[State]()
        self.codec, self.fonts, self.reds = code_page(data), fonts(data), reds(data)
        self.waiting, self.boxes = bytearray(), list[tuple[int, Page]]()
        self.owed, self.fresh, self.hexes, self.used = 0, False, 0, 0

    def read(self) -> None:
        """Walk through all marks; stop when there is room for no more text."""
        for match in _TOKEN.finditer(self.data):
            word, number, byte, sign, brace, plain = match.groups()
            fresh, self.fresh = self.fresh, False
            if byte is not None or plain is not None:
                self._bytes(bytes.fromhex(byte.decode()) if byte is not None else plain)
                continue
            if word is not None or brace is not None or sign is not None:
                self._flush()
            if brace is not None:
                self._brace(brace)
            elif sign is not None:
                self._sign(sign)
            elif word is not None and not self._word(word, int(number) if number else None, fresh):
                return
        self._flush()
        self.page.tabled = False
        self.page.end()

    def _bytes(self, found: bytes) -> None:
        """Characters as bytes; the stand-ins behind a \\u are left out."""
        if self.state.picture:
            self.hexes += len(found)
        if self.owed:
            skipped = min(self.owed, len(found))
            self.owed -= skipped
            found = found[skipped:]
        if not self.state.skipped and not self.state.deleted:
            self.waiting += found

    def _flush(self) -> None:
        """Bytes wait until their run ends, because a Chinese character has two or four of them."""
        if not self.waiting:
            return
        text = self.waiting.decode(self.fonts.get(self.state.font, self.codec), "replace")
        self.waiting.clear()
        self.used += len(text)
        if self.used <= MOST_TEXT * 2:
            self.page.put(text, self.state, self.reds)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self.stack) > DEEPEST:
                raise UnreadableError("bomb", "嵌套过深")
            self.stack.append(self.state)
            self.fresh = True
            return
        if self.state.picture and self.hexes:
            self.extract.pictures += self.hexes // 2 > SMALL_PICTURE and not self.state.twin
            self.hexes = 0
        self.owed = 0
        if self.boxes and len(self.stack) <= self.boxes[-1][0]:
            self.page.tabled = False
            self.page.end()
            self.page = self.boxes.pop()[1]
        if self.stack:
            self.state = self.stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.state = replace(self.state, skipped=True)
        elif sign in b"\r\n":
            self.page.end()
        elif not self.state.skipped:
            text = _SIGNS.get(sign, sign.decode("latin-1") if sign in b"\\{}" else "")
            self.page.put(text, self.state, self.reds)

    def _word(self, word: bytes, number: int | None, fresh: bool) -> bool:
        """A control word; False when there is room for no more."""
        state = self.state
        if fresh and word in _UNSAID:
            self.state = replace(state, skipped=True, picture=word == b"pict", twin=state.twin or word == b"nonshppict")
            return True
        if word == b"shptxt":
            self.state = replace(state, skipped=False)
            self.boxes.append((len(self.stack), self.page))
            self.page = Page(self.extract)
        elif word == b"shppict":
            self.state = replace(state, skipped=False)
        elif word == b"pict":
            self.state = replace(state, skipped=True, picture=True)
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif word in STATED or word in ASSOCIATED:
            self.state = stated(state, word, number)
        elif not state.skipped:
            return self._layout(word)
        return True

    def _unicode(self, number: int) -> None:
        """A \\u character; a pair of surrogates is put together where it stands."""
        self.owed = self.state.stand_ins
        if self.state.skipped or self.state.deleted:
            return
        code = number & 0xFFFF
        before = self.page.text[-1] if self.page.text else ""
        if 0xDC00 <= code < 0xE000 and len(before) == 1 and 0xD800 <= ord(before) < 0xDC00:
            self.page.text[-1] = chr(0x10000 + ((ord(before) - 0xD800) << 10) + code - 0xDC00)
        else:
            self.page.put(chr(code), self.state, self.reds)

    def _layout(self, word: bytes) -> bool:
        page = self.page
        match word:
            case b"par" | b"sect" | b"page":
                return page.end()
            case b"pard":
                page.centred, page.tabled = False, False
            case b"intbl":
                page.tabled = True
            case b"qc":
                page.centred = True
            case b"ql" | b"qr" | b"qj":
                page.centred = False
            case b"cell" | b"nestcell":
                page.cell()
            case b"row" | b"nestrow":
                return page.row()
            case _ if word in _WORDS:
                page.put(_WORDS[word], self.state, self.reds)
        return True

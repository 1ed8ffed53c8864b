"""From a bare extract to facts: title, number, issuer, date, types, red head, each with its cue."""

import re
from collections.abc import Sequence
from itertools import pairwise

from wenming_cli.dates.written import Written, dates_in
from wenming_cli.model.evidence import KEPT_TEXT, DatedBy, Part, Reading, RecognisedLine
from wenming_cli.model.number import find_number
from wenming_cli.read.award import award
from wenming_cli.read.extract import Extract, Line
from wenming_cli.read.personal import masked, masked_in_place, personal_counts
from wenming_cli.read.signed import HEAD_LINES, TAIL_LINES, Signed, find_signed, organ_of, signing_organ
from wenming_cli.read.title import find_title
from wenming_cli.read.types import types_of

MOST_DATES = 12
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节])\s*(.{2,30})$"
)
_RED_HEAD = re.compile(r"[一-鿿()（）、\s]{4,40}$")
_RED_WORD = re.compile(
    r"(文件|函|令|公报|纪要|通报|简报|局|委员会|办公室|政府|厅|部|院|处|所|中心|委|公司|学校|大学|会)$"
)
_SECRET = re.compile(r"(绝密|机密|秘密)\s{0,3}[★☆*＊✩⋆]")
_INTERNAL = re.compile(r"^[\s【\[（(]*(内部(?:资料|文件|使用|传阅)|工作秘密)")
_COPY = re.compile(r"^[\s(（【\[]*复印件?[\s)）】\]]*$|(?:与|同)原件(?:核对)?(?:一致|相符|无误)")


def facts_of(sha256: str, extract: Extract) -> Reading:
    """All facts of one content; loose words of a photo are no paper's title or number, save those of an award."""
    lines, text = [] if extract.loose else extract.lines, extract.text
    given = award(extract.lines) if extract.loose else None
    title = find_title(lines) if lines else None
    red_head = _red_head(extract)
    number = find_number([line.text for line in _head(lines)])
    cues = dict(extract.cues)
    types, typed_by = types_of(title, lines)
    signed = find_signed(lines, types)
    written = signed.written if signed else None
    if given:
        types, written, typed_by = (given[0],), given[1], "图上写着授予的荣誉"
    if types:
        cues["types"] = typed_by
    if red_head:
        cues["red_head"] = red_head
    reading = Reading(
        sha256=sha256,
        format=extract.format,
        carrier=extract.carrier,
        red_head=bool(red_head),
        copied=_copied(lines, title),
        types=types[:4],
        title=title,
        doc_number=number,
        issuer=_issuer(lines, title, signed),
        date=_iso(written) if written else None,
        dates=_dates(extract, text, written),
        banner=tuple(dict.fromkeys((*extract.banner, *(line for part in extract.parts for line in part.banner)))),
        signs=extract.signs,
        seal=extract.seal,
        headings=tuple(dict.fromkeys(match[1].strip() for line in lines[:400] if (match := _HEADING.match(line.text))))[
            :12
        ],
        text=masked(text[:KEPT_TEXT]),
        page_lines=_page_lines(extract.lines),
        text_chars=len(re.sub(r"\s", "", text)),
        pages=extract.pages,
        parts=tuple(extract.parts),
        exif_date=extract.exif_date,
        camera=extract.camera,
        pixels=extract.pixels,
        fingerprint=extract.fingerprint,
        unrecognised=extract.unrecognised,
        recognised_by=extract.recognised_by,
        recognised_lines=_masked_lines(extract.recognised_lines),
        secrecy=_secrecy(extract.lines),
        personal_data=personal_counts(text),
        cues=cues,
    )
    return _sealed(reading) if reading.secrecy and _SECRET.match(reading.secrecy) else reading


def _masked_lines(lines: Sequence[RecognisedLine]) -> tuple[RecognisedLine, ...]:
    """The lines with personal data masked; as in the text, a word in the line above may tell what a number is."""
    texts = masked_in_place("\n".join(line.text for line in lines)).split("\n") if lines else []
    return tuple(line._replace(text=text) for line, text in zip(lines, texts, strict=True))


def _page_lines(lines: Sequence[Line]) -> tuple[int, ...]:
    """The numbers of the lines, from 0, with which the second and each further page begins."""
    if any("\n" in line.text for line in lines):
        return ()
    return tuple(at for at, (before, line) in enumerate(pairwise(lines), 1) if line.page > before.page)


def _sealed(reading: Reading) -> Reading:
    """A reading without the words of a paper with a 密级 mark: they are kept nowhere (RELIABILITY, part 6)."""
    wordless: dict[str, object] = {
        "title": None,
        "doc_number": None,
        "issuer": None,
        "headings": (),
        "text": "",
        "page_lines": (),
        "recognised_lines": (),
        "banner": (),
        "signs": (),
        "cues": {},
    }
    parts = tuple(Part(address=part.address, carrier=part.carrier) for part in reading.parts)
    return Reading(**{**dict(reading), **wordless, "parts": parts})


def _head(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines[:HEAD_LINES] if line.page == lines[0].page]


def _red_names(lines: Sequence[Line]) -> list[Line]:
    """The red lines on top that name an organ or its papers (青岚县审计局文件), not a red title."""
    red = [line for line in _head(lines) if line.red and _RED_HEAD.fullmatch(line.text.strip())]
    return [line for line in red if _RED_WORD.search(re.sub(r"[\s()（）]", "", line.text)) and "关于" not in line.text]


def _red_head(extract: Extract) -> str | None:
    """The cue of a red head: a red organ name on top, with a red rule or a number below it (GB/T 9704, 7.2.4)."""
    lines = extract.lines
    red = _red_names(lines)
    if not red:
        return None
    sizes = sorted(line.size for line in lines[:40])
    body = sizes[len(sizes) // 2]
    name = re.sub(r"\s+", "", red[0].text)
    if red[0].size <= body + 2 and not extract.red_rule:
        return None
    numbered = find_number([line.text for line in _head(lines)])
    if extract.red_rule or numbered or name.endswith(("文件", "令", "纪要")):
        return f"红色版头“{name}”"
    return None


def _copied(lines: Sequence[Line], title: str | None) -> bool:
    """Whether the paper says that it is a copy: by its title, a mark of its own, or 与原件一致."""
    if title and re.search(r"复印件?[)）】\]]?$", title):
        return True
    head_and_end = [*lines[:HEAD_LINES], *lines[-TAIL_LINES:]]
    return any(_COPY.search(line.text) for line in head_and_end)


def _iso(written: Written) -> str:
    return written.day.isoformat() if written.exact else written.day.isoformat()[:7]


def _dates(extract: Extract, text: str, written: Written | None) -> tuple[DatedBy, ...]:
    """Every date with its source: 落款, EXIF, then those of the text in order."""
    found: dict[tuple[str, str], DatedBy] = {}
    if written:
        found[_iso(written), "落款"] = DatedBy(date=_iso(written), source="落款")
    if extract.exif_date:
        found[extract.exif_date, "EXIF"] = DatedBy(date=extract.exif_date, source="EXIF")
    for day in extract.stamp_dates:
        found[day, "水印"] = DatedBy(date=day, source="水印")
    words = "图上文字" if extract.loose else "正文"
    in_text = sorted(dates_in(text[:20_000]), key=lambda one: one.at)
    for one in in_text[:MOST_DATES]:
        known = {written and _iso(written), *extract.stamp_dates} if extract.loose else {written and _iso(written)}
        if _iso(one) not in known:
            found[_iso(one), words] = DatedBy(date=_iso(one), source=words)
    return tuple(found.values())


def _issuer(lines: Sequence[Line], title: str | None, signed: Signed | None) -> str | None:
    """发文机关: the signature beside the date, else the red head, else the name before 关于 in the title."""
    if organ := signing_organ(lines, signed):
        return organ
    for line in _red_names(lines):
        return re.sub(r"(文件|函)$", "", re.sub(r"\s+", "", line.text))
    before = re.match(r"(.{3,30}?)关于", title or "")
    return organ_of(before[1]) if before else None


def _secrecy(lines: Sequence[Line]) -> str | None:
    """A 密级 mark anywhere, or an 内部 mark at the start of one of the first lines (RELIABILITY part 6)."""
    for line in lines[:200]:
        match = _SECRET.search(line.text)
        if match:
            return match[0].strip()
    for line in lines[:8]:
        match = _INTERNAL.match(line.text)
        if match:
            return match[1]
    return None

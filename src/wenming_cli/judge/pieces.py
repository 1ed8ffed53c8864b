"""The pieces that each requirement has: uses with their day, and whether they count."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.judge.listing import listed
from wenming_cli.model.day import Day, day_of
from wenming_cli.model.evidence import KEPT_TEXT, Evidence
from wenming_cli.model.matching import RECORDED, Activity, Matching, Standing, State, Use
from wenming_cli.model.requirement import Plain
from wenming_cli.text import bigrams, letters

UNREADABLE = "unreadable"
HOPE = 0.46
"""Score from which the name of an unreadable file is taken to point to a requirement."""

SAME_BANNER = 0.7
"""Share of the pairs of characters of a wanted banner that one must have."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One use of a content (or of a picture in it), or a recorded paper, with what judging needs to know.

    *count* says for how many pieces it stands.
    """

    use: Use
    evidence: Evidence
    day: Day | None
    activity: Activity | None
    count: int = 1

    @property
    def words(self) -> str:
        """Everything that names the piece: file, folders, title, banner, activity."""
        place = self.evidence.place
        return letters(
            "".join(
                (
                    place.stem,
                    *place.folders[-2:],
                    self.evidence.reading.title or "",
                    *self.evidence.reading.banner,
                    self.activity.name if self.activity else "",
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """A piece held against one requirement: counts, is doubtful, or fails, and why."""

    piece: Piece
    counts: bool
    doubt: str | None = None
    fault: str | None = None


Pieces = Mapping[tuple[str, str], tuple[Piece, ...]]


def collect(matching: Matching, year: int) -> Pieces:
    """All pieces by item and requirement, in the order of the archive."""
    activities = {activity.id: activity for activity in matching.activities}
    found: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for standing in matching.single:
        own = tuple(use for use in standing.uses if use.part is None)
        uses = own or _hoped(standing)
        day = day_of(standing.evidence, year) if uses else None
        for use in uses:
            piece = Piece(use, standing.evidence, day, activities.get(use.activity or ""))
            found[use.item, use.requirement].append(piece)
    return {key: tuple(pieces) for key, pieces in found.items()}


def _hoped(standing: Standing) -> tuple[Use, ...]:
    """What an unreadable file would serve by its name: a doubt for a person, never a count."""
    if standing.state is not State.UNREADABLE or standing.score < HOPE or standing.evidence.reading.carrier == "压缩包":
        return ()
    best = standing.candidates[0]
    return (Use(standing.evidence.sha256, best.item, best.requirement, UNREADABLE, best.score, None, None, best.caps),)


def check(piece: Piece, asked: Plain) -> Checked:
    """Hold one piece against the form that the requirement asks for."""
    if piece.use.how in ("decided", RECORDED):
        return Checked(piece, True)
    if piece.use.how == UNREADABLE:
        wrong = _carrier(piece, asked)
        return Checked(piece, False, None if wrong else "；".join(("读不了，要人看一眼", *piece.use.because)), wrong)
    if piece.use.how == "proposed":
        wrong = _carrier(piece, asked) if len(piece.use.because) == 1 else None
        whose = f"归属待确认（{piece.use.because[0]}）" if piece.use.because else "归属待确认"
        asked_of_people = "；".join(one for one in (whose, _misread(piece, asked)) if one)
        return Checked(piece, False, None if wrong else asked_of_people, wrong)
    fault, doubt = _red_head(piece, asked)
    wrong, unsure = listed(piece.evidence.reading, asked.lists) if asked.lists else (None, None)
    fault = fault or _carrier(piece, asked) or _mention(piece, asked) or wrong or _short(piece, asked)
    misread = _misread(piece, asked) if fault is None else None
    doubts = (
        doubt,
        misread,
        _unread(piece, asked),
        _banner(piece, asked),
        unsure,
        _uncounted(piece, asked),
        _draft(piece),
    )
    doubt = next((one for one in doubts if one), None)
    return Checked(piece, fault is None and doubt is None, doubt if fault is None else None, fault)


def counting(pieces: Sequence[Piece], asked: Plain, kinds: Collection[str]) -> list[Piece]:
    """The pieces that count for a requirement and are of certain kinds; one that names no kind may be of any."""
    return [
        piece
        for piece in pieces
        if check(piece, asked).counts
        and (not piece.evidence.reading.types or set(piece.evidence.reading.types) & set(kinds))
    ]


def _red_head(piece: Piece, asked: Plain) -> tuple[str | None, str | None]:
    """A red head where one is asked for: a fault on a text, a doubt on a picture of a paper."""
    reading = piece.evidence.reading
    if not asked.red_head or reading.red_head:
        return None, None
    if reading.recognised_by:
        return None, "图上没有看到红色版头（黑白扫描会丢失红色），要人看一眼"
    if reading.text_chars > 0:
        return "不是红头文件（没有红色版头）", None
    return None, "是扫描件或图片，红头要人看一眼"


def _carrier(piece: Piece, asked: Plain) -> str | None:
    """A carrier that the requirement cannot take: a video where pictures are asked for."""
    reading = piece.evidence.reading
    if not asked.carrier or piece.use.part or reading.carrier in asked.carrier:
        return None
    if reading.carrier in ("照片", "截图", "扫描件") and set(asked.carrier) & {"照片", "截图", "扫描件"}:
        return None
    return f"是{reading.carrier}，这里要{'或'.join(asked.carrier)}"


def _mention(piece: Piece, asked: Plain) -> str | None:
    """Words that the text must contain; recognised text may have lost them."""
    absent = [] if piece.evidence.reading.recognised_by else _absent(piece, asked)
    return f"正文没有出现“{'”“'.join(absent)}”" if absent else None


def _absent(piece: Piece, asked: Plain) -> list[str]:
    """Words that the text should contain and does not; judged only where the whole text was kept."""
    reading = piece.evidence.reading
    if not asked.must_mention or not reading.is_whole:
        return []
    text = letters(reading.text)
    return [word for word in asked.must_mention if letters(word) not in text]


def _short(piece: Piece, asked: Plain) -> str | None:
    """Fewer characters than the least that is asked for; of recognised text the count is only about right."""
    reading = piece.evidence.reading
    if asked.min_chars is None or not 0 < reading.text_chars < asked.min_chars or reading.recognised_by:
        return None
    return f"正文{reading.text_chars}字，要{asked.min_chars}字以上"


def _unread(piece: Piece, asked: Plain) -> str | None:
    """Words that the kept beginning of a long text does not have: they may stand further on."""
    reading = piece.evidence.reading
    if not asked.must_mention or reading.is_whole or not reading.text_chars:
        return None
    text = letters(reading.text)
    absent = [word for word in asked.must_mention if letters(word) not in text]
    return f"正文较长，前{KEPT_TEXT}字里没有“{'”“'.join(absent)}”，要人看一眼" if absent else None


def _misread(piece: Piece, asked: Plain) -> str | None:
    """What recognition may have missed: words that must be there, a length near or below the least."""
    reading = piece.evidence.reading
    if not reading.recognised_by:
        return None
    if absent := _absent(piece, asked):
        return f"识别的文字里没有“{'”“'.join(absent)}”，要人看一眼"
    if asked.min_chars is not None and 0 < reading.text_chars < asked.min_chars:
        return f"识别出约{reading.text_chars}字，要{asked.min_chars}字以上，请人工清点"
    return None


def _uncounted(piece: Piece, asked: Plain) -> str | None:
    """A length that cannot be counted because the content has no text."""
    if asked.min_chars is None or piece.evidence.reading.text_chars:
        return None
    return f"没有文字层，字数（{asked.min_chars}字以上）要人清点"


def _draft(piece: Piece) -> str | None:
    """A name that says the paper is a draft."""
    mark = next((one for one in ("草稿", "征求意见稿", "初稿", "讨论稿") if one in piece.evidence.place.stem), None)
    return f"名称写着“{mark}”，不是定稿" if mark else None


def _banner(piece: Piece, asked: Plain) -> str | None:
    """A banner that was not read, or that says something else, must be looked at by a person.

    Where nobody has read it, a file name that speaks of a banner vouches for one.
    """
    reading = piece.evidence.reading
    if not asked.banner:
        return None
    wanted = asked.banner if isinstance(asked.banner, str) else ""
    if reading.banner:
        return None if _says(reading.banner, wanted) else f"会标是“{reading.banner[0]}”，要“{wanted}”"
    if not wanted and any(word in piece.evidence.place.stem for word in ("会标", "横幅")):
        return None
    named = f"“{wanted}”" if wanted else ""
    return f"图上没有认出会标{named}，要人看一眼" if reading.recognised_by else f"会标{named}要人看一眼"


def _says(banner: Sequence[str], wanted: str) -> bool:
    """Whether a banner has the words that are asked for, a few misread characters aside."""
    said, asked = bigrams(letters("".join(banner))), bigrams(letters(wanted))
    return not asked or len(said & asked) >= SAME_BANNER * len(asked)

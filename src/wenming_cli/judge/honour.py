"""The honours among the contents that are filed under a bonus row: read one by one, then each honour once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wenming_cli.judge.honour_day import Dated, Reach, dated
from wenming_cli.judge.honour_level import GIVING, Given, Graded, graded, is_of_honours
from wenming_cli.judge.told import evidence_of
from wenming_cli.model.criteria import Bonus, BonusRule
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.issuer import body_level
from wenming_cli.model.matching import Matching, State
from wenming_cli.model.material import named_types
from wenming_cli.model.record import STANDS_FOR, Record
from wenming_cli.text import letters

Filed = tuple[Evidence, str | None]
"""What lies under a bonus row, and the level that a person stated."""
SETTLED = frozenset({"sure", "decided", "shared"})
PICTURES = frozenset({"照片", "截图"})
_BODY = re.compile(r"[一-鿿()（）、\s]{4,40}(?:委员会|委|人民政府|政府|办公室|厅|局|部|署|总工会|联合会)$")
_NO_BODY = re.compile("授予|荣获|评为|先进|文明单位|称号|贵单位")
_VERB = re.compile(".*(?:授予|命名|表彰|表扬|评为|获评|荣获|荣膺)")
_DECOR = re.compile(
    "(?:19|20)[0-9]{2}(?:年度|年|届)?|[0-9]+|荣誉称号|称号|荣誉证书|获奖证书|证书|奖牌|奖状|牌匾|铜牌|照片|图片|扫描件?|复印件?|名单"
    "|的?(?:通报|决定|通知)|全国|全省|全市|国家级|省级|市级|^[一-鿿]{2,3}?[省市]|文件"
)
"""What surrounds the name of an honour in titles and file names: years, kinds of paper, places."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One content as it speaks for an honour."""

    evidence: Evidence
    given: Given
    graded: Graded
    dated: Dated

    @property
    def rule(self) -> BonusRule | None:
        """The rule that it is shown under."""
        return self.graded.sure or self.graded.hoped

    @property
    def core(self) -> tuple[str, str]:
        """Level and name by which two papers are of one honour."""
        name = letters(self.given.name)
        bare = _DECOR.sub("", _VERB.sub("", name))
        return self.rule.level if self.rule else "", bare if len(bare) > 1 else name


@dataclass(frozen=True, slots=True)
class Honour:
    """An honour with all papers of it: what holds for certain, and what may hold."""

    claims: tuple[Claim, ...]

    @property
    def sure(self) -> BonusRule | None:
        """The rule for which one of its papers speaks for certain, where the day is certain too.

        A paper without a day may be of another year's honour: it settles nothing.
        """
        settled = any(one.dated.counts for one in self.claims)
        return _best(one.graded.sure for one in self._dated) if settled else None

    @property
    def hoped(self) -> BonusRule | None:
        """The best rule that may hold; none where every day lies outside."""
        if all(one.dated.counts is False for one in self.claims):
            return None
        return _best(rule for one in self.claims for rule in (one.graded.sure, one.graded.hoped))

    @property
    def first(self) -> Claim:
        """The paper that stands for it: the one that says most for certain."""
        return max(self.claims, key=lambda one: (one.graded.sure is not None, one.dated.counts is True))

    @property
    def because(self) -> tuple[str, ...]:
        """What is doubtful, or keeps it from counting: what none of its papers settles."""
        graded = [one.graded for one in self._dated if one.graded.sure] or [self.first.graded]
        day = None if any(one.dated.counts for one in self.claims) else self.first.dated.doubt
        told = (doubt for one in graded for doubt in one.doubts)
        return tuple(dict.fromkeys((*told, *([day] if day else []))))

    @property
    def _dated(self) -> tuple[Claim, ...]:
        """The papers that bear a day."""
        return tuple(one for one in self.claims if one.dated.day)

    @property
    def date(self) -> str | None:
        """Its day, a certain one where there is one."""
        ordered = sorted(self._dated, key=lambda one: one.dated.counts is not True)
        return ordered[0].dated.day if ordered else None


def _best(rules: Iterable[BonusRule | None]) -> BonusRule | None:
    return max((one for one in rules if one), key=lambda one: one.points, default=None)


def filed_under(row: Bonus, matching: Matching) -> Iterator[Filed]:
    """The contents that people filed under *row*, with the level that they stated."""
    for one in matching.single:
        for use in one.uses:
            if use.item == row.id and use.how in SETTLED:
                yield one.evidence, use.requirement


def recorded_under(row: Bonus, records: Iterable[Record]) -> Iterator[Filed]:
    """The papers and links that people recorded under *row*, each of the kind that its title names."""
    for one in records:
        if one.item == row.id and one.do in STANDS_FOR:
            evidence = evidence_of(one)
            reading = evidence.reading.model_copy(update={"types": named_types(one.title or "")})
            yield replace(evidence, reading=reading), one.requirement


def honours_of(row: Bonus, filed: Iterable[Filed], unit: str, year: int, reach: Reach) -> tuple[Honour, ...]:
    """The honours of what lies under *row*, by their days; papers of one honour are counted once (每一项)."""
    claims = []
    for evidence, level in filed:
        given = _given(evidence, level)
        claims.append(Claim(evidence, given, graded(row, given, unit), dated(evidence, reach, year)))
    return tuple(sorted((Honour(tuple(ones)) for ones in _alike(claims)), key=_order))


def _order(one: Honour) -> tuple[str, str, str]:
    return one.date or "9999", one.first.given.name, one.first.evidence.place.shown


def _alike(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Papers of one level and name, and of one year; one without a day belongs to the first year that there is."""
    by_core: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for claim in sorted(claims, key=lambda one: (one.dated.day or "9999", one.evidence.place.shown)):
        years = by_core.setdefault(claim.core, {})
        year = (claim.dated.day or min(years, default=""))[:4]
        years.setdefault(year, []).append(claim)
    for years in by_core.values():
        yield from years.values()


def unfiled(row: Bonus, matching: Matching, unit: str, year: int, reach: Reach) -> tuple[str, ...]:
    """Contents that look like an honour that *row* gives points for, and that nobody filed under it."""
    if not is_of_honours(row):
        return ()
    found = []
    for one in matching.single:
        types = one.evidence.reading.types[:1]
        if one.state in (State.WITHHELD, State.IGNORED) or not set(types) & (GIVING - {"通知"}):
            continue
        if any(use.item == row.id for use in one.uses):
            continue
        level, day = graded(row, _given(one.evidence, None), unit), dated(one.evidence, reach, year)
        if level.hoped and day.counts is not False:
            found.append(one.evidence.place.shown)
    return tuple(found)


def _given(evidence: Evidence, level: str | None) -> Given:
    """What a content says of an honour, and the level that a person stated when filing it."""
    reading, stem = evidence.reading, evidence.place.stem
    name = stem if reading.carrier in PICTURES or not reading.title else reading.title
    issuer = reading.issuer or (_at_the_foot(evidence) if reading.types[:1] else None)
    recorded = reading.carrier in STANDS_FOR.values()
    return Given(name, issuer, reading.types[0] if reading.types else None, level, recorded)


def _at_the_foot(evidence: Evidence) -> str | None:
    """Who gave it, by the last line of a plaque or certificate that is nothing but the name of a body."""
    if evidence.reading.carrier not in PICTURES:
        return None
    lines = [re.sub(r"\s", "", line) for line in evidence.reading.text.splitlines()]
    return next(
        (line for line in reversed(lines) if _BODY.fullmatch(line) and not _NO_BODY.search(line) and body_level(line)),
        None,
    )

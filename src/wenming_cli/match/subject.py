"""What a file is about against what a requirement is about: its topic words, and the themes of the lexicon."""

from wenming_cli.match.asked import Asked
from wenming_cli.match.lexicon import RULES_OF_ANY_KIND
from wenming_cli.match.saying import Saying
from wenming_cli.match.themes import BROAD, WORD, foreign
from wenming_cli.match.weights import WEIGHTS
from wenming_cli.model.matching import Signal

NAMES_TYPE = 0.5
"""Share that a topic counts which is the asked type itself: the type has a signal of its own."""


def topic(saying: Saying, asked: Asked) -> Signal | None:
    """A topic word of the requirement in the file's name, title, folder, or at the start of its text."""
    best: tuple[float, str, str] | None = None
    fields = saying.fields
    for word, folded in asked.folded_topics:
        for field, text, share in fields:
            if folded in text:
                own_type = NAMES_TYPE if word in asked.requirement.type else 1.0
                strength = share * own_type * _telling(len(folded))
                if best is None or strength > best[0]:
                    best = strength, word, field
    if best is None:
        return None
    return Signal("topic", WEIGHTS["topic"] * best[0], f"{best[2]}里有“{best[1]}”", (best[1],))


def theme(saying: Saying, asked: Asked) -> Signal | None:
    """A theme of the requirement that the file names in other words than the requirement does."""
    best, second, named = 0.0, 0.0, None
    for one in saying.themes:
        share = one.strength * asked.themes.get(one.theme, 0.0) * (BROADLY if one.theme in BROAD else 1.0)
        if share > best:
            best, second, named = share, best, one
        else:
            second = max(second, share)
    if named is None or best < LEAST:
        return None
    adds = WEIGHTS["theme"] * (best + second * BESIDE)
    return Signal("theme", adds, f"{named.field}里的“{named.word}”说的是“{named.theme}”", (named.word,))


BROADLY, LEAST, BESIDE = 0.6, 0.1, 0.2
"""Share that a broad theme counts; the share under which a theme is not named; what a second theme adds."""


def subject(saying: Saying, asked: Asked) -> Signal | None:
    """The topic word, or the theme where there is none: both tell of the same thing, and the stronger counts."""
    literal, meant = topic(saying, asked), theme(saying, asked)
    if literal is None or meant is None:
        return literal or meant
    return Signal("topic", max(literal.adds, meant.adds), literal.because, (*literal.words, *meant.words))


def other_theme(saying: Saying, asked: Asked) -> Signal | None:
    """All that the file surely speaks of is not what the requirement asks for; what one person writes may be any."""
    own = saying.own_themes
    if not own or saying.author in asked.persons or any(one.theme in asked.themes for one in own):
        return None
    broadly = any(asked.themes.get(one.theme, 0.0) >= 1.0 for one in saying.themes if one.theme in BROAD)
    return Signal(
        "other_theme",
        WEIGHTS["other_theme"] * (0.5 if broadly else 1.0),
        f"{own[0].field}说的是“{own[0].theme}”，不是这一条的主题",
    )


def too_special(saying: Saying, asked: Asked) -> Signal | None:
    """The file names what the requirement only touches on, and not the special thing that it is about.

    志愿服务 alone is not 文明交通 done as 志愿服务; 先进典型 alone is not 优秀志愿者.
    """
    met = [one for one in saying.themes if one.theme in asked.themes]
    if not met or any(asked.is_about(one.theme) for one in met) or not any(map(asked.is_about, asked.themes)):
        return None
    if topic(saying, asked) is not None:
        return None
    return Signal("too_special", WEIGHTS["too_special"], f"只说到“{met[0].word}”，这一条要的更具体")


def any_rule(saying: Saying, asked: Asked) -> Signal | None:
    """A rule of the unit that speaks of no theme: 单位规章制度 asks for rules of any kind (Huarong 4.1.1)."""
    if saying.types[:1] != ("制度",) or asked.themes.get(RULES_OF_ANY_KIND, 0.0) < 1.0:
        return None
    kinds = {one.theme for one in saying.themes if one.strength >= WORD or one.theme == RULES_OF_ANY_KIND}
    if kinds != {RULES_OF_ANY_KIND}:
        return None
    return Signal("any_rule", WEIGHTS["any_rule"], "本单位的制度，不属于别的主题，归入规章制度")


def foreign_business(saying: Saying, asked: Asked) -> Signal | None:
    """A name that speaks of other business and of no theme; rules of any business are rules of the unit."""
    word = None if saying.own_themes or saying.types[:1] == ("制度",) else foreign(saying.name + saying.title)
    return Signal("foreign", WEIGHTS["foreign"], f"名称有“{word}”，是其他业务") if word else None


def _telling(letters: int) -> float:
    """How telling a topic of so many characters is: 文明旅游公约 says more than 文明旅游."""
    return min(1.0, 0.4 + 0.15 * letters) + 0.06 * min(max(0, letters - 4), 4)


def of_subject(saying: Saying, asked: Asked) -> tuple[Signal, ...]:
    """All signals on what the file is about; the same for all requirements of an item that are about the same."""
    found = (
        subject(saying, asked),
        other_theme(saying, asked),
        too_special(saying, asked),
        any_rule(saying, asked),
        foreign_business(saying, asked),
    )
    return tuple(signal for signal in found if signal is not None)

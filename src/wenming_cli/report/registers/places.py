"""场所: what is looked at on the spot (实地考察), with the photos that show it (READING 74, 83, 96, 113)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_cli.model.criteria import Item
from wenming_cli.model.requirement import Plain
from wenming_cli.model.workspace import applies
from wenming_cli.report.ledger import SETTLED
from wenming_cli.report.registers.filed import Filed, Ledger, leaves
from wenming_cli.report.registers.register import Register, RegisterEntry, RegisterKind, field
from wenming_cli.text import letters

ON_SITE, THING, PHOTO = "实地考察", "要实物", "要照片"
_PLACE = re.compile(
    "宣传栏|宣传窗|橱窗|展板|展示墙|文化墙|上墙|光荣榜|公开栏|(?:政务|财务)公开|电子屏|显示屏|公益广告|公益宣传|设施|器材"
    "|活动室|阅览室|图书室|图书角|健身房|无障碍|灭火器|消火栓"
)
"""What a photo is asked of that stands in a place: boards, walls, equipment, rooms."""


@dataclass(frozen=True, slots=True)
class Site:
    """A thing to be seen: the item that asks for it, in which words, how, and what shows it."""

    item: str
    what: str
    how: str
    photos: tuple[Filed, ...]
    proposed: int = 0


PLACES = RegisterKind(
    "places",
    "场所",
    (
        field("items", "条目", 18, centred=True),
        field("title", "要看什么", 92),
        field("kind", "要求", 22, centred=True),
        field("photos", "照片", 14, centred=True),
        field("date", "最近一张", 26, centred=True),
        field("files", "文件", 51),
        field("remarks", "备注", 34),
    ),
)


def places(ledger: Ledger) -> Register:
    """场所: one line a thing to be seen, in the order of the table; those without photo are marked."""
    found = [site for _, _, item in ledger.criteria.placed() for site in _sites(ledger, item)]
    return Register(PLACES, tuple(_entry(site) for site in found))


def _entry(site: Site) -> RegisterEntry:
    days = sorted({file.date for file in site.photos if file.date})
    remarks = [] if site.photos else ["没有照片"]
    remarks += [f"照片的日期：{'、'.join(days)}"] if len(days) > 1 else []
    remarks += [f"另有{site.proposed}个文件待确认"] if site.proposed else []
    return RegisterEntry(
        title=site.what,
        kind=site.how,
        photos=sum(file.photos for file in site.photos),
        date=days[-1] if days else None,
        items=(site.item,),
        files=tuple(file.evidence.place.shown for file in site.photos),
        remarks=tuple(remarks),
    )


def _sites(ledger: Ledger, item: Item) -> Iterator[Site]:
    """What an item asks to be seen; where that is several things, each in its own words."""
    asked = [
        (leaf, said, how)
        for leaf, said in leaves(item.asks)
        if applies(leaf, ledger.settings.unit) and (how := _how(item, leaf, said))
    ]
    for leaf, said, how in asked:
        what = item.text if len(asked) == 1 or not said else "；".join(said)
        yield _site(ledger, item, leaf, _line(what), how)


def _how(item: Item, leaf: Plain, said: Sequence[str]) -> str | None:
    """How a requirement is looked at; None where it asks for nothing that stands in a place."""
    if leaf.method == ON_SITE or "实地" in leaf.carrier:
        return ON_SITE
    if "实物" in leaf.carrier:
        return THING
    words = "".join((*leaf.about, *said, leaf.name or "", item.text))
    return PHOTO if "照片" in leaf.carrier and _PLACE.search(words) else None


def _site(ledger: Ledger, item: Item, leaf: Plain, what: str, how: str) -> Site:
    """The photos of one requirement: those filed under it; where it asks for none, those that name what it is about."""
    if how != PHOTO:
        words = [letters(word) for word in leaf.about]
        shown = [file for file in ledger.files if file.photos and any(word in letters(file.said) for word in words)]
        return Site(item.id, what, how, tuple(shown))
    uses = [
        (file, use.how in SETTLED)
        for file in ledger.files
        for use in file.standing.uses
        if (use.item, use.requirement) == (item.id, leaf.id)
    ]
    settled = {file.evidence.sha256: file for file, sure in uses if sure and file.photos}
    asked = {file.evidence.sha256 for file, sure in uses if not sure}
    return Site(item.id, what, how, tuple(settled.values()), len(asked))


def _line(text: str) -> str:
    """A sentence of the table on one line."""
    return text.replace("\n", " ").strip("；;。 ")

"""Short ways to build the nouns that tests talk about."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wenming_cli.match.match import match_archive
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.decision import Decision, Verb
from wenming_cli.model.evidence import Evidence, Part, Place, Problem, Reading
from wenming_cli.model.matching import Matching, Standing
from wenming_cli.model.material import named_types
from wenming_cli.model.workspace import People, Settings

YEAR = 2021
CARRIERS = {"jpg": "照片", "png": "截图", "xlsx": "表格", "mp4": "音视频", "rar": "压缩包"}


def evidence(path: str, sha: str | None = None, *, more: Iterable[str] = (), **facts: Any) -> Evidence:
    """A content at *path* (and *more* places) with facts; types follow from the title."""
    suffix = path.rsplit(".", 1)[-1].lower()
    title = facts.get("title")
    facts.setdefault("types", named_types(title)[:4] if title else ())
    facts.setdefault("format", suffix)
    facts.setdefault("carrier", CARRIERS.get(suffix, "文档"))
    parts = tuple(Part(address=f"#图{at}", carrier="照片") for at in range(1, facts.pop("pictures", 0) + 1))
    reading = Reading(sha256=sha or f"sha-{path}", parts=parts, **facts)
    return Evidence(reading, tuple(Place("证据", one, 100, 1) for one in (path, *more)))


def unreadable(path: str, problem: Problem = Problem.UNSUPPORTED) -> Evidence:
    """A content that could not be read."""
    return evidence(path, problem=problem)


def photos(stem: str, count: int, day: str | None = None) -> list[Evidence]:
    """A series of photos taken on one day."""
    return [evidence(f"{stem}{at}.jpg", exif_date=day) for at in range(1, count + 1)]


def item(ident: str, text: str, requires: Sequence[dict[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """An item as YAML would give it."""
    return {"id": ident, "text": text, "requires": list(requires), **more}


def criteria(*projects: dict[str, Any], **head: Any) -> CriteriaSet:
    """A set of one category with the given projects."""
    values = {
        "id": "test",
        "title": "测试",
        "year": YEAR,
        "unit": "某局",
        "plan": {"title": "方案", "issuer": "某局"},
        **head,
    }
    return CriteriaSet.model_validate(
        {
            "head": values,
            "categories": [{"category": {"no": "一", "title": "创建工作有力"}, "projects": list(projects)}],
        }
    )


def project(title: str, *items: dict[str, Any], no: str = "1.1") -> dict[str, Any]:
    """A project with its items."""
    owners = {"offices": ["办公室"], "people": ["甲"]}
    return {"no": no, "title": title, "standards": ["标准"], "owners": owners, "items": list(items)}


def settings(**more: Any) -> Settings:
    """wenming.yaml of a 市级 unit in 2021."""
    unit = {"name": "某局", "level": "市级", **more.pop("unit", {})}
    return Settings.model_validate({"unit": unit, "year": YEAR, "criteria": ["test"], **more})


def people(**groups: Sequence[str]) -> People:
    """people.yaml with groups of names."""
    listed: dict[str, list[str]] = {}
    for group, names in groups.items():
        for name in names:
            listed.setdefault(name, []).append(group)
    return People.model_validate({"people": [{"name": name, "groups": ones} for name, ones in listed.items()]})


def decision(
    verb: str, of: Evidence, item_id: str | None = None, requirement: str | None = None, **more: Any
) -> Decision:
    """A person's word on a content."""
    return Decision(
        do=Verb(verb),
        sha256=of.sha256,
        path=of.place.shown,
        item=item_id,
        requirement=requirement,
        at="2021-11-12",
        **more,
    )


def matched(files: Sequence[Evidence], table: CriteriaSet, decisions: Sequence[Decision] = (), **more: Any) -> Matching:
    """Match an archive."""
    return match_archive(files, table, settings(**more), decisions)


def standing(matching: Matching, path: str) -> Standing:
    """The standing of the content at *path*."""
    return next(one for one in matching.standings if any(place.path == path for place in one.evidence.places))


DAY = date(YEAR, 11, 12)

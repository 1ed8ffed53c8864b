"""The JSON Schemas of docs/schemas, made from the nouns of the program.

Two are for editors (set.yaml and the category files): what the loader accepts, with the meanings that
docs/criteria.md gives. The others describe what commands print with --json; they leave room for new fields.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from wenming_cli.cli.deadline import KINDS
from wenming_cli.cli.doctor import SCHEMA
from wenming_cli.criteria.doubts.doubt import Doubt
from wenming_cli.model.change import KINDS as KINDS_OF_CHANGE
from wenming_cli.model.course import Course
from wenming_cli.model.criteria import (
    Body,
    Bonus,
    CategoryFile,
    Clause,
    Item,
    Leadership,
    Obligation,
    Phase,
    Plan,
    Project,
    SetHead,
)
from wenming_cli.model.evidence import Reading
from wenming_cli.model.fault import Fault
from wenming_cli.model.finding import FindingStep
from wenming_cli.model.judgement import FindingJudgement, Judgement, Timing, Verdict, Warning
from wenming_cli.model.matching import State
from wenming_cli.model.points import Points
from wenming_cli.model.presence import Asset
from wenming_cli.model.record import Record, Withdrawal
from wenming_cli.model.requirement import SHAPES
from wenming_cli.model.round import PlanState
from wenming_cli.model.score import Score
from wenming_cli.model.unit_status import UnitStatus
from wenming_cli.report.people.overview import Organisation
from wenming_cli.report.people.sheet import Sheet
from wenming_cli.report.preparation import Preparation
from wenming_cli.report.registers.book import BOOK
from wenming_cli.report.registers.register import RegisterEntry
from wenming_cli.report.units.table import Rollup
from wenming_cli.report.week_value import Report

DOCS = Path(__file__).resolve().parents[2] / "docs"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOUN = re.compile(r"^#+ .*\(`(\w+)`\)")
_ROW = re.compile(r"^\| `(\w+)` \| (.*) \| (.*) \|$")

Schema = dict[str, Any]


def meanings() -> dict[tuple[str, str], str]:
    """What docs/criteria.md says of every key of every noun."""
    found: dict[tuple[str, str], str] = {}
    noun = ""
    for line in (DOCS / "criteria.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = _NOUN.match(line)
            noun = heading[1] if heading else ""
        elif noun and (row := _ROW.match(line)):
            found[noun, row[1]] = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", row[3]).replace("`", "")
    return found


class YamlSchema(GenerateJsonSchema):
    """The schema of what people write: every scalar may be plain or quoted, one value may stand for a list of one."""

    def str_schema(self, schema: Any) -> Schema:
        """Text: YAML reads an unquoted 1.10 or 2021 as a number, the program as text."""
        said = super().str_schema(schema)
        return {**said, "type": ["string", "integer"] if "pattern" in said else ["string", "number", "boolean"]}

    def int_schema(self, schema: Any) -> Schema:
        """A whole number, quoted or not."""
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^[0-9]+$"}]}

    def float_schema(self, schema: Any) -> Schema:
        """A number, quoted or not."""
        return {"anyOf": [super().float_schema(schema), {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}]}

    def date_schema(self, schema: Any) -> Schema:
        """A day."""
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}

    def function_before_schema(self, schema: Any) -> Schema:
        """The two widenings of the model: a value for a list, and true or false as text."""
        inner = super().function_before_schema(schema)
        function = schema["function"]["function"].__name__
        if function == "_listed":
            return {"anyOf": [inner["items"], inner]}
        if function == "_truth":
            return {"enum": [True, False, "true", "false"]}
        return inner


def published() -> dict[str, Schema]:
    """Every schema by its file name in docs/schemas."""
    makers: dict[str, Callable[[], Schema]] = {
        "criteria": lambda: yaml_schema(SetHead, "set.yaml of a criteria set"),
        "category": lambda: yaml_schema(CategoryFile, "A category file of a criteria set"),
        "criteria-show": criteria_show,
        "criteria-lint": criteria_lint,
        "deadline": deadline,
        "facts": facts,
        "ledger": ledger,
        "activities": activities,
        "register": register,
        "phases": phases,
        "people": people,
        "check": check,
        "report": report,
        "score": lambda: of_a_set(Score, "wenming score --json"),
        "prepare": lambda: of_a_set(Preparation, "wenming prepare --json"),
        "record": record,
        "findings": findings,
        "rounds": rounds,
        "diff": diff,
        "status": lambda: printed(UnitStatus, "A status file, as wenming status writes it"),
        "rollup": lambda: printed(Rollup, "wenming rollup --json"),
        "doctor": doctor,
    }
    return {f"{name}.schema.json": make() for name, make in makers.items()}


def as_text(schema: Schema) -> str:
    """A schema as it lies in the file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def yaml_schema(noun: type[BaseModel], title: str) -> Schema:
    """The schema that editors use, with the meanings of docs/criteria.md."""
    schema = noun.model_json_schema(by_alias=True, schema_generator=YamlSchema)
    said = meanings()
    for name, one in [(noun.__name__, schema), *schema["$defs"].items()]:
        _bare(one)
        for key, value in one.get("properties", {}).items():
            meaning = said.get((name, key)) or said.get(("Shape", key))
            if meaning:
                _describe(one["properties"], key, value, meaning)
    _without_defaults(schema)
    return {"$schema": DIALECT, **schema, "title": title}


def _bare(schema: Schema) -> None:
    """Property titles that only repeat the key are noise in an editor."""
    for value in schema.get("properties", {}).values():
        value.pop("title", None)


def _describe(properties: Schema, key: str, value: Schema, meaning: str) -> None:
    """Put the meaning beside the value's schema."""
    properties[key] = {"description": meaning, **value}


def _without_defaults(schema: Any) -> None:
    """An editor would write defaults out; the loader supplies them."""
    if isinstance(schema, dict):
        if not isinstance(schema.get("default"), dict) or "type" in schema or "$ref" in schema:
            schema.pop("default", None)
        for value in schema.values():
            _without_defaults(value)
    elif isinstance(schema, list):
        for value in schema:
            _without_defaults(value)


# What commands print


def contract(noun: type[BaseModel]) -> tuple[Schema, Schema]:
    """The schema of a noun as JSON, open to new fields, and its definitions."""
    schema = noun.model_json_schema(by_alias=True, mode="validation")
    definitions = schema.pop("$defs", {})
    for one in (schema, *definitions.values()):
        _bare(one)
        one.pop("additionalProperties", None) if "properties" in one else None
    _without_defaults(schema)
    _without_defaults(definitions)
    if "Plain" in definitions:  # the shapes are told apart by these keys, not by what is absent
        definitions["Plain"]["not"] = {"anyOf": [{"required": [key]} for key in SHAPES]}
    return schema, definitions


def all_required(schema: Schema) -> Schema:
    """A noun that is printed whole: every field is there."""
    return {**schema, "required": list(schema["properties"])} if "properties" in schema else schema


def obj(properties: Mapping[str, Any], optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties, all but the optional ones always there."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}


def many(schema: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": schema}


OCCURRENCES = many(obj({"start": DAY_OR_NULL, "end": DAY}))


def titled(title: str, schema: Schema, definitions: Schema | None = None) -> Schema:
    """A whole schema file."""
    whole = {"$schema": DIALECT, "title": title, **{key: one for key, one in schema.items() if key != "title"}}
    return {**whole, "$defs": definitions} if definitions else whole


def deadline() -> Schema:
    """`wenming deadline --json`."""
    value = obj({"phrase": TEXT, "kind": {"enum": list(KINDS)}, "occurrences": OCCURRENCES, "problems": many(TEXT)})
    return titled("wenming deadline PHRASE --json", value)


def facts() -> Schema:
    """One line of `wenming facts --json`; members of packs and letters have facts of the same shape."""
    _, definitions = contract(Reading)
    reading, part = (definitions.pop(name)["properties"] for name in ("Reading", "Part"))
    properties = {**reading, "copy": {"type": "boolean"}, "sha256": TEXT_OR_NULL}
    for inner in ("copied", "fingerprint", "page_lines", "recognised_lines"):
        properties.pop(inner)
    del definitions["RecognisedLine"]
    order = ["sha256", *(name for name in properties if name != "sha256")]
    learned = {name: properties[name] for name in order}
    pieces = {name: part[name] for name in part if name not in ("fingerprint", "reading")}
    whole = {name: all_required(one) for name, one in definitions.items()}
    whole["Facts"] = obj(learned)
    whole["Part"] = obj({**pieces, "facts": {"$ref": "#/$defs/Facts"}}, ("facts",))
    return titled("One line of wenming facts FILE… --json", obj({"path": TEXT, **learned}), whole)


def ledger() -> Schema:
    """One line of `wenming ledger --json`."""
    use = obj({
        "item": TEXT, "requirement": TEXT, "activity": TEXT_OR_NULL, "part": TEXT_OR_NULL,
        "how": {"enum": ["sure", "decided", "shared"]},
    })  # fmt: skip
    value = obj({
        "path": TEXT, "sha256": TEXT_OR_NULL, "state": {"enum": [one.value for one in State]}, "uses": many(use),
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "candidates": many(obj({"item": TEXT, "score": {"type": "number"}})), "because": many(TEXT),
        "reason": TEXT_OR_NULL,
    })  # fmt: skip
    return titled("One line of wenming ledger --json", value)


def activities() -> Schema:
    """One line of `wenming activities --json`."""
    lack = obj({"item": TEXT, "what": TEXT})
    paper = obj({"type": TEXT, "count": {"type": "integer"}})
    value = obj({
        "id": TEXT, "name": TEXT, "day": DAY_OR_NULL, "banner": TEXT_OR_NULL, "photos": {"type": "integer"},
        "papers": many(paper), "items": many(TEXT), "proposed": many(TEXT), "lacks": many(lack), "files": many(TEXT),
    })  # fmt: skip
    return titled("One line of wenming activities --json", value)


def register() -> Schema:
    """One line of `wenming register --json`: an entry of a register, or a register where they are listed."""
    entry, _ = contract(RegisterEntry)
    which = {"register": {"enum": [kind.id for kind, _ in BOOK]}}
    listed = obj({**which, "name": TEXT, "count": {"type": "integer"}, "notes": many(TEXT)})
    value = {"anyOf": [obj({**which, **entry["properties"]}), listed]}
    return titled("One line of wenming register --json", value)


def phases() -> Schema:
    """`wenming phases --json`: one course, or several under `sets` where the workspace has several sets."""
    course, definitions = contract(Course)
    whole = {name: all_required(one) for name, one in {**definitions, "Course": course}.items()}
    one = {"$ref": "#/$defs/Course"}
    return titled("wenming phases --json", {"anyOf": [one, obj({"sets": many(one)})]}, whole)


def people() -> Schema:
    """`wenming people --json`: the organisation; with a name the sheet of that person or office."""
    whole: Schema = {}
    for noun in (Organisation, Sheet):
        schema, definitions = contract(noun)
        whole |= {name: all_required(one) for name, one in {**definitions, noun.__name__: schema}.items()}
    value = {"anyOf": [{"$ref": f"#/$defs/{noun.__name__}"} for noun in (Organisation, Sheet)]}
    return titled("wenming people --json", value, dict(sorted(whole.items())))


COUNTS: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
TOTALS = obj({"items": {"type": "integer"}, "by_verdict": COUNTS, "by_timing": COUNTS})


def check() -> Schema:
    """`wenming check --json`: one judgement, or several under `sets` where the workspace has several sets."""
    judgement, definitions = contract(Judgement)
    judgement["properties"]["totals"] = TOTALS
    whole = {name: all_required(one) for name, one in definitions.items()}
    whole["Judgement"] = all_required(judgement)
    one = {"$ref": "#/$defs/Judgement"}
    value = {"anyOf": [one, obj({"sets": many(one)})]}
    return titled("wenming check --json", value, whole)


def report() -> Schema:
    """`wenming report --format json`: a judgement, and with --weekly its week."""
    said, definitions = contract(Report)
    said["properties"]["totals"] = TOTALS
    whole = {name: all_required(one) for name, one in definitions.items()}
    return titled("wenming report --format json", obj(said["properties"], ("week",)), whole)


def record() -> Schema:
    """One line of `wenming record list --json`: a record, with the unit of a figure, and how it was taken back."""
    said, definitions = contract(Record)
    back, _ = contract(Withdrawal)
    taken = {name: one for name, one in back["properties"].items() if name != "record"}
    more = {"unit": TEXT_OR_NULL, "withdrawn": {"anyOf": [obj(taken), {"type": "null"}]}}
    return titled("One line of wenming record list --json", obj({**said["properties"], **more}), definitions)


def of_a_set(noun: type[BaseModel], title: str) -> Schema:
    """A noun that is printed whole for a set, or several under `sets` where the workspace has several sets."""
    schema, definitions = contract(noun)
    whole = {name: all_required(one) for name, one in definitions.items()}
    whole[noun.__name__] = all_required(schema)
    one = {"$ref": f"#/$defs/{noun.__name__}"}
    return titled(title, {"anyOf": [one, obj({"sets": many(one)})]}, whole)


def printed(noun: type[BaseModel], title: str) -> Schema:
    """A noun that is printed whole."""
    schema, definitions = contract(noun)
    return titled(title, all_required(schema), {name: all_required(one) for name, one in definitions.items()})


def findings() -> Schema:
    """One line of `wenming findings list --json`: a finding as it stands, what is written of it, what was done."""
    judged, definitions = contract(FindingJudgement)
    step, below = contract(FindingStep)
    taken = {name: one for name, one in step["properties"].items() if name != "finding"}
    written = {"round": TEXT_OR_NULL, "found": DAY, "by": TEXT_OR_NULL, "history": many(obj(taken))}
    whole = {name: all_required(one) for name, one in {**definitions, **below}.items()}
    return titled("One line of wenming findings list --json", obj({**judged["properties"], **written}), whole)


NUMBER: Schema = {"type": "integer"}
NUMBER_OR_NULL: Schema = {"type": ["integer", "null"]}
TRUTH: Schema = {"type": "boolean"}


def counted(names: Iterable[str]) -> Schema:
    """A number for each of these names."""
    return obj({name: NUMBER for name in names})


def rounds() -> Schema:
    """`wenming rounds --json`."""
    planned = obj({
        "name": TEXT, "on": DAY, "state": {"enum": [one.value for one in PlanState]}, "days": NUMBER_OR_NULL,
        "done_on": DAY_OR_NULL,
    })  # fmt: skip
    frozen = obj({
        "name": TEXT, "week": TRUTH, "as_of": DAY, "final": TRUTH, "criteria": TEXT, "items": NUMBER,
        "by_verdict": counted(Verdict),
    })  # fmt: skip
    damaged = obj({"name": TEXT, "problem": TEXT})
    value = {"planned": many(planned), "asked": many(TEXT), "frozen": many(frozen), "damaged": many(damaged)}
    return titled("wenming rounds --json", obj(value))


def diff() -> Schema:
    """`wenming diff --json`: one set compared, or several under `sets` where both sides have several."""
    warning, _ = contract(Warning)
    standing = {
        "verdict": {"enum": [one.value for one in Verdict]}, "timing": {"enum": [one.value for one in Timing]},
        "days": NUMBER_OR_NULL, "due_day": DAY_OR_NULL, "missing": many(TEXT),
    }  # fmt: skip
    side = obj({
        "name": TEXT, "criteria": TEXT, "as_of": DAY, "final": TRUTH, "items": NUMBER, "by_verdict": counted(Verdict),
        "files": obj({"total": NUMBER, "by_state": counted(State)}),
    })  # fmt: skip
    item = obj({
        "id": TEXT, "was": TEXT_OR_NULL, "kind": {"enum": list(KINDS_OF_CHANGE)}, "text": TEXT,
        "owners": obj({"offices": many(TEXT), "people": many(TEXT)}),
        "edited": many({"enum": ["text", "due", "owners"]}),
        "before": {"anyOf": [{"$ref": "#/$defs/Standing"}, {"type": "null"}]}, "after": {"$ref": "#/$defs/Standing"},
        "resolved": many(TEXT), "appeared": many(TEXT), "turned": many(obj({"before": TEXT, "after": TEXT})),
        "gained": many(obj({"path": TEXT, "from": many(TEXT)})), "lost": many(obj({"path": TEXT, "to": many(TEXT)})),
    })  # fmt: skip
    whole = obj({
        "before": side, "after": side, "counts": counted(KINDS_OF_CHANGE), "items": many(item),
        "owners": many(obj({"owner": TEXT, **{kind: many(TEXT) for kind in KINDS_OF_CHANGE}})),
        "table": obj({"added": many(TEXT), "dropped": many(obj({"id": TEXT, "text": TEXT, **standing}))}),
        "warnings": obj({"came": many(all_required(warning)), "went": many(all_required(warning))}),
    })  # fmt: skip
    one = {"$ref": "#/$defs/Difference"}
    value = {"anyOf": [one, obj({"sets": many(one)})]}
    return titled("wenming diff --json", value, {"Difference": whole, "Standing": obj(standing)})


def doctor() -> Schema:
    """`wenming doctor --json`."""
    asset, definitions = contract(Asset)
    whole = {**definitions, "Asset": all_required(asset)}
    value = obj({"schema": {"const": SCHEMA}, "rows": many({"$ref": "#/$defs/Asset"})})
    return titled("wenming doctor --json", value, whole)


def criteria_show() -> Schema:
    """`wenming criteria show SET --json`: what a noun does not say is left out, save for the keys named here."""
    definitions: Schema = {}
    for noun in (Plan, Phase, Leadership, Body, Clause, Obligation, Bonus, Item, Project, CategoryFile, Points):
        schema, below = contract(noun)
        definitions |= {noun.__name__: schema} | below
    definitions.pop("CategoryFile")
    definitions |= {name: all_required(definitions[name]) for name in ("Points", "CategoryPoints", "Total")}
    both = {"offices": many(TEXT), "people": many(TEXT)}
    item = definitions["Item"]
    item["properties"] |= {"timing": {"enum": list(KINDS)}, "occurrences": OCCURRENCES, "problems": many(TEXT)}
    item["required"] = ["id", "no", "text", "due", "timing", "occurrences", "problems", "requires"]
    project = definitions["Project"]
    project["properties"]["owners"] = obj(both)
    project["required"] = ["no", "title", "standards", "owners", "items"]
    bonus = definitions["Bonus"]
    bonus["properties"]["owners"] = obj(both)
    bonus["required"] = ["id", "title", "text", "owners"]
    category = definitions["Category"]
    category["properties"]["projects"] = many({"$ref": "#/$defs/Project"})
    category["required"] = ["no", "title", "projects"]
    ref = {name: {"$ref": f"#/$defs/{name}"} for name in definitions}
    value = obj({
        "id": TEXT, "title": TEXT, "year": {"type": "integer"}, "unit": TEXT, "level": TEXT_OR_NULL,
        "source": TEXT_OR_NULL, "edition": TEXT_OR_NULL, "points": {"anyOf": [ref["Points"], {"type": "null"}]},
        "plan": ref["Plan"], "phases": many(ref["Phase"]),
        "leadership": {"anyOf": [ref["Leadership"], {"type": "null"}]}, "groups": many(ref["Body"]),
        "measures": many(ref["Clause"]), "categories": many(ref["Category"]), "bonus": many(ref["Bonus"]),
        "obligations": many(ref["Obligation"]), "notes": many(TEXT),
    })  # fmt: skip
    return titled("wenming criteria show SET --json", value, dict(sorted(definitions.items())))


def criteria_lint() -> Schema:
    """One line of `wenming criteria lint SET --json`: a fault of a file, or a doubt of a set without faults."""
    definitions = {noun.__name__: all_required(contract(noun)[0]) for noun in (Fault, Doubt)}
    value = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in definitions]}
    return titled("One line of wenming criteria lint SET --json", value, definitions)


def closed(schema: Any) -> Any:
    """The same schema, refusing fields that it does not name: to see that every printed field is published."""
    if isinstance(schema, dict):
        shut = {key: closed(value) for key, value in schema.items()}
        return {**shut, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else shut
    return [closed(one) for one in schema] if isinstance(schema, list) else schema

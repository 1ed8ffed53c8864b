"""A small archive to build: two categories, three projects, five items, and files that prove them."""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx

from wenming_cli.box.before import read_before
from wenming_cli.box.build import BoxReport, build
from wenming_cli.box.details import Details
from wenming_cli.box.plan import BoxPlan, plan_boxes
from wenming_cli.model.criteria import CriteriaSet, Owners
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.filed import UNBUILT, Journal
from wenming_cli.model.judgement import Files, ItemJudgement, Judgement, RequirementJudgement, Timing, Verdict
from wenming_cli.model.matching import Activity, Matching, Standing, State, Use
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import BoxRules

SET = {
    "head": {
        "id": "small", "title": "小体系", "year": 2021, "unit": "青澜县审计局",
        "plan": {"title": "方案", "issuer": "青澜县"},
        "bonus": [{"id": "B1", "title": "荣誉", "text": "获得荣誉称号"}],
    },
    "categories": [
        {
            "category": {"no": "一", "title": "组织领导有力"},
            "projects": [
                {
                    "no": "1.1", "title": "干部队伍建设", "standards": ["班子团结"],
                    "items": [
                        {"id": "1.1.1", "text": "单位理论学习制度（红头便函文件或手册）；", "requires": [{"id": "a"}]},
                        {
                            "id": "1.1.2",
                            "text": "道德讲堂全套资料1期（方案→主持词→图片）。",
                            "requires": [
                                {"id": "set", "sequence": [{"id": "plan"}, {"id": "host"}, {"id": "photos"}]},
                                {"id": "sum"},
                            ],
                        },
                    ],
                },
                {
                    "no": "1.2", "title": "创建工作", "standards": ["有规划"],
                    "items": [{"id": "1.2.1", "text": "创建规划；", "requires": [{"id": "a"}]}],
                },
            ],
        },
        {
            "category": {"no": "二", "title": "风尚良好"},
            "projects": [
                {
                    "no": "3", "standards": ["标准"],
                    "items": [
                        {"id": "3.1", "text": "志愿服务图片", "requires": [{"id": "a"}]},
                        {"id": "3.2", "text": "没有材料的条目", "requires": [{"id": "a"}]},
                    ],
                }
            ],
        },
    ],
}  # fmt: skip


@dataclass
class Archive:
    """Files below a root, with what matching says of them."""

    folder: Path
    standings: list[Standing] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    criteria: CriteriaSet = field(default_factory=lambda: CriteriaSet.model_validate(SET))
    records: list[Record] = field(default_factory=list)
    as_of: str = "2021-11-12"
    rules: BoxRules = field(default_factory=BoxRules)
    rejected: set[tuple[str, str]] = field(default_factory=set)
    details: Details | None = None

    @property
    def root(self) -> Path:
        return self.folder / "证据"

    @property
    def out(self) -> Path:
        return self.folder / "资料盒"

    def add(
        self, path: str, *uses: tuple[str, str, str], state: State = State.MATCHED, activity: str | None = None,
        data: bytes | None = None, on_disk: bool = True, **reading: Any,
    ) -> str:  # fmt: skip
        """A file with its uses (item, requirement, how); answers its sha256."""
        data = path.encode(errors="surrogateescape") if data is None else data
        sha256 = hashlib.sha256(data).hexdigest()
        if on_disk:
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        found = Place("证据", path, len(data), (self.root / path).stat().st_mtime_ns if on_disk else 0)
        evidence = Evidence(Reading(sha256=sha256, **reading), (found,))
        kept = tuple(Use(sha256, item, asked, how, 0.9, activity) for item, asked, how in uses)
        self.standings.append(Standing(evidence, state, kept))
        return sha256

    def state(self, do: str, item: str, requirement: str | None = "a", **more: Any) -> None:
        """A record of a paper or a link."""
        ident = f"R{len(self.records) + 1}"
        said = {"id": ident, "do": do, "item": item, "requirement": requirement, "by": "张三", "on": "2021-11-12"}
        self.records.append(Record.model_validate(said | more))

    @property
    def judgement(self) -> Judgement:
        items = [
            ItemJudgement(
                id=item.id, text=item.text, due="1月上旬、\n7月上旬", project=project.no, category=category.no,
                verdict=Verdict.SHORT, timing=Timing.OVERDUE, owners=Owners(offices=("办公室",), people=("李静雯",)),
                requirements=(
                    RequirementJudgement(
                        id="a", name="红头文件", need="1份", have=0, verdict=Verdict.MISSING, timing=Timing.OVERDUE,
                        days=12, due="2021-07-10", missing=("红头文件1份",),
                    ),
                    RequirementJudgement(
                        id="b", name="图片", need="4张", have=2, verdict=Verdict.SHORT, timing=Timing.NOT_DUE,
                    ),
                    RequirementJudgement(
                        id="c", name="齐的", need="1份", have=1, verdict=Verdict.COMPLETE, timing=Timing.ON_TIME,
                    ),
                ),
            )
            for category, project, item in self.criteria.placed()
        ]  # fmt: skip
        return Judgement(
            criteria="small", unit="青澜县审计局", year=2021, as_of=self.as_of, totals={}, items=tuple(items),
            files=Files(total=0, by_state={}),
        )  # fmt: skip

    def plan(self, before: Journal = UNBUILT) -> BoxPlan:
        matching = Matching(tuple(self.standings), tuple(self.activities))
        return plan_boxes(
            self.criteria, matching, self.judgement, self.records, self.rules, before, frozenset(self.rejected)
        )

    def build(self, *only: str, out: Path | None = None, renumber: bool = False) -> BoxReport:
        out = out or self.out
        plan = self.plan(UNBUILT if renumber else read_before(out)[0])
        return build(
            plan, self.judgement, {"证据": self.root}, out, frozenset(only) if only else None, details=self.details
        )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(data: bytes) -> str:
    """A docx as text: paragraphs, and the rows of its table with bars."""
    made = docx.Document(io.BytesIO(data))
    (table,) = made.tables
    rows = ["｜".join(cell.text for cell in dict.fromkeys(row.cells)) for row in table.rows]
    head, below, *rest = [one.text for one in made.paragraphs]
    return "\n".join([head, below, *rows, *rest]) + "\n"

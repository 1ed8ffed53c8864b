"""Judge one item: the verdict over its requirements, its timing, its files, and what to do."""

from collections.abc import Sequence
from datetime import date

from wenming_cli.judge.bench import Bench
from wenming_cli.judge.gaps import joined
from wenming_cli.judge.passage import passage
from wenming_cli.judge.requirement import judge_requirement
from wenming_cli.judge.timing import Timed, worst
from wenming_cli.judge.told import said_of
from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import Category, Item, Project
from wenming_cli.model.judgement import FileUse, ItemJudgement, RequirementJudgement, Timing, Verdict
from wenming_cli.model.leaf import leaves
from wenming_cli.model.record import RECORD_TEXT, Record


def judge_item(category: Category, project: Project, bench: Bench) -> ItemJudgement:
    """The item as it stands."""
    item = bench.item
    rows = tuple(row for one in item.asks for row in judge_requirement(one, bench))
    needed = [row for row in rows if not row.optional and row.verdict is not Verdict.WAIVED]
    word = _word(bench)
    falls_away = word is not None or not rows or (not needed and any(row.verdict is Verdict.WAIVED for row in rows))
    verdict = Verdict.WAIVED if falls_away else _verdict(needed)
    when = Timed(Timing.UNDATED) if falls_away else _timing(needed, verdict)
    owners = bench.people.now_in_charge(item.owners or project.owners, bench.clock.as_of)
    missing = () if falls_away else _gaps(needed)
    return ItemJudgement(
        id=item.id,
        text=item.text,
        due=item.due,
        project=project.no,
        category=category.no,
        heading=heading_of(category, project),
        verdict=verdict,
        timing=when.timing,
        days=when.days,
        due_day=when.due.isoformat() if when.due else None,
        owners=owners,
        requirements=rows,
        files=_files(bench),
        missing=missing,
        advice=_because(word) if word else _advice(bench, verdict, when, missing, owners),
    )


def _word(bench: Bench) -> Record | None:
    """A person's word by which the whole item falls away: it is waived, or there was none of it this year."""
    ident = bench.item.id
    asked_for = any(leaf.none for leaf in leaves(bench.item.asks))
    return bench.told.waiver(ident) or (None if asked_for else bench.told.none(ident))


def _because(word: Record) -> str:
    """Why an item falls away: whose word it is, and until when."""
    until = f"，至{word.until}" if word.until else ""
    return f"不适用：{word.why or RECORD_TEXT[word.do]}（{said_of(word)}{until}）"


def _gaps(rows: Sequence[RequirementJudgement]) -> tuple[str, ...]:
    """The gaps of all rows in words; where some are overdue, those that are not due yet are told apart."""
    mixed = any(row.timing is Timing.OVERDUE for row in rows)
    told = [(row, gap) for row in rows for gap in row.missing]
    return joined((row.occurrence, gap + (_EARLY if mixed and _is_early(row) else "")) for row, gap in told)


_EARLY = "（未到期）"


def _is_early(row: RequirementJudgement) -> bool:
    """Whether an occurrence is not due yet."""
    return row.occurrence is not None and row.timing in (Timing.NOT_DUE, Timing.DUE_SOON)


def heading_of(category: Category, project: Project) -> str:
    """Category and project in words."""
    title = category.title or f"（{category.title_inferred or '标题缺失'}）"
    return f"{category.no}、{title} ／ {project.called}"


def _verdict(rows: Sequence[RequirementJudgement]) -> Verdict:
    """All complete is complete; nothing at all is missing; a doubt is asked before it counts."""
    verdicts = {row.verdict for row in rows}
    if not verdicts or verdicts == {Verdict.COMPLETE}:
        return Verdict.COMPLETE
    if verdicts <= {Verdict.COMPLETE, Verdict.MANUAL}:
        return Verdict.MANUAL
    if verdicts <= {Verdict.MISSING, Verdict.MANUAL}:
        return Verdict.MISSING
    if verdicts <= {Verdict.COMPLETE, Verdict.TO_CONFIRM, Verdict.MANUAL}:
        return Verdict.TO_CONFIRM
    return Verdict.SHORT


def _timing(rows: Sequence[RequirementJudgement], verdict: Verdict) -> Timed:
    """The most pressing timing: of the open requirements, or of all when nothing is open."""
    done = (Verdict.COMPLETE, Verdict.MANUAL)
    open_rows = [row for row in rows if row.verdict not in done]
    if verdict in done:
        open_rows = list(rows)
    return worst(Timed(row.timing, _day(row.due), row.days) for row in open_rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _files(bench: Bench) -> tuple[FileUse, ...]:
    """Every file of the item with how it counts."""
    found = []
    for asked in leaves(bench.item.asks):
        for checked in bench.checked(asked):
            piece, seen = checked.piece, bench.seen.get(checked.piece.evidence.sha256)
            proves = checked.counts and asked.must_mention
            found.append(
                FileUse(
                    path=piece.evidence.place.shown, sha256=piece.evidence.sha256, requirement=asked.id,
                    how=piece.use.how, counts=checked.counts, score=piece.use.score,
                    note=checked.fault or checked.doubt, day=str(piece.day.day) if piece.day else None,
                    first_seen=seen.isoformat() if seen else None,
                    passage=passage(piece.evidence.reading, asked.must_mention) if proves else None,
                )
            )  # fmt: skip
    return tuple(found)


def _advice(bench: Bench, verdict: Verdict, when: Timed, missing: Sequence[str], owners: InCharge) -> str:
    """What to do next, with whom, and out of which other items."""
    todo = advice(verdict, when, missing, owners.offices, owners.shown, bench.item)
    more = _combined(bench) if verdict in (Verdict.MISSING, Verdict.SHORT) else ""
    return "；".join(part for part in (todo, more) if part)


def advice(
    verdict: Verdict,
    when: Timed,
    missing: Sequence[str],
    offices: Sequence[str],
    people: Sequence[str],
    item: Item,
) -> str:
    """One sentence: what to do next, and with whom."""
    who = "、".join((*offices, *people)) or "（未定责任人）"
    if verdict is Verdict.COMPLETE:
        return f"已齐，但材料日期比期限晚{when.days}天" if when.timing is Timing.LATE else ""
    if verdict is Verdict.WAIVED:
        return "按 wenming.yaml 里写的单位情况，这一条不适用"
    if verdict is Verdict.MANUAL:
        return f"请{who}{'；'.join(missing) or '现场核对并拍照留存'}"
    parts = []
    if when.timing is Timing.UNDATED:
        parts.append(undated(item))
    if verdict is Verdict.TO_CONFIRM:
        parts.append(f"请{who}确认：{'；'.join(missing)}" if missing else f"请{who}确认归属")
    else:
        parts.append(f"请{who}补：{'；'.join(missing)}")
    return "；".join(part for part in parts if part)


def _combined(bench: Bench) -> str:
    """Activities of other items that the table lets serve this one (结合学雷锋志愿服务活动), to choose from."""
    wanted = dict.fromkeys(name for leaf in leaves(bench.item.asks) for name in leaf.combine)
    parts = []
    for name in wanted:
        inside = name.rstrip(".") + "."
        events = {
            piece.activity.id
            for (item, _), pieces in bench.pieces.items()
            for piece in pieces
            if piece.activity and (item == name or item.startswith(inside))
        }
        if events:
            called = name if "." in name else f"第{name}类"
            parts.append(f"可结合{called}的活动（现有{len(events)}次），选定后用 wenming share 记为共用")
    return "；".join(parts)


def undated(item: Item) -> str:
    """What to ask about an item without a date."""
    if not (item.due or "").strip():
        return f"原表没有写期限，请责任股室定一个日期，用 wenming record date {item.id} 日期 登记"
    due = (item.due or "").strip("。. ")
    if "外出" in due:
        return (
            f"期限“{due}”随活动而定：有外出活动就用 wenming record date {item.id} 日期 登记，"
            f"今年没有的由负责人用 wenming record none {item.id} 说明"
        )
    if "同步" in due:
        return f"期限“{due}”，向对方问准日期后用 wenming record date {item.id} 日期 登记"
    return f"期限“{due}”没有具体日期"

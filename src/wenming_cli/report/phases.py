"""The phases of a plan for people: where we are, what each phase has, what must be finished before the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.dates.words import day_words, span_words
from wenming_cli.model.course import Course, Stage, StageKind, StageState
from wenming_cli.model.phases import phase_label
from wenming_cli.model.round import Planned
from wenming_cli.report.findings import one_line


@dataclass(frozen=True, slots=True)
class Told:
    """A head with the lines below it; *state* says how the stage stands that it is about."""

    head: str
    lines: tuple[str, ...] = ()
    state: StageState | None = None


def told(course: Course) -> Iterator[Told]:
    """Every stage, what has no day, and last, nearest the prompt, where we are and what comes next."""
    if not any(one.kind is StageKind.PHASE for one in course.stages):
        yield Told("这套体系没有写阶段（set.yaml 的 phases）")
    for one in course.stages:
        yield Told(_head(one, course.year), tuple(_lines(one, course.year)), one.state)
    if course.undated:
        head = f"未定期限，不在任何阶段里：{len(course.undated)}条，没齐{_items(course.undated_open)}"
        yield Told(head, (_looked_at(course.undated_manual),) if course.undated_manual else ())
    yield Told(_where(course), tuple(_before_next(course)))


def heading(course: Course) -> str:
    """The set, its day, and the days of the plan."""
    cycle = f"　方案起止{course.start}至{course.end}" if course.start and course.end else ""
    return f"{course.unit} · {course.criteria} · 截至{course.as_of}{cycle}"


def _head(one: Stage, year: int) -> str:
    """A stage on one line: its name, its days, how it stands."""
    return "　".join((_name(one), _days(one, year), _standing(one)))


def _name(one: Stage) -> str:
    match one.kind:
        case StageKind.PHASE:
            return phase_label(one.no or "", one.name or "")
        case StageKind.GAP:
            return "（不属于任何阶段）"
        case _:
            return "（各阶段以外）"


def _days(one: Stage, year: int) -> str:
    """The days of a stage, of days between phases with their number."""
    if one.start and one.end:
        gap = one.kind is StageKind.GAP
        return span_words(one.start, one.end, year) + (f"，{(one.end - one.start).days + 1}天" if gap else "")
    if one.end:
        return f"{day_words(one.end, year)}以前"
    return f"{day_words(one.start, year)}以后" if one.start else "全部日子"


def _standing(one: Stage) -> str:
    match one.state:
        case StageState.OVER:
            return "已过"
        case StageState.AHEAD:
            return f"{one.days}天后" + ("开始" if one.kind is StageKind.PHASE else "")
        case StageState.MALFORMED:
            return "终止日早于起始日，不能算"
        case _:
            return "现在" + (_left(one.days) if one.days is not None else "")


def _left(days: int) -> str:
    return f"，还有{days}天" if days else "，今天是最后一天"


def _lines(one: Stage, year: int) -> Iterator[str]:
    """Its tasks, what falls due in it and what is open of that, its planned checks, what is doubtful in it."""
    if one.tasks and one.state in (StageState.NOW, StageState.AHEAD):
        yield f"任务：{'；'.join(one.tasks)}"
    if one.state is StageState.MALFORMED:
        yield f"所印“{one.printed}”；查原件，改正 set.yaml 里它的 start 或 end，到期的条目才能算进来"
    elif one.due:
        yield f"到期{len(one.due)}条，{_open(one)}"
    if one.manual:
        yield _looked_at(one.manual)
    for planned in one.rounds:
        yield f"计划的检查：{_round(planned, year)}"
    if one.uncertain:
        yield f"存疑：{one_line(one.uncertain)}"


def _open(one: Stage) -> str:
    """What is not complete, with how many of it are over."""
    if not one.open:
        return "都齐了" if not one.manual else "没有要补的"
    over, all_of = len(one.overdue), "都" if len(one.open) > 1 else ""
    some = f"逾期{over}条" if 0 < over < len(one.open) else f"{all_of}已逾期" if over else f"{all_of}没到期"
    return f"没齐{len(one.open)}条（{some}）：{'、'.join(one.open)}"


def _looked_at(items: Sequence[str]) -> str:
    return f"另有要人工核查的{_items(items)}"


def _items(items: Sequence[str]) -> str:
    return f"{len(items)}条" + (f"：{'、'.join(items)}" if items else "")


def _round(planned: Planned, year: int) -> str:
    return f"{planned.name}（{day_words(planned.on, year)}）{planned.words}"


def _where(course: Course) -> str:
    """The sentence that answers where we are."""
    phases = [one for one in course.stages if one.kind is StageKind.PHASE and one.state is not StageState.MALFORMED]
    now = [one for one in phases if one.state is StageState.NOW]
    if now:
        return "现在：" + "；".join(f"{_name(one)}{_left(one.days or 0)}" for one in now)
    if not phases:
        return "现在：没有阶段可对"
    if all(one.state is StageState.AHEAD for one in phases):
        return "现在：第一个阶段还没有开始"
    return "现在：不在任何阶段里" if course.next else f"现在：各阶段都过了{_since(phases, course.as_of)}"


def _since(phases: Iterable[Stage], as_of: date) -> str:
    last = max(one.end for one in phases if one.end)
    return f"（最后一个阶段结束{(as_of - last).days}天）"


def _before_next(course: Course) -> Iterator[str]:
    """What must be finished before the next phase begins."""
    if course.next:
        begins = f"{day_words(course.next.start, course.year)}开始，还有{course.next.days}天"
        yield f"下一阶段：{phase_label(course.next.no, course.next.name)}，{begins}"
    yield ("在它开始之前" if course.next else "") + _to_finish(course)
    if course.undated_open:
        yield f"未定期限的{len(course.undated_open)}条没齐，问准日期后登记：wenming record date 条目 日期"


def _to_finish(course: Course) -> str:
    """Open items and planned checks whose day comes before the next phase."""
    what = [f"没齐的条目{len(course.before_next)}条（编号见上）"] if course.before_next else []
    what += [_round(one, course.year) for one in course.rounds_before_next]
    if what:
        return f"要办完：{'；'.join(what)}"
    limit = course.next.start if course.next else None
    due = any(one.due and (limit is None or (one.end is not None and one.end < limit)) for one in course.stages)
    return "到期的条目没有要补的" if due else "没有条目到期"

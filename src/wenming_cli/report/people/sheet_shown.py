"""The sheet of one person or office on a terminal: what is open first, then all else that is theirs."""

from collections.abc import Iterator, Sequence

from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, Timing, Verdict
from wenming_cli.report.findings import below, line, one_line
from wenming_cli.report.people.load import Load
from wenming_cli.report.people.sheet import Sheet, SheetDuty, SheetItem
from wenming_cli.report.people.shown import Part, contact_words, load_words, person_words, root_line
from wenming_cli.report.pressing import pressure
from wenming_cli.report.wording import timing_words


def head(sheet: Sheet) -> list[str]:
    """Whose sheet it is: name and load, then what people.yaml says."""
    if sheet.person:
        person = sheet.person
        lines = [f"{person.name}　{load_words(person.load)}", "　".join(person_words(person))]
        if person.now:
            lines.append(f"现在由{person.now}接替，条目记在{person.now}名下")
        return [one for one in lines if one]
    office = sheet.office
    load = office.load if office else Load()
    lines = [f"{sheet.name}　{load_words(load)}"]
    lines += [contact_words(office)] if office else []
    return [*lines, f"人员：{'、'.join(sheet.people)}"] if sheet.people else lines


def parts(sheet: Sheet, *, several: bool) -> Iterator[Part]:
    """Open items by urgency, those to be looked at, the rest by number; then findings, duties, groups, folders."""
    open_items = sorted((one for one in sheet.items if one.verdict in OPEN), key=pressure)
    if open_items:
        yield f"没齐的条目（{len(open_items)}）", [item_lines(one, sheet, several) for one in open_items]
    manual = [one for one in sheet.items if one.verdict is Verdict.MANUAL]
    if manual:
        yield f"要人工核查的条目（{len(manual)}）", [item_lines(one, sheet, several) for one in manual]
    rest = [one for one in sheet.items if one.verdict not in OPEN and one.verdict is not Verdict.MANUAL]
    if rest:
        yield f"其余条目（{len(rest)}）", [[_verdicts(rest, several)]]
    if sheet.findings:
        yield f"整改问题（{len(sheet.findings)}）", [[line(one), *below(one)] for one in sheet.findings]
    if sheet.duties:
        yield f"其他应办事项（{len(sheet.duties)}）", [_duty(one, several) for one in sheet.duties]
    if sheet.bonus:
        yield (
            f"加分项目（{len(sheet.bonus)}）",
            [[f"{_ident(one.criteria, one.id, several)}　{one.title}"] for one in sheet.bonus],
        )
    if sheet.groups:
        told = [[f"{one.body}　{one.role}", *([f"职责：{one.duty}"] if one.duty else [])] for one in sheet.groups]
        yield f"小组（{len(sheet.groups)}）", told
    if sheet.office and sheet.office.roots:
        yield f"证据文件夹（{len(sheet.office.roots)}）", [[root_line(one)] for one in sheet.office.roots]


def item_lines(one: SheetItem, sheet: Sheet, several: bool) -> list[str]:
    """An item: how it stands and its deadline as printed; its text; what is missing; with whom it is shared."""
    due = f"期限“{one_line(one.due)}”" if one.due and one.due.strip() else ""
    stands = (VERDICT_TEXT[one.verdict], timing_words(one, days_left=True))
    first = "　".join(filter(None, (_ident(one.criteria, one.id, several), *stands, due)))
    lines = [first, one_line(one.text).rstrip("；。")]
    lines += [f"· {'；'.join(one.missing)}"] if one.missing else []
    own = (sheet.name, sheet.person.office if sheet.person else None)
    others = [other for other in (*one.owners.offices, *one.owners.people) if other not in own]
    followed = one.owners.instead.get(sheet.name)
    beside = [f"接替{'、'.join(followed)}"] if followed else []
    beside += [f"同：{'、'.join(others)}"] if others else []
    return [*lines, f"（{'；'.join(beside)}）"] if beside else lines


def _verdicts(items: Sequence[SheetItem], several: bool) -> str:
    """齐全15条：1.1.1、1.1.2；不适用1条：7.6.2."""
    found: dict[str, list[str]] = {}
    for one in items:
        late = f"（迟{one.days}天）" if one.timing is Timing.LATE else ""
        found.setdefault(VERDICT_TEXT[one.verdict], []).append(_ident(one.criteria, one.id, several) + late)
    return "；".join(f"{verdict}{len(ids)}条：{'、'.join(ids)}" for verdict, ids in found.items())


def _duty(one: SheetDuty, several: bool) -> list[str]:
    """A duty outside the items, and where everybody has it whether this person's part is there."""
    need = f"（{one.need}）" if one.need else ""
    own = {True: "本人的有了", False: "本人的没有或不够", None: ""}[one.own]
    stands = f"{'全体' if one.own is not None else ''}{VERDICT_TEXT[one.verdict]}"
    first = "　".join(filter(None, (_ident(one.criteria, one.id, several), own, stands, f"{one_line(one.text)}{need}")))
    return [first, *([f"· {'；'.join(one.missing)}"] if one.missing else [])]


def _ident(criteria: str, ident: str, several: bool) -> str:
    """An id, with the set it is of where there are several."""
    return f"{criteria} {ident}" if several else ident

"""What stands beside the items: duties outside the table, findings of inspections, what a person must decide."""

from collections.abc import Sequence

from wenming_cli.model.finding import FINDING_STATE_TEXT
from wenming_cli.model.judgement import VERDICT_TEXT, FindingJudgement, Judgement, Timing, Verdict
from wenming_cli.report.findings import NOBODY, below, heading, one_line
from wenming_cli.report.findings import owners_of as named
from wenming_cli.report.page.gaps import categories_of, owners_of
from wenming_cli.report.page.markup import Markup, el
from wenming_cli.report.page.shade import badge
from wenming_cli.report.questions import asked, question
from wenming_cli.report.wording import timing_words


def questions(judgement: Judgement) -> Markup | None:
    """What only a person can decide or enter, as questions; None where there is nothing to ask."""
    ones = asked(judgement)
    if not ones:
        return None
    rows = (
        el(
            "li", el("b", f"{item.id} "), el("span", question(item)), el("p", item.advice, class_="faint small"),
            data_row="question", data_owner=owners_of([item]), data_category=item.category,
        )
        for item in ones
    )  # fmt: skip
    return el(
        "section",
        el("h2", f"请人决定（{len(ones)}）"),
        el("p", "程序定不了，要人说一声；定了以后用 wenming pin、record 或待确认表登记。", class_="faint small"),
        el("ul", rows, class_="rows plain"),
        id="questions",
        data_rows=True,
    )


def obligations(judgement: Judgement) -> Markup | None:
    """Duties outside the items: those not done first; None where the table has none."""
    done = (Verdict.COMPLETE, Verdict.WAIVED)
    ones = sorted(judgement.obligations, key=lambda one: one.verdict in done)
    if not ones:
        return None
    known = {item.id: item for item in judgement.items}
    rows = []
    for one in ones:
        items = [known[one.item]] if one.item in known else []
        rows.append(
            el(
                "li",
                el("b", f"{one.id} "),
                badge(one.verdict.value, VERDICT_TEXT[one.verdict]),
                one_line(one.text),
                el("p", "；".join(one.missing)) if one.missing and one.verdict not in done else None,
                data_row="duty",
                data_owner=owners_of(items),
                data_category=categories_of(items),
            )
        )
    still = sum(one.verdict not in done for one in ones)
    return el(
        "section",
        el("h2", f"其他应办事项（{still}项没办完，共{len(ones)}项）"),
        el("ul", rows, class_="rows plain"),
        id="duties",
        data_rows=True,
    )


def findings(judgement: Judgement) -> Markup | None:
    """What inspections found wrong and is not put right; None where nothing was found."""
    if not judgement.findings:
        return None
    known = {item.id: item for item in judgement.items}
    rows = []
    for one in judgement.findings:
        if one.is_open:
            items = [known[one.item]] if one.item in known else []
            shade = "missing" if one.timing is Timing.OVERDUE else "short"
            rows.append(
                el(
                    "li",
                    el(
                        "h3",
                        f"{one.id} {one.item or ''} ",
                        badge(shade, _stands(one)),
                    ),
                    [el("p", line) for line in below(one)],
                    el("p", one.owner or NOBODY, class_="faint small"),
                    data_row="finding",
                    data_owner=owners_of(items, *named(one)),
                    data_category=categories_of(items),
                )
            )
    return el("section", el("h2", heading(judgement)), _list(rows), id="findings", data_rows=True)


def _stands(one: FindingJudgement) -> str:
    return f"{FINDING_STATE_TEXT[one.state]}，{timing_words(one, days_left=True)}"


def _list(rows: Sequence[Markup]) -> Markup:
    return el("ul", rows, class_="rows") if rows else el("p", "都已销号。")

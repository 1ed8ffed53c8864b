"""The phases of a plan (阶段) in their order, and the days that belong to none."""

from datetime import date, timedelta

from wenming_cli.model.criteria import Phase, SetHead

_DAY = timedelta(days=1)


def in_order(head: SetHead) -> list[Phase]:
    """The phases by their first day, without those that end before they start."""
    return sorted((one for one in head.phases if one.start <= one.end), key=lambda one: one.start)


def gaps(head: SetHead) -> list[tuple[date, date]]:
    """The spans of days between the phases, and between them and the ends of the cycle, that belong to none."""
    plan, found = head.plan, []
    covered = plan.start - _DAY if plan.start else None
    for phase in in_order(head):
        if covered is not None and phase.start > covered + _DAY:
            found.append((covered + _DAY, phase.start - _DAY))
        covered = max(covered or phase.end, phase.end)
    if covered and plan.end and head.phases and covered < plan.end:
        found.append((covered + _DAY, plan.end))
    return found


def phase_label(no: str, name: str) -> str:
    """A phase as people call it: 第三阶段“全面实施”, 2.全面落实阶段."""
    return f"{no}“{name}”" if no.endswith("阶段") else f"{no}{name}"

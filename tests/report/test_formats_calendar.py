"""The calendar read back with a calendar library: days, reminders that are still to come, names that stay."""

from datetime import date, timedelta

from icalendar import Calendar

from builders import DAY, criteria, item, matched, people, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.finding import Finding
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.report.formats.calendar import calendar_ics

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "年度计划；", [{"id": "a", "type": "计划"}], due="2月上旬"),
        item("1.1.2", "总结,含\\分号;和\n换行" + "很长" * 40, [{"id": "a", "type": "总结"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片"}]),
        item("1.1.4", "每月一次会议记录；", [{"id": "a", "type": "会议记录", "per": "month"}], due="每月底"),
    )
)


def judged(day: date = DAY, **more: object) -> Judgement:
    return judge(SET, matched([], SET), settings(), people(), as_of=day, **more)  # type: ignore[arg-type]


def events(*args: object) -> dict[tuple[str, date], object]:
    """The events by the first word of their title and their day."""
    found = Calendar.from_ical(calendar_ics(*args)).walk("VEVENT")  # type: ignore[arg-type]
    return {(str(one["summary"]).split()[0], one["dtstart"].dt): one for one in found}


def alarms(event: object) -> list[timedelta]:
    return [one["trigger"].dt for one in event.walk("VALARM")]  # type: ignore[attr-defined]


NINE = timedelta(hours=9)


def test_every_dated_occurrence_that_is_open_has_its_day() -> None:
    days = [on for name, on in events([judged()]) if name == "1.1.4"]
    assert [on.month for on in days] == list(range(1, 13))
    assert ("1.1.1", date(2021, 2, 10)) in events([judged()])
    assert "1.1.3" not in {name for name, _ in events([judged()])}


def test_reminders_ring_in_the_morning_a_week_and_a_day_before() -> None:
    assert alarms(events([judged()])["1.1.2", date(2021, 11, 20)]) == [NINE - timedelta(7), NINE - timedelta(1)]


def test_what_is_past_reminds_nobody() -> None:
    found = events([judged(date(2021, 11, 16))])
    assert alarms(found["1.1.1", date(2021, 2, 10)]) == []
    assert alarms(found["1.1.2", date(2021, 11, 20)]) == [NINE - timedelta(1)]
    assert alarms(events([judged(date(2021, 11, 20))])["1.1.2", date(2021, 11, 20)]) == []


def test_events_keep_their_names_from_check_to_check() -> None:
    early, late = events([judged(date(2021, 11, 1))]), events([judged()])
    assert [early[key]["uid"] for key in early] == [late[key]["uid"] for key in early]  # type: ignore[index]
    assert len({late[key]["uid"] for key in late}) == len(late)  # type: ignore[index]
    one = late["1.1.2", date(2021, 11, 20)]
    assert one["dtstamp"].dt.date() == DAY  # type: ignore[index]


def test_texts_come_back_as_they_went() -> None:
    one = events([judged()])["1.1.2", date(2021, 11, 20)]
    assert str(one["description"]).splitlines()[0].startswith("总结,含\\分号;和 换行很长")  # type: ignore[index]
    assert "总结，缺失，要1份，有0" in str(one["description"])  # type: ignore[index]


def test_lines_are_folded_and_whole_characters_stay_together() -> None:
    lines = calendar_ics([judged()]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "很长" in "".join(line.decode("utf-8") for line in lines)


def test_findings_and_planned_checks_are_in_it() -> None:
    finding = Finding.model_validate(
        {"id": "Z1", "text": "没有签名", "found": date(2021, 6, 1), "due": date(2021, 12, 1)}
    )
    planned = [
        Planned("第二次检查", date(2021, 11, 25), PlanState.PLANNED, 13),
        Planned("第一次检查", date(2021, 6, 25), PlanState.DONE, 0, date(2021, 6, 25)),
    ]
    found = events([judged(findings=[finding])], planned)
    assert ("整改", date(2021, 12, 1)) in found
    assert len(alarms(found["第二次检查", date(2021, 11, 25)])) == 2
    assert "第一次检查" not in {name for name, _ in found}


def test_the_same_check_gives_the_same_bytes() -> None:
    assert calendar_ics([judged()]) == calendar_ics([judged()])

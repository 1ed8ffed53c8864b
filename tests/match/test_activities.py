"""Files grouped into events."""

from builders import criteria, evidence, item, matched, photos, project

SET = criteria(
    project("志愿服务", item("1.1.1", "志愿服务图片", [{"id": "p", "carrier": "照片", "about": "志愿服务"}]))
)


def names(*files):  # type: ignore[no-untyped-def]
    return [(one.name, one.day, len(one.members)) for one in matched(list(files), SET).activities]


def test_a_folder_that_people_named_is_one_event_when_its_days_lie_within_a_month() -> None:
    plan = evidence("道德讲堂第1期/1方案.docx", date="2021-06-15")
    assert names(plan, *photos("道德讲堂第1期/图", 3, "2021-06-22")) == [("道德讲堂第1期", "2021-06-22", 4)]


def test_a_folder_over_a_year_is_split_by_series_and_day() -> None:
    march = photos("志愿服务图片/03月植树_", 2, "2021-03-12")
    april = photos("志愿服务图片/04月劝导_", 2, "2021-04-23")
    assert names(*march, *april) == [("03月植树", "2021-03-12", 2), ("04月劝导", "2021-04-23", 2)]


def test_a_month_in_a_name_is_not_taken_for_a_running_number() -> None:
    assert names(
        evidence("a/8月防溺水.jpg", exif_date="2021-08-13"), evidence("a/3月植树.jpg", exif_date="2021-03-12")
    ) == [
        ("3月植树", "2021-03-12", 1),
        ("8月防溺水", "2021-08-13", 1),
    ]


def test_a_plan_joins_the_photos_whose_words_it_shares() -> None:
    pictures = photos("一、志愿服务/重阳节敬老院慰问_", 2, "2021-10-14")
    plan = evidence("一、志愿服务/重阳节慰问方案.docx", date="2021-10-11")
    far = evidence("一、志愿服务/重阳节慰问旧方案.docx", date="2021-01-11")
    grouped = dict((name, count) for name, _, count in names(*pictures, plan, far))
    assert grouped["重阳节敬老院慰问"] == 3


def test_two_events_of_one_day_stay_two() -> None:
    exam = photos("一、志愿服务/知识考试_", 2, "2021-06-18")
    speech = photos("一、志愿服务/演讲比赛_", 2, "2021-06-18")
    assert len(names(*exam, *speech)) == 2

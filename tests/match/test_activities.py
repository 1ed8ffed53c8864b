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


def banner(path: str, words: str, day: str | None):  # type: ignore[no-untyped-def]
    return evidence(path, exif_date=day, banner=(words,))


def test_one_banner_on_one_day_is_one_event_wherever_its_photos_lie() -> None:
    files = [
        banner("待整理/微信图片_20210709101010.jpg", "文明创建工作推进会", "2021-07-09"),
        banner("照片/DSC_0001.jpg", "文明创建工作推进会", "2021-07-09"),
        banner("照片/IMG_1.jpg", "文明创逮工作推进", "2021-07-09"),
    ]
    assert names(*files) == [("文明创建工作推进会", "2021-07-09", 3)]


def test_the_same_banner_on_another_day_is_another_event() -> None:
    files = [banner(f"待整理/DSC_{at}.jpg", "党组理论学习会", f"2021-0{at}-09") for at in (3, 6)]
    assert [day for _, day, _ in names(*files)] == ["2021-03-09", "2021-06-09"]


def test_another_banner_on_that_day_is_another_event() -> None:
    files = [
        banner("待整理/DSC_1.jpg", "党组理论学习会", "2021-03-09"),
        banner("待整理/DSC_2.jpg", "植树志愿服务活动", "2021-03-09"),
    ]
    assert len(names(*files)) == 2


def test_a_folder_of_its_own_takes_in_photos_that_lie_elsewhere() -> None:
    folder = [banner(f"道德讲堂第1期/图{at}.jpg", "青澜县审计局道德讲堂第1期", "2021-06-22") for at in (1, 2)]
    stray = banner("待整理/mmexport1.jpg", "青澜县审计局道德讲堂第1期", "2021-06-22")
    assert names(*folder, stray) == [("道德讲堂第1期", "2021-06-22", 3)]


def test_two_folders_of_their_own_stay_two() -> None:
    files = [
        banner(f"道德讲堂第{no}期/图{at}.jpg", f"青澜县审计局道德讲堂第{no}期", f"2021-06-{day}")
        for no, day in ((1, "02"), (2, "22"))
        for at in (1, 2)
    ]
    assert [count for _, _, count in names(*files)] == [2, 2]


def test_a_photo_that_says_nothing_goes_with_the_only_event_of_its_folder_and_day() -> None:
    told = banner("待整理/微信图片_20210309101010.jpg", "党组理论学习会", "2021-03-09")
    silent = evidence("待整理/微信图片_20210309140144.jpg", exif_date="2021-03-09")
    other = evidence("待整理/微信图片_20210310101144.jpg", exif_date="2021-03-10")
    assert sorted(count for _, _, count in names(told, silent, other)) == [1, 2]
    second = banner("待整理/微信图片_20210309181010.jpg", "植树志愿服务活动", "2021-03-09")
    assert sorted(count for _, _, count in names(told, silent, second)) == [1, 1, 1]


def test_a_plan_finds_its_photos_in_another_folder_by_many_words() -> None:
    pictures = [banner(f"照片/DSC_{at}.jpg", "重阳节敬老院慰问老人活动", "2021-10-14") for at in (1, 2)]
    plan = evidence("文件/新建 Microsoft Word 文档3.docx", title="重阳节敬老院慰问活动方案", date="2021-10-11")
    few = evidence("文件/新建 Microsoft Word 文档4.docx", title="慰问困难职工方案", date="2021-10-11")
    assert sorted(count for _, _, count in names(*pictures, plan, few)) == [1, 3]


def test_a_folder_named_for_an_office_holds_many_events() -> None:
    files = [
        banner(f"财金股/{words}{at}.jpg", words, "2021-03-09")
        for words in ("党组理论学习会", "义务植树志愿服务")
        for at in (1, 2)
    ]
    assert [count for _, _, count in names(*files)] == [2, 2]


def test_a_day_at_the_start_of_a_name_is_no_number() -> None:
    assert names(evidence("待整理/6.5环境日1.jpg", exif_date="2021-06-05"))[0][0] == "6.5环境日"


def test_a_day_at_the_end_of_a_name_is_no_running_number() -> None:
    assert [one[0] for one in names(evidence("党组会会标照片0108.jpg"))] == ["党组会会标照片0108"]


def test_screenshots_of_one_name_are_one_through_a_month() -> None:
    shots = [evidence(f"待整理/公筷朋友圈截图{at}.png", exif_date=f"2021-04-1{at}") for at in range(1, 5)]
    assert [count for _, _, count in names(*shots)] == [4]


def test_two_events_of_one_day_and_folder_have_keys_of_their_own() -> None:
    files = [
        banner(f"微信图片_2021042716514{at}.jpg", words, "2021-04-27")
        for at, words in enumerate(["垃圾分类从我做起", "扫黑除恶平安建设", "垃圾分类从我做起"])
    ]
    activities = matched(files, SET).activities
    assert len(activities) == len({one.id for one in activities}) == 2


def test_nameless_screenshots_are_parted_by_their_bar_and_else_by_what_they_speak_of() -> None:
    group = [evidence(f"微信图片_20210120{at}.png", title="文明单位联系群", date=f"2021-01-{at}") for at in (12, 19)]
    posts = [
        evidence(f"微信图片_20210114{at}.png", text="今天食堂用上了公筷公勺", date=f"2021-01-{at}")
        for at in (13, 15, 18)
    ]
    assert sorted(count for _, _, count in names(*group, *posts)) == [2, 3]


def test_single_pictures_of_one_round_are_one_event() -> None:
    files = [
        banner(f"IMG_{at}.jpg", words, "2021-05-08") for at, words in enumerate(["消防器材箱", "灭火器检查", "消火栓"])
    ]
    assert len(names(*files)) == 1


def test_minutes_go_with_the_only_silent_photos_of_their_day() -> None:
    pictures = photos("IMG_", 2, "2021-02-18")
    minutes = evidence("新建文档1.pdf", title="会议记录", date="2021-02-18")
    assert [count for _, _, count in names(*pictures, minutes)] == [3]
    other = banner("别处/DSC_9.jpg", "植树护绿志愿服务活动", "2021-02-18")
    assert sorted(count for _, _, count in names(*pictures, minutes, other)) == [1, 1, 2]


def test_the_field_of_minutes_that_says_what_they_are_about_finds_their_photos() -> None:
    pictures = [banner(f"照片/IMG_{at}.jpg", "先进典型评选会议", "2021-09-14") for at in range(2)]
    minutes = evidence(
        "新建文档1.pdf",
        title="会议记录",
        text="会议记录\n会议名称：2021年先进典型评选会议\n时间：2021年9月14日",
        date="2021-09-14",
    )
    assert [(one[0], one[2]) for one in names(*pictures, minutes)] == [("先进典型评选会议", 3)]


LECTURE = criteria(
    project(
        "道德讲堂",
        item(
            "1.1.1",
            "道德讲堂全套资料1期；",
            [
                {
                    "id": "set",
                    "per": "activity",
                    "times": "1",
                    "sequence": [
                        {"id": "host", "type": "主持词", "about": "道德讲堂"},
                        {"id": "song", "type": "歌词", "about": "道德讲堂"},
                        {"id": "photos", "carrier": "照片", "about": "道德讲堂"},
                    ],
                }
            ],
        ),
    )
)


def test_a_part_that_only_one_set_asks_for_goes_to_the_event_of_that_set() -> None:
    pictures = [banner(f"照片/IMG_{at}.jpg", "道德讲堂第1期", "2021-06-22") for at in range(2)]
    song = evidence("新建文档1.docx", title="主题歌词", date="2021-06-18", types=("歌词",), text="主题歌词\n道德讲堂")
    old = evidence("新建文档2.docx", title="主题歌词", date="2021-02-18", types=("歌词",), text="主题歌词\n道德讲堂")
    found = {one.name: len(one.members) for one in matched([*pictures, song, old], LECTURE).activities}
    assert found["道德讲堂第1期"] == 3
    assert sum(found.values()) == 4

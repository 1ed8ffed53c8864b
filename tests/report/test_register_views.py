"""制度, 荣誉, 公示, 志愿服务 and 场所: what stands in them and what does not."""

import pytest

from builders import criteria, decision, evidence, item, photos, project, unreadable
from registering import UNIT, paper, register, titles
from wenming_cli.model.evidence import Evidence
from wenming_cli.report.registers.book import BOOK
from wenming_cli.report.registers.honours import level_of
from wenming_cli.report.registers.register import RegisterEntry, RegisterKind
from wenming_cli.typeset.table import PAGE_MM


@pytest.mark.parametrize(
    ("file", "listed"),
    [
        pytest.param(paper("青审发〔2021〕7号", "理论学习制度", "2021-03-04"), True, id="a 制度"),
        pytest.param(evidence("办法.docx", title="财务管理办法"), True, id="a 办法 of nobody named"),
        pytest.param(evidence("卫生工作责任制.pdf"), True, id="by its name alone"),
        pytest.param(evidence("x.docx", title="关于印发《差旅费管理办法》的通知"), True, id="a notice that issues one"),
        pytest.param(evidence("x.docx", title="关于执行请假制度的通知"), False, id="a notice about one"),
        pytest.param(evidence("湖南省志愿服务条例.pdf"), False, id="a law"),
        pytest.param(evidence("规定.docx", title="接待规定", issuer="青岚县财政局"), False, id="another body's"),
        pytest.param(evidence("文明公约.jpg"), False, id="a photo of a wall"),
        pytest.param(evidence("文明公约.jpg", title="文明公约"), True, id="a photo of a paper that was read"),
    ],
)
def test_regulations(file: Evidence, listed: bool) -> None:
    assert bool(register("制度", [file]).entries) is listed


def test_a_regulation_says_that_it_was_revised() -> None:
    found = register("制度", [evidence("制度汇编(2021修订).pdf", title="制度汇编"), evidence("请假制度（试行）.docx")])
    assert [(one.title, one.remarks) for one in found.entries] == [
        ("制度汇编", ("标明修订",)),
        ("请假制度（试行）", ("标明试行",)),
    ]


def test_an_ignored_file_is_marked_and_its_item_blank() -> None:
    file = evidence("请假制度.docx", title="请假制度")
    found = register("regulations", [file], decisions=[decision("ignore", file)])
    assert [(one.items, one.remarks) for one in found.entries] == [((), ("已忽略",))]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        pytest.param(evidence("获奖证书.jpg"), "证书", id="a certificate"),
        pytest.param(evidence("05奖牌.jpg", banner=("先进典型",)), "奖牌", id="a plaque with words on it"),
        pytest.param(paper("岳审发〔2021〕6号", "关于表彰先进单位的通报", None), "通报", id="praise"),
        pytest.param(paper("岳审发〔2021〕6号", "关于授予文明单位称号的决定", None), "通报", id="a title given"),
        pytest.param(paper("岳审发〔2021〕6号", "关于违规问题的通报", None), None, id="blame"),
        pytest.param(evidence("会计资格证书.jpg"), None, id="a certificate of what somebody may do"),
        pytest.param(evidence("颁奖大会.jpg"), None, id="a photo of the ceremony"),
    ],
)
def test_honours(file: Evidence, kind: str | None) -> None:
    assert [one.kind for one in register("荣誉", [file]).entries] == ([kind] if kind else [])


def test_what_says_nothing_is_an_honour_where_a_person_files_it_as_one() -> None:
    file = evidence("IMG_0001.jpg")
    asked = [
        {"id": "a", "type": ["证书", "奖牌"], "about": "先进单位"},
        {"id": "b", "type": ["通报"], "about": "先进单位"},
    ]
    table = criteria(project("业务", item("6.1.3", "荣誉证（牌）或通报", asked)))
    pinned = [decision("pin", file, "6.1.3", "a")]
    assert [one.items for one in register("荣誉", [file], table, pinned).entries] == [("6.1.3",)]
    assert register("荣誉", [file], table, [decision("pin", file, "6.1.3", "b")]).entries == ()


@pytest.mark.parametrize(
    ("title", "issuer", "own", "level"),
    [
        ("省级文明单位奖牌", None, False, "省级"),
        ("先进单位", "湖南省精神文明建设指导委员会", False, "省级"),
        ("先进单位", "中共青岚县委", False, "县级"),
        ("先进单位", "岳岭市审计局", False, "市级"),
        ("先进单位", "岳岭市石牛区人民政府", False, "县级"),
        ("先进单位", "国家税务总局青岚县税务局", False, "县级"),
        ("先进单位", "中华全国总工会", False, "国家级"),
        ("先进单位", "松溪镇人民政府", False, "乡镇"),
        ("先进单位", "城市管理局", False, None),
        ("先进单位", "市场监督管理局", False, None),
        ("优秀党员", UNIT, True, "本单位"),
        ("先进单位", None, False, None),
    ],
)
def test_the_level_is_that_of_the_title_or_of_the_body(
    title: str, issuer: str | None, own: bool, level: str | None
) -> None:
    assert level_of(title, issuer, own=own) == level


def test_words_on_a_picture_are_not_printed_where_its_file_has_a_name() -> None:
    plaque = evidence("先进个人奖牌.jpg", title="张三同志", banner=("张三", "李四"))
    unnamed = evidence("IMG_0001.jpg", title="荣誉证书", types=("证书",))
    assert titles(register("荣誉", [plaque, unnamed])) == ["先进个人奖牌", "荣誉证书"]


@pytest.mark.parametrize(
    ("file", "listed"),
    [
        pytest.param(evidence("拟提拔人选公示.docx", title="关于拟提拔人选的公示"), True, id="a 公示"),
        pytest.param(evidence("政务公开网站截图0610.png"), True, id="a screenshot by its name"),
        pytest.param(evidence("IMG_1.jpg", banner=("财务公开栏",)), True, id="a board by what stands on it"),
        pytest.param(evidence("政务公开制度.docx", title="政务公开制度"), False, id="a rule about it"),
        pytest.param(evidence("财务公开工作总结.docx", title="财务公开工作总结"), False, id="a summary of it"),
    ],
)
def test_notices(file: Evidence, listed: bool) -> None:
    assert bool(register("公示", [file]).entries) is listed


SERVICE = criteria(
    project(
        "社会担当",
        item("7.8.2", "乡村振兴志愿服务活动的图片；", [{"id": "a", "carrier": "照片", "about": ["乡村振兴", "慰问"]}]),
        item("7.8.3", "参与文明城市创建活动的图片；", [{"id": "a", "carrier": "照片", "about": "清扫"}]),
    )
)


def test_voluntary_service_by_month_with_sign_in_sheet_and_what_names_it() -> None:
    files = [
        *photos("志愿植树/志愿植树", 2, "2021-03-12"),
        evidence("志愿植树/志愿植树签到表.docx", title="志愿植树签到表", date="2021-03-12"),
        *photos("乡村振兴慰问", 2, "2021-05-20"),
        *photos("街道清扫", 2, "2021-06-20"),
        evidence("志愿服务小结.jpg", exif_date="2020-06-20"),
        evidence("志愿者保险发票.jpg", exif_date="2021-03-19"),
    ]
    found = register("志愿服务", files, SERVICE)
    assert [(one.section, one.title, one.photos, one.sign_in, one.remarks) for one in found.entries] == [
        ("2020年6月", "志愿服务小结", 1, False, ("不在本年度",)),
        ("2021年3月", "志愿植树", 2, True, ()),
        (
            "2021年5月",
            "乡村振兴慰问",
            2,
            False,
            ("名称和会标没有写志愿服务，条目7.8.2要的是志愿服务活动",),
        ),
        ("写明志愿者的材料", "志愿者保险发票", None, None, ()),
    ]
    assert found.notes == (
        "没有志愿服务活动的月份：2021年1月、2021年2月、2021年4月、2021年6月、2021年7月、2021年8月、2021年9月、2021年10月",
    )


def test_papers_that_name_volunteers_stand_below() -> None:
    files = [
        evidence("志愿者花名册.xlsx", title="志愿者花名册"),
        evidence("领导小组成员名单.docx", title="领导小组成员名单"),
        evidence("志愿者注册人数截图.png"),
        evidence("意外险发票.jpg", types=("票据",)),
        evidence("餐费发票.jpg", types=("票据",)),
        evidence("学雷锋志愿服务制度.docx", title="学雷锋志愿服务制度"),
        unreadable("志愿者保险票据.pdf"),
    ]
    found = register("志愿服务", files)
    assert sorted((one.kind, one.title) for one in found.entries) == [
        ("名单", "志愿者花名册"),
        ("注册情况", "志愿者注册人数截图"),
        ("票据", "志愿者保险票据"),
        ("票据", "意外险发票"),
    ]
    assert {one.section for one in found.entries} == {"写明志愿者的材料"}


def test_activities_are_the_years_list() -> None:
    files = [
        *photos("清明祭扫/清明祭扫", 2, "2021-04-02"),
        evidence("清明祭扫/清明祭扫方案.docx", title="清明祭扫方案", date="2021-03-30"),
        *photos("春节慰问", 1, "2020-01-20"),
    ]
    found = register("活动", files)
    assert [(one.date, one.title, one.papers, one.photos, one.remarks) for one in found.entries] == [
        ("2020-01-20", "春节慰问", (), 1, ("不在本年度",)),
        ("2021-04-02", "清明祭扫", ("方案",), 2, ()),
    ]


SITES = criteria(
    project(
        "环境",
        item(
            "3.2.2",
            "活动图片内容上墙展示，设施齐全；",
            [
                {"id": "wall", "carrier": "照片", "about": "上墙", "printed": "活动图片内容上墙展示"},
                {"id": "site", "carrier": "实地", "about": "活动室", "printed": "设施齐全"},
            ],
        ),
        item("4.3.4", "消防设施照片4张。", [{"id": "a", "carrier": "照片", "about": ["消防", "灭火器"], "count": "4"}]),
        item("6.2.1", "窗口公示牌。", [{"id": "a", "carrier": "实物", "when": {"service_window": True}}]),
        item("7.3.4", "活动实景图片。", [{"id": "a", "carrier": "照片", "about": "中秋"}]),
    )
)


def test_places_with_the_photos_that_show_them() -> None:
    files = [
        *photos("消防灭火器", 2, "2021-05-08"),
        evidence("消防灭火器9.jpg", exif_date="2021-09-01"),
        evidence("职工活动室.jpg", exif_date="2021-02-03"),
    ]
    found = register("场所", files, SITES)
    assert [(one.items, one.title, one.kind, one.photos, one.date, one.remarks) for one in found.entries] == [
        (("3.2.2",), "活动图片内容上墙展示", "要照片", 0, None, ("没有照片", "另有1个文件待确认")),
        (("3.2.2",), "设施齐全", "实地考察", 1, "2021-02-03", ()),
        (("4.3.4",), "消防设施照片4张", "要照片", 3, "2021-09-01", ("照片的日期：2021-05-08、2021-09-01",)),
        (("6.2.1",), "窗口公示牌", "要实物", 0, None, ("没有照片",)),
    ]


@pytest.mark.parametrize("kind", [kind for kind, _ in BOOK], ids=lambda kind: kind.id)
def test_columns_fill_the_page_and_show_fields_of_entries(kind: RegisterKind) -> None:
    assert sum(one.column.mm for one in kind.fields) == PAGE_MM
    assert {one.name for one in kind.fields} <= set(RegisterEntry.model_fields)

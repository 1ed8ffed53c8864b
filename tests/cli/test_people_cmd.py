"""wenming people: who answers for what, what does not fit, sheets of persons and offices, sheets to sign."""

import re
from pathlib import Path

import docx
import pytest

from conftest import AS_OF, Wenming, fingerprint

LEAVES = "post: 股长, groups: [中层骨干]}"
LEFT = f"{LEAVES[:-1]}, until: 2021-06-30, successor: 白一帆}}\n  - {{name: 白一帆, office: 行审股, from: 2021-07-01}}"


@pytest.fixture
def changed(own_demo: Path) -> Path:
    """The example archive in which 许柏川 has left in June and 白一帆 follows."""
    path = own_demo / "people.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"name: 许柏川, office: 行审股, {LEAVES}") == 1
    path.write_text(text.replace(f"行审股, {LEAVES}", f"行审股, {LEFT}"), encoding="utf-8")
    return own_demo


SMALL = {
    "wenming.yaml": "unit: {name: 某局}\nyear: 2021\ncriteria: [own]\nevidence: [证据, {path: 甲盘, owner: 办公室}]\n",
    "people.yaml": (
        "offices: [{name: 办公室, contact: 张三}, {name: 人事股}]\n"
        "people:\n"
        "  - {name: 张三, office: 办公室, post: 主任, groups: [中层骨干], until: 2021-06-30, successor: 李四}\n"
        "  - {name: 李四, office: 办公室, from: 2021-07-01}\n"
        "  - {name: 王五, office: 人事股}\n"
    ),
    "findings.yaml": "findings: [{id: Z1, text: 没有签到表, measure: 补签到表, found: 2021-10-01, owner: 张三, due: 2021-11-30}]\n",
    "criteria/own/set.yaml": (
        "id: own\ntitle: x\nyear: 2021\nunit: x\nplan: {title: x, issuer: x}\n"
        "leadership: {leading_group: {name: 领导小组, head: 赵局, deputies_text: 其他班子成员, duty: 领导创建}}\n"
        "groups: [{name: 活动组, heads: 李四, units: [办公室, 工会], duty: 组织活动}]\n"
        "bonus: [{id: B1, title: 荣誉称号, text: 加分, owners: {people: 张三}}]\n"
    ),
    "criteria/own/1.yaml": (
        "category: {no: 一, title: 有力}\nprojects:\n"
        "  - no: '1'\n    title: 创建\n    standards: [好]\n    owners: {offices: 办公室, people: [张三, 王五]}\n    items:\n"
        "      - {id: '1.1', text: 年度计划；, due: 3月31日前, requires: [{id: a, type: 计划}]}\n"
        "      - {id: '1.2', text: 年度总结。, due: 11月20日前, requires: [{id: a, type: 总结}]}\n"
        "      - {id: '1.3', text: 场所整洁, requires: [{id: a, carrier: 实地}]}\n"
        "      - {id: '1.4', text: 有关制度, due: 5月31日前, requires: [{id: a, type: 制度, optional: true}]}\n"
    ),
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A small unit whose office head has left."""
    folder = tmp_path / "某局"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("证据", "甲盘"):
        (folder / name).mkdir()
    (folder / "甲盘" / "菜单.txt").write_text("红烧肉\n", encoding="utf-8")
    return folder


def test_the_organisation_says_exactly_who_and_what(unit: Path, wenming: Wenming) -> None:
    said = wenming("people", "--as-of", AS_OF, "-w", unit)
    assert said.code == 0
    assert said.out.splitlines() == [
        "组织 · 某局 · 截至2021-11-12",
        "",
        "股室（3）",
        "  办公室　联络人李四（接替张三）　4条，没齐2条（逾期1条）",
        "      证据文件夹“甲盘”：1个文件，待确认0个，未认领1个",
        "  人事股　没有联络人　没有条目",
        "  工会　people.yaml 里没有　没有条目",
        "",
        "人员（3）",
        "  张三　办公室 主任　中层骨干　2021-06-30离任，由李四接替　没有条目",
        "  李四　办公室　2021-07-01到任　4条，没齐2条（逾期1条）",
        "  王五　人事股　4条，没齐2条（逾期1条）",
        "",
        "领导小组、工作组（2）",
        "  领导小组　组长赵局；其他班子成员（没有列名）",
        "      职责：领导创建",
        "  活动组　负责人李四；成员单位办公室、工会",
        "      职责：组织活动",
        "",
        "对不上的（6）",
        "  ! 张三2021-06-30离任，由李四接替：表上有4条、整改问题Z1、加分项目B1。条目和整",
        "    改问题已经算在接替的人名下，表和小组名单由单位决定改不改",
        "  ! 小组里列了、people.yaml 里没有的：赵局。补进 people.yaml",
        "  ! 没有联络人的股室：人事股、工会。写进 people.yaml 的 offices：{name: 股室,",
        "    contact: 姓名}",
        "  ! 办公室的联络人张三现在不在任，由李四接替。改正这个股室的 contact",
        "  ! 几个人共同负责的条目4条：李四、王五4条。定下由谁牵头",
        "  ! 领导小组有人没有列名：“其他班子成员”。定下后填进 set.yaml 的 deputies、",
        "    members",
    ]


def test_a_sheet_says_exactly_what_is_theirs(unit: Path, wenming: Wenming) -> None:
    said = wenming("people", "李 四", "--as-of", AS_OF, "-w", unit)
    assert said.code == 0
    assert said.out.splitlines() == [
        "某局 · 截至2021-11-12",
        "李四　4条，没齐2条（逾期1条）",
        "办公室　2021-07-01到任",
        "",
        "没齐的条目（2）",
        "  1.1　缺失　逾期226天　期限“3月31日前”",
        "      年度计划",
        "      · 缺计划",
        "      （接替张三；同：王五）",
        "  1.2　缺失　2021-11-20到期，还有8天　期限“11月20日前”",
        "      年度总结",
        "      · 缺总结",
        "      （接替张三；同：王五）",
        "",
        "要人工核查的条目（1）",
        "  1.3　人工核查　未定期限",
        "      场所整洁",
        "      （接替张三；同：王五）",
        "",
        "其余条目（1）",
        "  齐全1条：1.4",
        "",
        "整改问题（1）",
        "  Z1　待整改　2021-11-30到期，还有18天　张三",
        "      没有签到表",
        "      措施：补签到表",
        "",
        "加分项目（1）",
        "  B1　荣誉称号",
        "",
        "小组（1）",
        "  活动组　负责人",
        "      职责：组织活动",
    ]


def test_the_sheet_of_an_office(unit: Path, wenming: Wenming) -> None:
    out = wenming("people", "办公室", "--as-of", AS_OF, "-w", unit).out
    assert "联络人李四（接替张三）\n人员：张三、李四\n" in out
    assert "活动组　成员单位\n" in out
    assert "证据文件夹“甲盘”：1个文件，待确认0个，未认领1个\n" in out


def test_everybody_has_what_check_says_is_theirs(demo: Path, wenming: Wenming) -> None:
    (judged,) = wenming("check", "--as-of", AS_OF, "--json", "-w", demo).values
    (whole,) = wenming("people", "--as-of", AS_OF, "--json", "-w", demo).values
    for part, key in (("people", "people"), ("offices", "offices")):
        for one in whole[part]:
            theirs = [item for item in judged["items"] if one["name"] in item["owners"][key]]
            still = [item for item in theirs if item["verdict"] in ("missing", "short", "to_confirm")]
            over = [item for item in still if item["timing"] == "overdue"]
            assert one["load"] == {"items": len(theirs), "open": len(still), "overdue": len(over)}
            if one["name"] in ("江雨霏", "办公室"):
                (sheet,) = wenming("people", one["name"], "--as-of", AS_OF, "--json", "-w", demo).values
                assert [item["id"] for item in sheet["items"]] == [item["id"] for item in theirs]
    assert sum(one["load"]["items"] for one in whole["people"]) == 147
    assert sum(one["load"]["items"] for one in whole["offices"]) == 139


def test_the_successor_has_the_items_and_the_findings(changed: Path, wenming: Wenming) -> None:
    """Until the last day they are those of who leaves, from the day after on those of who follows."""
    wenming("findings", "add", "缺签到", "--item", "2.1.2", "--found", "2021-06-01", "--owner", "许柏川", "-w", changed)
    for day, has, has_not in (("2021-06-30", "许柏川", "白一帆"), ("2021-07-01", "白一帆", "许柏川")):
        (sheet,) = wenming("people", has, "--as-of", day, "--json", "-w", changed).values
        assert (sheet["person"]["load"]["items"], len(sheet["findings"])) == (9, 1)
        (other,) = wenming("people", has_not, "--as-of", day, "--json", "-w", changed).values
        assert (other["items"], other["findings"]) == ([], [])
    assert "（接替许柏川）" in wenming("people", "白一帆", "--as-of", AS_OF, "-w", changed).out
    out = wenming("people", "许柏川", "--as-of", AS_OF, "-w", changed).out
    assert "2021-06-30离任，由白一帆接替\n现在由白一帆接替，条目记在白一帆名下\n" in out
    assert "任到2021-06-30，以后由白一帆接替" in wenming("people", "--as-of", "2021-06-30", "-w", changed).out
    whole = wenming("people", "--as-of", AS_OF, "-w", changed).out
    assert "行审股　联络人白一帆（接替许柏川）　9条" in whole
    assert "许柏川2021-06-30离任，由白一帆接替：表上有9条、整改问题Z1" in whole
    listed = wenming("findings", "list", "--as-of", AS_OF, "--owner", "白一帆", "-w", changed).out
    assert "列出1个" in listed


def test_check_names_the_successor(changed: Path, wenming: Wenming) -> None:
    """Reports say in whose place; groups and JSON have the name alone."""
    out = wenming("check", "--by", "owner", "--as-of", AS_OF, "-w", changed).out
    assert "\n行审股 白一帆\n" in out
    assert "2.1.5  缺失　逾期306天　行审股、白一帆（接替许柏川）" in out
    assert "请行审股、白一帆（接替许柏川）补" in out
    (judged,) = wenming("check", "--json", "--as-of", AS_OF, "-w", changed).values
    owners = {item["id"]: item["owners"] for item in judged["items"]}
    assert owners["2.1.5"] == {"offices": ["行审股"], "people": ["白一帆"], "instead": {"白一帆": ["许柏川"]}}
    (before,) = wenming("check", "--json", "--as-of", "2021-06-30", "-w", changed).values
    assert {item["id"]: item["owners"] for item in before["items"]}["2.1.5"]["people"] == ["许柏川"]


def test_the_default_owner_of_a_finding_is_who_is_there(changed: Path, wenming: Wenming) -> None:
    wenming("findings", "add", "缺签到", "--item", "2.1.2", "--found", "2021-06-01", "-w", changed)
    assert "行审股、白一帆" in wenming("findings", "list", "--as-of", AS_OF, "-w", changed).out
    assert "行审股、许柏川" in wenming("findings", "list", "--as-of", "2021-06-30", "-w", changed).out


def test_a_root_with_an_owner_is_counted_as_the_ledger_does(own_demo: Path, wenming: Wenming) -> None:
    (own_demo / "行审盘").mkdir()
    for name, text in (("食堂菜单一.txt", "红烧肉\n"), ("副本.txt", "红烧肉\n"), ("~$锁.docx", "x"), ("空.txt", "")):
        (own_demo / "行审盘" / name).write_text(text, encoding="utf-8")
    settings = (own_demo / "wenming.yaml").read_text(encoding="utf-8")
    settings = settings.replace("evidence: [证据]", "evidence: [证据, {path: 行审盘, owner: 行审股}]")
    (own_demo / "wenming.yaml").write_text(settings, encoding="utf-8")
    (sheet,) = wenming("people", "行审股", "--as-of", AS_OF, "--json", "-w", own_demo).values
    rows = [
        row
        for row in wenming("ledger", "--as-of", AS_OF, "--json", "-w", own_demo).values
        if row["path"].startswith("行审盘/")
    ]
    (root,) = sheet["office"]["roots"]
    assert root["files"] == len(rows) == 4
    assert root["unclaimed"] == sum(row["state"] == "unclaimed" for row in rows) == 1
    shown = wenming("people", "行审股", "--as-of", AS_OF, "-w", own_demo).out
    assert "证据文件夹“行审盘”：4个文件，待确认0个，未认领1个" in shown


def outside_the_cache(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file of a workspace but those of the cache."""
    return {path: one for path, one in fingerprint(folder).items() if not path.startswith(".wenming/")}


def texts(path: Path) -> tuple[list[str], list[list[str]]]:
    """The paragraphs and the rows of a sheet."""
    paper = docx.Document(str(path))
    (table,) = paper.tables
    return [one.text for one in paper.paragraphs], [[cell.text for cell in row.cells] for row in table.rows]


def test_sheets_to_sign(changed: Path, wenming: Wenming, tmp_path: Path) -> None:
    before = fingerprint(changed / "证据")
    said = wenming("people", "--sheets", tmp_path / "清单", "--as-of", AS_OF, "-w", changed)
    assert said.code == 0, said.err
    assert "（股室7份，个人8份）" in said.out
    names = sorted(path.relative_to(tmp_path / "清单").as_posix() for path in (tmp_path / "清单").rglob("*.*"))
    assert len(names) == 15
    assert "个人/责任清单-白一帆.docx" in names
    assert "个人/责任清单-许柏川.docx" not in names
    lines, rows = texts(tmp_path / "清单" / "个人" / "责任清单-白一帆.docx")
    assert lines[:2] == ["责任清单", "青澜县审计局　2021年度　行审股 白一帆　截至 2021-11-12"]
    (sheet,) = wenming("people", "白一帆", "--as-of", AS_OF, "--json", "-w", changed).values
    load = sheet["person"]["load"]
    assert load["items"] == 9
    assert lines[-2] == f"共 9 条，没齐 {load['open']} 条，其中逾期 {load['overdue']} 条。"
    assert re.fullmatch("责任人签名：＿+　+日期：＿+年＿+月＿+日", lines[-1])
    assert rows[0] == ["条目", "内容", "期限", "现状", "还缺"]
    assert rows[1] == ["二、思想教育深入 道德风尚良好 ／ 2.1 思想道德教育"] * 5
    by_id = {row[0]: row for row in rows[2:]}
    assert by_id["2.1.5"] == [
        "2.1.5", "单位开展思想道德教育工作年度方案（红头便函文件）（接替许柏川）", "1月上旬（至1月10日）", "缺失，逾期306天", "缺方案（红头）",
    ]  # fmt: skip
    assert by_id["7.4.1"][2] == "与县文明办工作安排同步."
    assert "，" not in by_id["7.4.1"][3], "an item without a day has no timing"
    _, rows = texts(tmp_path / "清单" / "股室" / "责任清单-办公室.docx")
    assert sum(len(set(row)) > 1 for row in rows) == 1 + 77
    wenming("people", "--sheets", tmp_path / "又一份", "--as-of", AS_OF, "-w", changed)
    assert {path.name: path.read_bytes() for path in (tmp_path / "又一份").rglob("*.docx")} == {
        path.name: path.read_bytes() for path in (tmp_path / "清单").rglob("*.docx")
    }
    assert fingerprint(changed / "证据") == before


def test_one_sheet_and_nobody_who_has_left(changed: Path, wenming: Wenming, tmp_path: Path) -> None:
    assert wenming("people", "财金股", "--sheets", tmp_path / "一", "--as-of", AS_OF, "-w", changed).code == 0
    assert [path.name for path in (tmp_path / "一").rglob("*.docx")] == ["责任清单-财金股.docx"]
    text = (changed / "people.yaml").read_text(encoding="utf-8").replace(", successor: 白一帆", "")
    (changed / "people.yaml").write_text(text, encoding="utf-8")
    said = wenming("people", "--sheets", tmp_path / "二", "--as-of", AS_OF, "-w", changed)
    assert "不在任、没有人接替，没有出：许柏川（9条）" in said.out
    said = wenming("people", "许柏川", "--sheets", tmp_path / "三", "--as-of", AS_OF, "-w", changed)
    assert (said.code, (tmp_path / "三").exists()) == (2, False)


def test_names_that_windows_does_not_take(own_demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    path = next((own_demo / "criteria" / "huarong-2021").glob("1-*.yaml"))
    text = path.read_text(encoding="utf-8").replace("people: [江雨霏, 苏映雪]", 'people: [江雨霏, "苏/映:雪?"]', 1)
    path.write_text(text, encoding="utf-8")
    assert wenming("people", "苏/映:雪?", "--sheets", tmp_path / "清单", "--as-of", AS_OF, "-w", own_demo).code == 0
    assert [path.name for path in (tmp_path / "清单").rglob("*.docx")] == ["责任清单-苏_映_雪_.docx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("讲师团",), "没有叫“讲师团”的人或股室", id="nobody"),
        pytest.param(("江雨",), "是不是江雨霏？", id="a near name"),
        pytest.param(("--sheets", "{证据}"), "在证据文件夹里", id="the evidence itself"),
        pytest.param(("--sheets", "{证据}/清单"), "在证据文件夹里", id="among the evidence"),
        pytest.param(("--sheets", "{资料盒}/清单"), "是程序自己用的文件夹", id="among the boxes"),
        pytest.param(("--sheets", "{.}"), "已经有东西，没有写", id="the workspace"),
        pytest.param(("--sheets", "{wenming.yaml}"), "已经有东西，没有写", id="a file"),
        pytest.param(("--sheets", "{清单}", "--json"), "--json 和 --sheets 不能一起用", id="two answers at once"),
        pytest.param(("柳闻笛", "--sheets", "{清单}"), "没有条目，出不了责任清单", id="nothing to sign"),
    ],
)
def test_refusals_write_nothing(arguments: tuple[str, ...], words: str, demo: Path, wenming: Wenming) -> None:
    before = outside_the_cache(demo)
    given = [re.sub(r"\{(.*?)\}", lambda match: str(demo / match[1]), one) for one in arguments]
    said = wenming("people", *given, "--as-of", AS_OF, "-w", demo)
    assert said.code == 2
    assert words in said.err
    assert outside_the_cache(demo) == before
    assert not (demo / "清单").exists()


def test_signed_sheets_are_not_written_over(demo: Path, wenming: Wenming, tmp_path: Path) -> None:
    folder = tmp_path / "清单"
    folder.mkdir()
    assert wenming("people", "财金股", "--sheets", folder, "--as-of", AS_OF, "-w", demo).code == 0
    before = fingerprint(folder)
    said = wenming("people", "财金股", "--sheets", folder, "--as-of", AS_OF, "-w", demo)
    assert said.code == 2
    assert "签过字、改过的清单不会被覆盖" in said.err
    assert fingerprint(folder) == before


def test_faults_of_people_yaml_are_named(small: Path, wenming: Wenming) -> None:
    (small / "people.yaml").write_text("people:\n  - {name: 甲, successor: 乙}\n", encoding="utf-8")
    said = wenming("people", "-w", small)
    assert said.code == 2
    assert "people.yaml:2:15 people[1].successor：people 里没有接替的人“乙”" in said.err


def test_groups_of_yueyang(tmp_path: Path, wenming: Wenming) -> None:
    """Seven groups beside the office lines, several roles a person, offices that must name a contact."""
    folder = tmp_path / "区"
    assert wenming("init", folder, "--criteria", "yueyang-2023").code == 0
    (whole,) = wenming("people", "--json", "-w", folder).values
    assert len(whole["groups"]) == 9
    (sheet,) = wenming("people", "郭立芳", "--json", "-w", folder).values
    assert [(one["body"], one["role"]) for one in sheet["groups"]] == [
        ("领导小组办公室", "成员"), ("综合协调组", "负责人"), ("档案资料组", "负责人"),
    ]  # fmt: skip
    (office,) = wenming("people", "机关党委", "--json", "-w", folder).values
    assert [one["role"] for one in office["groups"]] == ["设在这里", "成员单位"]
    assert [one["id"] for one in office["duties"]] == ["O2"]
    (contact,) = [one for one in whole["unfit"] if one["kind"] == "contact"]
    assert {"行业工会", "局属各单位", "办公室"} <= set(contact["names"])


def test_several_sets_are_one_organisation(small: Path, wenming: Wenming, tmp_path: Path) -> None:
    text = (small / "wenming.yaml").read_text(encoding="utf-8")
    (small / "wenming.yaml").write_text(
        text.replace("[huarong-2021]", "[huarong-2021, yueyang-2023]"), encoding="utf-8"
    )
    (sheet,) = wenming("people", "办公室", "--json", "-w", small).values
    assert {one["criteria"] for one in sheet["items"]} == {"huarong-2021", "yueyang-2023"}
    assert sheet["office"]["load"]["items"] == 77 + 45
    assert "huarong-2021 文明创建领导小组" in wenming("people", "-w", small).out
    assert wenming("people", "办公室", "--sheets", tmp_path / "清单", "-w", small).code == 0
    _, rows = texts(tmp_path / "清单" / "股室" / "责任清单-办公室.docx")
    assert rows[1][0].startswith("huarong-2021　一、")

"""wenming register on the example archive, without recognition: views of the ledger, and the workbook."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import AS_OF, Wenming, fingerprint


@pytest.fixture
def found(demo: Path, wenming: Wenming) -> Any:
    """The entries of a register."""

    def entries(name: str) -> list[dict[str, Any]]:
        answer = wenming("register", name, "--json", "--as-of", AS_OF, "-w", demo)
        assert answer.code == 0, answer.err
        return answer.values

    return entries


def columns(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """Some fields of every row, lists as texts."""
    return [tuple("、".join(row[name]) if isinstance(row[name], list) else row[name] for name in names) for row in rows]


def test_regulations(found: Any) -> None:
    assert columns(found("制度"), "date", "number", "title", "items", "remarks") == [
        ("2021-01-07", "青审办函〔2021〕2号", "青澜县审计局文明上网制度", "7.2.2", ""),
        ("2021-01-08", "青审发〔2021〕3号", "青澜县审计局学雷锋志愿服务制度", "2.2.6", ""),
        ("2021-01-14", "青审发〔2021〕5号", "青澜县审计局思想道德教育制度", "2.1.4", ""),
        ("2021-02-24", "青审发〔2021〕6号", "青澜县审计局内部治安管理责任制度", "4.3.1", ""),
        ("2021-02-25", None, "规章制度汇编", "4.1.1、6.2.1", "标明修订"),
        ("2021-03-04", "青审发〔2021〕7号", "青澜县审计局理论学习制度", "1.1.1", ""),
        ("2021-03-05", "青审发〔2021〕8号", "青澜县审计局党风廉政建设责任制度", "1.1.5", ""),
        ("2021-03-09", "青审办函〔2021〕4号", "青澜县审计局文明旅游工作责任制", "7.6.1", ""),
        ("2021-03-17", "青审函〔2021〕8号", "青澜县审计局诚信建设制度", "7.1.2", ""),
        ("2021-03-25", "青审办函〔2021〕5号", "青澜县审计局卫生工作责任制", "5.2.1", ""),
        ("2021-03-26", "青审办函〔2021〕6号", "青澜县审计局财务管理制度", "6.4.3、7.1.4", ""),
        ("2021-04-07", "青审发〔2021〕11号", "青澜县审计局干部职工学法制度", "4.2.1", ""),
    ]


def test_documents_are_the_numbers_of_the_archives_plan(found: Any, demo: Path, wenming: Wenming) -> None:
    """Every number of archive.tsv that the unit gave, and only those, in order; the one used twice is marked."""
    plan = (Path(__file__).parents[2] / "examples" / "qinglan-2021" / "archive.tsv").read_text(encoding="utf-8")
    head, *lines = [line.split("\t") for line in plan.splitlines()]
    truth = [dict(zip(head, line, strict=True)) for line in lines]
    planned = {(row["doc_number"], row["doc_date"]) for row in truth if row["doc_number"].startswith("青审")}
    entries = found("documents")
    assert {(one["number"], one["date"]) for one in entries} == planned
    serials = [int(one["number"].partition("〕")[2].rstrip("号")) for one in entries]
    assert serials == [5, 8, 9, 10, 12, 14, *range(1, 8), 1, 2, 3, 3, *range(4, 15), 16]
    assert {one["number"]: len(one["remarks"]) for one in entries if one["remarks"]} == {"青审发〔2021〕3号": 1}
    listing = wenming("register", "--json", "--as-of", AS_OF, "-w", demo).values
    assert {one["register"]: one["notes"] for one in listing}["documents"] == [
        "青审函〔2021〕用到14号，档案里没有1—4、6—7、11、13号",
        "青审发〔2021〕用到16号，档案里没有15号",
    ]


def test_honours(found: Any) -> None:
    assert columns(found("荣誉"), "date", "title", "kind", "issuer", "level", "items") == [
        (
            "2021-02-26", "岳岭市审计局关于表彰2020年度全市审计系统先进单位和先进个人的通报", "通报", "岳岭市审计局",
            "市级", "6.1.3",
        ),
        ("2021-07-01", "优秀共产党员证书_苏映雪", "证书", None, None, "1.1.8"),
        ("2021-09-17", "05奖牌", "奖牌", None, None, "2.1.2"),
    ]  # fmt: skip


def test_notices_and_superior_papers(found: Any) -> None:
    assert columns(found("公示"), "date", "title", "kind", "items") == [
        ("2021-06-10", "政务公开网站截图0610", "截图", "4.1.2、7.1.4"),
        ("2021-07-20", "审计结果公告公示截图0720", "截图", "7.1.5"),
        ("2021-09-15", "财务公开栏", "照片", "6.4.1"),
    ]
    assert columns(found("上级来文"), "number", "issuer", "date", "items") == [
        ("岳岭审发〔2021〕6号", "岳岭市审计局", "2021-02-26", "6.1.3"),
        ("青税信证〔2021〕18号", "国家税务总局青澜县税务局", "2021-03-30", "6.4.2"),
    ]


def test_places(found: Any) -> None:
    assert columns(found("places"), "items", "kind", "photos", "date", "remarks") == [
        ("2.1.3", "要照片", 1, "2021-09-17", ""),
        ("3.2.2", "要照片", 0, None, "没有照片"),
        ("3.2.2", "实地考察", 0, None, "没有照片"),
        ("4.1.2", "要照片", 0, None, "没有照片"),
        ("4.3.4", "要照片", 3, "2021-05-08", ""),
        ("6.2.3", "要照片", 5, "2021-06-24", ""),
        ("6.4.1", "要照片", 1, "2021-09-15", ""),
        ("7.6.7", "要照片", 0, None, "没有照片"),
    ]


def test_volunteers(found: Any) -> None:
    rows = found("志愿服务")
    months = [row for row in rows if row["section"].endswith("月")]
    assert {row["section"] for row in months} == {f"2021年{month}月" for month in (1, 3, 4, 5, 6, 7, 8, 9, 10)}
    assert {row["title"] for row in months} >= {"03月志愿服务", "文明交通劝导", "重阳节敬老院慰问", "8月防溺水巡查"}
    assert not {row["title"] for row in months} & {"七一歌咏比赛", "中秋茶话会", "志愿者保险发票"}
    assert columns([row for row in rows if row not in months], "kind", "title", "items") == [
        ("名单", "关于成立网络文明传播志愿服务队的函", "7.2.1"),
        ("名单", "关于公布学雷锋志愿服务队成员名单的函", "2.2.7"),
        ("票据", "志愿者保险发票", "2.2.8"),
        ("注册情况", "志愿者注册人数截图", "2.2.12"),
        ("名单", "青澜县审计局文化体育志愿者花名册", "3.2.2"),
    ]


def test_what_is_withheld_and_the_people_in_texts_do_not_appear(demo: Path, wenming: Wenming) -> None:
    said = "".join(
        wenming("register", one["register"], "--json", "--as-of", AS_OF, "-w", demo).out
        for one in wenming("register", "--json", "--as-of", AS_OF, "-w", demo).values
    )
    assert "审计工作底稿" not in said
    assert "邹小满" not in said  # one of the volunteers on the roster


def test_the_list_counts_what_each_shows(found: Any, demo: Path, wenming: Wenming) -> None:
    listing = wenming("register", "--json", "--as-of", AS_OF, "-w", demo).values
    assert len(listing) == 8
    for one in listing:
        assert one["count"] == len(found(one["register"])) == len(found(one["name"]))
    shown = wenming("register", "--as-of", AS_OF, "-w", demo).out
    assert "制度        12 条　日期、文号、题名" in shown


def test_on_the_terminal(demo: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = wenming("register", "上级来文", "--as-of", AS_OF, "-w", demo).out
    assert shown == (
        "上级来文登记簿 · huarong-2021\n"
        "\n"
        "  2021-02-26　岳岭审发〔2021〕6号　岳岭市审计局　岳岭市审计局关于表彰2020年度全\n"
        "              市审计系统先进单位和先进个人的通报\n"
        "      → 6.1.3　全市审计系统先进单位通报.pdf\n"
        "  2021-03-30　青税信证〔2021〕18号　国家税务总局青澜县税务局　纳税信用证明\n"
        "      → 6.4.2　纳税信用证明_2020.pdf\n"
        "\n"
        "共 2 条。\n"
    )


def test_a_workbook_with_a_sheet_a_register(demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    path = tmp_path / "登记簿.xlsx"
    assert wenming("register", "--xlsx", path, "--as-of", AS_OF, "-w", demo).code == 0
    first = path.read_bytes()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        f"{name}登记簿" for name in ("制度", "发文", "荣誉", "活动", "志愿服务", "公示", "场所", "上级来文")
    ]
    rows = [[cell or "" for cell in row] for row in book["上级来文登记簿"].iter_rows(values_only=True)]
    assert rows[0][0] == "上级来文登记簿"
    assert rows[1][0] == "青澜县审计局　2021年度　截至 2021-11-12"
    assert rows[2] == ["日期", "文号", "来文机关", "题名", "归档条目", "文件", "备注"]
    assert rows[4][:5] == ["2021-03-30", "青税信证〔2021〕18号", "国家税务总局青澜县税务局", "纳税信用证明", "6.4.2"]
    assert rows[5][0] == "共 2 条。"
    assert wenming("register", "--xlsx", path, "--as-of", AS_OF, "-w", demo, "--force").code == 0
    assert path.read_bytes() == first


def test_a_register_that_is_there_is_written_over_only_by_force(demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    path = tmp_path / "制度.xlsx"
    assert wenming("register", "制度", "--xlsx", path, "--as-of", AS_OF, "-w", demo).code == 0
    before = fingerprint(tmp_path)
    refused = wenming("register", "发文", "--xlsx", path, "--as-of", AS_OF, "-w", demo)
    assert refused.code == 2
    assert "已经有一份登记簿，没有覆盖" in refused.err
    assert fingerprint(tmp_path) == before
    assert wenming("register", "发文", "--xlsx", path, "--as-of", AS_OF, "-w", demo, "--force").code == 0
    assert openpyxl.load_workbook(path).sheetnames == ["发文登记簿"]


def test_another_file_is_never_written_over(demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    own = openpyxl.Workbook()
    own.active["A1"] = "制度登记簿"
    own.save(tmp_path / "台账.xlsx")
    (tmp_path / "文字.xlsx").write_text("不是表格", encoding="utf-8")
    before = fingerprint(tmp_path)
    for name in ("台账.xlsx", "文字.xlsx"):
        refused = wenming("register", "--xlsx", tmp_path / name, "--force", "--as-of", AS_OF, "-w", demo)
        assert refused.code == 2
        assert "不是登记簿" in refused.err
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("台帐",), "没有“台帐”这本登记簿", id="no such register"),
        pytest.param(("--xlsx", "制度.xlsx", "--json"), "不能一起用", id="two outputs"),
        pytest.param(("--xlsx", "制度.docx"), "只能写成 xlsx", id="not an xlsx"),
        pytest.param(("--xlsx", "证据/制度.xlsx"), "在证据文件夹里", id="among the evidence"),
    ],
)
def test_refused(
    arguments: tuple[str, ...], said: str, demo: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    before = fingerprint(demo / "证据")
    refused = wenming("register", *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert refused.err.count("办法：") == 1
    assert fingerprint(demo / "证据") == before


def test_several_sets_have_a_workbook_each(own_demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    settings = own_demo / "wenming.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "huarong-2021" in text
    settings.write_text(text.replace("[huarong-2021]", "[huarong-2021, yueyang-2023]"), encoding="utf-8")
    assert wenming("register", "场所", "--xlsx", tmp_path / "场所.xlsx", "--as-of", AS_OF, "-w", own_demo).code == 0
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["场所-huarong-2021.xlsx", "场所-yueyang-2023.xlsx"]

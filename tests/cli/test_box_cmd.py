"""wenming box: the dry run, the numbers that stay, the originals that were changed since."""

import hashlib
from pathlib import Path

import pytest

from conftest import AS_OF, Wenming, fingerprint

NAME = "党组中心组学习笔记02.pdf"


def boxes(folder: Path) -> dict[str, tuple[str, int, int]]:
    return fingerprint(folder / "资料盒")


def original(folder: Path) -> Path:
    return next((folder / "证据").rglob(NAME))


def change(path: Path) -> None:
    """A person saves the paper with something added."""
    path.write_bytes(path.read_bytes() + b"\n% saved again\n")


def test_a_dry_run_shows_the_plan_and_writes_nothing(own_demo: Path, wenming: Wenming) -> None:
    before = boxes(own_demo)
    said = wenming("box", "--dry-run", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 0
    for part in (
        "第01盒",
        "1.1 干部队伍建设",
        "盒脊mm",
        "和上次装盒相比，没有增减",
        "不装的：",
        "暂扣（密级标记） 1 件",
    ):
        assert part in said.out
    change(original(own_demo))
    next((own_demo / "证据").rglob("消防器材2.jpg")).unlink()
    said = wenming("box", "--dry-run", "--as-of", AS_OF, "-w", own_demo)
    assert "第01盒：替换 004" in said.out
    assert "第10盒：移出 003" in said.out
    only = wenming("box", "--dry-run", "--only", "10", "--as-of", AS_OF, "-w", own_demo)
    assert "第10盒：移出 003" in only.out
    assert "第01盒" not in only.out
    assert boxes(own_demo) == before


def test_a_dry_run_before_the_first_build(small: Path, wenming: Wenming) -> None:
    said = wenming("box", "--dry-run", "-w", small)
    assert said.code == 0
    assert "还没有装过盒" in said.out
    assert not (small / "资料盒").exists()


def test_a_changed_original_is_said_until_its_box_has_it(own_demo: Path, wenming: Wenming) -> None:
    def warned() -> bool:
        return "原件已改，盒内是旧版" in wenming("check", "--as-of", AS_OF, "-w", own_demo).out

    assert not warned()
    assert "原件已改" not in wenming("verify", "-w", own_demo).out
    change(original(own_demo))
    assert warned()
    verified = wenming("verify", "-w", own_demo)
    assert verified.code == 0
    assert (
        f"原件已改，盒内是旧版：第01盒 004号（{original(own_demo).relative_to(own_demo).as_posix()}）" in verified.out
    )
    [value] = wenming("verify", "--json", "-w", own_demo).values
    assert [(one["box"], one["piece"]) for one in value["outdated"]] == [(1, "004")]
    built = wenming("box", "--as-of", AS_OF, "-w", own_demo)
    assert "请抽换" in built.out
    assert "第01盒：替换 004；请重印 " in built.out
    assert not warned()
    assert "原件已改" not in wenming("verify", "-w", own_demo).out


def test_a_damaged_journal_is_told_and_check_still_works(own_demo: Path, wenming: Wenming) -> None:
    (own_demo / "资料盒/编号.tsv").write_text("?", encoding="utf-8")
    assert wenming("check", "--as-of", AS_OF, "-w", own_demo).code == 1
    said = wenming("box", "--as-of", AS_OF, "-w", own_demo)
    assert said.code == 2
    assert "编号.tsv 读不出来：第 1 行不是表头" in said.err
    assert wenming("box", "--renumber", "--as-of", AS_OF, "-w", own_demo).code == 0
    (own_demo / "资料盒/编号 (人工改过的旧版).tsv").unlink()
    assert wenming("verify", "-w", own_demo).code == 0


def test_renumber_is_for_all_boxes(small: Path, wenming: Wenming) -> None:
    said = wenming("box", "--renumber", "--only", "1", "-w", small)
    assert said.code == 2
    assert "--renumber 和 --only 不能一起用" in said.err


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("{thickness: [30, 20]}", "盒脊厚度 30、20 不对"),
        ("{numbering: da22}", "numbering: da22 要有 da22 一栏"),
        ('{numbering: da22, da22: {fonds: "全宗", period: Y}}', "代码“全宗”不对"),
        ("{numbering: da22, da22: {fonds: 0001, period: 长期}}", "取值不在允许的范围"),
        ("{shared: both}", "取值不在允许的范围"),
    ],
)
def test_wrong_settings_are_told(small: Path, wenming: Wenming, rules: str, said: str) -> None:
    with (small / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"boxes: {rules}\n")
    told = wenming("box", "--dry-run", "-w", small)
    assert (told.code, said in told.err) == (2, True)


@pytest.mark.parametrize(("papers", "proposed"), [(12, True), (9, False)])
def test_numbering_anew_is_proposed_when_much_was_inserted(
    small: Path, wenming: Wenming, papers: int, proposed: bool
) -> None:
    def decided(**names: str) -> None:
        """As `wenming pin` writes it, all at once."""
        for name, item in names.items():
            (small / "证据" / f"{name}.txt").write_text(name, encoding="utf-8")
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            with (small / "decisions.yaml").open("a", encoding="utf-8") as decisions:
                number, _, requirement = item.partition("/")
                decisions.write(f"  - do: pin\n    sha256: {sha256}\n    path: {name}.txt\n    item: '{number}'\n")
                decisions.write(f"    requirement: {requirement}\n    at: '2021-11-12T09:00:00'\n")

    (small / "decisions.yaml").write_text("decisions:\n", encoding="utf-8")
    decided(甲="1.1.1/rules", 乙="1.1.2/plan")
    assert wenming("box", "-w", small).code == 0
    decided(**{f"制度{at}": "1.1.1/rules" for at in range(papers)})
    said = wenming("box", "-w", small)
    assert "第01盒：插入 " in said.out
    assert ("可以用 wenming box --renumber" in said.out) is proposed


SET = """\
id: {id}
title: 小体系
year: 2021
unit: 某局
plan: {{title: 方案, issuer: 某县}}
"""
PROJECT = """\
category: {no: 一, title: 组织领导}
projects:
  - no: "1.1"
    title: 队伍
    standards: [班子团结]
    items: [{id: 1.1.1, text: 制度, requires: [{id: rules, name: 制度, type: 制度}]}]
"""


def test_boxes_of_sets_are_found_by_the_names_that_the_sets_bear(small: Path, wenming: Wenming) -> None:
    for folder, name in (("甲", "one-2021"), ("乙", "two-2021")):
        (small / "criteria" / folder).mkdir()
        (small / "criteria" / folder / "set.yaml").write_text(SET.format(id=name), encoding="utf-8")
        (small / "criteria" / folder / "1.yaml").write_text(PROJECT, encoding="utf-8")
    settings = small / "wenming.yaml"
    text = settings.read_text(encoding="utf-8").replace("criteria: [huarong-2021]", "criteria: [甲, 乙]")
    settings.write_text(text, encoding="utf-8")
    assert wenming("box", "-w", small).code == 0
    assert sorted(path.name for path in (small / "资料盒").iterdir()) == ["one-2021", "two-2021"]
    said = wenming("verify", "--json", "-w", small)
    assert said.code == 0
    assert [(Path(one["out"]).name, one["whole"]) for one in said.values] == [("one-2021", True), ("two-2021", True)]


def test_a_bag_to_hand_over(demo: Path, tmp_path: Path, wenming: Wenming) -> None:
    import bagit

    out = tmp_path / "移交包"
    before = boxes(demo)
    said = wenming("bag", out, "--as-of", AS_OF, "-w", demo)
    assert said.code == 0
    assert f"移交包做好了：{out}（{len(before)} 个文件，" in said.out.replace("\n", "")
    opened = bagit.Bag(str(out))
    assert opened.validate()
    assert (opened.info["Source-Organization"], opened.info["Bagging-Date"]) == ("青澜县审计局", AS_OF)
    assert boxes(demo) == before
    inside = wenming("bag", demo / "资料盒" / "包", "-w", demo)
    assert (inside.code, "例如 移交包" in inside.err) == (2, True)

"""`wenming status` and `wenming rollup`: a file out of the example archive, folders of many units."""

import json
import os
import time
from pathlib import Path

import pytest

from conftest import AS_OF, Wenming, fingerprint


@pytest.fixture(scope="module")
def told(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The status file of the example archive."""
    from wenming_cli.cli.boundary import run

    folder = tmp_path_factory.mktemp("status")
    assert run(["status", "-w", str(demo), "--as-of", AS_OF, "--out", str(folder)]) == 0
    return folder / f"状态-青澜县审计局-{AS_OF}.json"


def units(told: Path, folder: Path, count: int) -> Path:
    """So many units with two weeks each, in folders of some depth."""
    value = json.loads(told.read_text(encoding="utf-8"))
    for at in range(count):
        own = folder / f"片区{at % 20}" / f"第{at}局"
        own.mkdir(parents=True)
        for on in ("2021-11-05", AS_OF):
            value.update(unit=f"第{at}局", as_of=on)
            (own / f"{on}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return folder


def test_a_status_tells_states_and_no_names(wenming: Wenming, demo: Path, told: Path) -> None:
    said = told.read_text(encoding="utf-8")
    (judgement,) = wenming("check", "-w", demo, "--as-of", AS_OF, "--json").values
    states = {one["id"]: (one["verdict"], one["timing"]) for one in json.loads(said)["sets"][0]["items"]}
    assert states == {one["id"]: (one["verdict"], one["timing"]) for one in judgement["items"]}
    names = {name for one in judgement["items"] for name in (*one["owners"]["people"], *one["owners"]["offices"])}
    files = {use["path"].rsplit("/", 1)[-1] for one in judgement["items"] for use in one["files"]}
    assert [name for name in names | files if name in said] == []
    assert len(said.encode()) < 40_000


def test_without_a_place_it_is_shown_and_nothing_is_written(wenming: Wenming, demo: Path, told: Path) -> None:
    before = fingerprint(demo / "证据")
    (shown,) = wenming("status", "-w", demo, "--as-of", AS_OF).values
    assert shown == json.loads(told.read_text(encoding="utf-8"))
    assert fingerprint(demo / "证据") == before


@pytest.mark.parametrize("out", ["证据/状态.json", "状态.txt"])
def test_a_status_goes_nowhere_else(wenming: Wenming, demo: Path, out: str) -> None:
    assert wenming("status", "-w", demo, "--as-of", AS_OF, "--out", demo / out).code == 2
    assert not (demo / out).exists()


def test_many_units_in_seconds(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 500)
    start = time.monotonic()
    done = wenming(
        "rollup", folder, "--as-of", AS_OF, "--html", tmp_path / "汇总.html", "--xlsx", tmp_path / "汇总.xlsx"
    )
    assert time.monotonic() - start < 10
    assert done.code == 0
    assert done.out.count("500个单位，59000条") == 2
    assert (tmp_path / "汇总.html").read_text(encoding="utf-8").count("<progress") == 500


def test_what_is_damaged_is_named_and_the_rest_is_told(
    wenming: Wenming, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = units(told, tmp_path / "各单位", 2)
    (folder / "坏.json").write_bytes(told.read_bytes()[:300])
    (folder / "别的.json").write_text('{"a": 1}', encoding="utf-8")
    (folder / "说明.txt").write_text("不看", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = wenming("rollup", "各单位", "--as-of", AS_OF)
    assert done.code == 0
    assert "2个单位，236条" in done.out
    assert "用不了的文件（2）" in done.out
    assert "坏.json：不是完整的 JSON" in done.out
    assert "说明.txt" not in done.out


@pytest.mark.skipif(os.name == "nt", reason="needs the right to make links")
def test_links_are_not_followed(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 1)
    (folder / "环").symlink_to(folder, target_is_directory=True)
    (rolled,) = wenming("rollup", folder, "--as-of", AS_OF, "--json").values
    assert rolled["units"] == 1
    assert [one["what"] for one in rolled["refused"]] == ["链接，不跟随；请放入文件本身"]


def test_a_file_too_large_is_not_read(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 1)
    (folder / "大.json").write_bytes(b" " * (5 << 20))
    (rolled,) = wenming("rollup", folder, "--as-of", AS_OF, "--json").values
    assert [one["what"] for one in rolled["refused"]] == ["文件太大（5 MB）"]


def test_folders_may_overlap(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 3)
    (rolled,) = wenming("rollup", folder, folder, folder / "片区0", "--as-of", AS_OF, "--json").values
    assert (rolled["units"], rolled["refused"]) == (3, [])


@pytest.mark.parametrize("named", [False, True], ids=["in the folder", "named"])
def test_who_never_reported_is_known_from_a_list(wenming: Wenming, told: Path, tmp_path: Path, named: bool) -> None:
    folder = units(told, tmp_path / "各单位", 2)
    place = (tmp_path / "名单.txt") if named else folder / "单位名单.txt"
    place.write_text("第0局\n第2局\n第3局\n", encoding="utf-8")
    more = ["--units", place] if named else []
    done = wenming("rollup", folder, "--as-of", AS_OF, *more)
    assert done.code == 0
    assert "名单上3个单位，报了2个，未报2个" in done.out
    assert "未报（2）\n  第2局\n  第3局\n" in done.out
    assert "单位名称要核对（1）\n  ! “第1局”不在单位名单里，名单上有相近的“第" in done.out
    (rolled,) = wenming("rollup", folder, "--as-of", AS_OF, "--json", *more).values
    assert (rolled["expected"], rolled["missing"]) == (3, ["第2局", "第3局"])


def test_a_list_alone_shows_that_nobody_reported(wenming: Wenming, tmp_path: Path) -> None:
    (tmp_path / "单位名单.yaml").write_text("units: [甲局, 乙局]\n", encoding="utf-8")
    done = wenming("rollup", tmp_path, "--as-of", AS_OF, "--html", tmp_path / "汇总.html")
    assert done.code == 0
    assert "名单上2个单位，报了0个，未报2个" in done.out


def test_faults_of_a_list_are_told_with_their_place(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 1)
    (folder / "单位名单.yaml").write_text("unit: [甲局]\n", encoding="utf-8")
    done = wenming("rollup", folder, "--as-of", AS_OF)
    assert done.code == 2
    assert "单位名单.yaml:1:1" in done.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param(["没有"], "没有这个文件夹", id="no folder"),
        pytest.param(["空"], "里没有状态文件", id="nothing in it"),
        pytest.param(["各单位", "--html", "汇总.txt"], "扩展名不对", id="another format"),
        pytest.param(["各单位", "--html", "已有.html"], "已经存在，没有覆盖", id="something is there"),
    ],
)
def test_what_makes_no_sense_is_refused(
    wenming: Wenming, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], said: str
) -> None:
    units(told, tmp_path / "各单位", 1)
    (tmp_path / "空").mkdir()
    (tmp_path / "已有.html").write_text("我的", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = wenming("rollup", *more, "--as-of", AS_OF)
    assert done.code == 2
    assert said in done.err
    assert (tmp_path / "已有.html").read_text(encoding="utf-8") == "我的"


def test_force_writes_over_it(wenming: Wenming, told: Path, tmp_path: Path) -> None:
    folder = units(told, tmp_path / "各单位", 1)
    place = tmp_path / "汇总.html"
    place.write_text("上周的", encoding="utf-8")
    assert wenming("rollup", folder, "--as-of", AS_OF, "--html", place, "--force").code == 0
    assert "第0局" in place.read_text(encoding="utf-8")

"""Whatever people do, the answer is a sentence in Chinese, a remedy and an exit code; never a traceback."""

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from conftest import Said, Wenming
from wenming_cli.writer.lock import lock


def jpg() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(data, "JPEG")
    return data.getvalue()


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def is_sentence(said: Said, code: int, *words: str) -> None:
    assert said.code == code, said.err
    assert "Traceback" not in said.err + said.out
    assert said.err.startswith("错误：")
    assert "\n办法：" in said.err
    for word in words:
        assert word in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["check", "--as-of", "2021年11月"], ["2021年11月", "2021-11-12"], id="a date in the wrong form"),
        pytest.param(["check", "--by", "color"], ["color", "category"], id="an unknown grouping"),
        pytest.param(["check", "--nope"], ["--nope"], id="an unknown option"),
        pytest.param(["chekc"], ["chekc"], id="an unknown command"),
        pytest.param(["pin"], ["缺少参数"], id="arguments missing"),
        pytest.param(["deadline", "1月上旬", "--year", "x"], ["整数"], id="not a number"),
        pytest.param(["criteria", "show", "no-such-set"], ["no-such-set", "huarong-2021"], id="an unknown set"),
        pytest.param(["criteria", "show", "huarong-2021", "9.9.9"], ["9.9.9"], id="an unknown item"),
        pytest.param(["why", "没有的.docx"], ["没有的.docx", "ledger"], id="an unknown file"),
        pytest.param(["pin", "没有的.docx", "1.1.1"], ["没有的.docx"], id="pinning a file that is not there"),
        pytest.param(["report"], ["--weekly"], id="which report"),
        pytest.param(["report", "--weekly", "--format", "pdf"], ["pdf"], id="a format that is not there"),
        pytest.param(["verify"], ["wenming box"], id="no boxes yet"),
        pytest.param(["schedule", "show", "--for", "anacron"], ["anacron", "cron"], id="an unknown system"),
        pytest.param(["undo"], ["没有可以撤销"], id="nothing to undo"),
        pytest.param(["check", "-w", "不在"], ["不在"], id="a folder that is not there"),
    ],
)
def test_wrong_use(
    arguments: list[str], words: list[str], small: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    is_sentence(wenming(*arguments), 2, *words)


def test_no_workspace(tmp_path: Path, wenming: Wenming) -> None:
    is_sentence(wenming("check", "-w", tmp_path), 2, "wenming.yaml", "wenming init")


def test_a_workspace_is_not_made_twice(small: Path, wenming: Wenming) -> None:
    is_sentence(wenming("init", small), 2, "已经是工作区")


def test_demo_wants_an_empty_folder(small: Path, wenming: Wenming) -> None:
    is_sentence(wenming("demo", small), 2, "不是空文件夹")


def test_all_faults_of_the_settings_are_listed(small: Path, wenming: Wenming) -> None:
    (small / "wenming.yaml").write_text(
        "unit: {name: 某局, levl: 市级}\nyear: 二〇二一\ncriteria：huarong-2021\n", encoding="utf-8"
    )
    said = wenming("check", "-w", small)
    is_sentence(said, 2, "wenming.yaml:1:", "levl", "level", "wenming.yaml:2:", "wenming.yaml:3:")


def test_faults_of_the_criteria_stop_the_check(small: Path, wenming: Wenming) -> None:
    path = next((small / "criteria" / "huarong-2021").glob("1*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("type: 会议记录", "type: 会议纪录", 1), encoding="utf-8")
    is_sentence(wenming("check", "-w", small), 2, path.name, "会议纪录", "会议记录")


def test_a_root_that_was_never_there(small: Path, wenming: Wenming) -> None:
    text = (
        (small / "wenming.yaml")
        .read_text(encoding="utf-8")
        .replace("evidence: [证据]", "evidence: [证据, E:/创建资料]")
    )
    (small / "wenming.yaml").write_text(text, encoding="utf-8")
    is_sentence(wenming("check", "-w", small), 2, "离线", "E:/创建资料")


def test_a_root_that_is_away_keeps_its_last_facts(small: Path, wenming: Wenming) -> None:
    paper = small / "证据" / "理论学习制度.txt"
    paper.write_text("理论学习制度\n2021年3月5日\n", encoding="utf-8")
    os.utime(paper, (1_615_000_000, 1_615_000_000))
    before = wenming("ledger", "--json", "-w", small).values
    (small / "证据").rename(small / "U盘")
    away = wenming("check", "-w", small)
    assert "离线" in away.out
    assert wenming("ledger", "--json", "-w", small).values == before


def test_another_run_holds_the_lock(small: Path, wenming: Wenming) -> None:
    with lock(small):
        is_sentence(wenming("check", "-w", small), 5)


@pytest.mark.parametrize(
    ("name", "data", "state", "reason"),
    [
        pytest.param("方案.docx", jpg(), "unclaimed", None, id="a docx that is a renamed jpg is read by its content"),
        pytest.param("方案.pdf", encrypted_pdf(), "unreadable", "encrypted", id="an encrypted pdf"),
        pytest.param("方案.docx", b"", "unreadable", "empty", id="a 0-byte file"),
        pytest.param("方案.docx", b"PK\x03\x04 broken", "unreadable", None, id="a broken package"),
        pytest.param("方案.pdf", b"%PDF-1.4 broken", "unreadable", "corrupt", id="a broken pdf"),
        pytest.param("方案.jpg", jpg()[:200], "unreadable", "corrupt", id="a cut picture"),
        pytest.param(
            "方案.wps",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "unreadable",
            None,
            id="a format of a later step",
        ),
        pytest.param("字" * 70 + "方案.txt", "工会方案".encode(), "unclaimed", None, id="a name of 240 bytes"),
    ],
)
def test_bad_files_are_findings(
    name: str, data: bytes, state: str, reason: str | None, small: Path, wenming: Wenming
) -> None:
    (small / "证据" / name).write_bytes(data)
    answer = wenming("ledger", "--json", "-w", small)
    row = answer.values[0]
    assert answer.code == 0
    assert row["state"] == state or state == "unclaimed"
    assert reason is None or row["reason"].startswith(reason)
    assert wenming("check", "-w", small).code == 1


def test_a_renamed_picture_is_told(small: Path, wenming: Wenming) -> None:
    (small / "证据" / "理论学习方案.docx").write_bytes(jpg())
    warnings = json.loads(wenming("check", "--json", "-w", small).out)["warnings"]
    assert any(one["kind"] == "wrong_extension" for one in warnings)


def test_a_path_of_many_characters(small: Path, wenming: Wenming) -> None:
    folder = small / "证据" / ("很长的文件夹名" * 8) / ("还是很长的名字" * 8)
    folder.mkdir(parents=True)
    (folder / ("理论学习制度" * 10 + ".txt")).write_text("理论学习制度", encoding="utf-8")
    answer = wenming("ledger", "--json", "-w", small)
    assert len(answer.values[0]["path"]) > 170
    assert answer.values[0]["state"] in ("matched", "to_confirm", "unclaimed")


def test_strict_tells_of_unreadable_files(small: Path, wenming: Wenming) -> None:
    (small / "证据" / "方案.docx").write_bytes(b"")
    assert wenming("check", "--strict", "-w", small).code == 3


def test_a_bug_is_one_line_and_a_log(small: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    import wenming_cli.workspace.open as room

    def broken(start: Path) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(room, "open_workspace", broken)
    said = wenming("check", "-w", small)
    assert said.code == 70
    assert said.err.count("\n") == 1
    log = Path(said.err.split("详情在 ")[1].split("，")[0])
    assert "planted" in log.read_text(encoding="utf-8")


def test_an_interrupt_is_quiet(small: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch) -> None:
    import wenming_cli.workspace.open as room

    def interrupted(start: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(room, "open_workspace", interrupted)
    assert wenming("check", "-w", small).code == 130

"""wenming send and wenming schedule as a clerk runs them: real servers on this computer, and nothing leaks."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import chat_server
import mail_server
import pytest
from chat_server import Chat
from mail_server import Post, certificate, trust_of
from stand_in_tools import lay_out

from wenming_cli.cli.boundary import run
from wenming_cli.cli.send import SENDING
from wenming_cli.send import attempts
from wenming_cli.send.journal import FILE
from wenming_cli.writer.lock import lock

PASSWORD, KEY, SIGN = "gar-geheim-4711", "geheim-4711", "SEC-geheim-0815"
PHONE = "13812345678"
SET = {
    "set.yaml": "id: own\ntitle: x\nyear: 2021\nunit: x\nplan: {title: x, issuer: x}\n",
    "1.yaml": (
        "category: {no: 一, title: 有力}\nprojects:\n"
        "  - no: '1'\n    title: 创建\n    standards: [好]\n    owners: {offices: 办公室, people: 张三}\n    items:\n"
        f"      - {{id: '1.1', text: 年度计划（问李四 {PHONE}）；, due: 3月31日前, requires: [{{id: a, type: 计划}}]}}\n"
        "      - {id: '1.2', text: 年度总结。, due: 11月20日前, owners: {people: 王五}, requires: [{id: a, type: 总结}]}\n"
    ),
}
PEOPLE = (
    "offices: [{name: 办公室, contact: 张三}]\npeople:\n"
    "  - {name: 赵局, groups: [领导小组], email: zj@b.example}\n  - {name: 张三, email: zs@b.example}\n  - {name: 王五}\n"
)


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A workspace with two items and people."""
    folder = tmp_path / "某 局"
    (folder / "证据").mkdir(parents=True)
    (folder / "criteria" / "own").mkdir(parents=True)
    for name, text in SET.items():
        (folder / "criteria" / "own" / name).write_text(text, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    settings(folder, "")
    return folder


def settings(folder: Path, more: str) -> None:
    text = f"unit: {{name: 某局}}\nyear: 2021\ncriteria: [own]\nocr: off\n{more}"
    (folder / "wenming.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def wenming(unit: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in that workspace."""

    def call(*arguments: str) -> Said:
        capfd.readouterr()
        code = run([*arguments, "-w", str(unit)])
        return Said(int(code), *capfd.readouterr())

    return call


@pytest.fixture
def servers(
    unit: Path, wenming: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Post, Chat]]:
    """A mail server and a chat, all secrets in the environment, and a weekly report to be sent."""
    monkeypatch.setattr(attempts, "WAITS", (0.01, 0.01))
    monkeypatch.setattr(attempts, "STEP_SECONDS", 0.6)
    pair = certificate(tmp_path)
    post = Post(tls="ssl", trust=trust_of(*pair), password=PASSWORD)
    with mail_server.running(post), chat_server.running(Chat()) as chat:
        settings(unit, send_settings(post))
        for name, value in (
            ("SSL_CERT_FILE", str(pair[0])), ("WENMING_SMTP_PASSWORD", PASSWORD), ("DING_URL", chat.url),
            ("DING_SECRET", SIGN), ("WECOM_URL", chat.url),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        assert wenming("report", "--weekly", "--as-of", "2021-11-12").code == 0
        yield post, chat


def send_settings(post: Post) -> str:
    return (
        "send:\n"
        f"  smtp: {{host: localhost, port: {post.port}, user: w, from: w@b.example}}\n"
        "  attach: [md, xlsx]\n"
        "  webhooks: [{kind: 钉钉, url_env: DING_URL, secret_env: DING_SECRET}, {kind: 企业微信, url_env: WECOM_URL}]\n"
    )


def nothing_leaked(folder: Path, *texts: str) -> None:
    """No secret in what was printed, nor in any file of the workspace."""
    said = [*texts, *(path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file())]
    for secret in (PASSWORD, KEY, SIGN):
        assert [one for one in said if secret in one] == []


def test_everybody_gets_what_is_theirs(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    post, chat = servers
    said = wenming("send")
    assert said.code == 0
    assert "没有邮箱地址，收不到信：王五" in said.out
    letters = {str(one["To"]): one for one in post.letters}
    assert set(letters) == {"zj@b.example", "zs@b.example"}
    texts = {to: one.get_body(("plain",)).get_content() for to, one in letters.items()}  # type: ignore[union-attr]
    assert "1.1 年度计划" in texts["zs@b.example"]
    assert "1.2 年度总结" not in texts["zs@b.example"]
    assert "1.2 年度总结" in texts["zj@b.example"]
    assert letters["zs@b.example"]["Subject"] == "办公室、张三：创建资料待办1条 2021-11-12"
    names = [one.get_filename() for one in letters["zj@b.example"].iter_attachments()]
    assert names == ["周报-2021-11-12-own.md", "缺件清单-2021-11-12.xlsx"]
    assert list(letters["zs@b.example"].iter_attachments()) == []
    ding, wecom = [body for _, body in chat.got]
    assert "某局创建资料周报" in ding["markdown"]["text"]
    assert "年度总结" in wecom["markdown"]["content"]
    nothing_leaked(unit, said.out, said.err)


def test_personal_data_is_masked_everywhere(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    post, chat = servers
    said = wenming("send")
    shown = "".join(str(part.get_content()) for one in post.letters for part in one.walk() if not part.is_multipart())
    shown += str(chat.got) + said.out
    assert "138****5678" in shown.translate({0xFF0A: "*"})
    assert PHONE not in shown


def test_what_arrived_is_not_sent_twice(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    post, chat = servers
    post.answers = {"RCPT": ["550 no"]}
    said = wenming("send")
    assert said.code == 6
    assert len(re.findall("^没有送到：", said.out, re.MULTILINE)) == 1
    assert "收件地址被拒（550 no）" in said.out
    assert len(post.letters) == 1
    said = wenming("send")
    assert said.code == 0
    assert said.out.count("送到过，没有再送") == 3
    assert (len(post.letters), len(chat.got)) == (2, 2)
    wenming("send", "--again", "--to", "钉钉")
    assert (len(post.letters), len(chat.got)) == (2, 3)
    assert (unit / "历次检查" / FILE).read_text(encoding="utf-8").count("\t发送\t") == 6


def test_a_server_that_hangs_is_asked_once(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    """Every target has its line, the others get theirs, the exit code says it, and the next report too."""
    post, chat = servers
    post.hangs_at = "EHLO"
    said = wenming("send")
    assert said.code == 6
    assert said.out.count("没有应答") == 2
    assert post.connections == 1
    assert len(chat.got) == 2
    assert "改好后再运行 wenming send" in said.err
    nothing_leaked(unit, said.out, said.err)
    assert wenming("report", "--weekly").code == 0
    last = sorted((unit / "历次检查").glob("周报-*.md"))[-1].read_text(encoding="utf-8")
    assert "发送失败：邮件 zj@b.example 周报-2021-11-12：" in last.replace("\\", "")


def test_wrong_secrets_and_none(
    unit: Path, servers: tuple[Post, Chat], wenming: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, chat = servers
    monkeypatch.setenv("WENMING_SMTP_PASSWORD", "falsch-geheim-4711")
    monkeypatch.delenv("DING_SECRET")
    chat.answers = [(500, b"")] * 3
    said = wenming("send")
    assert said.code == 6
    assert "用户名或密码（授权码）不对" in said.out
    assert "没有 DING_SECRET：设环境变量 DING_SECRET" in said.out
    assert "企业微信回答 HTTP 500" in said.out
    assert len(chat.got) == 3
    nothing_leaked(unit, said.out, said.err)


def test_a_dry_run_shows_all_and_sends_nothing(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    post, chat = servers
    said = wenming("send", "--dry-run")
    assert said.code == 0
    for words in ("→ 钉钉 DING_URL", "→ 邮件 赵局 <zj@b.example>", "附件：缺件清单-2021-11-12.xlsx", "这次没有发送"):
        assert words in said.out
    assert (post.connections, chat.got) == (0, [])
    assert not (unit / "历次检查" / FILE).exists()
    nothing_leaked(unit, said.out, said.err)
    said = wenming("send", "--dry-run", "--to", "张三")
    assert said.out.count("→ ") == 1


@pytest.mark.parametrize(
    ("more", "arguments", "words"),
    [
        pytest.param("", [], "没有写 send", id="off by default"),
        pytest.param(
            "send: {webhooks: [{kind: 飞书, url_env: X_URL}]}\n", ["--to", "孙七"], "没有要发给“孙七”", id="nobody"
        ),
        pytest.param("send: {webhooks: [{kind: 飞书, url_env: X_URL}]}\n", [], "还没有出过周报", id="no week"),
    ],
)
def test_wrong_use(more: str, arguments: list[str], words: str, unit: Path, wenming: Command) -> None:
    if arguments:
        assert wenming("report", "--weekly").code == 0
    settings(unit, more)
    said = wenming("send", *arguments)
    assert said.code == 2
    assert words in said.err


def test_a_run_by_itself(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    """The report of today and its letters, in programs of their own, with a journal, a log and no secret in either."""
    post, chat = servers
    said = wenming("schedule", "run")
    assert said.code == 0
    assert (len(post.letters), len(chat.got)) == (2, 2)
    log = (unit / ".wenming" / "weekly.log").read_text(encoding="utf-8")
    assert "周报写好了" in log
    assert "送到了：钉钉 DING_URL" in log
    nothing_leaked(unit, said.out, said.err)
    assert "成功" in wenming("schedule", "show").out


def test_a_run_that_cannot_is_told(unit: Path, wenming: Command) -> None:
    settings(unit, "valid: 5\n")
    said = wenming("schedule", "run")
    assert said.code == 2
    settings(unit, "")
    assert "wenming.yaml 有 1 处错误（退出码2）" in wenming("schedule", "show").out
    wenming("report", "--weekly")
    (text,) = [path.read_text(encoding="utf-8") for path in (unit / "历次检查").glob("周报-*.md")]
    assert "的周报没有做成：wenming.yaml 有 1 处错误（退出码2）" in text


@pytest.mark.parametrize(
    "broken", ["settings", "people", "criteria"],
)  # fmt: skip
def test_that_a_run_failed_is_told(
    unit: Path, servers: tuple[Post, Chat], wenming: Command, broken: str
) -> None:  # fmt: skip
    """A line to the leading group and the chats, without what the fault says; the journal and the next report know."""
    post, chat = servers
    good = {name: (unit / name).read_text("utf-8") for name in ("wenming.yaml", "people.yaml", "criteria/own/1.yaml")}
    if broken == "settings":
        settings(unit, f"valid: 张三的{PHONE}\n" + send_settings(post))
    elif broken == "people":
        (unit / "people.yaml").write_text("people: [{name: 张三}, {nane: 赵局}]\n", encoding="utf-8")
    else:
        (unit / "criteria" / "own" / "1.yaml").write_text(f"category: 张三的{PHONE}\n", encoding="utf-8")
    said = wenming("schedule", "run")
    assert said.code == 2
    to = [str(one["To"]) for one in post.letters]
    assert to == ([] if broken == "people" else ["zj@b.example"])  # nobody's address can be read
    assert len(chat.got) == 2
    text = chat.got[0][1]["markdown"]["text"]
    assert "某局创建资料周报没有做成" in text
    assert "没有做成：设置、人员或测评体系里有写错的地方。" in text
    letters = "".join(one.get_body(("plain",)).get_content() for one in post.letters)  # type: ignore[union-attr]
    assert [word for word in (PHONE, "张三", "yaml", str(unit)) if word in text + letters] == []
    assert len(text.encode()) < 1000
    for name, before in good.items():
        (unit / name).write_text(before, encoding="utf-8")
    assert wenming("send", "--failed").out.count("送到过，没有再送") == len(to) + 2
    assert wenming("report", "--weekly").code == 0
    last = sorted((unit / "历次检查").glob("周报-*.md"))[-1].read_text(encoding="utf-8")
    assert "的周报没有做成：" in last
    nothing_leaked(unit, said.out, said.err)


def test_nothing_is_told_of_a_run_that_did_not_fail(unit: Path, wenming: Command) -> None:
    settings(unit, "send: {webhooks: [{kind: 飞书, url_env: X_URL}]}\n")
    said = wenming("send", "--failed")
    assert said.code == 2
    assert "最近一次定时运行没有失败" in said.err


def test_a_failure_that_cannot_be_sent_is_in_the_journal(
    unit: Path, servers: tuple[Post, Chat], wenming: Command
) -> None:  # fmt: skip
    """A mail server and chats that refuse cost a line each and change nothing in how the run ends."""
    post, chat = servers
    post.answers = {"RCPT": ["550 no"]}
    chat.answers = [(403, b"")] * 2
    settings(unit, "valid: 5\n" + send_settings(post))
    assert wenming("schedule", "run").code == 2
    rows = (unit / "历次检查" / FILE).read_text(encoding="utf-8").splitlines()
    sent = [row.split("\t")[3:] for row in rows if "\t发送\t" in row]
    assert len(sent) == 3
    assert {result for result, _ in sent} == {"失败"}
    assert all("失败通知-" in words for _, words in sent)


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_in_shown_and_out(unit: Path, wenming: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(unit, "schedule: {day: 周五, hour: 16, minute: 30}\n")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "家")
    monkeypatch.setenv("PATH", lay_out(tmp_path / "系统", "crontab"))
    assert "每周五 16:30出周报" in wenming("schedule", "show").out
    assert wenming("schedule", "install").code == 0
    table = (tmp_path / "系统" / "table").read_text(encoding="utf-8")
    assert "\n30 16 * * 5 " in table
    assert str(unit) in table
    assert sys.executable in table
    assert "已经装着，没有变化" in wenming("schedule", "install").out
    assert "取走了" in wenming("schedule", "remove").out
    assert (tmp_path / "系统" / "table").read_text(encoding="utf-8") == ""
    assert "没有装过" in wenming("schedule", "remove").out


def test_a_computer_without_any(unit: Path, wenming: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = wenming("schedule", "install", "--for", "cron")
    assert said.code == 4
    assert "schedule run" in said.out
    assert "照上面写的手工装" in said.err
    assert wenming("schedule", "show", "--for", "anacron").code == 2


def test_one_is_enough(unit: Path, wenming: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes from cron to systemd has one timer, not two."""
    if os.name == "nt":
        pytest.skip("the stand-ins are shell scripts")
    monkeypatch.setattr("wenming_cli.send.timers.systems.own_systems", lambda: ("systemd", "cron"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "家")
    monkeypatch.setenv("PATH", lay_out(tmp_path / "系统", "crontab", "systemctl"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert wenming("schedule", "install", "--for", "cron").code == 0
    said = wenming("schedule", "install")
    assert "取走了原来装在 cron" in said.out
    assert (tmp_path / "系统" / "table").read_text(encoding="utf-8") == ""
    assert len(list((tmp_path / "家").rglob("wenming-weekly-*"))) == 2


def test_two_do_not_send_at_once(unit: Path, servers: tuple[Post, Chat], wenming: Command) -> None:
    post, chat = servers
    with lock(unit, name=SENDING):
        assert wenming("send").code == 5
        assert wenming("send", "--dry-run").code == 0
    assert (post.connections, chat.got) == (0, [])

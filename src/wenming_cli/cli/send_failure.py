"""The line that a weekly run failed, to those who get the whole report: bounded, without any detail of the archive."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.cli.options import day
from wenming_cli.cli.parcels import ChatParcel, LetterParcel, Parcel
from wenming_cli.cli.send_plan import Plan, masked

if TYPE_CHECKING:
    from wenming_cli.report.message import Message
    from wenming_cli.send.journal import Entry

WHY = {
    2: "设置、人员或测评体系里有写错的地方",
    4: "写不进文件，可能磁盘满了或文件正被打开",
    5: "别的程序正占着工作区",
    70: "程序出了错",
}
"""What people outside may know of a failure, by exit code; the rest stands in the journal of the workspace."""
CUT = "程序中途停了"
TO_DO = "请资料员看工作区 历次检查 里的运行记录，改好后运行 wenming report --weekly，再运行 wenming send。"
_CODE = re.compile(r"（退出码(\d+)）$")
_NAME_MOST = 60


def failure_plan(folder: Path) -> Plan:
    """The parcels that tell of the last weekly run of a workspace, which failed."""
    from wenming_cli.errors import UsageError
    from wenming_cli.send.journal import FAILED, last_report
    from wenming_cli.send.recipients import recipients
    from wenming_cli.workspace.open import ROUNDS
    from wenming_cli.workspace.sending import told_of_failure

    last = last_report(folder / ROUNDS)
    if last is None or last.result != FAILED:
        raise UsageError("最近一次定时运行没有失败，没有要说的", remedy="周报用 wenming send 发送")
    told = told_of_failure(folder)
    if told is None:
        raise UsageError("wenming.yaml 里没有能用的 send，不发送", remedy="写法见 docs/criteria.md 的 send")
    message, today, sending = message_of(told.unit, last), day(None), told.sending
    parcels: list[Parcel] = [ChatParcel(hook, message) for hook in sending.webhooks]
    without: tuple[str, ...] = ()
    if sending.smtp is not None:
        found, without = recipients(sending, told.people, (), today)
        parcels += [LetterParcel(sending.smtp, one, message) for one in found]
    notices = (f"没有邮箱地址，收不到信：{'、'.join(without)}",) if without else ()
    return Plan(f"失败通知-{last.time[:10]}", tuple(parcels), notices, 0)


def message_of(unit: str, failed: "Entry") -> "Message":
    """When it failed and roughly why, and where the rest stands."""
    from wenming_cli.report.message import Message, one_line
    from wenming_cli.text import shorten

    code = _CODE.search(failed.words)
    why = WHY.get(int(code[1]), f"退出码{code[1]}") if code else CUT
    name = shorten(one_line(unit), _NAME_MOST)
    when = failed.time[:16].replace("T", " ")
    head = (f"{when}自动出的周报没有做成：{why}。", TO_DO)
    return masked(Message(f"{name}创建资料周报没有做成 {failed.time[:10]}", head, ()))

"""Status files as they come in: read, or refused with a reason; nothing that a stranger sends stops the rest."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from wenming_cli.model.noun import Noun
from wenming_cli.model.unit_status import VERSION, UnitStatus

MOST_BYTES = 4 << 20
"""A status of 5,000 items takes 1.5 MB."""


class Refused(Noun):
    """A file that could not be used: where it lies, what is wrong, and what to do."""

    path: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Received:
    """A status with the file that it came in."""

    path: str
    status: UnitStatus


AGAIN = "请该单位重新运行 wenming status --out 导出，再发一份"
NOT_OURS = "不是 wenming 的状态文件，移到别处"


def received(path: str, data: bytes) -> Received | Refused:
    """What a file says."""
    if not data.strip():
        return Refused(path=path, what="空文件", remedy=AGAIN)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused(path=path, what="不是 UTF-8 编码，可能用别的程序改存过", remedy=AGAIN)
    except (ValueError, RecursionError):
        return Refused(path=path, what="不是完整的 JSON，可能没有传完或被改过", remedy=AGAIN)
    if not isinstance(value, dict) or value.get("wenming") != "status":
        return Refused(path=path, what="是 JSON，但不是状态文件", remedy=NOT_OURS)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        return Refused(path=path, what=f"由更新的版本导出（格式{version}）", remedy="升级这台电脑上的 wenming 再汇总")
    try:
        return Received(path, UnitStatus.model_validate_json(json.dumps(value)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))[:80]
        return Refused(path=path, what=f"内容不对：{where}", remedy=AGAIN)

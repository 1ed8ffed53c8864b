"""wenming record paper and link: evidence that lies in the cabinet only, or on the net."""

import re
from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import Where
from wenming_cli.cli.recording import By, Day, ItemName, at_desk, at_least_one, say_kept, words

_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def paper(
    item: ItemName,
    title: Annotated[str, typer.Argument(metavar="题名", help="材料叫什么")],
    where: Where = Path(),
    day_of: Day = None,
    count: Annotated[int, typer.Option("--count", metavar="份数", help="算几份（张）")] = 1,
    pages: Annotated[int | None, typer.Option("--pages", metavar="页数", help="一共几页")] = None,
    shelf: Annotated[str | None, typer.Option("--shelf", metavar="位置", help="放在哪里，例如 2号柜3层")] = None,
    by: By = None,
) -> int:
    """纸质材料：只在柜子里、电脑里没有的，算数，盒内目录里有一行。"""
    from wenming_cli.errors import Exit
    from wenming_cli.model.record import RecordVerb

    said = words(title, "题名")
    at_least_one(count, "--count")
    at_least_one(pages, "--pages")
    with at_desk(where) as desk:
        named, requirement = desk.meant(item, said)
        record = desk.keep(
            do=RecordVerb.PAPER, item=named.id, requirement=requirement, title=said, day=desk.past(day_of), count=count,
            pages=pages, shelf=words(shelf, "存放位置") if shelf is not None else None, by=desk.speaker(by),
        )  # fmt: skip
    say_kept(record, named, f"算在{desk.called(named, requirement)}")
    return Exit.DONE


def link(
    item: ItemName,
    url: Annotated[str, typer.Argument(metavar="网址", help="从 http 开始的整个网址")],
    where: Where = Path(),
    title: Annotated[str | None, typer.Option("--title", metavar="题名", help="网页的标题")] = None,
    day_of: Day = None,
    by: By = None,
) -> int:
    """链接：材料在网上，记下网址；程序不上网，不打开它。"""
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.record import RecordVerb

    place = url.strip()
    if not _URL.fullmatch(place):
        raise UsageError(f"“{url}”不是网址", remedy="写从 http:// 或 https:// 开始的整个网址，中间没有空格")
    said = words(title, "题名") if title is not None else None
    with at_desk(where) as desk:
        named, requirement = desk.meant(item, said or "")
        record = desk.keep(
            do=RecordVerb.LINK, item=named.id, requirement=requirement, title=said, url=place, day=desk.past(day_of),
            by=desk.speaker(by),
        )  # fmt: skip
    say_kept(record, named, f"算在{desk.called(named, requirement)}")
    return Exit.DONE

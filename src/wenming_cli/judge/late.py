"""Late evidence and late filing: a paper dated after the due day, and one dated in time that came after it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from wenming_cli.judge.pieces import Pieces
from wenming_cli.model.judgement import ItemJudgement, Timing, Warning


def dated_late(items: Iterable[ItemJudgement], pieces: Pieces) -> Iterable[Warning]:
    """Evidence that is dated after the due day."""
    days: Mapping[str, str] = {
        piece.evidence.place.shown: str(piece.day)
        for ones in pieces.values()
        for piece in ones
        if piece.day and piece.day.exact
    }
    for item in items:
        said = set()
        for row in item.requirements:
            if row.due is None:
                continue
            late = [path for path in row.files if path in days and days[path][:10] > row.due]
            for path in late:
                over = _days_between(row.due, days[path][:10])
                key = (path.rsplit("/", 1)[0], over)
                if over and key not in said and row.timing in (Timing.LATE, Timing.OVERDUE):
                    said.add(key)
                    same = [one for one in late if _days_between(row.due, days[one][:10]) == over]
                    names = path.rsplit("/", 1)[-1] + (f"等{len(same)}个文件" if len(same) > 1 else "")
                    text = f"{item.id}：“{names}”日期是{days[path]}，比期限{row.due}晚{over}天"
                    yield Warning(kind="late", text=text, files=tuple(same), items=(item.id,))


def _days_between(due: str, day: str) -> int:
    return (date.fromisoformat(day) - date.fromisoformat(due)).days


def filed_late(items: Iterable[ItemJudgement]) -> Iterator[Warning]:
    """Evidence that is dated in time and was first seen after the due day: the paper is good, the filing was late."""
    for item in items:
        due = {path: row.due for row in item.requirements if row.due for path in row.files}
        late = [
            file
            for file in item.files
            if file.counts and file.day and file.first_seen and file.path in due
            and file.day <= str(due[file.path]) < file.first_seen
        ]  # fmt: skip
        for seen in sorted({str(file.first_seen) for file in late}):
            ones = [file for file in late if file.first_seen == seen]
            name = ones[0].path.rsplit("/", 1)[-1] + (f"等{len(ones)}个文件" if len(ones) > 1 else "")
            text = (
                f"{item.id}：“{name}”日期{ones[0].day}在期限{due[ones[0].path]}之内，{seen}才收到，属于迟交，不是迟办"
            )
            yield Warning(kind="filed_late", text=text, files=tuple(file.path for file in ones), items=(item.id,))

"""The numbers on pages (页号): 14, or 14.1 for the first page put in behind it; 12-15、15.1-15.2 as text."""

import re
from collections.abc import Iterable, Sequence

Label = tuple[int, int]
"""A page: its number, and which of the pages put in behind that it is (0: the page itself)."""

_RANGE = re.compile(r"(\d+)(?:\.(\d+))?(?:-(\d+)(?:\.(\d+))?)?")


def shown(label: Label) -> str:
    """14, 14.1."""
    number, behind = label
    return f"{number}.{behind}" if behind else f"{number}"


def ranged(labels: Sequence[Label]) -> str:
    """Labels in the order of the pages, runs drawn together: 12-15、15.1-15.2; nothing for none."""
    runs: list[list[Label]] = []
    for label in labels:
        if runs and label == _next(runs[-1][-1]):
            runs[-1].append(label)
        else:
            runs.append([label])
    return "、".join(shown(run[0]) if len(run) == 1 else f"{shown(run[0])}-{shown(run[-1])}" for run in runs)


def labels_of(text: str) -> tuple[Label, ...]:
    """The labels of a text that `ranged` made; ValueError for any other."""
    return tuple(label for part in text.split("、") for label in _labels(part)) if text else ()


def _labels(part: str) -> Iterable[Label]:
    match = _RANGE.fullmatch(part)
    if match is None:
        raise ValueError(part)
    number, behind, last, last_behind = (int(one or 0) for one in match.groups())
    if not last:
        return [(number, behind)]
    if behind:
        return [(number, at) for at in range(behind, last_behind + 1)]
    return [(at, 0) for at in range(number, last + 1)]


def _next(label: Label) -> Label:
    number, behind = label
    return (number, behind + 1) if behind else (number + 1, 0)

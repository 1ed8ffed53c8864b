"""A small set built for one doubt, and what is said of it."""

from pathlib import Path

from small_set import write_set

from wenming_cli.criteria.doubts.doubt import Doubt
from wenming_cli.criteria.lint import lint_set
from wenming_cli.criteria.load import read_set

HEAD = """\
id: small-2021
title: 测试用的小表
year: 2021
unit: 青岚县审计局
plan: {title: 创建方案, issuer: 青岚县审计局, issued: 2021-01-04}
"""
PROJECT = """\
category: {no: 一, title: 组织领导}
projects:
  - no: "1.1"
    title: 队伍建设
    standards: [班子带头学习]
    owners: {offices: [办公室], people: [李静雯]}
    items:
"""


def doubts_of(folder: Path) -> list[Doubt]:
    """The doubts of a set without faults, in their order."""
    examined = read_set(folder)
    assert [str(fault) for fault in examined.faults] == []
    return [doubt for _, found in lint_set(examined) for doubt in found]


def items(*ones: str) -> str:
    """A category file with these items, each written as what stands behind `- `, on one line."""
    return PROJECT + "".join(f"      - {{{one}}}\n" for one in ones)


def said(tmp_path: Path, kind: str, category: str, head: str = "") -> list[str]:
    """What the doubts of one kind say of a set; *head* is put below the head of the small set."""
    found = doubts_of(write_set(tmp_path / "set", category, HEAD + head))
    return [str(one) for one in found if one.kind == kind]

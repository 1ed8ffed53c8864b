"""A criteria set of two items, as text, for tests to spoil."""

from pathlib import Path

HEAD = """\
id: small-2021
title: 测试用的小表
year: 2021
unit: 青岚县审计局
plan: {title: 创建方案, issuer: 青岚县审计局}
"""
CATEGORY = """\
category: {no: 一, title: 组织领导}
projects:
  - no: "1.1"
    title: 队伍建设
    standards: [班子带头学习]
    owners: {offices: [办公室], people: [李静雯]}
    items:
      - id: 1.1.1
        text: 理论学习制度（红头文件）；
        due: 3月上旬
        requires:
          - {id: rules, type: 制度, red_head: true}
      - id: 1.1.2
        text: 会议记录和照片2—4张；
        due: 1月上旬、7月上旬
        requires:
          - {id: minutes, type: 会议记录, per: occurrence}
          - {id: photos, carrier: 照片, count: 2..4, banner: true}
"""


def write_set(folder: Path, category: str | bytes = CATEGORY, head: str | bytes = HEAD) -> Path:
    """A set folder with these two files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (("set.yaml", head), ("1.yaml", category)):
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return folder

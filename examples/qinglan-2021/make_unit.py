"""Make the fictional unit's own copy of the Huarong criteria: the same table, invented county and people.

Run by hand whenever criteria/huarong-2021 changes: ``python examples/qinglan-2021/make_unit.py``.
A test holds the committed copy against what this script would write.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent / "criteria" / "huarong-2021"
TARGET = HERE / "criteria" / "huarong-2021"
NAMES = {
    "华容县": "青澜县", "华容": "青澜", "华审发": "青审发",
    "徐建平": "顾长河", "王东": "梁素秋", "李静雯": "苏映雪", "戴芳乐": "江雨霏", "刘冰": "沈知行", "蔡文芳": "方若宁",
    "徐佳伟": "陆明远", "许琳莉": "许柏川", "徐恺": "韩之舟", "陈瑶": "叶清", "卞诗诗": "柳闻笛",
}  # fmt: skip


def renamed(text: str) -> str:
    """The text with every real name replaced by the invented one."""
    for real, invented in NAMES.items():
        text = text.replace(real, invented)
    return text


def files() -> dict[str, str]:
    """The unit's files by name."""
    return {path.name: renamed(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.glob("*.yaml"))}


def main() -> None:
    """Write the copy."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""What this computer has of what the program can use, row by row, as `wenming doctor` says it."""

from enum import StrEnum

from wenming_cli.model.noun import Noun


class Presence(StrEnum):
    """Whether something is there; *broken* is there and can't be used."""

    PRESENT = "present"
    MISSING = "missing"
    BROKEN = "broken"


PRESENCE_TEXT = {Presence.PRESENT: "有", Presence.MISSING: "没有", Presence.BROKEN: "有但不能用"}


class Group(StrEnum):
    """What a row is about."""

    PROGRAM = "program"
    READING = "reading"
    OCR = "ocr"
    TOOLS = "tools"
    FONTS = "fonts"
    PLACES = "places"


GROUP_TEXT = {
    Group.PROGRAM: "程序",
    Group.READING: "读取",
    Group.OCR: "识别文字",
    Group.TOOLS: "外部程序",
    Group.FONTS: "字体",
    Group.PLACES: "位置",
}


class Asset(Noun):
    """One thing of this computer that the program can use, or would use if it were there.

    *note* says more of it. *lost* is what goes without it, or has to be borne with it; *remedy* stands only where
    something should be done.
    """

    group: Group
    name: str
    state: Presence = Presence.PRESENT
    version: str | None = None
    note: str | None = None
    lost: str | None = None
    remedy: str | None = None

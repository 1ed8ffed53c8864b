"""Members of a pack are matched like files; the pack's own state is drawn together from theirs."""

from collections.abc import Sequence

import pytest

from builders import criteria, decision, evidence, item, matched, project, standing
from wenming_cli.match.match import by_state
from wenming_cli.model.evidence import Evidence, Part, Place, Problem, Reading
from wenming_cli.model.matching import State

SET = criteria(
    project(
        "思想道德",
        item("1.1.1", "单位理论学习制度；", [{"id": "rules", "type": "制度", "about": "理论学习"}]),
        item("1.1.2", "文明交通劝导活动图片；", [{"id": "photos", "carrier": "照片", "about": "文明交通"}]),
    )
)
RULES = evidence("x/理论学习制度.docx", title="理论学习制度", date="2021-03-04")
PHOTO = evidence("x/文明交通劝导.jpg", exif_date="2021-04-23", banner=("文明交通劝导活动",))
ODD = evidence("x/DSC_0001.jpg")
SECRET = evidence("x/内部.docx", secrecy="机密★1年")


def pack(*members: Evidence, folder: str = "三月", carrier: str = "压缩包") -> Evidence:
    """A pack with these contents in a folder."""
    parts = tuple(
        Part(address=f"!{folder}/{one.place.name}", carrier=one.reading.carrier, reading=one.reading) for one in members
    )
    reading = Reading(sha256="pack", format="zip", carrier=carrier, parts=parts)
    return Evidence(reading, (Place("证据", "待整理/三月.zip", 100, 1),))


@pytest.mark.parametrize(
    ("members", "state", "items"),
    [
        pytest.param([RULES, PHOTO], State.MATCHED, ["1.1.1", "1.1.2"], id="all filed"),
        pytest.param([RULES, ODD], State.TO_CONFIRM, ["1.1.1"], id="one of them unknown"),
        pytest.param([ODD], State.UNCLAIMED, [], id="nothing that any item asks for"),
    ],
)
def test_state_of_a_pack(members: Sequence[Evidence], state: State, items: list[str]) -> None:
    found = standing(matched([pack(*members)], SET), "待整理/三月.zip")
    assert found.state is state
    assert [use.item for use in found.uses] == items
    assert all(use.part and use.part.startswith("!三月/") for use in found.uses)
    assert f"压缩包里{len(members)}个文件" in (found.reason or "")


def test_a_secret_withholds_the_whole_pack() -> None:
    """Reading gives the pack the mark of its member; nothing of it is used then."""
    whole = pack(RULES, SECRET)
    whole = Evidence(Reading(**{**dict(whole.reading), "secrecy": "机密★1年"}), whole.places)
    found = matched([whole], SET)
    assert [(one.state, one.uses, one.members) for one in found.standings] == [(State.WITHHELD, (), ())]


def test_a_member_knows_its_folders_and_its_place() -> None:
    (member,) = pack(RULES).members
    assert member.place.shown == "证据/待整理/三月.zip!三月/理论学习制度.docx"
    assert member.place.folders == ("待整理", "三月", "三月")
    assert (member.place.name, member.place.stem) == ("理论学习制度.docx", "理论学习制度")


def test_what_lies_outside_too_counts_once() -> None:
    found = matched([pack(RULES), RULES], SET)
    assert standing(found, "待整理/三月.zip").state is State.DUPLICATE
    assert {one.state for one in found.single} == {State.MATCHED, State.DUPLICATE}
    assert [use.item for one in found.single for use in one.uses] == ["1.1.1"]
    assert sum(by_state(found).values()) == 2


def test_two_packs_with_the_same_member() -> None:
    second = Evidence(Reading(**{**dict(pack(RULES).reading), "sha256": "other"}), (Place("证据", "二.zip", 1, 1),))
    found = matched([pack(RULES), second], SET)
    assert sorted(one.state.value for one in found.standings) == ["duplicate", "matched"]


def test_a_person_may_decide_on_a_member_or_on_the_pack() -> None:
    one = matched([pack(ODD)], SET, [decision("pin", ODD, "1.1.2")])
    assert standing(one, "待整理/三月.zip").state is State.MATCHED
    whole = matched([pack(ODD)], SET, [decision("pin", pack(ODD), "1.1.2")])
    assert [(use.item, use.how, use.part) for use in whole.standings[0].uses] == [("1.1.2", "decided", None)]
    ignored = matched([pack(RULES)], SET, [decision("ignore", pack(RULES))])
    assert ignored.standings[0].state is State.IGNORED
    assert ignored.single == ignored.standings


def test_a_letter_stands_for_itself_and_for_what_is_attached() -> None:
    letter = pack(PHOTO, carrier="文档")
    letter = Evidence(Reading(**{**dict(letter.reading), "title": "理论学习制度", "types": ("制度",)}), letter.places)
    found = standing(matched([letter], SET), "待整理/三月.zip")
    assert {(use.item, use.part) for use in found.uses} >= {("1.1.1", None), ("1.1.2", "!三月/文明交通劝导.jpg")}


def test_locked_members_are_told_apart_though_nothing_is_known_of_their_bytes() -> None:
    locked = [
        Evidence(Reading(sha256="", format="pdf", problem=Problem.ENCRYPTED), (Place("x", name, 1, 1),))
        for name in ("甲.pdf", "乙.pdf")
    ]
    second = Evidence(Reading(**{**dict(pack(*locked).reading), "sha256": "other"}), (Place("证据", "二.zip", 1, 1),))
    found = matched([pack(*locked, RULES), second], SET)
    assert [len(one.members) for one in found.standings] == [2, 3]
    assert sum(one.state is State.UNREADABLE for one in found.single) == 4

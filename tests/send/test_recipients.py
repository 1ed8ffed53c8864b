"""Who gets a letter: addresses of two files, contacts, groups, people who have left; one letter an address."""

from datetime import date

import pytest

from wenming_cli.model.sending import Sending, is_address
from wenming_cli.model.workspace import People
from wenming_cli.send.recipients import Recipient, address_of, recipients

ON = date(2021, 11, 15)
PEOPLE = People.model_validate(
    {
        "offices": [{"name": "办公室", "contact": "张三"}, {"name": "工会", "contact": "工会"}, {"name": "人事股"}],
        "people": [
            {"name": "张三", "groups": ["领导小组"], "email": "zs@b.cn"},
            {"name": "李四", "groups": ["领导小组"], "email": "李四@b.cn"},
            {"name": "王五", "email": "ww@b.cn", "until": "2021-06-30", "successor": "赵六"},
            {"name": "赵六", "email": "zl@b.cn", "from": "2021-07-01"},
        ],
    }
)


def sending(**more: object) -> Sending:
    return Sending.model_validate({"smtp": {"host": "h", "from": "w@b.cn"}, **more})


@pytest.mark.parametrize(
    ("name", "address"),
    [
        pytest.param("张三", "zs@b.cn", id="of people.yaml"),
        pytest.param("办公室", "zs@b.cn", id="an office goes by its contact"),
        pytest.param("人事股", "rs@b.cn", id="of wenming.yaml"),
        pytest.param("赵六", "six@b.cn", id="wenming.yaml stands before people.yaml"),
        pytest.param("李四", None, id="an address that is none"),
        pytest.param("王五", None, id="who has left"),
        pytest.param("工会", None, id="its own contact"),
        pytest.param("孙七", None, id="nobody knows"),
    ],
)
def test_addresses(name: str, address: str | None) -> None:
    assert address_of(name, sending(to={"人事股": "rs@b.cn", "赵六": "six@b.cn"}), PEOPLE, ON) == address


def test_one_letter_an_address() -> None:
    found, without = recipients(sending(), PEOPLE, ["办公室", "张三", "赵六", "人事股"], ON)
    assert found == (Recipient("zs@b.cn", ("张三", "办公室"), True), Recipient("zl@b.cn", ("赵六",)))
    assert without == ("李四", "人事股")


def test_the_summary_goes_to_whom_it_is_to_go() -> None:
    found, _ = recipients(sending(summary=["赵六", "县文明办"], to={"县文明办": "wmb@b.cn"}), PEOPLE, ["张三"], ON)
    assert [(one.address, one.summary) for one in found] == [("zl@b.cn", True), ("wmb@b.cn", True), ("zs@b.cn", False)]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a@b.cn", True), ("a.b-c@mail.b.cn", True), ("a@localhost", True), ("a@b.cn\nBcc: x@y.cn", False),
        ("张三 <a@b.cn>", False), ("a@b.cn,c@d.cn", False), ("a b@c.cn", False), ("a", False), ("@b.cn", False),
        ("a" * 250 + "@b.cn", False),
    ],
)  # fmt: skip
def test_what_is_an_address(text: str, fits: bool) -> None:
    assert is_address(text) is fits

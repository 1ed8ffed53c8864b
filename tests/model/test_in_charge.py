"""Who answers on a day: successors along the line, nobody invented, nobody asked twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import Owners
from wenming_cli.model.workspace import People

JUNE = date(2021, 6, 30)
LEAVES = {"name": "张三", "until": "2021-06-30", "successor": "李四"}
COMES = {"name": "李四", "from": "2021-07-01"}


def people(*listed: dict[str, Any]) -> People:
    return People.model_validate({"people": listed})


def owners(*names: str) -> Owners:
    return Owners(offices=("办公室",), people=names)


@pytest.mark.parametrize(
    ("listed", "named", "day", "shown"),
    [
        pytest.param([LEAVES, COMES], ["张三"], "2021-06-30", ["张三"], id="still the last day"),
        pytest.param([LEAVES, COMES], ["张三"], "2021-07-01", ["李四（接替张三）"], id="the day after"),
        pytest.param([LEAVES, COMES], ["李四"], "2021-07-01", ["李四"], id="the successor's own"),
        pytest.param([LEAVES, COMES], ["张三", "李四"], "2021-07-01", ["李四（接替张三）"], id="both, asked once"),
        pytest.param([LEAVES, COMES], ["王五", "张三"], "2021-07-01", ["王五", "李四（接替张三）"], id="order of the table"),
        pytest.param([COMES], ["李四"], "2021-06-01", ["李四"], id="not there yet, nobody before"),
        pytest.param([], ["张三"], "2021-07-01", ["张三"], id="not listed"),
        pytest.param([{**LEAVES, "successor": None}, COMES], ["张三"], "2021-07-01", ["张三"], id="no successor"),
        pytest.param([{**LEAVES, "until": None}, COMES], ["张三"], "2021-07-01", ["张三"], id="no last day"),
        pytest.param([LEAVES, {**COMES, "from": "2021-08-01"}], ["张三"], "2021-07-15", ["张三"], id="between the two"),
        pytest.param([LEAVES], ["张三"], "2021-07-01", ["张三"], id="the successor is not listed"),
        pytest.param(
            [LEAVES, {**COMES, "until": "2021-07-31", "successor": "王五"}, {"name": "王五"}],
            ["张三"], "2021-08-01", ["王五（接替张三）"], id="along the line",
        ),
        pytest.param(
            [LEAVES, {"name": "赵六", "until": "2021-05-01", "successor": "李四"}, COMES],
            ["赵六", "张三"], "2021-07-01", ["李四（接替赵六、张三）"], id="one for two",
        ),
        pytest.param(
            [LEAVES, {"name": "李四", "until": "2021-06-30", "successor": "张三"}],
            ["张三"], "2021-07-01", ["张三"], id="a circle ends",
        ),
        pytest.param(
            [LEAVES, COMES, {"name": "张三", "from": "2021-10-01"}], ["张三"], "2021-10-01", ["张三"], id="who came back",
        ),
    ],
)  # fmt: skip
def test_who_answers(listed: list[dict[str, Any]], named: list[str], day: str, shown: list[str]) -> None:
    found = people(*listed).now_in_charge(owners(*named), date.fromisoformat(day))
    assert list(found.shown) == shown
    assert found.offices == ("办公室",)


NAMES = st.sampled_from("甲乙丙丁戊")
DAYS = st.integers(-3, 3).map(lambda days: JUNE + timedelta(days))
LISTED = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES}, optional={"from": DAYS, "until": DAYS, "successor": NAMES}
    ), max_size=6
)  # fmt: skip


@given(LISTED, st.lists(NAMES, max_size=4), DAYS)
def test_nobody_is_lost_or_invented(listed: list[dict[str, Any]], named: list[str], day: date) -> None:
    everybody = people(*listed)
    found = everybody.now_in_charge(owners(*named), day)
    told = [before for ones in found.instead.values() for before in ones]
    assert set(told) | {name for name in named if name in found.people} == set(named)
    assert all(everybody.serves(name, day) for name in found.instead)
    assert all(not everybody.serves(name, day) for name in told)
    assert len(set(found.people)) == len(found.people)
    assert everybody.now_in_charge(found, day).people == found.people


def test_owners_of_a_table_stand_for_people_in_charge() -> None:
    assert InCharge.model_validate(owners("张三")) == InCharge(offices=("办公室",), people=("张三",))

"""What somebody has to answer for: items with the owners of the day, and how many of them are open."""

from collections.abc import Iterable
from dataclasses import dataclass

from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import CriteriaSet, Owners
from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing
from wenming_cli.model.noun import Noun


@dataclass(frozen=True, slots=True)
class SetJudged:
    """A criteria set with its judgement."""

    criteria: CriteriaSet
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Charge:
    """An item with its owners as the table names them, and those who answer for it on the day."""

    criteria: str
    item: ItemJudgement
    named: Owners
    owners: InCharge

    @property
    def is_open(self) -> bool:
        """Whether something of it is still asked for."""
        return self.item.verdict in OPEN

    def is_of(self, name: str) -> bool:
        """Whether that office or person answers for it."""
        return name in self.owners.offices or name in self.owners.people


class Load(Noun):
    """How many items somebody answers for, how many of them are open, how many of these overdue."""

    items: int = 0
    open: int = 0
    overdue: int = 0

    @classmethod
    def of(cls, charges: Iterable[Charge]) -> "Load":
        """The load of these charges."""
        ones = list(charges)
        still = [one for one in ones if one.is_open]
        return cls(
            items=len(ones), open=len(still), overdue=sum(one.item.timing is Timing.OVERDUE for one in still)
        )  # fmt: skip

"""Who answers for something on a day (责任人): the owners of the table, whoever has left followed by a successor."""

from typing import Any

from pydantic import Field, model_validator

from wenming_cli.model.criteria import Owners
from wenming_cli.model.requirement import Texts


class InCharge(Owners):
    """Offices and people; *instead* names for a successor those in whose place he or she stands.

    The owners of a table may stand for it: then nobody was followed.
    """

    instead: dict[str, Texts] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _of_a_table(cls, value: Any) -> Any:
        return dict(value) if isinstance(value, Owners) and not isinstance(value, cls) else value

    @property
    def shown(self) -> tuple[str, ...]:
        """The people as reports name them: 李四（接替张三）."""
        return tuple(
            f"{name}（接替{'、'.join(self.instead[name])}）" if name in self.instead else name for name in self.people
        )

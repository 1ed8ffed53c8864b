"""The base of every noun: frozen, whole, and closed to unknown fields."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value of the domain; built whole, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)

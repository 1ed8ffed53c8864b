"""A fault in what people wrote: where it stands and what to do."""

from wenming_cli.model.noun import Noun


class Fault(Noun):
    """One fault of a YAML file: place (1-based), key path, what is wrong, what to do."""

    file: str
    line: int
    column: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        key = f" {self.key}" if self.key else ""
        return f"{self.file}:{self.line}:{self.column}{key}：{self.what}。{self.remedy}。"

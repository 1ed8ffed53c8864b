"""The passage of a paper that proves a requirement (印证): what a person underlines in red (杜集 2012, 印证标识)."""

from enum import StrEnum

from wenming_cli.model.noun import Noun


class ProofKind(StrEnum):
    """Why a passage proves: words that must be in the text, a figure that is asked for, what the paper is about."""

    MENTION = "mention"
    FIGURE = "figure"
    TITLE = "title"
    SUBJECT = "subject"


class Proof(Noun):
    """Words of a paper, as they stand in its text, that prove a requirement of an item.

    *requirement* is its name. *key* are the words in the passage that matter: where the passage can't be found whole,
    they may still be.
    """

    item: str
    requirement: str
    words: str
    key: str
    kind: ProofKind

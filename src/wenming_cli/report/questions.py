"""What only a person can decide or enter, as questions: material that is doubtful, items without a day."""

from wenming_cli.model.judgement import ItemJudgement, Judgement, Timing, Verdict


def asked(judgement: Judgement) -> list[ItemJudgement]:
    """The items about which only a person can decide or enter something: doubts, then those without a day."""
    doubtful = [item for item in judgement.items if item.verdict is Verdict.TO_CONFIRM]
    settled = (Verdict.COMPLETE, Verdict.WAIVED)
    undated = [item for item in judgement.items if item.timing is Timing.UNDATED and item.verdict not in settled]
    return [*doubtful, *(item for item in undated if item not in doubtful)]


def question(item: ItemJudgement) -> str:
    """What is asked about such an item."""
    if item.verdict is Verdict.TO_CONFIRM:
        return "这些材料算不算？"
    return "做到了没有？" if item.verdict is Verdict.MANUAL else "什么时候要交齐？"


def questions(judgement: Judgement) -> dict[str, tuple[str, ...]]:
    """Every question with the ids of the items that it is asked about."""
    found: dict[str, tuple[str, ...]] = {}
    for item in asked(judgement):
        found[question(item)] = (*found.get(question(item), ()), item.id)
    return found

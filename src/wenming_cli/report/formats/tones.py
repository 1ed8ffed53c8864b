"""The colours of a workbook's cells by what they say."""

from wenming_cli.model.judgement import Timing, Verdict
from wenming_cli.model.matching import State
from wenming_cli.typeset.listing import Tone

VERDICT_TONE = {
    Verdict.COMPLETE: Tone.GOOD,
    Verdict.SHORT: Tone.NOTICE,
    Verdict.MISSING: Tone.BAD,
    Verdict.TO_CONFIRM: Tone.ASK,
    Verdict.MANUAL: Tone.ASK,
    Verdict.WAIVED: Tone.QUIET,
}
TIMING_TONE = {Timing.OVERDUE: Tone.BAD, Timing.LATE: Tone.NOTICE, Timing.DUE_SOON: Tone.NOTICE}
STATE_TONE = {
    State.MATCHED: Tone.GOOD,
    State.TO_CONFIRM: Tone.ASK,
    State.UNREADABLE: Tone.BAD,
    State.WITHHELD: Tone.NOTICE,
    State.UNCLAIMED: Tone.NOTICE,
    State.DUPLICATE: Tone.QUIET,
    State.IGNORED: Tone.QUIET,
}

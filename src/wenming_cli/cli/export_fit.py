"""How pictures and PDFs are made to fit for an export: each piece by a worker process."""

import base64
import os
from collections.abc import Iterator, Sequence
from typing import Any

from wenming_cli.export.build import Fit, Piece, Wanted
from wenming_cli.export.plan import MB, Treatment
from wenming_cli.model.evidence import PROBLEM_TEXT
from wenming_cli.model.workspace import ExportRules
from wenming_cli.pipeline import MOST_WORKERS
from wenming_cli.read.job import problem_of
from wenming_cli.scan.walk import openable
from wenming_cli.worker.pool import Outcome, Pool
from wenming_cli.workspace.open import Workspace

MAKER = "wenming_cli.read.upload:work"
SECONDS = 120
"""For one piece: a picture of 50 million pixels takes 5 s, a part of 20 MB of a PDF some seconds."""


def fitting(workspace: Workspace, rules: ExportRules) -> Fit:
    """The maker of pieces for the evidence of *workspace* under *rules*."""

    def fit(wanted: Sequence[Wanted]) -> Iterator[Piece]:
        pool = Pool(MAKER, workers=max(1, min(os.cpu_count() or 1, MOST_WORKERS)), seconds=SECONDS)
        jobs = [_job(workspace, rules, one) | {"at": at} for at, one in enumerate(wanted)]
        for outcome in pool.run(jobs):
            yield _piece(wanted[int(outcome.job["at"])], outcome)

    return fit


def _job(workspace: Workspace, rules: ExportRules, wanted: Wanted) -> dict[str, Any]:
    file = wanted.file
    paths = [workspace.roots[one.root] / one.path for one in file.evidence.places if one.root in workspace.roots]
    path = next((path for path in paths if path.is_file()), paths[0])
    picture = file.treatment is Treatment.PICTURE
    return {
        "do": "picture" if picture else "split",
        "path": openable(path),
        "sha256": file.evidence.sha256,
        "most_bytes": int((rules.picture_mb if picture else rules.pdf_mb) * MB),
        "side": rules.picture_side,
        "start": wanted.start,
    }


def _piece(wanted: Wanted, outcome: Outcome) -> Piece:
    """The answer of a worker; what it could not do is told in the words of reports."""
    if outcome.answer is None or "problem" in outcome.answer:
        problem, text = problem_of(outcome)
        return Piece(wanted, None, said=text or PROBLEM_TEXT[problem])
    answer = outcome.answer
    data = base64.b64decode(answer["data"])
    return Piece(wanted, data, int(answer["pages"]), answer["next"], str(answer["said"]))

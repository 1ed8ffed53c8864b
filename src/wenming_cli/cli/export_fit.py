"""How pictures and PDFs are made to fit for an export: each piece by a worker process."""

import base64
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from wenming_cli.export.build import Fit, Piece, Wanted
from wenming_cli.export.plan import MB, PICTURES, Treatment
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.workspace import ExportRules
from wenming_cli.pipeline import MOST_WORKERS, Progress
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
        jobs = [_job(workspace, rules, one) | {"at": at} for at, one in enumerate(wanted)]
        for outcome in _pool().run(jobs):
            yield _piece(wanted[int(outcome.job["at"])], outcome)

    return fit


def located_in(workspace: Workspace, contents: Iterable[Evidence], progress: Progress) -> frozenset[str]:
    """Which pictures say where they were taken, by their hash; one that can't be opened now is left out."""
    pictures = [one for one in contents if one.reading.format in PICTURES and one.reading.problem is None]
    opened = [(one.sha256, _path(workspace, one)) for one in pictures]
    jobs = [{"do": "look", "path": openable(path), "sha256": sha256} for sha256, path in opened if path.is_file()]
    found = set()
    for done, outcome in enumerate(_pool().run(jobs), start=1):
        if (outcome.answer or {}).get("located"):
            found.add(str(outcome.job["sha256"]))
        progress("看照片", done, len(jobs))
    return frozenset(found)


def _pool() -> Pool:
    return Pool(MAKER, workers=max(1, min(os.cpu_count() or 1, MOST_WORKERS)), seconds=SECONDS)


def _path(workspace: Workspace, evidence: Evidence) -> Path:
    """The first place of a content that is there now; else the first."""
    paths = [workspace.roots[one.root] / one.path for one in evidence.places if one.root in workspace.roots]
    return next((path for path in paths if path.is_file()), paths[0])


def _job(workspace: Workspace, rules: ExportRules, wanted: Wanted) -> dict[str, Any]:
    file = wanted.file
    picture = file.treatment is Treatment.PICTURE
    return {
        "do": "picture" if picture else "split",
        "path": openable(_path(workspace, file.evidence)),
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

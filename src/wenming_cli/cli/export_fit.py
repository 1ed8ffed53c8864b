"""How files are made to fit for an export: pictures and PDFs by workers, office files by an office program first."""

import base64
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from wenming_cli.export.build import Fit, Piece, Wanted
from wenming_cli.export.names import suffix_of
from wenming_cli.export.plan import MB, PICTURES, Treatment
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.workspace import ExportRules
from wenming_cli.office.convert import find_office, to_pdf
from wenming_cli.office.draft import NO_PDF, Draft
from wenming_cli.pipeline import MOST_WORKERS, Progress
from wenming_cli.read.job import problem_of
from wenming_cli.scan.walk import openable
from wenming_cli.worker.pool import Outcome, Pool
from wenming_cli.workspace.open import Workspace
from wenming_cli.writer.disk import sha256_of

MAKER = "wenming_cli.read.upload:work"
SECONDS = 120
"""For one piece: a picture of 50 million pixels takes 5 s, a part of 20 MB of a PDF some seconds."""


@contextmanager
def fitting(workspace: Workspace, rules: ExportRules) -> Iterator[Fit]:
    """The maker of pieces for the evidence of *workspace* under *rules*; its PDFs of office files go with it."""
    with tempfile.TemporaryDirectory(prefix="wenming-", ignore_cleanup_errors=True) as folder:
        made: dict[str, Path | str] = {}

        def fit(wanted: Sequence[Wanted]) -> Iterator[Piece]:
            made.update(_converted(workspace, wanted, Path(folder)))
            ready = []
            for one in wanted:
                source = made.get(one.file.evidence.sha256) or _path(workspace, one.file.evidence)
                if isinstance(source, str):
                    yield Piece(one, None, said=source)
                else:
                    ready.append((one, source))
            jobs = [_job(rules, one, source) | {"at": at} for at, (one, source) in enumerate(ready)]
            for outcome in _pool().run(jobs):
                yield _piece(ready[int(outcome.job["at"])][0], outcome)

        yield fit


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


def _converted(workspace: Workspace, wanted: Sequence[Wanted], folder: Path) -> dict[str, Path | str]:
    """The PDF of every office file that is asked for the first time, or why there is none."""
    asked = [one.file.evidence for one in wanted if one.file.treatment is Treatment.OFFICE and not one.start]
    if not asked:
        return {}
    office = find_office()
    if office is None:
        return {one.sha256: NO_PDF for one in asked}
    drafts = {one.sha256: Draft(_path(workspace, one), one.sha256, _kind(one)) for one in asked}
    return to_pdf(office, drafts, folder)


def _kind(evidence: Evidence) -> str:
    return suffix_of(evidence.place.name).removeprefix(".")


def _job(rules: ExportRules, wanted: Wanted, source: Path) -> dict[str, Any]:
    """What a worker is asked for; the PDF of an office file goes the way of any other, and loses its dates there."""
    file = wanted.file
    picture = file.treatment is Treatment.PICTURE
    return {
        "do": "picture" if picture else "split",
        "path": openable(source),
        "sha256": sha256_of(source) if file.treatment is Treatment.OFFICE else file.evidence.sha256,
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
    piece = Piece(wanted, data, int(answer["pages"]), answer["next"], str(answer["said"]))
    if wanted.file.treatment is not Treatment.OFFICE:
        return piece
    part = "" if wanted.start == 0 and piece.follows is None else f"，{piece.said}"
    return replace(piece, said=f"由{_kind(wanted.file.evidence)}转为pdf{part}，请看一遍版面")

"""Accuracy and speed, printed as tables: ``python bench/run.py [--quick]``.

Every figure is a ratio or a share taken within one run on one machine; the last figures stand in
bench/RESULTS.md beside the machine that they were taken on. Needs an installed wenming-cli.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "qinglan-2021"
AS_OF = "2021-11-12"
COMMANDS = 25


def main() -> None:
    """Run the benchmarks and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats and files")
    quick = parser.parse_args().quick
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory(prefix="wenming-bench-") as folder:
        matching_of_the_example(Path(folder))
        start_up(Path(folder), 5 if quick else 15)
        warm_check(Path(folder), 500 if quick else 2000, 3 if quick else 7)


def wenming(*arguments: str) -> str:
    """The output of a command line, run in this process."""
    from wenming_cli.cli.boundary import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(out):
        run(list(arguments))
    out.seek(0)
    return out.read()


def engine_taken() -> str | None:
    """The engine that reads pictures, if one is installed."""
    from wenming_cli.ocr.choose import taken

    return taken()


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print one table."""
    print(f"## {title}")
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    print(flush=True)


def median_of(work: Callable[[], object], times: int) -> float:
    """The median wall time of *work* in seconds, after one run that does not count."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def matching_of_the_example(folder: Path) -> None:
    """How the example archive is matched as it lies in its folders, against its own table of truth."""
    begun = time.perf_counter()
    wenming("demo", str(folder / "demo"))
    taken = time.perf_counter() - begun
    ledger = {
        row["path"]: row
        for row in map(
            json.loads, wenming("ledger", "--json", "--as-of", AS_OF, "-w", str(folder / "demo")).splitlines()
        )
    }
    truth = list(
        csv.DictReader(
            (EXAMPLE / "archive.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    )
    good = [(ledger[f"证据/{row['path']}"], row["items"].split(";")) for row in truth if row["state"] == "ok"]
    placed = [(ledger[f"证据/{row['path']}"], row["items"].split(";")) for row in truth if row["items"]]
    wrong = sum(
        row["state"] == "matched" and not {use["item"] for use in row["uses"]} <= set(items) for row, items in placed
    ) + sum(ledger[f"证据/{row['path']}"]["state"] == "matched" for row in truth if not row["items"])
    table(
        f"The example archive, matched as it lies ({engine_taken() or 'no OCR'})",
        [
            ("files", str(len(truth))),
            ("rows marked ok: right first candidate", share(first_right(good), len(good))),
            ("rows marked ok: matched", share(sum(row["state"] == "matched" for row, _ in good), len(good))),
            ("all with a place: right first candidate", share(first_right(placed), len(placed))),
            ("all with a place: matched", share(sum(row["state"] == "matched" for row, _ in placed), len(placed))),
            ("matched to a wrong item", str(wrong)),
            ("wenming demo, whole (lay out, check, box, report)", f"{taken:.1f} s"),
        ],
    )


def first_right(rows: Sequence[tuple[dict, list[str]]]) -> int:
    """How many have a right item as their first candidate."""
    return sum(bool(row["candidates"]) and row["candidates"][0]["item"] in items for row, items in rows)


def share(part: int, whole: int) -> str:
    """A share with both numbers."""
    return f"{part / whole:.3f} ({part}/{whole})"


def start_up(folder: Path, times: int) -> None:
    """`wenming --help` against a bare typer program with as many commands, each a process of its own."""
    lines = ["import typer", "app = typer.Typer()"]
    for at in range(COMMANDS):
        lines += [
            f'@app.command("command{at}")',
            f"def command{at}(a: str, b: int = 1, json: bool = False):",
            f'    """Command {at}."""',
        ]
    bare = folder / "bare.py"
    bare.write_text("\n".join([*lines, "app()", ""]), encoding="utf-8")

    def call(*command: str) -> None:
        subprocess.run([sys.executable, *command, "--help"], stdout=subprocess.DEVNULL, check=True)

    bare_seconds = median_of(lambda: call(str(bare)), times)
    ours = median_of(lambda: call("-m", "wenming_cli"), times)
    table(
        "Start-up (--help, whole process, median)",
        [
            (f"bare typer program, {COMMANDS} commands", f"{bare_seconds * 1000:.0f} ms"),
            ("wenming --help", f"{ours * 1000:.0f} ms"),
            ("ratio", f"{ours / bare_seconds:.2f}"),
        ],
    )


def warm_check(folder: Path, files: int, times: int) -> None:
    """A check of unchanged files: the example's files repeated under other names and contents."""
    work = folder / "warm"
    wenming("init", str(work), "--criteria", "huarong-2021", "--level", "市级")
    sources = [path for path in sorted((EXAMPLE / "证据").rglob("*")) if path.is_file() and path.stat().st_size]
    for at in range(files):
        source = sources[at % len(sources)]
        target = work / "证据" / str(at // len(sources)) / source.relative_to(EXAMPLE / "证据")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        if at >= len(sources):
            with target.open("ab") as stream:
                stream.write(b"\n" + str(at).encode())
    begun = time.perf_counter()
    wenming("check", "--json", "--as-of", AS_OF, "-w", str(work))
    cold = time.perf_counter() - begun

    def check() -> None:
        command = [sys.executable, "-m", "wenming_cli", "check", "--json", "--as-of", AS_OF, "-w", str(work)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)

    warm = median_of(check, times)
    table(
        f"Check of {files} files (whole process)",
        [("first time, every file read", f"{cold:.2f} s"), ("again, nothing changed (median)", f"{warm:.2f} s")],
    )


if __name__ == "__main__":
    main()

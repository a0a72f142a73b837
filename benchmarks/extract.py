"""Extraction against one plain scan for numbers, one core against all, and memory over many files.

    python -m benchmarks.extract FOLDER [--files 10000]

FOLDER holds .txt files. The scan is one ``re`` pass for number-like tokens over the same
texts: what reading would cost if finding numbers were all. ``--files`` copies the folder's
files until there are so many, reads them with worker processes and prints the largest
memory of any process.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

from extract.budget import find_budget
from extract.citations import find_citations
from extract.heading import read_heading
from extract.layout import lay_out
from extract.read import read, read_text
from extract.targets import find_targets
from extract.tasks import find_tasks
from extract.text import normalise

SCAN = re.compile(r"\d{1,6}[a-zA-Z]?(?:/\d{4})?[/-][A-ZĐ][\wĐđ-]*")
ROUNDS = 3


def median_seconds(work: Callable[[], object]) -> float:
    """The median time of a few runs after one that is not counted."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def stages(raws: list[str]) -> dict[str, float]:
    """Seconds spent in each stage of one pass."""
    names = ("normalise", "layout", "heading", "citations", "tasks", "targets", "budget")
    spent = dict.fromkeys(names, 0.0)
    for raw in raws:
        marks = [time.perf_counter()]
        text = normalise(raw)
        marks.append(time.perf_counter())
        layout = lay_out(text.normal)
        marks.append(time.perf_counter())
        document, home = read_heading(text, layout)
        marks.append(time.perf_counter())
        find_citations(text, layout, home, document.number)
        marks.append(time.perf_counter())
        find_tasks(text, layout)
        marks.append(time.perf_counter())
        find_targets(text, layout)
        marks.append(time.perf_counter())
        find_budget(text, layout)
        marks.append(time.perf_counter())
        for name, (before, after) in zip(spent, pairwise(marks), strict=True):
            spent[name] += after - before
    return spent


def _read(path: Path) -> int:
    return len(read(path).record.citations)


def read_all(paths: list[Path], workers: int) -> int:
    """Read all files; the number of citations."""
    if workers == 1:
        return sum(map(_read, paths))
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(_read, paths, chunksize=4))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=0)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"), key=lambda path: -path.stat().st_size)
    raws = [path.read_text("utf-8") for path in paths]
    print(f"{len(raws)} texts, {sum(map(len, raws)):,} characters, {os.cpu_count()} cores")

    scan = median_seconds(lambda: [SCAN.findall(raw) for raw in raws])
    full = median_seconds(lambda: [read_text(raw, "x") for raw in raws])
    print(f"plain scan {scan:.3f} s; full extraction {full:.3f} s; ratio {full / scan:.1f}")
    for name, seconds in stages(raws).items():
        print(f"  {name:10} {seconds:.3f} s")

    alone = median_seconds(lambda: read_all(paths, 1))
    cores = os.cpu_count() or 1
    together = median_seconds(lambda: read_all(paths, cores))
    print(f"files on one core {alone:.3f} s; on {cores} {together:.3f} s; ratio {alone / together:.2f}")

    if options.files:
        with tempfile.TemporaryDirectory() as folder:
            many = []
            for number in range(options.files):
                source = paths[number % len(paths)]
                target = Path(folder) / f"{number}.txt"
                target.symlink_to(source.resolve())
                many.append(target)
            start = time.perf_counter()
            read_all(many, cores)
            largest = max(
                resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            seconds = time.perf_counter() - start
            print(f"{options.files} files in {seconds:.0f} s, at most {largest / 1024:.0f} MiB a process")


if __name__ == "__main__":
    main()

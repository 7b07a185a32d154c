"""S8: what a hundred copies of a code base cost, against one."""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path

import environment
from measuring import Report, first_byte, measure, ratio, run

COPIES = 100


def copies(corpus: Path, count: int) -> Path:
    """A directory of so many copies, in `.cache/benches`. Links would be seen to be the same file."""
    directory = environment.CACHE / "benches" / f"{corpus.name}-{count}-copies"
    if not directory.exists():
        partial = directory.with_name(directory.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for number in range(count):
            shutil.copytree(corpus, partial / f"copy_{number:03}", copy_function=shutil.copyfile)
        # Appearing under its own name only when complete, half a set is never used.
        partial.rename(directory)
    return directory


def size(directory: Path) -> float:
    """The Python in it, in MB."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.suffix in (".py", ".pyi", ".pyw")) / 1e6


def report(ours: Path, corpus: Path, runs: int, count: int, to: Report) -> None:
    """CPU per MB, memory, the time to the first finding, and what threads bring."""
    many = copies(corpus, count)
    name = f"{corpus.name} × {count}"
    check = [str(ours), "check", "--isolated", "--no-cache", "--select", "ALL", "--exit-zero"]
    counted = [*check, "--statistics"]
    printed = [*check, "--output-format", "concise"]

    megabytes = size(corpus)
    for figure, options in (("S8-counted", counted), ("S8-printed", printed)):
        costs = measure({"ours": [*options, str(many)], "one copy": [*options, str(corpus)]}, many, runs)
        for program, own in costs.items():
            to.cost(figure, name, program, own)
        per_megabyte = ratio(costs["ours"], costs["one copy"], lambda cost: cost.cpu) / count
        to.value(figure, name, "cpu", statistics.median(cost.cpu for cost in costs["ours"]) / megabytes / count * 1000, "ms per MB")
        to.value(figure, name, "cpu per MB ÷ that of one copy", per_megabyte, "")

    first = statistics.median(first_byte([*printed, str(many)], many) for _ in range(runs))
    to.value("S8-first", name, "first finding after", first * 1000, "ms")

    threads = sorted({1, 2, *(1 << power for power in range(2, 12)), os.cpu_count() or 1})
    threads = [number for number in threads if number <= (os.cpu_count() or 1)]
    base = None
    for number in threads:
        command = [*counted, "--threads", str(number), str(corpus)]
        wall = statistics.median(run(command, corpus).wall for _ in range(runs))
        base = base or wall
        to.value("S8-threads", corpus.name, f"{number} threads, times as fast as one", base / wall, "")

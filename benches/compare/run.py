#!/usr/bin/env python3
"""Times whole runs of us, the floor and ruff in turn, and prints medians and ratios.

    cargo build --profile dist -p pylint_rs -p pylint_rs_benches
    python3 benches/compare/run.py                     S1 to S3 on pandas
    python3 benches/compare/run.py S1 --corpus django --corpus cpython --runs 9

The commands of a figure run one after the other, round by round, so that a machine that slows
down slows all of them; CPU is user + system time of the process, wall the time from outside.
The corpora are those of tests/conformance/corpora.toml; any directory may be named as well.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))
sys.path.insert(0, str(ROOT / "tests" / "conformance" / "ruff"))

import corpora
import environment
import findings


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds, and its peak memory in MB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Programs:
    """The three binaries, and the codes that we and ruff both have."""

    ours: Path
    floor: Path
    ruff: Path
    codes: str


def run(command: list[str], directory: Path) -> Cost:
    """Runs a command to its end, its output thrown away; exit codes of 2 and more are errors."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


Figure = Callable[[Programs, Path], dict[str, list[str]]]


def s1(programs: Programs, _: Path) -> dict[str, list[str]]:
    """All rules on, findings counted: CPU against the floor's."""
    ours = [str(programs.ours), "check", "--isolated", "--no-cache", "--select", "ALL", "--statistics", "."]
    return {"ours": ours, "floor": [str(programs.floor), "."]}


def s2(programs: Programs, _: Path) -> dict[str, list[str]]:
    """The codes both have, findings counted: CPU and wall against ruff's."""
    arguments = ["check", "--isolated", "--no-cache", "--select", programs.codes, "--statistics", "."]
    return {"ours": [str(programs.ours), *arguments], "ruff": [str(programs.ruff), *arguments]}


def s3(output_format: str) -> Figure:
    """`ANN`, everything printed: wall against ruff's."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        arguments = ["check", "--isolated", "--no-cache", "--select", "ANN", "--output-format", output_format, "."]
        return {"ours": [str(programs.ours), *arguments], "ruff": [str(programs.ruff), *arguments]}

    return commands


FIGURES: dict[str, Figure] = {
    "S1": s1,
    "S2": s2,
    "S3-full": s3("full"),
    "S3-json": s3("json"),
    "S3-concise": s3("concise"),
}


def measure(commands: dict[str, list[str]], directory: Path, runs: int) -> dict[str, list[Cost]]:
    """Each command once to warm up, then `runs` rounds of all of them."""
    for command in commands.values():
        run(command, directory)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(run(command, directory))
    return costs


def report(figure: str, corpus: str, costs: dict[str, list[Cost]]) -> None:
    """A row per program, then the medians of the rounds' ratios."""
    median = statistics.median
    for name, own in costs.items():
        print(
            f"{figure:<11}{corpus:<14}{name:<7}cpu {median(it.cpu for it in own):7.3f} s   "
            f"wall {median(it.wall for it in own):7.3f} s   memory {median(it.memory for it in own):6.0f} MB"
        )
    ours, (other, theirs) = costs["ours"], next(it for it in costs.items() if it[0] != "ours")
    cpu = median(a.cpu / b.cpu for a, b in zip(ours, theirs))
    wall = median(a.wall / b.wall for a, b in zip(ours, theirs))
    print(f"{figure:<11}{corpus:<14}ours ÷ {other}: cpu {cpu:.2f}   wall {wall:.2f}\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", nargs="*", help=f"of {', '.join(FIGURES)}, by prefix (default: all)")
    parser.add_argument("--corpus", action="append", help="a corpus or a directory (default: pandas)")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--profile", default="dist", help="the build that is measured: target/PROFILE (default: dist)")
    options = parser.parse_args()

    builds = ROOT / "target" / options.profile
    for name in ("pylint-rs", "floor"):
        if not (builds / name).exists():
            sys.exit(f"{builds / name} does not exist: cargo build --profile {options.profile} -p pylint_rs -p pylint_rs_benches")
    ruff = environment.tool("ruff")
    codes = ",".join(findings.shared(builds / "pylint-rs", ruff, []).stable)
    programs = Programs(builds / "pylint-rs", builds / "floor", ruff, codes)
    wanted = tuple(options.figures) or ("S",)
    for corpus in options.corpus or ["pandas"]:
        directory = Path(corpus).resolve() if Path(corpus).is_dir() else corpora.path(corpus)
        for figure, commands in FIGURES.items():
            if figure.startswith(wanted):
                costs = measure(commands(programs, directory), directory, options.runs)
                report(figure, directory.name, costs)


if __name__ == "__main__":
    main()

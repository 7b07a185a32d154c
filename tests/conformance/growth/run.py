#!/usr/bin/env python3
"""Holds the cost of all rules together to n log n, on programs that make careless rules slow.

    run.py                        every kind of program
    run.py --show methods         the kinds whose names hold `methods`, and each one's figures
    run.py --rule ANN201 methods  one rule alone

Each kind is written at three sizes, each twice the one before, and checked with every rule on. What
is compared is the number of instructions, which is the same on any machine: valgrind counts them. It
is installed with the system's package manager if it is not there.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import environment
from inputs import KINDS, Kind

# Parts of the full size. Counting takes fifty times as long as running does.
PARTS = (1 / 16, 1 / 8, 1 / 4)
# Buffers grow by steps, and tables are rebuilt: that much more may be seen than n log n allows.
SLACK = 1.06


def counter() -> Path:
    """The program that counts instructions."""
    if shutil.which("valgrind") is None:
        subprocess.run(["apt-get", "update", "--quiet"], check=True, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "valgrind"], check=True, stdout=sys.stderr)
    return Path(shutil.which("valgrind") or sys.exit("valgrind cannot be installed"))


def instructions(command: list[str]) -> int:
    """How many instructions a command takes; it has to end with 0."""
    options = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run([str(counter()), *options, *command], capture_output=True, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit(f"exit code {done.returncode}: {' '.join(command)}\n{done.stderr}")
    return int(found[1].replace(",", ""))


def measure(kind: Kind, check: list[str], directory: Path, start: int) -> list[int]:
    """What each size costs beyond starting."""
    costs = []
    for part in PARTS:
        path = directory / f"{kind.text.__name__}_{round(1 / part)}.py"
        path.write_text(kind.text(round(kind.size * part)))
        costs.append(instructions([*check, str(path)]) - start)
    return costs


def excess(kind: Kind, costs: list[int]) -> float:
    """How much more than n log n the growth is, at its worst: 1 is just n log n."""
    allowed = [size * math.log(size) for size in (kind.size * part for part in PARTS)]
    relative = [cost / limit for cost, limit in zip(costs, allowed)]
    return max(later / earlier for earlier, later in zip(relative, relative[1:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help="parts of the names of kinds (default: all)")
    parser.add_argument("--ours", help="the binary (default: the newest build)")
    parser.add_argument("--rule", default="ALL", help="a selector of rules (default: ALL)")
    parser.add_argument("--show", action="store_true", help="print the figures of each kind")
    options = parser.parse_args()

    kinds = [kind for kind in KINDS if not options.kinds or any(name in kind.name for name in options.kinds)]
    check = [str(environment.linter(options.ours)), "check", "--isolated", "--no-cache", "--select", options.rule]
    check += ["--statistics", "--exit-zero", "--threads", "1"]
    counter()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "empty.py").write_text("")
        start = instructions([*check, str(directory / "empty.py")])
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            costs = list(pool.map(lambda kind: measure(kind, check, directory, start), kinds))

    failed = 0
    for kind, found in zip(kinds, costs):
        growth = excess(kind, found)
        failed += growth > SLACK
        if options.show or growth > SLACK:
            millions = ", ".join(f"{cost / 1e6:.1f}" for cost in found)
            print(f"{kind.name}: {millions} million instructions, {growth:.2f} times n log n")
    if failed:
        print("`pylint-rs check --select ALL --timing FILE` shows which rule it is")
    print(f"{len(kinds) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Holds the cost of rules to n log n, on programs that make careless ones slow.

    run.py                        every kind of program that is not known to grow faster
    run.py --show methods         the kinds whose names hold `methods`, and each one's figures
    run.py --rule ANN201 methods  one rule alone
    run.py --by-rule methods      which rules they are, each counted alone

Each kind is written at three sizes, each twice the one before, and checked with every rule on. What
is compared is the number of instructions, which is the same on any machine: valgrind counts them.
The total may hide what is still small at these sizes, so every function is looked at for itself, too.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import environment
import valgrind
from inputs import KINDS, Kind

# Where the program `stages` of `benches` lints a file.
FUNCTION = "stages::carry_out"
# Parts of the full size. Counting takes fifty times as long as running does.
PARTS = (1 / 16, 1 / 8, 1 / 4)
# Buffers grow by steps, and tables are rebuilt: that much more may be seen than n log n allows.
SLACK = 1.06
# A single function takes part in few such steps, which show all the more; what is too much for it
# has to be too much both times: n to the power of 1.5 is 1.35 times n log n.
SLACK_OF_FUNCTION = 1.25
# The least that a function must take at the full size to be looked at, and its least part of the total.
LEAST, LEAST_PART = 300_000, 0.003


@dataclass(frozen=True)
class Cost:
    """What a program of one size takes."""

    size: int
    functions: Counter[str]

    @property
    def total(self) -> int:
        return self.functions.total()

    @property
    def allowed(self) -> float:
        """A measure of n log n."""
        return self.size * math.log(self.size)


def write(kind: Kind, directory: Path) -> list[Path]:
    """A program of the kind in each size."""
    paths = []
    for part in PARTS:
        path = directory / f"{kind.text.__name__}_{round(1 / part)}.py"
        path.write_text(kind.text(round(kind.size * part)))
        paths.append(path)
    return paths


def measure(stages: Path, paths: list[Path], rules: str) -> list[Cost]:
    """What linting each file takes."""
    calls = valgrind.instructions_of_calls([str(stages), rules, *map(str, paths)], FUNCTION)
    costs = {path: functions for path, functions in calls}
    return [Cost(path.stat().st_size, costs[str(path)]) for path in paths]


def steps(costs: list[Cost], counts: list[int]) -> list[float]:
    """How much more than n log n the growth is from size to size: 1 is just n log n."""
    relative = [max(count, 1) / cost.allowed for cost, count in zip(costs, counts)]
    return [later / earlier for earlier, later in zip(relative, relative[1:])]


def growth(costs: list[Cost]) -> float:
    """That of the total, at its worst."""
    return max(steps(costs, [cost.total for cost in costs]))


def growing_functions(costs: list[Cost]) -> Iterator[tuple[str, float]]:
    """The functions that take too much more, each with its least step."""
    largest = costs[-1]
    for function, cost in largest.functions.most_common():
        if cost < max(LEAST, largest.total * LEAST_PART):
            return
        least = min(steps(costs, [it.functions[function] for it in costs]))
        if least > SLACK_OF_FUNCTION:
            yield function, least


def rules_called(linter: Path, path: Path) -> list[str]:
    """The codes of the rules that do anything in a file, as `--timing` tells."""
    options = ["check", "--isolated", "--select", "ALL", "--statistics", "--exit-zero", "--timing"]
    done = subprocess.run([str(linter), *options, str(path)], capture_output=True, text=True, check=True)
    return re.findall(r" ([A-Z]+\d+) [a-z-]+$", done.stderr, re.MULTILINE)


def by_rule(linter: Path, stages: Path, kind: Kind, paths: list[Path], pool: ThreadPoolExecutor) -> None:
    """Prints the rules that grow too much, and what they take beyond a run without rules."""
    # It is about files that cannot be read: it never does anything here.
    without = measure(stages, paths, "E902")
    codes = rules_called(linter, paths[0])
    for code, costs in zip(codes, pool.map(lambda code: measure(stages, paths, code), codes)):
        own = [cost.total - base.total for cost, base in zip(costs, without)]
        worst = max(steps(costs, own))
        if own[-1] > LEAST and worst > SLACK:
            print(f"{kind.name}: {code}: {millions(own)}, {worst:.2f} times n log n", flush=True)


def millions(costs: Iterable[int]) -> str:
    return ", ".join(f"{cost / 1e6:.1f}" for cost in costs) + " million instructions"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help="parts of the names of kinds (default: all)")
    parser.add_argument("--ours", help="the binary, with `stages` beside it (default: the newest build)")
    parser.add_argument("--rule", default="ALL", help="a selector of rules (default: ALL)")
    parser.add_argument("--by-rule", action="store_true", help="count each rule alone: takes long")
    parser.add_argument("--show", action="store_true", help="print the figures of each kind")
    options = parser.parse_args()

    kinds = [kind for kind in KINDS if any(name in kind.name for name in options.kinds)]
    if not options.kinds:
        kinds = [kind for kind in KINDS if not kind.known]
        for kind in KINDS:
            if kind.known:
                print(f"left out: {kind.name}: known to grow faster: {kind.known}")
    linter = environment.linter(options.ours)
    stages = linter.with_name("stages")
    if not stages.exists():
        sys.exit(f"{stages} does not exist: cargo build --release -p pylint_rs -p pylint_rs_benches")
    valgrind.program()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        paths = [write(kind, Path(name)) for kind in kinds]
        if options.by_rule:
            for kind, own in zip(kinds, paths):
                by_rule(linter, stages, kind, own, pool)
            return
        costs = list(pool.map(lambda own: measure(stages, own, options.rule), paths))

    failed = 0
    for kind, found in zip(kinds, costs):
        worst, functions = growth(found), list(growing_functions(found))
        has_failed = worst > SLACK or bool(functions)
        failed += has_failed
        if options.show or has_failed:
            print(f"{kind.name}: {millions(cost.total for cost in found)}, {worst:.2f} times n log n")
        for function, least in functions:
            print(f"    {function}: {millions(cost.functions[function] for cost in found)}, {least:.2f} times n log n")
    if failed:
        print("run.py --by-rule KIND tells which rules it is")
    print(f"{len(kinds) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

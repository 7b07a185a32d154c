#!/usr/bin/env python3
"""Writes the tables of docs/performance.md: where time goes, per step and per rule, on real code.

    cargo build --profile dist -p pylint_rs
    profile.py                print the tables
    profile.py --update       put them into docs/performance.md

They are what `--timing` says with all rules on, one thread, and `full` output: shares of the whole,
which depend little on the machine. The median of a few runs is taken.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import corpora
import environment

PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- written by benches/profile.py -->\n", "<!-- end -->"
CORPORA = ("pandas", "django", "cpython")
RULES = 15
ROW = re.compile(r"\s*([\d.]+) ms\s+([\d.]+) %[\s\d]*  (\S.*)")
RULE = re.compile(r"[A-Z]+\d+ [a-z-]+")
WHOLE = "everything, on all threads"

Shares = dict[str, float]


def shares(linter: Path, corpus: Path, runs: int) -> tuple[Shares, float]:
    """The part of each row in a run over a corpus, in per cent, and the whole in seconds."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    wholes = []
    command = [str(linter), "check", "--isolated", "--select", "ALL", "--exit-zero", "--timing", "--threads", "1", "."]
    for _ in range(runs):
        done = subprocess.run(command, cwd=corpus, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        rows = [(row[3], float(row[1])) for row in map(ROW.match, done.stderr.splitlines()) if row]
        whole = dict(rows)[WHOLE]
        wholes.append(whole / 1000)
        for name, time in rows:
            found[name].append(100 * time / whole)
    return {name: statistics.median(values) for name, values in found.items()}, statistics.median(wholes)


def table(title: str, names: list[str], measured: dict[str, Shares]) -> str:
    lines = [f"| {title} | {' | '.join(measured)} |", f"| --- |{' --- |' * len(measured)}"]
    lines += [f"| {name} | {' | '.join(f'{of.get(name, 0):.1f} %' for of in measured.values())} |" for name in names]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="the binary (default: the newest build)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--update", action="store_true", help="write them to docs/performance.md")
    options = parser.parse_args()

    linter = environment.linter(options.ours)
    measured: dict[str, Shares] = {}
    wholes = []
    for name in CORPORA:
        measured[name], whole = shares(linter, corpora.path(name), options.runs)
        wholes.append(f"{name} {whole:.2f} s")
    everywhere = sorted({name for of in measured.values() for name in of})
    # As `--timing` orders them.
    steps = [name for name in measured[CORPORA[0]] if not RULE.fullmatch(name) and name != WHOLE]
    rules = [name for name in everywhere if RULE.fullmatch(name)]
    rules.sort(key=lambda name: -sum(of.get(name, 0) for of in measured.values()))
    text = f"{table('step', steps, measured)}\n{table('rule', rules[:RULES], measured)}\n"
    text += f"Of {len(rules)} rules that were called. The whole, on one thread: {', '.join(wholes)}.\n"
    if not options.update:
        print(text)
        return
    before, rest = PAGE.read_text().split(START)
    PAGE.write_text(before + START + "\n" + text + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()

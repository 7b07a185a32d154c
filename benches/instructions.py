#!/usr/bin/env python3
"""Counts the instructions of each stage, and compares them with those on record.

    cargo build --release -p pylint_rs -p pylint_rs_benches
    instructions.py              what has changed since benches/baseline was written
    instructions.py parse emit   stages by the beginnings of their names
    instructions.py --update     write benches/baseline anew

A stage is what benches/stages takes for one (`cargo bench` times the same), over the files of
benches/corpus; `run/…` are whole processes. Instructions do not depend on how fast or how busy a
machine is, so that a change in cost shows in review as a change of a number. They do depend on the
compiler, the C library and the processor's kind: where these are others than the record's, the
differences are told, and nothing fails.

Exits with 1 if a stage takes more than a tenth more than on record: if that is what it has to cost,
`--update` and commit. Numbers that have hardly changed are left as they were.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import valgrind

BASELINE = ROOT / "benches" / "baseline" / "instructions.txt"
CORPUS = ROOT / "benches" / "corpus"
SPEC = ROOT / "fixtures" / "gen" / "drawable.toml"
FUNCTION = "stages::carry_out"
# What is told, and what fails: a part of what is on record, and no less than so many instructions.
TOLD, FAILS, LEAST = 0.01, 0.10, 20_000

Counts = dict[str, int]


def toolchain() -> str:
    """What the counts hang on, beside the code: compiler, C library, what the processor has for strings."""
    version = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    host = next(line.removeprefix("host: ") for line in version if line.startswith("host: "))
    libc = " ".join(platform.libc_ver()).strip() or platform.system()
    flags = Path("/proc/cpuinfo")
    extensions = [name for name in ("avx2", "avx512bw", "asimd") if flags.exists() and name in flags.read_text().split()]
    return ", ".join([version[0], host, "release", libc, *extensions])


def processes(builds: Path, empty: Path) -> dict[str, list[str]]:
    """Whole runs, from starting to ending."""
    cached = [str(builds / "pylint-rs"), "check", "--isolated", "--cache-dir", str(empty.parent / "cache")]
    cached += ["--exit-zero", "--threads", "1", str(CORPUS)]
    check = [str(builds / "pylint-rs"), "check", "--isolated", "--no-cache", "--statistics", "--exit-zero", "--threads", "1"]
    return {
        "run/version": [str(builds / "pylint-rs"), "--version"],
        "run/one-file": [*check, str(CORPUS / "text_table.py")],
        "run/nothing": [*check, str(empty)],
        "run/nothing-all-rules": [*check, "--select", "ALL", str(empty)],
        "run/corpus-all-rules": [*check, "--select", "ALL", str(CORPUS)],
        "run/corpus-cached": cached,
        "run/generate": [str(builds / "pylint-rs"), "gen", str(SPEC)],
        "run/floor": [str(builds / "floor"), "--threads", "1", str(CORPUS)],
    }


def count(builds: Path) -> Counts:
    """What everything takes now."""

    def stages() -> Counts:
        calls = valgrind.instructions_of_calls([str(builds / "stages")], FUNCTION)
        return {name: functions.total() for name, functions in calls}

    valgrind.program()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        empty = Path(name) / "empty.py"
        empty.write_text("")
        commands = processes(builds, empty)
        counts = pool.submit(stages)
        # What this finds is looked up by the run that is counted.
        subprocess.run(commands["run/corpus-cached"], check=True, stdout=subprocess.DEVNULL)
        whole = list(pool.map(valgrind.instructions, commands.values()))
        return {**counts.result(), **dict(zip(commands, whole))}


def read() -> tuple[str, Counts]:
    """The toolchain and the counts on record."""
    if not BASELINE.exists():
        return "", {}
    first, *lines = BASELINE.read_text().splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return first.removeprefix("# "), {name: int(number.replace(",", "")) for name, number in rows}


def write(made_with: str, counts: Counts) -> None:
    width = max(map(len, counts)) + 2
    rows = "".join(f"{name:<{width}}{number:>15,}\n" for name, number in counts.items())
    title = "# Instructions of each stage over benches/corpus; written by benches/instructions.py --update."
    BASELINE.parent.mkdir(exist_ok=True)
    BASELINE.write_text(f"# {made_with}\n{title}\n{rows}")


def differs(before: int, now: int, part: float) -> bool:
    return abs(now - before) > max(before * part, LEAST)


def row(name: str, before: int | None, now: int | None) -> str:
    shown = [f"{number:>15,}" if number is not None else f"{'—':>15}" for number in (before, now)]
    change = f"{(now - before) / before:>+9.1%}" if before and now is not None else ""
    return f"{name:<28}{''.join(shown)}{change}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stages", nargs="*", help="beginnings of names (default: all that have changed)")
    parser.add_argument("--update", action="store_true", help="write what is counted to the record")
    parser.add_argument("--builds", type=Path, default=ROOT / "target" / "release", help="where the binaries are")
    options = parser.parse_args()

    for name in ("pylint-rs", "floor", "stages"):
        if not (options.builds / name).exists():
            sys.exit(f"{options.builds / name} does not exist: cargo build --release -p pylint_rs -p pylint_rs_benches")
    made_with = toolchain()
    on_record, before = read()
    is_comparable = made_with == on_record
    now = count(options.builds)
    if options.update:
        keeps = {name: number for name, number in before.items() if is_comparable and name in now}
        write(made_with, {name: keeps[name] if name in keeps and not differs(keeps[name], number, TOLD) else number for name, number in now.items()})

    names = [*now, *(name for name in before if name not in now)]
    failed = 0
    for name in names:
        old, new = before.get(name), now.get(name)
        if options.stages:
            is_shown = name.startswith(tuple(options.stages))
        else:
            is_shown = old is None or new is None or differs(old, new, TOLD)
        if is_shown:
            print(row(name, old, new))
        failed += old is not None and new is not None and new > old and differs(old, new, FAILS)
    if options.update:
        return
    if not is_comparable:
        print(f"made with {made_with}; on record is {on_record or 'nothing'}: nothing fails")
        failed = 0
    print(f"{len(names) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Builds the fuzz targets and runs each for a while; a crash fails, and is kept in fuzz/artifacts/.

    run.py                        every target for 20 seconds
    run.py --seconds 600 --seed 0 fix      one target for longer, with other inputs than before
    run.py --replay FILE fix      one input, to see what is wrong with it

Seeds are fuzz/corpus/TARGET, where inputs that once crashed stay as regression cases, and the
fixtures of the rules or, for `generate`, the specs of fixtures/gen. What is found on the way is kept in fuzz/target/corpus/TARGET.

The flags make rustc instrument for coverage as `cargo fuzz` has it do, with what the stable
compiler offers: no sanitizer, as there is no unsafe code of ours to look after. With cargo-fuzz
installed, `cargo fuzz run --sanitizer none TARGET` does the same.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
ROOT = FUZZ.parent
TARGETS = ("check", "fix", "suppressions", "configuration", "rule_files", "generate")
# Those that do not read Python, and so do not start from fixtures of rules.
OTHERS = ("configuration", "rule_files", "generate")
# Inputs are cut to this size: small ones are tried by the thousand, and go as deep.
LONGEST = 1500

COVERAGE = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
]


def build() -> Path:
    """The directory of the built targets."""
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = next(line.removeprefix("host: ") for line in version.splitlines() if line.startswith("host: "))
    # The same versions as the linter itself has; cargo adds those of the fuzzer.
    shutil.copyfile(ROOT / "Cargo.lock", FUZZ / "Cargo.lock")
    environment = {**os.environ, "RUSTFLAGS": " ".join(COVERAGE), "CARGO_TARGET_DIR": str(FUZZ / "target")}
    # Naming the target keeps the flags from build scripts and procedural macros.
    subprocess.run(["cargo", "build", "--release", "--target", host], check=True, cwd=FUZZ, env=environment)
    return FUZZ / "target" / host / "release"


def seeds(target: str) -> list[Path]:
    """The directories of inputs to start from; new ones go into the first."""
    found = FUZZ / "target" / "corpus" / target
    found.mkdir(parents=True, exist_ok=True)
    directories = [found, FUZZ / "corpus" / target]
    if target == "generate":
        directories.append(ROOT / "fixtures" / "gen")
    if target not in OTHERS:
        fixtures = FUZZ / "target" / "fixtures"
        shutil.rmtree(fixtures, ignore_errors=True)
        fixtures.mkdir()
        for file in sorted((ROOT / "fixtures" / "rules").glob("*/*.py*")):
            if file.suffix in (".py", ".pyi"):
                shutil.copyfile(file, fixtures / f"{file.parent.name}-{file.name}")
        directories.append(fixtures)
    return directories


def run(program: Path, target: str, seconds: int, seed: int) -> bool:
    artifacts = FUZZ / "artifacts" / target
    artifacts.mkdir(parents=True, exist_ok=True)
    dictionary = FUZZ / ("configuration.dict" if target in OTHERS else "python.dict")
    command = [str(program), *map(str, seeds(target)), f"-dict={dictionary}", f"-artifact_prefix={artifacts}/"]
    # The fixtures alone take a moment, whatever time there is for more.
    command += [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-seed={seed}", "-timeout=20", "-rss_limit_mb=4096"]
    result = subprocess.run([*command, "-print_final_stats=1"], capture_output=True, text=True, errors="replace")
    lines = result.stderr.splitlines()
    if result.returncode != 0:
        print("\n".join(line for line in lines if not line.startswith("#"))[-6000:])
        return False
    coverage = next((line.split("cov: ")[1].split()[0] for line in reversed(lines) if "cov: " in line), "?")
    executed = next((line.split()[-1] for line in lines if "number_of_executed_units" in line), "0")
    print(f"{target}: {executed} inputs in {seconds} s, {coverage} places covered")
    # A target that tries nothing proves nothing.
    return int(executed) > 100


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=20, help="for each target")
    parser.add_argument("--seed", type=int, default=1, help="of the order of what is tried; 0: another each time")
    parser.add_argument("--replay", type=Path, help="run this one input")
    options = parser.parse_args()
    targets = options.targets or list(TARGETS)
    if unknown := set(targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    programs = build()
    print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    if options.replay:
        return max(subprocess.run([programs / target, options.replay]).returncode for target in targets)
    failed = [target for target in targets if not run(programs / target, target, options.seconds, options.seed)]
    if failed:
        print(f"failed: {', '.join(failed)}; the inputs are in fuzz/artifacts/")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

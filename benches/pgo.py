#!/usr/bin/env python3
"""Builds the binary twice, the second time with what the first one told of where its time goes.

    pgo.py                         target/pgo/…/dist/pylint-rs
    pgo.py --train ~/some/project  trained on other code
    pgo.py --profile release       of another profile

1. An instrumented build (`-Cprofile-generate`).
2. It is trained: checks, fixes, formats, the cache, search and `gen`, over code bases that the
   conformance suites fetch, and over this repository's specs.
3. `llvm-profdata` merges what it counted. It is rustup's component `llvm-tools`, or the machine's
   (`apt-get install llvm-19` or later); which versions read what rustc writes is found by trying.
4. The build proper (`-Cprofile-use`).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import corpora
import environment

# Not what the figures are read from by default: it should be no better on those than on other code.
TRAINED_ON = ("django", "sqlalchemy", "celery")
FORMATS = ("full", "concise", "grouped", "json", "sarif", "github", "gitlab", "junit")
SPECS = ROOT / "fixtures" / "gen"
DIRECTORY = environment.CACHE / "pgo"


def host() -> str:
    """What rustc builds for. Named to cargo, it keeps build scripts out of what is instrumented."""
    version = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    return next(line.removeprefix("host: ") for line in version.splitlines() if line.startswith("host: "))


def mergers() -> Iterator[Path]:
    """The `llvm-profdata`s there are: rustc's own first, then those of the machine, newest first."""
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
    own = Path(sysroot) / "lib" / "rustlib" / host() / "bin" / "llvm-profdata"
    if own.exists():
        yield own
    versioned = Path("/usr/lib").glob("llvm-*/bin/llvm-profdata")
    yield from sorted(versioned, key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))], reverse=True)
    if found := shutil.which("llvm-profdata"):
        yield Path(found)


def merge(counted: Path, merged: Path) -> None:
    """Merges the counts with the first `llvm-profdata` that understands them."""
    said = []
    for merger in mergers():
        done = subprocess.run([str(merger), "merge", "-o", str(merged), str(counted)], capture_output=True, text=True)
        if done.returncode == 0:
            print(f"merged with {merger}", file=sys.stderr)
            return
        said.append(f"{merger}: {done.stderr.strip().splitlines()[-1]}")
    sys.exit("\n".join([*said, "no llvm-profdata fits: rustup component add llvm-tools, or apt-get install llvm-19"]))


def build(profile: str, flags: str) -> Path:
    """The binary built with these flags of rustc, beside the builds without them."""
    target = ROOT / "target" / "pgo"
    variables = os.environ | {"RUSTFLAGS": f"{os.environ.get('RUSTFLAGS', '')} {flags}".strip()}
    command = ["cargo", "build", "--profile", profile, "-p", "pylint_rs", "--target", host(), "--target-dir", str(target)]
    subprocess.run(command, cwd=ROOT, env=variables, check=True)
    return target / host() / profile / "pylint-rs"


def training(directory: Path) -> Iterator[list[str]]:
    """What is run over a code base: all that the linter is for, the most usual more than once."""
    check = ["check", "--isolated", "--exit-zero"]
    everything = ["--select", "ALL"]
    for _ in range(3):
        yield [*check, "--no-cache", *everything, "--statistics", str(directory)]
    yield [*check, "--no-cache", str(directory)]
    for output_format in FORMATS:
        yield [*check, "--no-cache", "--select", "ANN,E,F,B", "--output-format", output_format, str(directory)]
    yield [*check, "--no-cache", *everything, "--unsafe-fixes", "--diff", str(directory)]
    cache = ["--cache-dir", str(DIRECTORY / "cache")]
    for _ in range(2):
        yield [*check, *cache, "--output-format", "concise", str(directory)]
    yield ["search", "$F($...ARGS, key=$_)", str(directory)]


def train(binary: Path, directories: list[Path]) -> None:
    """Runs the instrumented binary; the exit code says no more than what was found."""
    specs = [["gen", str(spec)] for spec in sorted(SPECS.iterdir()) if spec.suffix in (".toml", ".json", ".yaml")]
    commands = [command for directory in directories for command in training(directory)]
    for arguments in commands + specs:
        done = subprocess.run([str(binary), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # `search` says with 2 that some file does not parse.
        if done.returncode not in ((0, 1, 2) if arguments[0] == "search" else (0, 1)):
            sys.exit(f"exit code {done.returncode}: {' '.join(arguments)}\n{done.stderr}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="dist", help="cargo's profile (default: dist)")
    parser.add_argument("--train", action="append", type=Path, help=f"code to train on (default: {', '.join(TRAINED_ON)})")
    options = parser.parse_args()

    if not any(mergers()):
        sys.exit("there is no llvm-profdata: rustup component add llvm-tools, or apt-get install llvm-19")
    directories = options.train or [corpora.path(name) for name in TRAINED_ON]
    shutil.rmtree(DIRECTORY, ignore_errors=True)
    counted, merged = DIRECTORY / "counted", DIRECTORY / "merged.profdata"
    # The suites' way to keep the linter from its cache, which is trained as well.
    os.environ.pop("PYLINT_RS_NO_CACHE", None)
    train(build(options.profile, f"-Cprofile-generate={counted}"), directories)
    merge(counted, merged)
    print(build(options.profile, f"-Cprofile-use={merged}"))


if __name__ == "__main__":
    main()

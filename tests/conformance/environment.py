#!/usr/bin/env python3
"""Makes the virtual environment of the conformance suites: `.cache/venv`, pinned by requirements.txt.

Running it again does nothing unless requirements.txt changed. Suites import `tool("ruff")`;
on the command line it prints the environment's directory.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")

# Suites and benchmarks want each file looked at, and nothing left in the code bases.
os.environ["PYLINT_RS_NO_CACHE"] = "1"


def make(directory: Path, requirements: Path, options: tuple[str, ...] = ()) -> Path:
    """A virtual environment in `directory` that holds exactly what `requirements` pins."""
    stamp = directory / "requirements.sha256"
    wanted = hashlib.sha256(sys.version.encode() + requirements.read_bytes()).hexdigest()
    CACHE.mkdir(exist_ok=True)
    # Suites may run side by side: the first one builds, the others wait for it.
    with open(CACHE / "environment.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == wanted:
            return directory
        shutil.rmtree(directory, ignore_errors=True)
        venv.create(directory, with_pip=True)
        install = [str(directory / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *options, "--requirement", str(requirements)], check=True, stdout=sys.stderr)
        stamp.write_text(wanted)
    return directory


def tool(name: str) -> Path:
    """The path of a program of the environment, which is made if need be."""
    return make(CACHE / "venv", REQUIREMENTS) / "bin" / name


def linter(given: str | None = None) -> Path:
    """Our binary: the one given, or the newest of the optimised builds."""
    if given:
        path = Path(given).resolve()
    else:
        builds = [ROOT / "target" / profile / "pylint-rs" for profile in ("release", "dist", "debug")]
        # A debug build is many times slower: it serves only where there is no other.
        optimised = [build for build in builds[:2] if build.exists()] or [build for build in builds if build.exists()]
        path = max(optimised, key=lambda build: build.stat().st_mtime, default=builds[0])
    if not path.exists():
        sys.exit(f"{path} does not exist: build it with `cargo build --release -p pylint_rs`")
    return path


if __name__ == "__main__":
    print(make(CACHE / "venv", REQUIREMENTS))

"""Counts the instructions that programs take: the same on any machine, however busy it is.

Valgrind is installed with the system's package manager if it is not there.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

# A function, `(number) name` the first time and `(number)` from then on.
NAMED = re.compile(r"fn=\((\d+)\)(?: (.*))?")


@functools.cache
def program() -> Path:
    """Valgrind."""
    if shutil.which("valgrind") is None:
        subprocess.run(["apt-get", "update", "--quiet"], check=True, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "valgrind"], check=True, stdout=sys.stderr)
    return Path(shutil.which("valgrind") or sys.exit("valgrind cannot be installed"))


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs valgrind; the command has to end with 0."""
    done = subprocess.run([str(program()), *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode}: {' '.join(arguments)}\n{done.stderr}")
    return done


def instructions(command: list[str]) -> int:
    """How many instructions a command takes."""
    done = run(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command])
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    return int(found[1].replace(",", "")) if found else sys.exit(done.stderr)


def instructions_of_calls(command: list[str], function: str) -> list[tuple[str, Counter[str]]]:
    """How many instructions each call of a function takes, by the functions that execute them; each
    with the line that the command prints before it."""
    with tempfile.TemporaryDirectory() as name:
        options = [f"--callgrind-out-file={name}/counts", f"--toggle-collect={function}", f"--dump-after={function}"]
        done = run(["--tool=callgrind", *options, *command])
        # One file after each call: `counts.1` and so on.
        dumps = sorted(Path(name).glob("counts.*"), key=lambda path: int(path.suffix[1:]))
        printed = done.stdout.splitlines()
        if len(dumps) != len(printed):
            sys.exit(f"{len(printed)} lines were printed, but {function} was called {len(dumps)} times")
        return [(line, by_function(dump)) for line, dump in zip(printed, dumps)]


def by_function(dump: Path) -> Counter[str]:
    """What each function takes by itself, read from a file of callgrind's."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    function, is_of_call = "", False
    with open(dump, errors="replace") as lines:
        for line in lines:
            if named := NAMED.match(line):
                names.setdefault(named[1], named[2] or "")
                function = names[named[1]]
            elif line.startswith("cfn="):
                # Names are numbered here, too.
                if named := NAMED.match(line, 1):
                    names.setdefault(named[1], named[2] or "")
            elif line.startswith("calls="):
                is_of_call = True
            elif line[0] in "0123456789+-*":
                # The line after `calls` is what was called, which is counted where it is.
                if not is_of_call:
                    counts[function] += int(line.split()[1])
                is_of_call = False
    return counts

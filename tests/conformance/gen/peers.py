#!/usr/bin/env python3
"""The schemas of schemas.py by us and by datamodel-code-generator: what each one's types are worth.

    peers.py [NAME…]    a row for each schema and each tool, and the sums; nothing here can fail

Of each tool: how long it takes, in seconds; whether it gives a module that mypy --strict has no
complaint about; how many of the valid instances mypy accepts and of the invalid ones it refuses, as
literals annotated with the root type. Both write TypedDicts for Python 3.11.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import environment

if sys.prefix != str(environment.make(environment.CACHE / "venv", environment.REQUIREMENTS)):
    python = environment.tool("python")
    os.execv(python, [str(python), *sys.argv])

import checkers
from schemas import cases

VERSION = "3.11"
ROOT = "Root"
REQUIREMENTS = HERE.parents[2] / "benches" / "compare" / "requirements-gen.txt"
# The peer writes what it takes a long time over, or fails at, to nobody's use: it is stopped.
PATIENCE = 60


@dataclass
class Worth:
    """What a tool's module for one schema is worth; without a module, only the time counts."""

    seconds: float
    is_there: bool
    is_clean: bool = False
    valid: int = 0
    invalid: int = 0


def command(tool: str, schema: Path, target: Path) -> list[str]:
    """How the tool is called to write a module."""
    if tool == "ours":
        options = ["--input", "json-schema", "--root-name", ROOT, "--target-version", VERSION]
        return [str(environment.linter()), "gen", str(schema), *options, "-o", str(target)]
    program = environment.make(environment.CACHE / "venv-gen", REQUIREMENTS) / "bin" / "datamodel-codegen"
    options = ["--input-file-type", "jsonschema", "--output-model-type", "typing.TypedDict", "--class-name", ROOT]
    options += ["--use-union-operator", "--disable-timestamp", "--target-python-version", VERSION]
    return [str(program), "--input", str(schema), *options, "--output", str(target)]


def measure(tool: str, chosen: list[cases.Case], work: Path) -> dict[str, Worth]:
    """Writes and checks all modules of one tool."""
    for folder in ("models", "instances"):
        (work / folder).mkdir(parents=True)
    found: dict[str, Worth] = {}
    for case in chosen:
        target = work / "models" / f"{case.module}.py"
        began = time.monotonic()
        try:
            ended = subprocess.run(command(tool, case.schema, target), capture_output=True, timeout=PATIENCE).returncode
        except subprocess.TimeoutExpired:
            ended = 1
        found[case.name] = worth = Worth(time.monotonic() - began, ended == 0 and compiles(target))
        if not worth.is_there:
            target.unlink(missing_ok=True)
            continue
        case.write_literals(work / "instances", ROOT)
    places = {(complaint.file.stem, complaint.line) for complaint in checkers.mypy_strict(work, VERSION)}
    faulty = {stem for stem, _ in places}
    for case in chosen:
        worth = found[case.name]
        if worth.is_there:
            worth.is_clean = case.module not in faulty
            # A root that is not there would make all that follows nothing worth.
            has_root = (f"valid_{case.module}", 1) not in places
            lines = range(3, 3 + len(case.valid))
            worth.valid = has_root * sum((f"valid_{case.module}", line) not in places for line in lines)
            lines = range(3, 3 + len(case.invalid))
            worth.invalid = has_root * sum((f"invalid_{case.module}", line) in places for line in lines)
    return found


def compiles(path: Path) -> bool:
    try:
        compile(path.read_bytes(), str(path), "exec")
    except (OSError, SyntaxError):
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args().names
    work = environment.CACHE / "conformance" / "gen-peers"
    shutil.rmtree(work, ignore_errors=True)
    (work / "own").mkdir(parents=True)
    chosen = [case for case in cases.cases(work / "own") if not names or case.name in names]
    tools = {tool: measure(tool, chosen, work / tool) for tool in ("ours", "datamodel")}
    for case in chosen:
        row = "   ".join(
            f"{it.seconds:6.2f} s  {'clean ' if it.is_clean else 'faulty' if it.is_there else 'none  '}"
            f" {it.valid:2}/{len(case.valid):<2} {it.invalid:2}/{len(case.invalid):<2}"
            for it in (tools[tool][case.name] for tool in tools)
        )
        print(f"{case.name:<40} {row}")
    for tool, found in tools.items():
        print(
            f"{tool}: {sum(it.seconds for it in found.values()):.1f} s for {len(chosen)} schemas; "
            f"{sum(it.is_there for it in found.values())} modules, {sum(it.is_clean for it in found.values())} clean; "
            f"valid accepted {sum(it.valid for it in found.values())} of {sum(len(case.valid) for case in chosen)}; "
            f"invalid refused {sum(it.invalid for it in found.values())} of {sum(len(case.invalid) for case in chosen)}"
        )
    shutil.rmtree(work)


if __name__ == "__main__":
    main()

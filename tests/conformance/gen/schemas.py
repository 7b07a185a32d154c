#!/usr/bin/env python3
"""Types made of JSON Schemas, against instances of those schemas.

    schemas.py                  all schemas: those of packages, and our own in schemas/own
    schemas.py github-workflow  these
    schemas.py --make [NAME…]   makes the instances of these schemas of packages anew, or those not there yet
    schemas.py --keep           leaves what was made in .cache/conformance/gen-schemas

Each schema becomes a module; each instance becomes a literal that is annotated with the module's root
type. Every valid one must be accepted by mypy and pyright, both strict, and every one that is invalid
in a way that types can catch must be refused by both, unless schemas/allowed.toml says why not. The
modules themselves compile, are formatted, have no errors, hold all keys, and are the same again in a
second run.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import environment

if sys.prefix != str(environment.make(environment.CACHE / "venv", environment.REQUIREMENTS)):
    python = environment.tool("python")
    os.execv(python, [str(python), *sys.argv])

import checkers
from schemas import cases, keys

VERSION = "3.11"
ROOT = "Root"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--ours", metavar="BINARY")
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    if arguments.make:
        for name, path in cases.schemas():
            if name in arguments.names or not (arguments.names or (cases.INSTANCES / f"{name}.json").exists()):
                cases.make(name, path)
                print(name, flush=True)
        return 0
    work = environment.CACHE / "conformance" / "gen-schemas"
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("own", "checked/models", "checked/instances"):
        (work / folder).mkdir(parents=True)
    suite = Suite(environment.linter(arguments.ours), work)
    chosen = [case for case in cases.cases(work / "own") if not arguments.names or case.name in arguments.names]
    suite.run(chosen)
    if not arguments.keep:
        shutil.rmtree(work)
    return suite.report(len(chosen))


class Suite:
    """One run over all cases."""

    def __init__(self, ours: Path, work: Path) -> None:
        self.ours = ours
        self.checked = work / "checked"
        self.failures: list[str] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.allowed = tomllib.loads((HERE / "schemas" / "allowed.toml").read_text())
        self.used: set[str] = set()

    def run(self, chosen: list[cases.Case]) -> None:
        made = [case for case in chosen if self.generate(case)]
        for case in made:
            case.write_literals(self.checked / "instances", ROOT)
        models = self.checked / "models"
        for complaint in [
            *checkers.compiles(models),
            *checkers.linted_by_ruff(models, VERSION),
            *checkers.formatted_by_ruff(models, VERSION),
            *checkers.formatted_by_black(models, VERSION),
            *checkers.imports(models),
        ]:
            self.failures.append(str(complaint))
        complaints = {
            "mypy": checkers.mypy_strict(self.checked, VERSION),
            "pyright": checkers.pyright_strict(self.checked, VERSION),
        }
        places: dict[str, dict[tuple[str, int], str]] = {}
        for tool, found in complaints.items():
            places[tool] = {}
            for complaint in found:
                if complaint.file.parent.name == "models":
                    self.failures.append(str(complaint))
                else:
                    places[tool].setdefault((complaint.file.stem, complaint.line), complaint.message)
        for case in made:
            self.judge(case, places)

    def generate(self, case: cases.Case) -> bool:
        target = self.checked / "models" / f"{case.module}.py"
        command = [self.ours, "gen", case.schema, "--input", "json-schema", "--root-name", ROOT]
        command += ["--target-version", VERSION, "-o", target]
        began = time.monotonic()
        first = subprocess.run(command, capture_output=True, text=True)
        self.counts["milliseconds"] += round(1000 * (time.monotonic() - began))
        if first.returncode != 0:
            self.failures.append(f"{case.name}: {first.stderr}")
            return False
        again = subprocess.run([*command, "--check"], capture_output=True, text=True)
        if again.returncode != 0:
            self.failures.append(f"{case.name}: the second run differs\n{again.stdout}{again.stderr}")
        expected, written = keys.of_schema(case.schema), keys.of_module(ast.parse(target.read_text()))
        excuse = self.allowed.get("keys", {}).get(case.name, {})
        excused = expected if excuse.get("all") else set(excuse.get("missing", []))
        for key in sorted(expected - written - excused):
            self.failures.append(f"{case.name}: the key {key!r} is in no type")
        return True

    def judge(self, case: cases.Case, places: dict[str, dict[tuple[str, int], str]]) -> None:
        for tool, found in places.items():
            for index in range(len(case.valid)):
                self.counts[f"{tool}: valid"] += 1
                message = found.get((f"valid_{case.module}", index + 3))
                if message is not None and not self.is_allowed("refused", case.name, message):
                    self.counts[f"{tool}: valid and refused"] += 1
                    self.failures.append(f"{case.name}: {tool} refuses valid instance {index}: {message}")
            for index, (what, _) in enumerate(case.invalid):
                self.counts[f"{tool}: invalid"] += 1
                if (f"invalid_{case.module}", index + 3) not in found:
                    self.counts[f"{tool}: invalid and accepted"] += 1
                    if not self.is_allowed("accepted", case.name, what):
                        self.failures.append(f"{case.name}: {tool} accepts what is invalid: {what}")

    def is_allowed(self, kind: str, name: str, what: str) -> bool:
        entry: dict[str, Any] | None = self.allowed.get(kind, {}).get(name)
        if entry is None or not re.search(entry.get("pattern", ""), what):
            return False
        self.used.add(f"{kind}.{name}")
        return True

    def report(self, schemas: int) -> int:
        for failure in self.failures:
            print(failure)
        print(f"{schemas} schemas; " + "; ".join(f"{what} {count}" for what, count in sorted(self.counts.items())))
        print(f"{len(self.used)} allowed differences met; {len(self.failures)} failures")
        return 1 if self.failures else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Generates Python from every spec of fixtures/gen for every version, and holds it to the checkers.

    run.py                             everything
    run.py --version 3.9 person enums  two specs for one version
    run.py --keep DIR                  leave what was generated there

What is generated must compile, import, parse at its version, stay as it is under both formatters, have
no error from either type checker in strict mode, have the keys that its spec has, and come out the
same a second time. The programs of uses/ use it: they are checked with it, and run.

A spec that begins with `# at least: 3.10` is for such versions only. In uses/, a line that ends in
`# rejected` must be an error for both type checkers.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import checkers
import environment
import keys
from checkers import Complaint

FIXTURES = environment.ROOT / "fixtures" / "gen"
USES = Path(__file__).with_name("uses")
CACHE = environment.CACHE / "conformance" / "gen" / "fixtures"
FEWEST = 60

# What a checker cannot be satisfied of: its name, what it says, and why that is no fault of the output.
ALLOWED = [
    ("mypy", 'Unexpected keyword argument "extra_items"', "mypy 2.4 knows `closed` of PEP 728 but not `extra_items`"),
    ("pyright", "Names within a TypedDict cannot be empty", "an empty key is a key in JSON, and CPython takes it"),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="specs, without their extensions")
    parser.add_argument("--ours", help="the binary; by default the newest that was built")
    parser.add_argument("--version", choices=checkers.VERSIONS, action="append", dest="versions")
    parser.add_argument("--keep", type=Path, help="generate into this directory")
    options = parser.parse_args()
    ours = environment.linter(options.ours)
    specs = [spec for spec in sorted(FIXTURES.glob("*.*")) if not options.names or spec.stem in options.names]
    if not options.names and len(specs) < FEWEST:
        print(f"{len(specs)} specs are too few")
        return 1
    root = (options.keep or CACHE).resolve()
    started = time.monotonic()
    failed = 0
    for version in options.versions or checkers.VERSIONS:
        failed += not check(specs, version, ours, root / f"v{version.replace('.', '_')}", not options.names)
    print(f"{len(specs)} specs in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def check(specs: list[Path], version: str, ours: Path, root: Path, with_uses: bool) -> bool:
    """Whether all is well with what the specs give for a version."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    chosen = [spec for spec in specs if at_least(oldest(spec), version)]
    complaints = [complaint for spec in chosen for complaint in generate(spec, version, ours, root)]
    complaints += [complaint for spec in chosen for complaint in keys.compare(spec, root, ours)]
    if with_uses:
        copy_uses(root, version)
    found = checkers.everything(root, version)
    complaints += expected_only(found, root)
    for complaint in complaints:
        print(f"{version}: {complaint}")
    print(f"{version}: {len(chosen)} specs, {len(complaints)} complaints", flush=True)
    return not complaints


def generate(spec: Path, version: str, ours: Path, root: Path) -> list[Complaint]:
    """Generates, and checks that doing so again changes nothing."""
    several = spec.stem.startswith("modules")
    target = root if several else root / f"{spec.stem}.py"
    command = [ours, "gen", spec, "--target-version", version, "--output", target]
    complaints = []
    for again in ([], ["--check"]):
        result = subprocess.run([*command, *again], capture_output=True, text=True)
        if result.returncode != 0:
            message = (result.stderr or result.stdout).strip().split("\n")[0]
            complaints.append(Complaint("gen", spec, 0, " ".join(again) or "failed", message))
            break
    return complaints


def oldest(spec: Path) -> str:
    """The first version that a spec can be generated for."""
    first = spec.read_text(encoding="utf-8").split("\n", 1)[0]
    return first.removeprefix("# at least:").strip() if first.startswith("# at least:") else "3.9"


def at_least(oldest: str, version: str) -> bool:
    return checkers.VERSIONS.index(version) >= checkers.VERSIONS.index(oldest)


def copy_uses(root: Path, version: str) -> None:
    for file in sorted(USES.glob("*.py")):
        if at_least(oldest(file), version):
            shutil.copyfile(file, root / file.name)


def expected_only(found: list[Complaint], root: Path) -> list[Complaint]:
    """What was found, without what must be: both type checkers reject the lines that say so."""
    expected = {
        (tool, file, number)
        for file in root.glob("use_*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if line.endswith("# rejected")
        for tool in ("mypy", "pyright")
    }
    found = [it for it in found if not any(it.tool == tool and text in it.message for tool, text, _ in ALLOWED)]
    met = {(it.tool, it.file, it.line) for it in found}
    missing = [Complaint(tool, file, line, "uses", "is not rejected") for tool, file, line in sorted(expected - met)]
    return [it for it in found if (it.tool, it.file, it.line) not in expected] + missing


if __name__ == "__main__":
    sys.exit(main())

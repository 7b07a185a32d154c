#!/usr/bin/env python3
"""Runs projects' own test suites before and after all safe fixes: the results must be the same.

    suites.py                                every project that corpora.toml marks with `suite`
    suites.py --project click --unsafe       with the unsafe fixes, to see what they change

Everything is fixed, the tests as well as what they test. Each suite runs in a copy of its project,
with nothing installed but what requirements-suites.txt pins.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import corpora
import environment

REQUIREMENTS = Path(__file__).with_name("requirements-suites.txt")

# A suite of fewer tests than this was not collected as it should.
FEWEST_TESTS = 300

Results = dict[str, str]


def prepare(name: str, target: Path) -> Path:
    """A copy of a project; the directory its packages are in."""
    source = corpora.path(name)
    shutil.copytree(source, target)
    packages = target / "src" if (target / "src").is_dir() else target
    # Stands in for installing it: a package may ask for its own version.
    metadata = packages / f"{name.replace('-', '_')}-{corpora.table()[name].version}.dist-info"
    metadata.mkdir()
    shutil.copyfile(target / "PKG-INFO", metadata / "METADATA")
    return packages


def fix(binary: Path, directory: Path, unsafe: bool) -> int:
    """Applies all fixes in a directory; how many files changed."""
    before = {path: path.read_bytes() for path in directory.rglob("*.py")}
    command = [str(binary), "check", "--isolated", "--no-cache", "--exit-zero", "--target-version", "py311"]
    command += ["--select", "ALL", "--fix-only", *(["--unsafe-fixes"] if unsafe else []), "."]
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if result.returncode != 0 or "error:" in result.stderr:
        sys.exit(f"{' '.join(command)}\nexit code {result.returncode}\n{result.stderr[-3000:]}")
    return sum(path.read_bytes() != content for path, content in before.items())


def run(python: Path, directory: Path, packages: Path) -> tuple[Results, str]:
    """The outcome of each test of a suite, and what pytest printed."""
    report = directory.with_suffix(".xml")
    settings = {
        **os.environ,
        "PYTHONPATH": str(packages),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    # Random examples that differ would be a difference of the runs and not of the code.
    command += ["-p", "hypothesis.extra.pytestplugin", "--hypothesis-seed=0", "tests"]
    result = subprocess.run(command, cwd=directory, env=settings, capture_output=True, text=True, errors="replace")
    output = result.stdout + result.stderr
    results = {}
    if report.exists():
        for case in ElementTree.parse(report).iter("testcase"):
            states = sorted({child.tag for child in case} & {"failure", "error", "skipped"})
            results[f"{case.get('classname')}::{case.get('name')}"] = "+".join(states) or "passed"
    return results, output


def differences(before: Results, after: Results) -> list[str]:
    """The tests that no longer do what they did."""
    return [
        f"{test}: {before.get(test, 'absent')} before, {after.get(test, 'absent')} after"
        for test in sorted(before.keys() | after.keys())
        if before.get(test) != after.get(test)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="our binary (default: the newest optimised build in target/)")
    parser.add_argument("--project", action="append", choices=corpora.names(suites=True), help="only this one; may be repeated")
    parser.add_argument("--unsafe", action="store_true", help="apply the unsafe fixes, too; these may change results")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    binary = environment.linter(options.ours)
    python = environment.make(environment.CACHE / "venv-suites", REQUIREMENTS) / "bin" / "python"
    names = options.project or corpora.names(suites=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="pylint-rs-suites-") as scratch, ThreadPoolExecutor(options.jobs) as pool:
        started = time.monotonic()
        runs, changed = {}, {}
        for name in names:
            for moment in ("before", "after"):
                directory = Path(scratch).resolve() / f"{name}-{moment}"
                packages = prepare(name, directory)
                if moment == "after":
                    changed[name] = fix(binary, directory, options.unsafe)
                runs[name, moment] = pool.submit(run, python, directory, packages)
        for name in names:
            (before, printed), (after, output) = runs[name, "before"].result(), runs[name, "after"].result()
            found = differences(before, after)
            passed = sum(outcome == "passed" for outcome in before.values())
            print(f"{name}: {changed[name]} files changed, {len(before)} tests, {passed} passed before, {len(found)} differ", flush=True)
            if len(before) < FEWEST_TESTS:
                print(printed[-3000:])
            if found:
                print(output[-3000:])
                print("\n".join(found[:20]))
            failed += bool(found) or len(before) < FEWEST_TESTS
        print(f"{time.monotonic() - started:.0f} s")
    print(f"{len(names) - failed} suites give the same results, {failed} do not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

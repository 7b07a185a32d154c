"""Protocols and stubs of the classes and modules of typed packages, held to both type checkers.

For every public class of the packages of `from_python_packages.txt` its protocol is generated, if
the class has annotations enough. Each comes with an assertion that the class has it, and both type
checkers in strict mode must accept that. For every module its stub is generated, which mypy must
accept and `stubtest` must find to be what the module has.

What they complain of and is no mistake of ours is listed, with the reason, in
`from_python_allowed.toml`; an entry that nothing needs any more is a failure, too.

    from_python.py                  protocols and stubs of the packages
    from_python.py --corpora        nothing crashes on the classes and modules of large code bases
"""

from __future__ import annotations

import argparse
import ast
import collections
import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import checkers

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import corpora
import environment

PACKAGES = ("anyio", "attr", "click", "httpx", "jinja2", "more_itertools", "packaging", "pluggy", "rich", "starlette", "werkzeug")
STUBBED = ("anyio", "click", "httpx", "packaging", "pluggy", "starlette")
REQUIREMENTS = Path(__file__).with_name("from_python_packages.txt")
ALLOWED = Path(__file__).with_name("from_python_allowed.toml")
# Fewer would mean that something is refused that was not.
LEAST_PROTOCOLS = 700


class Allowed:
    """What may be complained of: by tool, file and message, with the reason."""

    def __init__(self, path: Path) -> None:
        self.entries = tomllib.loads(path.read_text())["allow"]
        self.unused = list(range(len(self.entries)))

    def covers(self, tool: str, file: str, message: str) -> bool:
        for index, entry in enumerate(self.entries):
            if (
                tool in entry["tools"]
                and any(fnmatch.fnmatchcase(file, pattern) for pattern in entry["files"])
                and re.search(entry["message"], message)
            ):
                if index in self.unused:
                    self.unused.remove(index)
                return True
        return False


def main() -> int:
    warnings.simplefilter("ignore", SyntaxWarning)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="the binary")
    parser.add_argument("--versions", nargs="*", default=["3.11", "3.14"])
    parser.add_argument("--keep", type=Path, help="write what is checked here")
    parser.add_argument("--corpora", action="store_true")
    arguments = parser.parse_args()
    ours = environment.linter(arguments.ours)
    if arguments.corpora:
        return crashes(ours)
    venv = environment.make(environment.CACHE / "from-python-venv", REQUIREMENTS)
    python = venv / "bin" / "python"
    (site,) = venv.glob("lib/python3*/site-packages")
    allowed = Allowed(ALLOWED)
    wrong = 0
    with tempfile.TemporaryDirectory() as directory:
        folder = arguments.keep or Path(directory)
        for version in arguments.versions:
            root = folder / ("protocols_" + version.replace(".", "_"))
            wrong += protocols(ours, site, python, root, version, allowed)
        wrong += stubs(ours, site, python, folder / "stubs", allowed)
    for index in allowed.unused:
        print(f"nothing needs this entry any more: {allowed.entries[index]['reason']}")
    return 1 if wrong or allowed.unused else 0


def public_classes(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    """The classes of a body that no condition hides, and those inside of them."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name
            yield from public_classes(node.body, f"{prefix}{node.name}.")


def modules(site: Path, package: str) -> list[Path]:
    files = sorted((site / package).rglob("*.py"))
    return [file for file in files if not {"_vendor", "tests"} & set(file.parts)]


def protocols(ours: Path, site: Path, python: Path, root: Path, version: str, allowed: Allowed) -> int:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    jobs = [
        (file, name)
        for package in PACKAGES
        for file in modules(site, package)
        for name in public_classes(ast.parse(file.read_bytes()).body)
    ]

    def generate(job: tuple[Path, str]) -> subprocess.CompletedProcess[str]:
        file, name = job
        module = "__".join([*file.relative_to(site).with_suffix("").parts, *name.split(".")])
        command = [ours, "gen", "protocol", "--from", f"{file}:{name}", "--target-version", version]
        return subprocess.run([*command, "-o", root / f"{module}.py"], capture_output=True, text=True)

    wrong = 0
    refused: collections.Counter[str] = collections.Counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (file, name), result in zip(jobs, pool.map(generate, jobs)):
            if crashed(result):
                wrong += 1
                print(f"{file}:{name}: ended with {result.returncode}\n{result.stderr}")
            elif result.returncode == 2:
                first = result.stderr.partition("error: ")[2].partition("\n")[0]
                refused[re.sub(r"`[^`]*`", "`…`", first.split(": ", 1)[-1]).removesuffix("; `…` can be `…` or `…`")] += 1
    made = len(checkers.python_files(root))
    complaints = checkers.linted_by_ruff(root, version) + checkers.formatted_by_ruff(root, version)
    complaints += checkers.formatted_by_black(root, version)
    complaints += checkers.mypy_strict(root, version, python) + checkers.pyright_strict(root, version, python)
    excused = 0
    for complaint in complaints:
        if allowed.covers(complaint.tool, complaint.file.name, f"{complaint.message} [{complaint.rule}]"):
            excused += 1
            continue
        wrong += 1
        print(complaint)
    if made < LEAST_PROTOCOLS:
        wrong += 1
        print(f"only {made} protocols")
    print(f"{version}: {len(jobs)} classes, {made} protocols, {len(complaints)} complaints, {excused} of them listed")
    print("first reasons not to make one: " + ", ".join(f"{count} {why}" for why, count in refused.most_common(8)))
    return wrong


def crashed(result: subprocess.CompletedProcess[str]) -> bool:
    return result.returncode not in (0, 2) or "panicked" in result.stderr or "mistake of ours" in result.stderr


MYPY_SETTINGS = """
[mypy]
# The packages themselves let these pass, by comments that a stub does not have.
disable_error_code = override, assignment, import-not-found, misc, attr-defined
"""


def stubs(ours: Path, site: Path, python: Path, root: Path, allowed: Allowed) -> int:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    wrong = 0
    for package in STUBBED:
        result = subprocess.run(
            [ours, "gen", "stub", *modules(site, package), "-o", f"{root}/"], capture_output=True, text=True
        )
        if result.returncode != 0:
            wrong += 1
            print(f"{package}: ended with {result.returncode}\n{result.stderr}")
    settings = root / "mypy.ini"
    settings.write_text(MYPY_SETTINGS)
    environ = {**os.environ, "MYPYPATH": str(root)}
    command = [python, "-m", "mypy.stubtest", *STUBBED, "--concise", "--mypy-config-file", settings]
    result = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=root)
    found = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    listed = 0
    for line in found:
        if allowed.covers("stubtest", line.split(" ", 1)[0], line):
            listed += 1
            continue
        wrong += 1
        print(f"stubtest: {line}")
    count = len(list(root.rglob("*.pyi")))
    print(f"{count} stubs, {len(found)} complaints of stubtest, {listed} of them listed")
    return wrong


def crashes(ours: Path) -> int:
    """Every class and every module of the large code bases."""
    wrong = 0
    for name in corpora.names():
        files = [file for file in corpora.python_files(name) if file.suffix == ".py"]
        jobs: list[list[str | Path]] = []
        for file in files:
            jobs.append(["gen", "stub", file])
            try:
                tree = ast.parse(file.read_bytes())
            except (SyntaxError, ValueError):
                continue
            for class_name in public_classes(tree.body):
                jobs.append(["gen", "protocol", "--untyped", "object", "--from", f"{file}:{class_name}"])
        codes: collections.Counter[int] = collections.Counter()

        def run(job: list[str | Path]) -> tuple[list[str | Path], subprocess.CompletedProcess[str]]:
            return job, subprocess.run([ours, *job], capture_output=True, text=True, errors="replace")

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for job, result in pool.map(run, jobs):
                codes[result.returncode] += 1
                if crashed(result):
                    wrong += 1
                    print(f"{' '.join(map(str, job))}: ended with {result.returncode}\n{result.stderr[-2000:]}")
        print(f"{name}: {len(jobs)} runs, by exit code {dict(codes)}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Sample data, written as Python literals, is of the types that are made of it.

Each directory of `samples` (or of those named by `--data`) holds files that are samples of one
type. What is generated from them is formatted, linted and typed strictly; and each sample is
assigned to a variable of the generated type, which `mypy --strict` and Pyright must accept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import checkers

REPOSITORY = Path(__file__).resolve().parents[3]
SAMPLES = Path(__file__).with_name("samples")
# Beside samples in YAML: a list of the values that its version 1.2 makes of them.
VALUES = "values.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", type=Path, default=REPOSITORY / "target/release/pylint-rs")
    parser.add_argument("--data", type=Path, nargs="*", default=[SAMPLES])
    parser.add_argument("--versions", nargs="*", default=["3.9", "3.14"])
    parser.add_argument("--keep", type=Path, help="write what is checked here")
    arguments = parser.parse_args()
    cases = sorted(case for data in arguments.data for case in data.iterdir() if case.is_dir())
    wrong = 0
    for version in arguments.versions:
        with tempfile.TemporaryDirectory() as directory:
            root = (arguments.keep or Path(directory)) / version.replace(".", "_")
            root.mkdir(parents=True, exist_ok=True)
            for case in cases:
                generate(arguments.ours.resolve(), case, version, root)
            complaints = checkers.everything(root, version)
            for case in cases:
                module = module_of(case)
                (root / f"{module}_values.py").write_text(assignments(case, module))
            complaints += checkers.mypy_strict(root, version)
            complaints += checkers.pyright_strict(root, version)
            for complaint in complaints:
                print(complaint)
            wrong += len(complaints)
    print(f"{len(cases)} cases for {', '.join(arguments.versions)}: {wrong} complaints")
    return 1 if wrong or not cases else 0


def files_of(case: Path) -> list[Path]:
    return sorted(file for file in case.iterdir() if file.is_file() and file.name != VALUES)


def module_of(case: Path) -> str:
    return "case_" + "".join(character if character.isalnum() else "_" for character in case.name)


def generate(ours: Path, case: Path, version: str, root: Path) -> None:
    """Generates twice: the second run changes nothing."""
    output = root / f"{module_of(case)}.py"
    command = [ours, "gen", *files_of(case), "--input", "sample", "--root-name", "Root"]
    command += ["--target-version", version, "-o", output]
    subprocess.run(command, check=True)
    subprocess.run([*command, "--check"], check=True)


def assignments(case: Path, module: str) -> str:
    """A module that assigns each sample to a variable of the type."""
    lines = [f"from {module} import Root", ""]
    for number, value in enumerate(values(case)):
        lines.append(f"value_{number}: Root = {value!r}")
    return "\n".join(lines) + "\n"


def values(case: Path) -> list[object]:
    """The samples of a case: those in a list of objects are several."""
    expected = case / VALUES
    if expected.exists():
        found = json.loads(expected.read_text())
    else:
        found = [value for file in files_of(case) for value in read(file)]
    if all(isinstance(value, list) for value in found):
        items = [item for value in found for item in value]
        if items and all(isinstance(item, dict) for item in items):
            return items
    return found


def read(file: Path) -> list[object]:
    if file.suffix in {".ndjson", ".jsonl"}:
        return [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
    return [json.loads(file.read_text())]


if __name__ == "__main__":
    sys.exit(main())

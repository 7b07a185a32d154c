"""What is made of classes and constants of `existing` does what they did, and is typed strictly.

Accessors: with each style, what uses the classes comes to the same, and `mypy --strict` and Pyright
have nothing to say against the classes nor against their users. Dataclasses: the same of a module
that has them in the classes' place. TypedDicts: each constant's literal is of its type.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import checkers

REPOSITORY = Path(__file__).resolve().parents[3]
EXISTING = Path(__file__).with_name("existing")
CLASSES = ("Person", "Employee", "Slotted", "Box", "Shape", "Square", "Point")
DATACLASSES = ("Slotted", "Box", "Shape", "Point")
CONSTANTS = {"SERVER": "Server", "USERS": "User"}
STYLES = (["--style", "methods"], ["--style", "property"], ["--style", "methods", "--readonly"])
OUTCOME = "import user; print(user.outcome())"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", type=Path, default=REPOSITORY / "target/release/pylint-rs")
    parser.add_argument("--keep", type=Path, help="write what is checked here")
    arguments = parser.parse_args()
    ours = arguments.ours.resolve()
    complaints: list[object] = []
    with tempfile.TemporaryDirectory() as directory:
        root = arguments.keep or Path(directory)
        before = copied(root / "before", "people.py", "user.py")
        expected = run([sys.executable, "-c", OUTCOME], before)
        complaints += typed(before)
        for number, style in enumerate(STYLES):
            place = copied(root / f"accessors_{number}", "people.py", "user.py")
            for name in CLASSES:
                command = [ours, "gen", "accessors", "--in", f"people.py:{name}", *style]
                run(command, place)
                run([*command, "--check"], place)
            found = run([sys.executable, "-c", OUTCOME], place)
            if found != expected:
                complaints.append(f"{' '.join(style)}: {found} for {expected}")
            complaints += typed(place)
        complaints += dataclasses(ours, copied(root / "dataclasses", "people.py", "user.py"), expected)
        complaints += typed_dicts(ours, copied(root / "typed_dicts", "settings.py"))
    for complaint in complaints:
        print(complaint)
    print(f"{len(STYLES)} styles, {len(DATACLASSES)} dataclasses, {len(CONSTANTS)} constants: {len(complaints)} complaints")
    return 1 if complaints else 0


def copied(directory: Path, *names: str) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(EXISTING / name, directory / name)
    return directory


def run(command: list[str | Path], directory: Path) -> str:
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def typed(root: Path, version: str = "3.12") -> list[checkers.Complaint]:
    return checkers.mypy_strict(root, version) + checkers.pyright_strict(root, version)


def dataclasses(ours: Path, root: Path, expected: str) -> list[object]:
    """Modules with dataclasses, which the rest imports in the classes' place."""
    complaints: list[object] = []
    made = root / "made"
    made.mkdir(exist_ok=True)
    for name in DATACLASSES:
        run([ours, "gen", "dataclass", "--from", f"people.py:{name}", "-o", made / f"{name.lower()}_made.py"], root)
    complaints += checkers.formatted_by_ruff(made, "3.11") + checkers.formatted_by_black(made, "3.11")
    # A class that derives from one of them is found by it, so that all are put where they were.
    text = (root / "people.py").read_text()
    for name in DATACLASSES:
        text = replaced(text, (made / f"{name.lower()}_made.py").read_text(), name)
    (root / "people.py").write_text(text)
    shutil.rmtree(made)
    found = run([sys.executable, "-c", OUTCOME], root)
    if found != expected:
        complaints.append(f"dataclasses: {found} for {expected}")
    return complaints + list(typed(root))


def replaced(text: str, made: str, name: str) -> str:
    """The text with the class as it is in another, and with what that imports."""
    old, new = (class_lines(source, name) for source in (text, made))
    lines = text.splitlines(keepends=True)
    lines[old] = made.splitlines(keepends=True)[new]
    head = [line for line in made.splitlines(keepends=True) if line.startswith("from dataclasses ")]
    future = next(index for index, line in enumerate(lines) if line.startswith("from __future__"))
    lines[future + 1 : future + 1] = head
    return "".join(lines)


def class_lines(text: str, name: str) -> slice:
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.ClassDef) and statement.name == name:
            first = min([statement.lineno, *(it.lineno for it in statement.decorator_list)])
            return slice(first - 1, statement.end_lineno)
    raise SystemExit(f"{name} is gone")


def typed_dicts(ours: Path, root: Path) -> list[object]:
    """For each version, the types of the constants and their literals as values of them."""
    complaints: list[object] = []
    source = (root / "settings.py").read_text()
    for version in ("3.9", "3.14"):
        for constant in CONSTANTS:
            output = f"made_{constant.lower()}.py"
            run([ours, "gen", "typed-dict", "--from", f"settings.py:{constant}", "--target-version", version, "-o", output], root)
        complaints += checkers.formatted_by_ruff(root, version) + checkers.formatted_by_black(root, version)
        # `settings` is the project's own, which what is generated cannot know.
        complaints += checkers.linted_by_ruff(root, version, select=("F",))
        (root / "values.py").write_text(assignments(source))
        complaints += typed(root, version)
        run([sys.executable, "-c", "import values"], root)
        (root / "values.py").unlink()
    return complaints


def assignments(source: str) -> str:
    """A module that has each constant as a variable of its type, and all else as it was."""
    lines = ["from __future__ import annotations", ""]
    lines += [f"from made_{name.lower()} import {kind}" for name, kind in CONSTANTS.items()]
    for statement in ast.parse(source).body:
        text = ast.get_source_segment(source, statement) or ""
        if isinstance(statement, ast.ClassDef):
            # It is the one that the types name.
            lines.append(f"from settings import {statement.name}")
        elif isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) in CONSTANTS:
            name, value = text.split(" = ", 1)
            kind = CONSTANTS[name]
            lines.append(f"{name}: {f'list[{kind}]' if value.startswith('[') else kind} = {value}")
        elif isinstance(statement, ast.ImportFrom) and statement.module == "enum":
            pass
        elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            lines.append(text)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

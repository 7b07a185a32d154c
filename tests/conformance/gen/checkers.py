"""What generated Python is held to: it compiles, imports, is formatted, linted, and typed strictly.

Each function looks at every Python file below a directory in one run of its tool, and gives what
the tool complains of; nothing if all is well. File names must be module names, each once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import environment

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
VENV = environment.CACHE / "gen-venv"

# Python that code can be generated for. CPython is the one at hand; it runs what was made for older ones.
VERSIONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
# mypy knows no older one: what is made for 3.9 it checks as 3.10. Pyright and `imports` are the judges of 3.9.
MYPY_OLDEST = "3.10"


class Complaint(NamedTuple):
    """What a tool says about a file."""

    tool: str
    file: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.tool}: {self.file}:{self.line}: {self.message} [{self.rule}]"


class ToolFailed(Exception):
    """A tool that ended without an answer."""


def tool(name: str) -> Path:
    """A program of the environment, which is made if need be."""
    return environment.make(VENV, REQUIREMENTS) / "bin" / name


def python_files(root: Path) -> list[Path]:
    return sorted(root.rglob("*.py"))


def compiles(root: Path) -> list[Complaint]:
    """Compiles with the CPython at hand."""
    complaints = []
    for file in python_files(root):
        try:
            compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 0
            complaints.append(Complaint("compile", file, line, type(error).__name__, str(error)))
    return complaints


def runs_here(version: str) -> bool:
    """Whether the CPython at hand runs what is made for this version."""
    return tuple(map(int, version.split("."))) <= sys.version_info[:2]


IMPORT_ALL = """
import importlib, json, sys, traceback
sys.dont_write_bytecode = True
root, *names = json.load(sys.stdin)
sys.path.insert(0, root)
wrong = []
for name in names:
    try:
        importlib.import_module(name)
    except BaseException as error:
        line = traceback.extract_tb(error.__traceback__)[-1].lineno
        wrong.append([name, line, type(error).__name__, str(error)])
print(json.dumps(wrong))
"""


def imports(root: Path, names: Iterable[str] | None = None) -> list[Complaint]:
    """Imports each module with the CPython at hand; `names` instead of all files as modules."""
    if names is None:
        names = [module_name(root, file) for file in python_files(root)]
    output = answer([tool("python"), "-I", "-c", IMPORT_ALL], root, given=json.dumps([str(root), *names]))
    return [
        Complaint("import", root / f"{name.replace('.', '/')}.py", line, kind, message)
        for name, line, kind, message in json.loads(output)
    ]


def module_name(root: Path, file: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def linted_by_ruff(root: Path, version: str, select: tuple[str, ...] = ("F", "I")) -> list[Complaint]:
    """Parses at this version, names and imports are in order. Syntax errors are always told."""
    return ruff("ruff check", ["check", f"--select={','.join(select)}"], root, version)


def formatted_by_ruff(root: Path, version: str) -> list[Complaint]:
    """Stays as it is."""
    return ruff("ruff format", ["format", "--check"], root, version)


def ruff(name: str, command: list[str], root: Path, version: str) -> list[Complaint]:
    options = ["--isolated", "--no-cache", "--output-format=json", f"--target-version={short(version)}"]
    found = json.loads(answer([tool("ruff"), *command, *options, "."], root, codes=(0, 1, 2)))
    return [
        Complaint(name, Path(it["filename"]), it["location"]["row"], it["code"] or "syntax", it["message"])
        for it in found
    ]


def formatted_by_black(root: Path, version: str) -> list[Complaint]:
    """Stays as it is."""
    command = [tool("black"), "--config", os.devnull, "--check", f"--target-version={short(version)}", "."]
    result = run(command, root)
    complaints = []
    for line in result.stderr.splitlines():
        if line.startswith("would reformat "):
            file = Path(line.removeprefix("would reformat "))
            complaints.append(Complaint("black", file, 0, "format", "would be changed"))
        elif line.startswith("error: "):
            complaints.append(Complaint("black", root, 0, "error", line.removeprefix("error: ")))
    if (result.returncode != 0) != bool(complaints):
        raise ToolFailed(f"black ended with {result.returncode}\n{result.stderr}")
    return complaints


def mypy_strict(root: Path, version: str, python: Path | None = None) -> list[Complaint]:
    """`mypy --strict` at this version; `python` is the interpreter whose packages are imported."""
    cache = environment.CACHE / "gen-mypy"
    checked = MYPY_OLDEST if version == "3.9" else version
    command = [tool("mypy"), "--strict", "--python-version", checked, "--config-file", os.devnull]
    command += ["--cache-dir", cache, "--explicit-package-bases", "--output", "json", "--no-pretty", "."]
    command += ["--python-executable", python or tool("python")]
    result = run(command, root)
    complaints = []
    for line in result.stdout.splitlines():
        if not line.startswith("{"):
            continue
        it = json.loads(line)
        if it["severity"] == "error":
            complaints.append(Complaint("mypy", root / it["file"], it["line"], it["code"] or "", it["message"]))
    if (result.returncode != 0) != bool(complaints):
        raise ToolFailed(f"mypy ended with {result.returncode}\n{result.stdout}{result.stderr}")
    return complaints


def pyright_strict(root: Path, version: str, python: Path | None = None) -> list[Complaint]:
    """Pyright in strict mode at this version; its settings are written into the directory. `python` is
    the interpreter whose packages are imported."""
    settings = {"include": ["."], "typeCheckingMode": "strict", "pythonVersion": version}
    (root / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [tool("pyright"), "--outputjson", "--pythonpath", python or tool("python"), "--project", root]
    report = json.loads(answer(command, root, codes=(0, 1)))
    if report["summary"]["filesAnalyzed"] < len(python_files(root)):
        raise ToolFailed(f"pyright looked at {report['summary']['filesAnalyzed']} files of {len(python_files(root))}")
    return [
        Complaint(
            "pyright", Path(it["file"]), it["range"]["start"]["line"] + 1, it.get("rule") or "syntax", it["message"]
        )
        for it in report["generalDiagnostics"]
        if it["severity"] == "error"
    ]


def everything(root: Path, version: str, *, with_import: bool = True) -> list[Complaint]:
    """All of the above; modules are imported where the CPython at hand is new enough."""
    complaints = compiles(root) if runs_here(version) else []
    complaints += linted_by_ruff(root, version)
    complaints += formatted_by_ruff(root, version)
    complaints += formatted_by_black(root, version)
    complaints += mypy_strict(root, version)
    complaints += pyright_strict(root, version)
    if with_import and runs_here(version):
        complaints += imports(root)
    return complaints


def short(version: str) -> str:
    return "py" + version.replace(".", "")


def answer(command: list[str | Path], root: Path, given: str | None = None, codes: tuple[int, ...] = (0,)) -> str:
    """The standard output of a program that ends with one of these codes."""
    result = run(command, root, given)
    if result.returncode not in codes:
        raise ToolFailed(f"{command[0]} ended with {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def run(command: list[str | Path], root: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    quiet = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_COLOR": "1"}
    return subprocess.run(list(map(str, command)), cwd=root, input=given, capture_output=True, text=True, env=quiet)

"""What Semgrep and our linter answer to the cases, in one form."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

# Ours may have found something.
OUR_CODES = (0, 1)
# Theirs says by other codes that a rule or file did not parse; the report has the errors.
THEIR_CODES = (0, 2, 3, 4, 5, 7)

# So many of Semgrep's answers are remembered.
KEPT = 8


class Failure(Exception):
    """A program that did not run to its end."""


class Finding(NamedTuple):
    """What is compared; rows and columns count from 1, columns in characters, and the end is exclusive.

    `fixed` is the whole file after this fix alone, or nothing where there is no fix.
    """

    file: str
    code: str
    row: int
    column: int
    end_row: int
    end_column: int
    message: str
    fixed: str | None


def _run(command: list[str], directory: Path, codes: tuple[int, ...]) -> str:
    quiet = {"SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}
    result = subprocess.run(
        command, cwd=directory, env={**os.environ, **quiet}, capture_output=True, text=True, encoding="utf-8"
    )
    if result.returncode not in codes or "panicked" in result.stderr:
        raise Failure(f"{' '.join(command)}\nexit code {result.returncode}\n{result.stdout[-1500:]}\n{result.stderr[-3000:]}")
    return result.stdout


def digest(directory: Path, *more: str) -> str:
    """Of all files under a directory, with their names, and of `more`."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(directory)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def theirs(semgrep: Path, directory: Path, cache: Path, version: str) -> list[Finding]:
    """Every rule of the directory on every file of it; kept by what rules, code and version say."""
    kept = cache / f"{digest(directory, version, Path(__file__).read_text())}.json"
    if kept.exists():
        return [Finding(*each) for each in json.loads(kept.read_text())]
    command = [str(semgrep), "scan", "--json", "--metrics=off", "--disable-version-check", "--no-git-ignore"]
    command += ["--x-ignore-semgrepignore-files", "--max-target-bytes=0", "--timeout=60", "--jobs=2"]
    report = json.loads(_run([*command, "--include=*.py", "--config=.", "."], directory, THEIR_CODES))
    problems = [error.get("long_msg") or error["message"] for error in report["errors"]]
    if problems:
        raise Failure("semgrep complains:\n" + "\n".join(problems))
    found = sorted((_theirs(directory, each) for each in report["results"]), key=lambda finding: finding[:-1])
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(found))
    for old in sorted(cache.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()
    return found


def _theirs(directory: Path, result: dict[str, Any]) -> Finding:
    source = (directory / result["path"]).read_bytes()
    # Semgrep's columns count bytes.
    start, end = result["start"]["offset"], result["end"]["offset"]
    fix = result["extra"].get("fix")
    fixed = None if fix is None else (source[:start] + fix.encode() + source[end:]).decode()
    code = result["check_id"].rpartition(".")[2]
    place = (*_position(source, start), *_position(source, end))
    return Finding(str(Path(result["path"])), code, *place, result["extra"]["message"].rstrip("\n"), fixed)


def _position(source: bytes, offset: int) -> tuple[int, int]:
    before = source[:offset].decode()
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def ours(binary: Path, directory: Path, rule_files: list[Path], ids: set[str]) -> list[Finding]:
    """The same of our linter: findings of its own rules are left out."""
    command = [str(binary), "check", "--isolated", "--no-cache", "--output-format", "json"]
    for path in rule_files:
        command += ["--rules", str(path)]
    found = []
    for diagnostic in json.loads(_run([*command, "."], directory, OUR_CODES)):
        file = os.path.relpath(diagnostic["filename"], directory)
        if diagnostic["code"] == "PRS099" or (diagnostic["severity"] == "error" and not diagnostic["code"]):
            raise Failure(f"{file}: {diagnostic['message']}")
        if diagnostic["code"] in ids:
            start, end = diagnostic["location"], diagnostic["end_location"]
            place = (start["row"], start["column"], end["row"], end["column"])
            text = (directory / file).read_bytes().decode()
            fixed = _apply(text, diagnostic["fix"]["edits"]) if diagnostic["fix"] else None
            found.append(Finding(file, diagnostic["code"], *place, diagnostic["message"].rstrip("\n"), fixed))
    return sorted(found, key=lambda finding: finding[:-1])


def _apply(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: dict[str, int]) -> int:
        return starts[place["row"] - 1] + place["column"] - 1

    for edit in sorted(edits, key=lambda edit: offset(edit["location"]), reverse=True):
        text = text[: offset(edit["location"])] + edit["content"] + text[offset(edit["end_location"]) :]
    return text

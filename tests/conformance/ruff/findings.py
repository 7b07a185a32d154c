"""Running a linter over a directory and reading what it finds."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

PYTHON = (".py", ".pyi", ".pyw")

# Syntax errors are reported whatever is selected, and E902 is always selected: what is wrong with
# a file as a whole explains the other differences in it.
ALWAYS = ("invalid-syntax", "E902")


class Failure(Exception):
    """A linter that did not run to its end."""


class Finding(NamedTuple):
    """What is compared of one diagnostic; `file` is relative to the corpus."""

    file: str
    code: str
    row: int
    column: int
    end_row: int
    end_column: int
    fix: str
    noqa_row: int | None
    edits: str


class Rules(NamedTuple):
    """The codes both sides have; ruff keeps those of `preview` behind a switch."""

    stable: list[str]
    preview: list[str]


def run(command: list[str], **options: Any) -> str:
    """Standard output of a linter that may have found something."""
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)
    if result.returncode not in (0, 1) or "panicked" in result.stderr:
        shown = " ".join(argument if len(argument) < 200 else argument[:200] + "…" for argument in command)
        raise Failure(f"{shown}\nexit code {result.returncode}\n{result.stderr[-3000:]}")
    return result.stdout


def rules(binary: Path) -> dict[str, str]:
    """Every rule code of a linter, with its status ("Stable" where it tells none)."""
    listing = json.loads(run([str(binary), "rule", "--all", "--output-format", "json"]))
    found = {}
    for rule in listing:
        status = rule.get("status") or "Stable"
        if rule["code"]:
            found[rule["code"]] = status if isinstance(status, str) else next(iter(status))
    return found


def shared(ours: Path, theirs: Path, prefixes: list[str]) -> Rules:
    """The codes that both have, that are not removed, and that start with one of `prefixes`."""
    own, other = rules(ours), rules(theirs)
    codes = sorted(code for code in own if code in other and code.startswith(tuple(prefixes) or ""))
    return Rules(
        stable=[code for code in codes if other[code] in ("Stable", "Deprecated")],
        preview=[code for code in codes if other[code] == "Preview"],
    )


def check(binary: Path, directory: Path, codes: list[str], *, preview: bool = False) -> list[Finding]:
    """All findings for `codes` in a directory, in the order printed."""
    command = [str(binary), "check", "--isolated", "--no-cache", "--output-format", "json-lines"]
    command += ["--target-version", "py311", "--select", ",".join(dict.fromkeys([*codes, "E902"]))]
    if preview:
        command.append("--preview")
    prefix = str(directory) + "/"
    found = []
    for line in run([*command, "."], cwd=directory).splitlines():
        diagnostic = json.loads(line)
        start, end = diagnostic["location"], diagnostic["end_location"]
        fix = diagnostic["fix"]
        found.append(
            Finding(
                diagnostic["filename"].removeprefix(prefix),
                # In preview ruff gives no code to what is not a rule.
                diagnostic["code"] or diagnostic["name"],
                start["row"],
                start["column"],
                end["row"],
                end["column"],
                # ruff writes `displayonly`.
                fix["applicability"].removesuffix("only") if fix else "none",
                diagnostic["noqa_row"],
                str([(edit["content"], edit["location"], edit["end_location"]) for edit in fix["edits"]]) if fix else "",
            )
        )
    return found


def files(binary: Path, directory: Path) -> set[str]:
    """The Python files a linter would check in a directory."""
    listing = run([str(binary), "check", "--isolated", "--show-files", "."], cwd=directory)
    prefix = str(directory) + "/"
    return {line.removeprefix(prefix) for line in listing.splitlines() if line.endswith(PYTHON)}

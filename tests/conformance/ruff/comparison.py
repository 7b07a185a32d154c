"""Comparing two lists of findings, and the allow-list of deliberate differences."""

from __future__ import annotations

import ast
import re
import tomllib
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from findings import Finding

# How two sides can differ. Of these `edits` is shown but never fails: the same repair can be
# written in more than one way, and the fix harness judges what fixes do.
SIDES = ("ours", "theirs", "position", "fix", "noqa")


class Difference(NamedTuple):
    """One finding the two sides do not agree on. `ours` and `theirs` are set if they have it."""

    side: str
    code: str
    corpus: str
    file: str
    row: int
    line: str
    ours: Finding | None
    theirs: Finding | None

    def __str__(self) -> str:
        shown = {
            "ours": lambda: span(self.ours),
            "theirs": lambda: span(self.theirs),
            "position": lambda: f"{span(self.ours)} ours, {span(self.theirs)} theirs",
            "fix": lambda: f"{span(self.ours)} fix {self.ours.fix} ours, {self.theirs.fix} theirs",
            "noqa": lambda: f"{span(self.ours)} noqa row {self.ours.noqa_row} ours, {self.theirs.noqa_row} theirs",
        }[self.side]()
        return f"{self.file}:{shown}: {self.line.strip()[:160]}"


@dataclass
class Outcome:
    """The comparison of one corpus."""

    corpus: str
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    differences: list[Difference] = field(default_factory=list)
    # Findings of ours in files that do not parse or are not UTF-8, where ruff gives up and we go on.
    recovered: int = 0


def span(finding: Finding) -> str:
    return f"{finding.row}:{finding.column}-{finding.end_row}:{finding.end_column}"


class Lines:
    """Source lines by file and row, read as needed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.files: dict[str, list[str]] = {}

    def line(self, file: str, row: int) -> str:
        if file not in self.files:
            try:
                text = (self.directory / file).read_bytes().decode("utf-8", "replace")
            except OSError:
                text = ""
            # Not splitlines(): only these three end a line for a Python parser.
            self.files[file] = re.split(r"\r\n|\r|\n", text)
        lines = self.files[file]
        return lines[row - 1] if 0 < row <= len(lines) else ""


def parses(path: Path) -> bool:
    """Whether CPython parses the file (a later complaint of its compiler is not meant)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def compare(corpus: str, directory: Path, ours: Iterable[Finding], theirs: Iterable[Finding]) -> Outcome:
    """Sorts the findings of both sides into agreed ones and differences."""
    outcome = Outcome(corpus)
    lines = Lines(directory)

    def differ(side: str, own: Finding | None, other: Finding | None) -> None:
        shown = own or other
        line = lines.line(shown.file, shown.row)
        outcome.counts[shown.code][side] += 1
        outcome.differences.append(
            Difference(side, shown.code, corpus, shown.file, shown.row, line, own, other)
        )

    theirs = list(theirs)
    # Ruff reads no other encoding than UTF-8.
    unread = {finding.file for finding in theirs if finding.code == "E902"}
    broken = unread | {
        file
        for file in {finding.file for finding in theirs if finding.code == "invalid-syntax"}
        if not parses(directory / file)
    }
    unmatched: dict[tuple, list[Finding]] = defaultdict(list)
    for finding in theirs:
        unmatched[finding[:6]].append(finding)
    only_ours = []
    for finding in ours:
        candidates = unmatched.get(finding[:6])
        if not candidates:
            only_ours.append(finding)
            continue
        other = candidates.pop(0)
        outcome.counts[finding.code]["agreed"] += 1
        if finding.fix != other.fix:
            differ("fix", finding, other)
        elif finding.edits != other.edits:
            outcome.counts[finding.code]["edits"] += 1
        if finding.noqa_row != other.noqa_row:
            differ("noqa", finding, other)

    # What is left may be the same finding reported on another part of the same line.
    by_row: dict[tuple, list[Finding]] = defaultdict(list)
    for finding in (finding for group in unmatched.values() for finding in group):
        by_row[finding[:3]].append(finding)
    for finding in only_ours:
        candidates = by_row.get(finding[:3])
        if candidates:
            differ("position", finding, candidates.pop(0))
        elif finding.file in broken and finding.code != "invalid-syntax":
            outcome.recovered += 1
        else:
            differ("ours", finding, None)
    for finding in (finding for group in by_row.values() for finding in group):
        differ("theirs", None, finding)
    return outcome


@dataclass
class Allowed:
    """One entry of the allow-list, and how many differences it has covered."""

    codes: list[str]
    side: str
    reason: str
    corpus: str | None
    file: re.Pattern[str] | None
    line: re.Pattern[str] | None
    most: int | None
    used: int = 0

    def covers(self, difference: Difference) -> bool:
        return (
            difference.code in self.codes
            and difference.side == self.side
            and (self.corpus is None or self.corpus == difference.corpus)
            and (self.file is None or self.file.search(difference.file) is not None)
            and (self.line is None or self.line.search(difference.line) is not None)
        )

    def __str__(self) -> str:
        return f"{','.join(self.codes)} {self.side}: {self.reason}"


KEYS = {"code", "side", "reason", "corpus", "file", "line", "all", "max"}


def allowed(path: Path) -> list[Allowed]:
    """The allow-list, one file or a folder of them by family."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return [entry for file in files for entry in allowed_by(file)]


def allowed_by(path: Path) -> list[Allowed]:
    """One file's entries; one without a reason or without a limit on what it matches is an error."""
    entries = []
    for number, entry in enumerate(tomllib.loads(path.read_text()).get("allowed", []), 1):
        where = f"{path.name}: entry {number}"
        if unknown := entry.keys() - KEYS:
            raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
        if entry.get("side") not in SIDES or not entry.get("code"):
            raise ValueError(f"{where}: needs `code`, and `side` as one of {', '.join(SIDES)}")
        if len(entry.get("reason", "").split()) < 3:
            raise ValueError(f"{where}: needs a `reason` that says why the difference is wanted")
        if not (entry.get("all") or {"corpus", "file", "line"} & entry.keys()):
            raise ValueError(f"{where}: needs `corpus`, `file`, `line` or `all = true`")
        code = entry["code"]
        entries.append(
            Allowed(
                codes=[code] if isinstance(code, str) else code,
                side=entry["side"],
                reason=entry["reason"],
                corpus=entry.get("corpus"),
                file=re.compile(entry["file"]) if "file" in entry else None,
                line=re.compile(entry["line"]) if "line" in entry else None,
                most=entry.get("max"),
            )
        )
    return entries


def unexplained(differences: Iterable[Difference], entries: list[Allowed]) -> list[Difference]:
    """The differences no entry covers; the first entry that matches and has room is used up by one."""
    left = []
    for difference in differences:
        for entry in entries:
            if entry.covers(difference) and (entry.most is None or entry.used < entry.most):
                entry.used += 1
                break
        else:
            left.append(difference)
    return left

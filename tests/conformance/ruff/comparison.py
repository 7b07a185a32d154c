"""Comparing two lists of findings."""

from __future__ import annotations

import ast
import re
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

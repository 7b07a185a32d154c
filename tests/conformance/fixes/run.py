#!/usr/bin/env python3
"""Applies all fixes to whole code bases and looks at what is left of them (figure C5).

    run.py                                every corpus: the safe fixes, then the unsafe ones as well
    run.py --corpus django --select F     the fixes of some rules
    run.py --directory PATH --show 20     any directory at all; it is copied first

Of every file must hold: it still parses and compiles if it did; a second run leaves it alone; mode,
encoding, byte order mark and line ends are kept; a safe fix drops no comment; a file without fixes
is the same byte for byte; and applying the reported edits with other code comes to the same, so
that nothing outside them was changed (where rounds cannot be repeated, no line without an edit went). A failure names the rules that bring it about alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import corpora
import environment
import replay
from states import State, damage

# A file may take so many rounds of fixes one by one.
MOST_SINGLE_ROUNDS = 400

INTERNAL_ERROR = "PRS099"

Finding = dict[str, Any]


@dataclass(frozen=True)
class Failure:
    corpus: str
    mode: str
    file: str
    kind: str
    rules: str
    detail: str

    def __str__(self) -> str:
        return f"{self.mode:<6} {self.kind:<10} {self.rules:<10} {self.corpus}/{self.file}: {self.detail}"


@dataclass
class Outcome:
    """What one corpus came to with one kind of fixes."""

    corpus: str
    mode: str
    files: int = 0
    changed: int = 0
    compiled: int = 0
    replayed: int = 0
    seconds: float = 0.0
    offered: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class Linter:
    """Our binary with what is the same for all its runs."""

    binary: Path
    select: str
    safe: bool

    def run(self, tree: Path, *arguments: str, files: list[str] | None = None, select: str = "") -> dict[str, list[Finding]]:
        """The findings of a run by file. Whatever keeps it from its end is the end of this one."""
        command = [str(self.binary), "check", "--isolated", "--no-cache", "--exit-zero", "--target-version", "py311"]
        command += ["--select", select or self.select, "--output-format", "json-lines", *arguments]
        listing = None
        if files is None:
            command.append(".")
        else:
            command += ["--files-from", "-"]
            listing = "".join(f"{file}\n" for file in files)
        result = subprocess.run(command, cwd=tree, input=listing, capture_output=True, text=True, encoding="utf-8")
        if result.returncode != 0 or "error:" in result.stderr or "panicked" in result.stderr:
            raise SystemExit(f"{' '.join(command)} in {tree}\nexit code {result.returncode}\n{result.stderr[-3000:]}")
        found: dict[str, list[Finding]] = defaultdict(list)
        prefix = str(tree) + "/"
        for line in result.stdout.splitlines():
            finding = json.loads(line)
            found[finding["filename"].removeprefix(prefix)].append(finding)
        return found

    def fix(self, tree: Path, files: list[str] | None = None, select: str = "") -> dict[str, list[Finding]]:
        flags = ["--fix"] if self.safe else ["--fix", "--unsafe-fixes"]
        return self.run(tree, *flags, files=files, select=select)


def states(tree: Path, files: list[str]) -> dict[str, State]:
    found = {}
    for file in files:
        path = tree / file
        found[file] = State(path.read_bytes(), path.stat().st_mode)
    return found


def copy(source: Path, target: Path) -> list[str]:
    """Copies the Python files of a directory; their paths in it."""
    files = []
    for directory, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(names):
            path = Path(directory) / name
            if name.endswith(corpora.SOURCES) and path.is_file():
                file = str(path.relative_to(source))
                (target / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target / file)
                (target / file).chmod(path.stat().st_mode | 0o200)
                files.append(file)
    return files


def check_corpus(linter: Linter, scratch: Path, target: tuple[str, Path]) -> Outcome:
    corpus, source = target
    outcome = Outcome(corpus, "safe" if linter.safe else "unsafe")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"{corpus}-", dir=scratch) as directory:
        Run(linter, source, Path(directory).resolve(), outcome).check()
    outcome.seconds = time.monotonic() - started
    return outcome


class Run:
    """One corpus with one kind of fixes."""

    def __init__(self, linter: Linter, source: Path, scratch: Path, outcome: Outcome) -> None:
        self.linter = linter
        self.source = source
        self.tree = scratch / "fixed"
        self.twin = scratch / "replayed"
        self.outcome = outcome
        self.codes: dict[str, set[str]] = {}
        self.touched: dict[str, set[str]] = defaultdict(set)

    def check(self) -> None:
        files = copy(self.source, self.tree)
        self.outcome.files = len(files)
        before = states(self.tree, files)
        found = self.linter.run(self.tree)
        for file, findings in found.items():
            fixable = replay.fixes(findings, safe=self.linter.safe)
            self.outcome.offered.update(finding["code"] for finding in fixable)
            self.codes[file] = {finding["code"] for finding in fixable}
        left = self.linter.fix(self.tree)
        after = states(self.tree, files)
        changed = [file for file in files if before[file] != after[file]]
        self.outcome.changed = len(changed)
        for file in files:
            self.compare(file, before[file], after[file], found.get(file, []), left.get(file, []))
        self.linter.fix(self.tree)
        for file, again in states(self.tree, files).items():
            if again != after[file]:
                self.fail(file, "second-run", "another run changes it again", before[file])
        self.replay(changed, before, after, found)

    def compare(self, file: str, before: State, after: State, found: list[Finding], left: list[Finding]) -> None:
        is_broken = [any(finding["code"] == "invalid-syntax" for finding in findings) for findings in (found, left)]
        if before != after:
            self.outcome.compiled += after.refusal is None
            if not self.codes.get(file):
                self.fail(file, "untouched", "it changed although nothing in it has a fix", before)
        if is_broken[1] and not is_broken[0]:
            self.fail(file, "parse", "it does not parse any more", before)
        for kind, detail in damage(before, after, safe=self.linter.safe):
            self.fail(file, kind, detail, before)
        for finding in left:
            if finding["code"] == INTERNAL_ERROR:
                self.fail(file, "internal", finding["message"], before)

    def fail(self, file: str, kind: str, detail: str, before: State) -> None:
        rules = self.blame(file, kind, before) if len(self.outcome.failures) < 100 else "…"
        failure = Failure(self.outcome.corpus, self.outcome.mode, file, kind, rules, " ".join(detail.split())[:200])
        self.outcome.failures.append(failure)

    def blame(self, file: str, kind: str, before: State) -> str:
        """The rules of which each alone does that to the file; all of them if none does."""
        path = self.tree / file
        kept = path.read_bytes()
        guilty = []
        codes = sorted(self.codes.get(file, ()))
        for code in codes:
            path.write_bytes(before.content)
            left = self.linter.fix(self.tree, [file], select=code).get(file, [])
            after = State(path.read_bytes(), path.stat().st_mode)
            kinds = {one for one, _ in damage(before, after, safe=self.linter.safe)}
            kinds.update("parse" for finding in left if finding["code"] == "invalid-syntax")
            kinds.update("internal" for finding in left if finding["code"] == INTERNAL_ERROR)
            if kind == "second-run":
                self.linter.fix(self.tree, [file], select=code)
                if path.read_bytes() != after.content:
                    kinds.add(kind)
            if kind in kinds:
                guilty.append(code)
        path.write_bytes(kept)
        return ",".join(guilty) or f"together: {','.join(codes)}"

    def replay(self, changed: list[str], before: dict[str, State], after: dict[str, State], found: dict[str, list[Finding]]) -> None:
        """Makes the same of the changed files by the edits that are reported."""
        copy(self.source, self.twin)
        left = self.repeat(changed, after, found, set(), rounds=30)
        # Of some fixes each round may hold but one, as several would empty a block together. The
        # report does not say which those are: those that take something out may be, or all.
        for choose in (replay.emptying, lambda findings: {finding["code"] for finding in findings}):
            single = set()
            for file in left:
                single |= choose(replay.fixes(found.get(file, []), safe=self.linter.safe))
            for file in left:
                (self.twin / file).write_bytes(before[file].content)
            left = self.repeat(left, after, found, single, rounds=MOST_SINGLE_ROUNDS)
        self.outcome.replayed = len(changed) - len(left)
        for file in left:
            texts = before[file].text, after[file].text
            if None not in texts and replay.is_covered(*texts, self.touched[file]):
                continue
            self.fail(file, "edits", "the reported edits come to something else", before[file])

    def repeat(
        self, files: list[str], after: dict[str, State], found: dict[str, list[Finding]], single: set[str], rounds: int
    ) -> list[str]:
        """Applies edits round by round; the files for which that does not end as it should."""
        different, pending = [], files
        for _ in range(rounds):
            going = []
            for file in pending:
                fixable = replay.fixes(found.get(file, []), safe=self.linter.safe)
                path = self.twin / file
                state = State(path.read_bytes(), 0)
                if fixable and state.text is not None and state.encoding is not None:
                    text = replay.Text(state.text)
                    self.touched[file] |= text.touched(fixable)
                    text = text.apply(fixable, single)
                    mark = b"\xef\xbb\xbf" if state.has_mark else b""
                    if text != state.text:
                        path.write_bytes(mark + text.encode(state.encoding))
                        going.append(file)
                        continue
                if state.content != after[file].content:
                    different.append(file)
            pending = going
            if not pending:
                break
            found = self.linter.run(self.twin, files=pending)
        return different + [file for file in pending if (self.twin / file).read_bytes() != after[file].content]


def table(outcomes: list[Outcome]) -> str:
    """Fixes by rule: how many there were to apply, and in how many files they failed."""
    failed: dict[str, Counter[str]] = defaultdict(Counter)
    offered: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        offered[outcome.mode].update(outcome.offered)
        for failure in outcome.failures:
            for rule in failure.rules.removeprefix("together: ").split(","):
                failed[outcome.mode][rule] += 1
    rows = [f"{'rule':<16}{'safe':>10}{'failed':>10}{'unsafe':>10}{'failed':>10}"]
    rules = sorted(set().union(*offered.values(), *failed.values()))
    for rule in rules:
        # With the unsafe fixes the safe ones are applied again; they are counted once.
        unsafe = offered["unsafe"][rule] - offered["safe"][rule] if offered["safe"] else offered["unsafe"][rule]
        rows.append(f"{rule:<16}{offered['safe'][rule]:>10}{failed['safe'][rule]:>10}{unsafe:>10}{failed['unsafe'][rule]:>10}")
    return "\n".join(rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="our binary (default: the newest optimised build in target/)")
    parser.add_argument("--corpus", action="append", help="only this corpus; may be repeated")
    parser.add_argument("--directory", action="append", type=Path, default=[], help="fix a copy of this directory instead")
    parser.add_argument("--select", default="ALL", help="the rules whose fixes are applied")
    parser.add_argument("--mode", choices=("safe", "unsafe"), action="append", help="only these fixes")
    parser.add_argument("--show", type=int, default=5, help="print so many failures per kind and rule")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    binary = environment.linter(options.ours)
    if options.directory:
        targets = [(path.resolve().name, path.resolve()) for path in options.directory]
    else:
        targets = [(name, corpora.path(name)) for name in options.corpus or corpora.names()]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="pylint-rs-fixes-") as scratch, ProcessPoolExecutor(options.jobs) as pool:
        for mode in options.mode or ("safe", "unsafe"):
            linter = Linter(binary, options.select, mode == "safe")
            for outcome in pool.map(partial(check_corpus, linter, Path(scratch)), targets):
                outcomes.append(outcome)
                print(
                    f"{mode:<6} {outcome.corpus}: {outcome.files} files, {outcome.offered.total()} fixes at first, "
                    f"{outcome.changed} files changed, {outcome.compiled} of them compile, {outcome.replayed} "
                    f"are what their edits say, {len(outcome.failures)} failures, {outcome.seconds:.1f} s",
                    flush=True,
                )
    print(table(outcomes))
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    shown: Counter[tuple[str, ...]] = Counter()
    for failure in failures:
        shown[failure.kind, failure.rules] += 1
        if shown[failure.kind, failure.rules] <= options.show:
            print(failure)
    print(f"{sum(outcome.changed for outcome in outcomes)} files changed, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Compares our linter with Semgrep on rule files that both read: cases/TOPIC/NAME.yaml and NAME.py.

    run.py                        every rule on every file, and whether the annotations hold
    run.py --semgrep-only         only whether the annotations hold, for whoever writes cases
    run.py --topic calls --show 9 what differs

Findings are compared by rule, place, message and the text after the fix; a fix may be laid out in
another way if it means the same. Differences that allowed/*.toml does not explain make it fail, as
do entries there that explain none.
"""

from __future__ import annotations

import argparse
import ast
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import allowed
import answers
import cases
import environment
from answers import Finding

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
CACHE = environment.CACHE / "conformance" / "semgrep"

# How the two can differ; of these `layout` is counted but never fails: the fix means the same.
SIDES = ("ours", "theirs", "position", "message", "fix")


class Difference(NamedTuple):
    """One finding the two sides do not agree on; `corpus` is the topic of the rule."""

    side: str
    code: str
    corpus: str
    file: str
    row: int
    line: str
    ours: Finding | None
    theirs: Finding | None

    def __str__(self) -> str:
        own, other = self.ours, self.theirs
        shown = f"{self.code} {self.side:<8} {self.file}:{span(own or other)}"
        if self.side == "position":
            shown += f" ours, {span(other)} theirs"
        shown += f": {self.line.strip()[:120]}"
        if self.side == "message":
            shown += f"\n    ours   {own.message!r}\n    theirs {other.message!r}"
        if self.side == "fix":
            shown += f"\n    ours   {changed(own, self.line)}\n    theirs {changed(other, self.line)}"
        return shown


def span(finding: Finding) -> str:
    return f"{finding.row}:{finding.column}-{finding.end_row}:{finding.end_column}"


def changed(finding: Finding, line: str) -> str:
    """The lines of a fixed file from the finding's first to its last."""
    if finding.fixed is None:
        return "no fix"
    lines = finding.fixed.split("\n")[finding.row - 1 : finding.end_row + 1]
    return " / ".join(text.strip() for text in lines)


def same_meaning(one: str | None, other: str | None) -> bool:
    """Whether two fixed files are the same Python."""
    if one is None or other is None:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError):
        return False


def compare(
    own: Iterable[Finding], other: Iterable[Finding], topics: dict[str, str], directory: Path
) -> tuple[dict[str, Counter[str]], list[Difference]]:
    """Pairs the two sides' findings; the counts are by topic."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    differences: list[Difference] = []

    def differ(side: str, ours: Finding | None, theirs: Finding | None) -> None:
        shown = ours or theirs
        counts[topics[shown.code]][side] += 1
        line = (directory / shown.file).read_text(encoding="utf-8").split("\n")[shown.row - 1]
        differences.append(Difference(side, shown.code, topics[shown.code], shown.file, shown.row, line, ours, theirs))

    by_place: dict[tuple, list[Finding]] = defaultdict(list)
    for finding in other:
        by_place[finding[:6]].append(finding)
    alone = []
    for finding in own:
        candidates = by_place.get(finding[:6])
        if not candidates:
            alone.append(finding)
            continue
        # Two findings of a rule at one place differ in their messages only.
        match = next((each for each in candidates if each.message == finding.message), candidates[0])
        candidates.remove(match)
        counts[topics[finding.code]]["agreed"] += 1
        if finding.message != match.message:
            differ("message", finding, match)
        if finding.fixed != match.fixed:
            if same_meaning(finding.fixed, match.fixed):
                counts[topics[finding.code]]["layout"] += 1
            else:
                differ("fix", finding, match)
    by_row: dict[tuple, list[Finding]] = defaultdict(list)
    for group in by_place.values():
        for finding in group:
            by_row[finding[:3]].append(finding)
    for finding in alone:
        candidates = by_row.get(finding[:3])
        if candidates:
            differ("position", finding, candidates.pop(0))
        else:
            differ("ours", finding, None)
    for group in by_row.values():
        for finding in group:
            differ("theirs", None, finding)
    return counts, differences


def table(counts: dict[str, Counter[str]], rules: Counter[str], unexplained: Counter[str]) -> str:
    """One row per topic."""
    columns = ("agreed", *SIDES, "layout")
    rows = [f"{'topic':<26}{'rules':>6}" + "".join(f"{column:>10}" for column in columns) + f"{'unexplained':>13}"]
    total: Counter[str] = Counter()
    for topic in sorted(rules):
        total.update(counts[topic])
        cells = "".join(f"{counts[topic][column]:>10}" for column in columns)
        rows.append(f"{topic:<26}{rules[topic]:>6}{cells}{unexplained[topic]:>13}")
    cells = "".join(f"{total[column]:>10}" for column in columns)
    rows.append(f"{'total':<26}{rules.total():>6}{cells}{unexplained.total():>13}")
    return "\n".join(rows)


def hold(found: list[Finding], all_cases: list[cases.Case]) -> list[str]:
    """Where the annotations are not what Semgrep answers."""
    lines: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for finding in found:
        lines[finding.file, finding.code].add((finding.code, finding.row))
    said = []
    for case in all_cases:
        own = set().union(*(lines[str(case.code), rule] for rule in case.ids))
        said += cases.disagreements(case, own)
    return said


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="our binary (default: the newest optimised build in target/)")
    parser.add_argument("--cases", type=Path, default=cases.DIRECTORY, help="another directory of cases")
    parser.add_argument("--allowed", type=Path, default=Path(__file__).with_name("allowed"))
    parser.add_argument("--topic", action="append", default=[], help="only rules of this topic; may be repeated")
    parser.add_argument("--rule", action="append", default=[], help="only this rule; may be repeated")
    parser.add_argument("--own-file", action="store_true", help="only findings in the code beside the rule")
    parser.add_argument("--show", type=int, default=3, help="print so many differences per rule and side")
    parser.add_argument("--semgrep-only", action="store_true", help="only check the annotations")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    started = time.monotonic()
    directory = options.cases.resolve()
    all_cases = cases.read(directory)
    entries = allowed.read(options.allowed, SIDES)
    semgrep = environment.make(environment.CACHE / "venv-semgrep", REQUIREMENTS) / "bin" / "semgrep"
    theirs = answers.theirs(semgrep, directory, CACHE, REQUIREMENTS.read_text())
    wrong = hold(theirs, all_cases)
    for line in wrong:
        print(line)
    print(f"{sum(len(case.ids) for case in all_cases)} rules, {len(theirs)} findings of semgrep, {len(wrong)} annotations do not hold")
    if options.semgrep_only:
        return 1 if wrong else 0

    chosen = {
        rule: case
        for case in all_cases
        for rule in case.ids
        if (not options.topic or case.topic in options.topic) and (not options.rule or rule in options.rule)
    }

    def wanted(finding: Finding) -> bool:
        case = chosen.get(finding.code)
        return case is not None and (not options.own_file or finding.file == str(case.code))

    files = sorted({case.rules for case in chosen.values()})
    ours = answers.ours(environment.linter(options.ours), directory, files, set(chosen))
    topics = {rule: case.topic for rule, case in chosen.items()}
    counts, differences = compare(filter(wanted, ours), filter(wanted, theirs), topics, directory)
    left = allowed.unexplained(differences, entries)
    shown: Counter[tuple[str, str]] = Counter()
    for difference in left:
        shown[difference.code, difference.side] += 1
        if shown[difference.code, difference.side] <= options.show:
            print(difference)
    print(table(counts, Counter(topics.values()), Counter(difference.corpus for difference in left)))
    whole = not (options.topic or options.rule or options.own_file)
    stale = [entry for entry in entries if whole and not entry.used]
    for entry in stale:
        print(f"allowed: matches nothing any more: {entry}")
    print(f"{len(differences) - len(left)} differences allowed, {len(left)} unexplained, in {time.monotonic() - started:.1f} s")
    return 1 if left or stale or wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (answers.Failure, cases.Malformed) as failure:
        sys.exit(str(failure))

#!/usr/bin/env python3
"""Compares our findings with ruff's on whole code bases, code by code (figure C3).

    run.py                                      every corpus, every code both sides have
    run.py --corpus django --code B006 --show 20   what differs, for whoever works on a rule
    run.py --directory PATH                     any directory at all

`corpora` are those of corpora.toml, and two made at run time: `examples` (the Python blocks of
ruff's rule documentation) and `suppressions` (spellings and places of suppression comments).
Differences that allowed/*.toml does not explain make it fail.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import allowed
import comparison
import corpora
import environment
import examples
import findings
from comparison import SIDES, Difference, Outcome
from findings import Finding, Rules

OUTPUT = environment.CACHE / "conformance" / "ruff"
MADE = ("examples", "suppressions")


def directory_of(corpus: str, theirs: Path) -> Path:
    if corpus not in MADE:
        return corpora.path(corpus)
    directory = OUTPUT / "inputs" / corpus
    if corpus == "examples":
        examples.documentation(theirs, directory)
    else:
        examples.suppressions(directory)
    return directory


def compare_corpus(ours: Path, theirs: Path, rules: Rules, target: tuple[str, Path]) -> Outcome:
    """Runs both sides over one corpus and writes what differs to the cache."""
    corpus, directory = target
    own: list[Finding] = []
    other: list[Finding] = []
    for codes, preview in ((rules.stable, False), (rules.preview, True)):
        if not codes:
            continue
        # Errors of reading and parsing come in each run: one of them is enough.
        skip = findings.ALWAYS if preview and rules.stable else ()
        own += [f for f in findings.check(ours, directory, codes) if f.code not in skip]
        other += [f for f in findings.check(theirs, directory, codes, preview=preview) if f.code not in skip]
    outcome = comparison.compare(corpus, directory, own, other)
    seen, listed = findings.files(ours, directory), findings.files(theirs, directory)
    outcome.counts["files"]["agreed"] = len(seen & listed)
    for side, names in (("ours", seen - listed), ("theirs", listed - seen)):
        for file in sorted(names):
            finding = Finding(file, "files", 1, 1, 1, 1, "none", None, "")
            outcome.counts["files"][side] += 1
            outcome.differences.append(
                Difference(side, "files", corpus, file, 1, "", *((finding, None) if side == "ours" else (None, finding)))
            )
    write(outcome)
    return outcome


def write(outcome: Outcome) -> None:
    """`CORPUS/CODE.SIDE` holds the differing lines; files of an earlier run are removed."""
    directory = OUTPUT / outcome.corpus
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.iterdir():
        old.unlink()
    groups = defaultdict(list)
    for difference in outcome.differences:
        groups[difference.code, difference.side].append(str(difference) + "\n")
    for (code, side), lines in groups.items():
        (directory / f"{code}.{side}").write_text("".join(lines), encoding="utf-8")


def table(counts: dict[str, Counter[str]], unexplained: Counter[str], every: bool) -> str:
    """One row per code; those in full agreement only if `every`."""
    columns = ("agreed", *SIDES, "edits")
    rows = [f"{'code':<16}" + "".join(f"{column:>10}" for column in columns) + f"{'unexplained':>13}"]
    total: Counter[str] = Counter()
    for code in sorted(counts):
        total.update(counts[code])
        if every or any(counts[code][side] for side in SIDES):
            cells = "".join(f"{counts[code][column]:>10}" for column in columns)
            rows.append(f"{code:<16}{cells}{unexplained[code]:>13}")
    rows.append(f"{'total':<16}" + "".join(f"{total[column]:>10}" for column in columns) + f"{unexplained.total():>13}")
    return "\n".join(rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", help="our binary (default: the newest optimised build in target/)")
    parser.add_argument("--theirs", help="ruff's binary (default: the pinned one of the environment)")
    parser.add_argument("--corpus", action="append", help="only this corpus; may be repeated")
    parser.add_argument("--directory", action="append", type=Path, default=[], help="compare on this directory instead")
    parser.add_argument("--code", action="append", default=[], help="only codes with this prefix; may be repeated")
    parser.add_argument("--show", type=int, default=0, help="print so many differing lines per code and side")
    parser.add_argument("--all-differences", action="store_true", help="with --show, also print the allowed ones")
    parser.add_argument("--all-codes", action="store_true", help="also list the codes in full agreement")
    parser.add_argument("--allowed", type=Path, default=Path(__file__).with_name("allowed"))
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    ours = environment.linter(options.ours)
    theirs = Path(options.theirs).resolve() if options.theirs else environment.tool("ruff")
    entries = allowed.read(options.allowed, SIDES)
    rules = findings.shared(ours, theirs, options.code)
    if not (rules.stable or rules.preview):
        sys.exit("the two sides share no such rule")
    print(f"{len(rules.stable)} stable and {len(rules.preview)} preview codes are shared")

    if options.directory:
        targets = [(path.resolve().name, path.resolve()) for path in options.directory]
    else:
        targets = [(name, directory_of(name, theirs)) for name in options.corpus or [*corpora.names(), *MADE]]
    whole = not (options.directory or options.corpus or options.code)

    started = time.monotonic()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    differences: list[Difference] = []
    recovered = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for outcome in pool.map(partial(compare_corpus, ours, theirs, rules), targets):
            agreed = sum(count["agreed"] for code, count in outcome.counts.items() if code != "files")
            print(f"{outcome.corpus}: {outcome.counts['files']['agreed']} files, {agreed} findings agreed, {len(outcome.differences)} differences")
            recovered += outcome.recovered
            differences += outcome.differences
            for code, count in outcome.counts.items():
                counts[code].update(count)

    left = allowed.unexplained(differences, entries)
    print(table(counts, Counter(difference.code for difference in left), options.all_codes))
    if recovered:
        print(f"{recovered} more findings of ours in files that do not parse, which ruff does not lint")
    near = sum("noqa" in difference.line.lower() or "ruff:" in difference.line for difference in left)
    if near:
        print(f"{near} of the unexplained differences are on lines with a suppression comment")
    if options.show:
        shown: Counter[tuple[str, str]] = Counter()
        for difference in differences if options.all_differences else left:
            shown[difference.code, difference.side] += 1
            if shown[difference.code, difference.side] <= options.show:
                print(f"{difference.code} {difference.side:<8} {difference.corpus}/{difference}")
    for entry in entries:
        if whole and not entry.used:
            print(f"allowed: matches nothing any more: {entry}")
        elif entry.most is not None and entry.used == entry.most and any(entry.covers(one) for one in left):
            print(f"allowed: more than {entry.most}: {entry}")
    print(f"{time.monotonic() - started:.1f} s; lines are in {OUTPUT.relative_to(environment.ROOT)}/CORPUS/CODE.SIDE")
    print(f"{len(differences) - len(left)} differences allowed, {len(left)} unexplained")
    return 1 if left else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except findings.Failure as failure:
        sys.exit(str(failure))

#!/usr/bin/env python3
"""Times whole runs of us, the floor, ruff, ast-grep, semgrep and datamodel-code-generator in turn.

It prints medians and ratios.

    cargo build --profile dist -p pylint_rs -p pylint_rs_benches
    python3 benches/compare/run.py                     all figures, each on its own corpus
    python3 benches/compare/run.py S1 --corpus django --corpus cpython --runs 9
    python3 benches/compare/run.py S8 --copies 10      copies are made in .cache/benches

The commands of a figure run one after the other, round by round, so that a machine that slows
down slows all of them; CPU is user + system time of the process, wall the time from outside.
The corpora are those of tests/conformance/corpora.toml; any directory may be named as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))
sys.path.insert(0, str(ROOT / "tests" / "conformance" / "ruff"))

import corpora
import environment
import findings
import generated_rules
import scale
import specs
import starting
from measuring import Report, measure


@dataclass(frozen=True)
class Programs:
    """The binaries, and the codes that we and ruff both have; peers are installed when asked for."""

    ours: Path
    floor: Path
    ruff: Path
    codes: str

    @property
    def ast_grep(self) -> Path:
        requirements = ROOT / "benches" / "compare" / "requirements.txt"
        return environment.make(environment.CACHE / "venv-benches", requirements) / "bin" / "ast-grep"

    @property
    def semgrep(self) -> Path:
        requirements = ROOT / "tests" / "conformance" / "semgrep" / "requirements.txt"
        return environment.make(environment.CACHE / "venv-semgrep", requirements) / "bin" / "semgrep"


Figure = Callable[[Programs, Path], dict[str, list[str]]]


def s1(programs: Programs, _: Path) -> dict[str, list[str]]:
    """All rules on, findings counted: CPU against the floor's."""
    ours = [str(programs.ours), "check", "--isolated", "--no-cache", "--select", "ALL", "--statistics", "."]
    return {"ours": ours, "floor": [str(programs.floor), "."]}


def s2(programs: Programs, _: Path) -> dict[str, list[str]]:
    """The codes both have, findings counted: CPU and wall against ruff's."""
    arguments = ["check", "--isolated", "--no-cache", "--select", programs.codes, "--statistics", "."]
    return {"ours": [str(programs.ours), *arguments], "ruff": [str(programs.ruff), *arguments]}


def s3(output_format: str) -> Figure:
    """`ANN`, everything printed: wall against ruff's."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        arguments = ["check", "--isolated", "--no-cache", "--select", "ANN", "--output-format", output_format, "."]
        return {"ours": [str(programs.ours), *arguments], "ruff": [str(programs.ruff), *arguments]}

    return commands


def s4(peer: str) -> Figure:
    """`ANN`, everything printed, nothing changed since the last run: wall against walk and stat, and ruff's."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        def cached(binary: Path) -> list[str]:
            cache = str(environment.CACHE / "benches" / f"cache-{binary.name}")
            arguments = ["check", "--isolated", "--cache-dir", cache, "--select", "ANN", "--output-format", "full", "."]
            return [str(binary), *arguments]

        peers = {"walk": [str(programs.floor), "--stat", "."], "ruff": cached(programs.ruff)}
        return {"ours": cached(programs.ours), peer: peers[peer]}

    return commands


def with_rules(programs: Programs, rules: Path, selector: str) -> list[str]:
    """A run of ours with rules of files alone."""
    arguments = ["check", "--isolated", "--no-cache", "--rules", str(rules), "--select", selector]
    return [str(programs.ours), *arguments, "--statistics", "."]


def s5(shape: generated_rules.Shape) -> Figure:
    """1000 rule files of one shape: against one such file; and what lies between, and ast-grep."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        def ours(count: int) -> list[str]:
            return with_rules(programs, generated_rules.ours(shape, count), shape.code)

        def ast_grep(count: int) -> list[str]:
            configuration = generated_rules.ast_grep(shape, count)
            return [str(programs.ast_grep), "scan", "--config", str(configuration), "--report-style", "short", "."]

        one, *between, most = generated_rules.COUNTS
        return {
            "ours": ours(most),
            "one rule": ours(one),
            **{f"{count} rules": ours(count) for count in between},
            "ast-grep 1": ast_grep(one),
            f"ast-grep {most}": ast_grep(most),
        }

    return commands


def s5_in_one_file(shape: generated_rules.Shape) -> Figure:
    """The same rules in one file, against one."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        return {
            name: with_rules(programs, generated_rules.ours_in_one_file(shape, count), shape.code)
            for name, count in (("ours", generated_rules.COUNTS[-1]), ("one rule", 1))
        }

    return commands


def s5_for_semgrep(shape: generated_rules.Shape) -> Figure:
    """The same rules as Semgrep writes them, against one."""

    def commands(programs: Programs, _: Path) -> dict[str, list[str]]:
        rules = {
            name: generated_rules.semgrep_in_one_file(shape, count)
            for name, count in (("ours", generated_rules.COUNTS[-1]), ("one rule", 1))
        }
        return {name: with_rules(programs, path, path.stem) for name, path in rules.items()}

    return commands


def s6(programs: Programs, _: Path) -> dict[str, list[str]]:
    """As many Semgrep rules as the public set for Python has: wall against semgrep's."""
    path = generated_rules.semgrep()
    ours, rules = with_rules(programs, path, path.stem), str(path)
    options = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json"]
    semgrep = [str(programs.semgrep), "scan", *options, "--config", rules, "."]
    return {"ours": ours, "semgrep": semgrep}


def s7(programs: Programs, _: Path) -> dict[str, list[str]]:
    """One pattern searched for: wall against ast-grep's."""
    pattern = "pdb.set_trace()"
    return {
        "ours": [str(programs.ours), "search", pattern, "."],
        "ast-grep": [str(programs.ast_grep), "run", "--lang", "python", "--pattern", pattern, "."],
    }


def s10_spec(programs: Programs, _: Path) -> dict[str, list[str]]:
    """A spec of three fields, from cold: wall, and against datamodel-code-generator's."""
    spec, schema = specs.three_fields()
    return {"ours": [str(programs.ours), "gen", str(spec)], "datamodel": datamodel(schema)}


def s10_package(programs: Programs, _: Path) -> dict[str, list[str]]:
    """The schema of package.json with what it refers to: wall against datamodel-code-generator's."""
    schema = specs.package()
    return {"ours": [str(programs.ours), "gen", str(schema)], "datamodel": datamodel(schema)}


def datamodel(schema: Path) -> list[str]:
    options = ["--input-file-type", "jsonschema", "--output-model-type", "typing.TypedDict"]
    return [str(specs.peer()), "--input", str(schema), *options, "--target-python-version", "3.11"]


FIGURES: dict[str, Figure] = {
    "S1": s1,
    "S2": s2,
    "S3-full": s3("full"),
    "S3-json": s3("json"),
    "S3-concise": s3("concise"),
    "S4-walk": s4("walk"),
    "S4-ruff": s4("ruff"),
    **{f"S5-{shape.name}": s5(shape) for shape in generated_rules.SHAPES},
    **{f"S5-{shape.name}-file": s5_in_one_file(shape) for shape in generated_rules.SHAPES},
    **{f"S5-{shape.name}-yaml": s5_for_semgrep(shape) for shape in generated_rules.SHAPES},
    "S6": s6,
    "S7": s7,
    "S10-spec": s10_spec,
    "S10-package": s10_package,
}

# What figures are measured on unless something else is named.
CORPORA = {
    **{figure: "pip" for figure in FIGURES if figure.startswith("S5")},
    "S6": "pip",
    # Where they are run from does not matter.
    "S10-spec": str(ROOT / "benches"),
    "S10-package": str(ROOT / "benches"),
}


def directories(names: list[str]) -> list[Path]:
    """Where corpora are, or directories that are named as such."""
    return [Path(name).resolve() if Path(name).is_dir() else corpora.path(name) for name in names]


def is_chosen(figure: str, chosen: list[str]) -> bool:
    """Whether a figure was asked for: S1 is not S10, and S5 is both of its shapes."""
    return not chosen or any(figure == name or figure.startswith(f"{name}-") for name in chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", nargs="*", help=f"of {', '.join([*FIGURES, 'S8', 'S11'])}; S5 is all of its kinds (default: all)")
    parser.add_argument("--corpus", action="append", help="a corpus or a directory (default: the figure's own)")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--profile", default="dist", help="the build that is measured: target/PROFILE (default: dist)")
    parser.add_argument("--copies", type=int, default=scale.COPIES, help="how many for S8 (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args()

    builds = ROOT / "target" / options.profile
    for name in ("pylint-rs", "floor"):
        if not (builds / name).exists():
            sys.exit(f"{builds / name} does not exist: cargo build --profile {options.profile} -p pylint_rs -p pylint_rs_benches")
    ruff = environment.tool("ruff")
    codes = ",".join(findings.shared(builds / "pylint-rs", ruff, []).stable)
    report = Report(is_quiet=options.json)
    programs = Programs(builds / "pylint-rs", builds / "floor", ruff, codes)
    for figure, commands in FIGURES.items():
        if is_chosen(figure, options.figures):
            for directory in directories(options.corpus or [CORPORA.get(figure, "pandas")]):
                costs = measure(commands(programs, directory), directory, options.runs)
                report.commands(figure, directory.name, costs)
    if is_chosen("S8", options.figures):
        for directory in directories(options.corpus or ["pandas"]):
            scale.report(programs.ours, directory, options.runs, options.copies, report)
    if is_chosen("S11", options.figures):
        starting.report(programs.ours, ruff, options.runs, report)
    if options.json:
        print(report.json())


if __name__ == "__main__":
    main()

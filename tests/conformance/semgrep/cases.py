"""The cases: rule files with annotated Python beside them, `TOPIC/NAME.yaml` and `TOPIC/NAME.py`.

A comment `# ruleid: a, b` says that these rules have a finding that starts on the next line that is
code, `# ok: a` that this one has none. `# todook: a` stands where Semgrep has a finding that we do
not want, and `# todoruleid: a` where Semgrep misses one: both hold what Semgrep answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path(__file__).with_name("cases")

_RULE = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
_ANNOTATION = re.compile(r"\s*#\s*(ruleid|ok|todoruleid|todook):\s*(\S.*?)\s*$")


class Malformed(Exception):
    """A case that does not say what it should."""


@dataclass(frozen=True)
class Case:
    """One rule file and the code beside it; the paths are relative to the cases' directory."""

    rules: Path
    code: Path
    ids: tuple[str, ...]
    # The lines on which rules must and must not have a finding.
    found: frozenset[tuple[str, int]]
    clean: frozenset[tuple[str, int]]

    @property
    def topic(self) -> str:
        return self.rules.parts[0]


def read(directory: Path) -> list[Case]:
    """All cases of a directory, in order; every rule is to have lines with and without a finding."""
    cases = [_case(directory, path) for path in sorted(directory.rglob("*.yaml"))]
    owners: dict[str, Path] = {}
    for case in cases:
        for rule in case.ids:
            if other := owners.get(rule):
                raise Malformed(f"{case.rules}: `{rule}` is in {other} too")
            owners[rule] = case.rules
    if not cases:
        raise Malformed(f"{directory} has no cases")
    return cases


def _case(directory: Path, rules: Path) -> Case:
    code = rules.with_suffix(".py")
    if not code.exists():
        raise Malformed(f"{rules.relative_to(directory)} has no code beside it")
    ids = tuple(_RULE.findall(rules.read_text(encoding="utf-8")))
    if not ids:
        raise Malformed(f"{rules.relative_to(directory)} has no rule (written `  - id: NAME`)")
    marks = _annotations(code.read_text(encoding="utf-8"))
    for kind, where in marks.items():
        for rule, line in where:
            if rule not in ids:
                raise Malformed(f"{code.relative_to(directory)}:{line}: `{kind}: {rule}` names no rule of {rules.name}")
    found = marks["ruleid"] | marks["todook"]
    clean = marks["ok"] | marks["todoruleid"]
    for kind, where in (("ruleid", found), ("ok", clean)):
        if without := set(ids) - {rule for rule, _ in where}:
            raise Malformed(f"{code.relative_to(directory)} has no `{kind}:` for {', '.join(sorted(without))}")
    return Case(rules.relative_to(directory), code.relative_to(directory), ids, frozenset(found), frozenset(clean))


def _annotations(text: str) -> dict[str, set[tuple[str, int]]]:
    """What is expected, as (rule, line); annotations on several lines are for the line after them."""
    marks: dict[str, set[tuple[str, int]]] = defaultdict(set)
    pending: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if annotation := _ANNOTATION.match(line):
            kind, rules = annotation.groups()
            pending += [(kind, rule.strip()) for rule in rules.split(",")]
        else:
            for kind, rule in pending:
                marks[kind].add((rule, number))
            pending = []
    return marks


def disagreements(case: Case, lines: set[tuple[str, int]]) -> list[str]:
    """Where Semgrep's findings, as (rule, line), are not what the annotations say."""
    said = [f"{case.code}:{line}: no finding of {rule}" for rule, line in case.found - lines]
    said += [f"{case.code}:{line}: a finding of {rule}, and not to be one" for rule, line in case.clean & lines]
    said += [f"{case.code}:{line}: a finding of {rule}, not announced" for rule, line in lines - case.found - case.clean]
    return sorted(said, key=lambda text: int(text.split(":")[1]))

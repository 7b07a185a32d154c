"""Writes the rule files of S5 and S6: thousands of the same shape, and Semgrep rules of all shapes.

They are written once, into `.cache/benches`, and again when this file or the suite's cases change.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

from environment import CACHE

DIRECTORY = CACHE / "benches"
CASES = ROOT / "tests" / "conformance" / "semgrep" / "cases"
COUNTS = (1, 10, 100, 1000)
SEMGREP_RULES = 295
SEMGREP_FILE = "semgrep-rules.yaml"


@dataclass(frozen=True)
class Shape:
    """One shape of rule: how rule number `i` is written for us, for Semgrep and for ast-grep."""

    name: str
    code: str
    ours: Callable[[int], str]
    semgrep: Callable[[int], dict[str, object]]
    ast_grep: Callable[[int], str]


def dotted_call(i: int) -> str:
    return f"""[[rule]]
code = "DOT{i:04}"
name = "dotted-call-{i}"
message = "call of `module_{i}.function_{i}`"
pattern = "module_{i}.function_{i}(...)"
"""


def dotted_call_for_semgrep(i: int) -> dict[str, object]:
    return {
        "id": f"dotted-call-{i}",
        "languages": ["python"],
        "severity": "WARNING",
        "message": f"call of module_{i}.function_{i}",
        "pattern": f"module_{i}.function_{i}(...)",
    }


def dotted_call_for_ast_grep(i: int) -> str:
    return f"""id: dotted-call-{i}
language: python
severity: warning
message: call of module_{i}.function_{i}
rule:
  pattern: module_{i}.function_{i}($$$A)
"""


def decorated(i: int) -> str:
    return f"""[[rule]]
code = "DEC{i:04}"
name = "call-in-decorated-function-{i}"
message = "call of `$F` in a function decorated by `decorator_{i}`"
pattern = "$F(...)"
inside = '''
@decorator_{i}
def $G(...): ...
'''
"""


def decorated_for_semgrep(i: int) -> dict[str, object]:
    return {
        "id": f"call-in-decorated-function-{i}",
        "languages": ["python"],
        "severity": "WARNING",
        "message": f"call of $F in a function decorated by decorator_{i}",
        "patterns": [
            {"pattern": "$F(...)"},
            {"pattern-inside": f"@decorator_{i}\ndef $G(...):\n    ...\n"},
        ],
    }


def decorated_for_ast_grep(i: int) -> str:
    return f"""id: call-in-decorated-function-{i}
language: python
severity: warning
message: call in a function decorated by decorator_{i}
rule:
  pattern: $F($$$A)
  inside:
    stopBy: end
    kind: decorated_definition
    has:
      kind: decorator
      has:
        kind: identifier
        regex: ^decorator_{i}$
"""


SHAPES = (
    Shape("dotted", "DOT", dotted_call, dotted_call_for_semgrep, dotted_call_for_ast_grep),
    Shape("decorated", "DEC", decorated, decorated_for_semgrep, decorated_for_ast_grep),
)


def directory_of(name: str, files: Callable[[], Iterator[tuple[str, str]]], sources: list[Path]) -> Path:
    """`.cache/benches/NAME` with these files in it; made again if a source of theirs has changed."""
    digest = hashlib.sha256()
    for source in [Path(__file__), *sources]:
        digest.update(source.read_bytes())
    directory, stamp = DIRECTORY / name, DIRECTORY / f"{name}.sha256"
    if directory.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return directory
    shutil.rmtree(directory, ignore_errors=True)
    for file, text in files():
        path = directory / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    stamp.write_text(digest.hexdigest())
    return directory


def ours(shape: Shape, count: int) -> Path:
    """A directory of `count` rule files of ours, one rule in each."""
    files = lambda: ((f"rule_{i:04}.toml", shape.ours(i)) for i in range(count))
    return directory_of(f"ours-{shape.name}-{count}", files, [])


def ours_in_one_file(shape: Shape, count: int) -> Path:
    """The same rules in one file."""
    name = f"{shape.name}-rules.toml"
    files = lambda: iter([(name, "\n".join(shape.ours(i) for i in range(count)))])
    return directory_of(f"ours-{shape.name}-{count}-in-one-file", files, []) / name


def semgrep_in_one_file(shape: Shape, count: int) -> Path:
    """The same rules as Semgrep writes them, in one file."""
    import yaml

    name = f"{shape.name}-rules.yaml"
    files = lambda: iter([(name, yaml.safe_dump({"rules": [shape.semgrep(i) for i in range(count)]}))])
    return directory_of(f"semgrep-{shape.name}-{count}", files, []) / name


def ast_grep(shape: Shape, count: int) -> Path:
    """A configuration of ast-grep with the same rules."""

    def files() -> Iterator[tuple[str, str]]:
        yield "sgconfig.yml", "ruleDirs: [rules]\n"
        for i in range(count):
            yield f"rules/rule_{i:04}.yml", shape.ast_grep(i)

    return directory_of(f"ast-grep-{shape.name}-{count}", files, []) / "sgconfig.yml"


def semgrep() -> Path:
    """A Semgrep rule file with as many rules as the figure is about: those of the conformance
    suite, over and over under other identifiers until there are enough."""
    import yaml

    sources = sorted([*CASES.rglob("*.yaml"), *CASES.rglob("*.yml")])

    def files() -> Iterator[tuple[str, str]]:
        rules = [rule for source in sources for rule in yaml.safe_load(source.read_text())["rules"]]
        rules = [rule for rule in rules if rule.get("mode", "search") == "search"]
        chosen = []
        for number in range(SEMGREP_RULES):
            # Those that are left over are spread over all.
            rule = dict(rules[number * max(1, len(rules) // SEMGREP_RULES) % len(rules)])
            rule["id"] = f"{rule['id']}-{number}"
            rule.pop("paths", None)
            chosen.append(rule)
        # JSON is YAML.
        yield SEMGREP_FILE, json.dumps({"rules": chosen}, indent=1)

    return directory_of("semgrep-rules", files, sources) / SEMGREP_FILE

#!/usr/bin/env python3
"""Tests of the harness itself: Semgrep against itself agrees, and every kind of tampering is caught."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import answers
import environment
import run

RULES = """\
rules:
  - id: eval-called
    languages: [python]
    severity: ERROR
    message: $CODE is evaluated
    pattern: eval($CODE)
    fix: literal_eval($CODE)
  - id: none-compared
    languages: [python]
    severity: WARNING
    message: compared with None
    pattern: $X == None
"""

CODE = """\
# ruleid: eval-called
"\u00e9"; eval(a + b)
# ruleid: eval-called
eval("1") + eval("2")
# ok: eval-called
eval("3")  # nosemgrep
# ok: eval-called
evaluate(a)


def f(x):
    # ruleid: none-compared
    return x == None
    # ok: none-compared
    return x is None
"""


class Harness(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = Path(temporary.name)
        self.cases = self.directory / "cases"
        (self.cases / "topic").mkdir(parents=True)
        self.write(RULES, CODE)

    def write(self, rules: str, code: str) -> None:
        (self.cases / "topic" / "case.yaml").write_text(rules, encoding="utf-8")
        (self.cases / "topic" / "case.py").write_text(code, encoding="utf-8")

    def diagnostics(self) -> list[dict]:
        """Semgrep's answers as our linter would print them."""
        semgrep = environment.make(environment.CACHE / "venv-semgrep", run.REQUIREMENTS) / "bin" / "semgrep"
        found = answers.theirs(semgrep, self.cases, run.CACHE, run.REQUIREMENTS.read_text())
        end = {"row": CODE.count("\n") + 1, "column": 1}
        return [
            {
                "code": finding.code,
                "severity": "warning",
                "message": finding.message,
                "filename": str(self.cases / finding.file),
                "location": {"row": finding.row, "column": finding.column},
                "end_location": {"row": finding.end_row, "column": finding.end_column},
                "fix": finding.fixed
                and {"edits": [{"content": finding.fixed, "location": {"row": 1, "column": 1}, "end_location": end}]},
            }
            for finding in found
        ]

    def compare(self, diagnostics: list[dict] | None = None, allowed: str = "") -> subprocess.CompletedProcess[str]:
        printed = json.dumps(self.diagnostics() if diagnostics is None else diagnostics)
        stand_in = self.directory / "stand_in"
        stand_in.write_text(f"#!{sys.executable}\nprint({printed!r})\nraise SystemExit(1)\n")
        stand_in.chmod(0o755)
        (self.directory / "allowed.toml").write_text(allowed)
        command = [sys.executable, str(HERE / "run.py"), "--ours", str(stand_in), "--cases", str(self.cases)]
        command += ["--allowed", str(self.directory / "allowed.toml")]
        return subprocess.run(command, capture_output=True, text=True)

    def fails(self, result: subprocess.CompletedProcess[str], *expected: str) -> None:
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        for text in expected:
            self.assertIn(text, result.stdout + result.stderr)

    def test_the_same_findings_agree(self) -> None:
        result = self.compare()
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("2 rules, 4 findings of semgrep, 0 annotations do not hold", result.stdout)
        self.assertIn("0 differences allowed, 0 unexplained", result.stdout)

    def test_columns_count_characters(self) -> None:
        first = self.diagnostics()[0]
        self.assertEqual((first["location"], first["end_location"]), ({"row": 2, "column": 6}, {"row": 2, "column": 17}))

    def test_a_missing_finding(self) -> None:
        self.fails(self.compare(self.diagnostics()[1:]), "eval-called theirs", "1 unexplained")

    def test_one_of_two_on_a_line_missing(self) -> None:
        found = self.diagnostics()
        self.fails(self.compare(found[:2] + found[3:]), "eval-called theirs   topic/case.py:4:13-4:22", "1 unexplained")

    def test_an_additional_finding(self) -> None:
        found = self.diagnostics()
        self.fails(self.compare([*found, found[3]]), "none-compared ours", "1 unexplained")

    def test_a_finding_that_is_suppressed(self) -> None:
        found = self.diagnostics()
        place = {"location": {"row": 6, "column": 1}, "end_location": {"row": 6, "column": 10}}
        self.fails(self.compare([*found, {**found[0], **place}]), "eval-called ours     topic/case.py:6:1-6:10")

    def test_another_place(self) -> None:
        found = self.diagnostics()
        found[3]["end_location"]["column"] += 1
        self.fails(self.compare(found), "none-compared position", "1 unexplained")

    def test_another_message(self) -> None:
        found = self.diagnostics()
        found[0]["message"] = "$CODE is evaluated"
        self.fails(self.compare(found), "eval-called message", "1 unexplained")

    def test_another_fix(self) -> None:
        found = self.diagnostics()
        edit = found[0]["fix"]["edits"][0]
        edit["content"] = edit["content"].replace("a + b", "a - b")
        self.fails(self.compare(found), "eval-called fix", "1 unexplained")

    def test_a_missing_fix(self) -> None:
        found = self.diagnostics()
        found[0]["fix"] = None
        self.fails(self.compare(found), "eval-called fix", "no fix")

    def test_a_fix_that_is_laid_out_in_another_way(self) -> None:
        found = self.diagnostics()
        edit = found[0]["fix"]["edits"][0]
        edit["content"] = edit["content"].replace("a + b", "(a +  b)")
        result = self.compare(found)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_rule_that_ran_out_of_steps(self) -> None:
        found = self.diagnostics()
        given_up = {**found[0], "code": "PRS099", "message": "gave up"}
        self.fails(self.compare([*found, given_up]), "gave up")

    def test_annotations_that_do_not_hold(self) -> None:
        self.write(RULES, CODE.replace("# ok: eval-called\nevaluate", "# ruleid: eval-called\nevaluate"))
        self.fails(self.compare(), "topic/case.py:8: no finding of eval-called")
        self.write(RULES, CODE.replace("# ruleid: none-compared\n", "# ok: none-compared\n", 1) + "# ruleid: none-compared\nx == None\n")
        self.fails(self.compare(), "topic/case.py:13: a finding of none-compared, and not to be one")
        self.write(RULES, CODE + "eval(more)\n")
        self.fails(self.compare(), "topic/case.py:16: a finding of eval-called, not announced")

    def test_rules_without_annotations(self) -> None:
        self.write(RULES, CODE.replace("# ok: none-compared\n", ""))
        result = self.compare([])
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("has no `ok:` for none-compared", result.stderr)

    def test_a_pattern_that_semgrep_refuses(self) -> None:
        self.write(RULES.replace("eval($CODE)\n    fix", "eval(($CODE\n    fix"), CODE)
        result = self.compare([])
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("semgrep complains", result.stderr)

    def test_the_allow_list(self) -> None:
        entry = '[[allowed]]\ncode = "none-compared"\nside = "theirs"\nreason = "only for this test"\nall = true\n'
        result = self.compare(self.diagnostics()[:3], entry)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("1 differences allowed", result.stdout)
        self.fails(self.compare(allowed=entry), "matches nothing any more")


if __name__ == "__main__":
    unittest.main()

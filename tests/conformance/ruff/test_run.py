#!/usr/bin/env python3
"""Tests of the harness itself: ruff against itself agrees, and every kind of tampering is caught."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import environment

# Stands in for our binary: ruff with a few codes, its findings passed through `tamper`.
STAND_IN = """#!{python}
import json, subprocess, sys
ruff, codes = {ruff!r}, ["B006", "B901", "E711", "F401", "F841"]
arguments = sys.argv[1:]
if arguments[0] == "rule":
    print(json.dumps([{{"code": code}} for code in codes]))
    sys.exit()
if "B901,E902" in arguments:
    arguments.append("--preview")
result = subprocess.run([ruff, *arguments], stdout=subprocess.PIPE, text=True)
def tamper(finding):
    {tamper}
    return [finding]
if "json-lines" in arguments:
    for line in result.stdout.splitlines():
        for finding in tamper(json.loads(line)):
            print(json.dumps(finding))
else:
    print(result.stdout, end="")
sys.exit(result.returncode)
"""

SOURCE = """\
import os
import sys  # noqa: F401
import json as \u00e9t\u00e9, re  # some comment


def f(a=[], b={}):  # noqa: B006
    return a == None


def g(c=[]):
    x = 1
    yield c
    return 2
"""


class Harness(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = Path(temporary.name)
        (self.directory / "corpus").mkdir()
        (self.directory / "corpus" / "good.py").write_text(SOURCE, encoding="utf-8")
        (self.directory / "corpus" / "broken.py").write_text("import os\nprint 1\n")

    def compare(self, tamper: str = "pass", allowed: str = "") -> subprocess.CompletedProcess[str]:
        stand_in = self.directory / "stand_in"
        stand_in.write_text(STAND_IN.format(python=sys.executable, ruff=str(environment.tool("ruff")), tamper=tamper))
        stand_in.chmod(0o755)
        (self.directory / "allowed.toml").write_text(allowed)
        command = [sys.executable, str(HERE / "run.py"), "--ours", str(stand_in), "--show", "9"]
        command += ["--directory", str(self.directory / "corpus"), "--allowed", str(self.directory / "allowed.toml")]
        return subprocess.run(command, capture_output=True, text=True)

    def differs(self, tamper: str, *expected: str) -> None:
        result = self.compare(tamper)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        for text in expected:
            self.assertIn(text, result.stdout)

    def test_the_same_findings_agree(self) -> None:
        result = self.compare()
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("4 stable and 1 preview codes are shared", result.stdout)
        self.assertIn("2 files, 8 findings agreed, 0 differences", result.stdout)

    def test_a_missing_finding(self) -> None:
        self.differs('if finding["code"] == "B006": return []', "1 unexplained", "B006 theirs   corpus/good.py:10:9-10:11: def g(c=[])")

    def test_an_additional_finding(self) -> None:
        self.differs('if finding["code"] == "E711": return [finding, finding]', "1 unexplained", "E711 ours ")

    def test_a_missing_finding_of_preview(self) -> None:
        self.differs('if finding["code"] == "B901": return []', "1 unexplained", "B901 theirs ")

    def test_another_place(self) -> None:
        self.differs('finding["end_location"]["column"] += finding["code"] == "E711"', "1 unexplained", "E711 position")

    def test_another_applicability(self) -> None:
        self.differs('if finding["code"] == "E711": finding["fix"]["applicability"] = "safe"', "1 unexplained", "fix safe ours, unsafe theirs")

    def test_a_missing_fix(self) -> None:
        self.differs('if finding["code"] == "E711": finding["fix"] = None', "1 unexplained", "fix none ours, unsafe theirs")

    def test_another_line_for_the_suppression(self) -> None:
        self.differs('if finding["code"] == "F841": finding["noqa_row"] += 1', "1 unexplained", "noqa row 12 ours, 11 theirs")

    def test_a_file_that_does_not_parse(self) -> None:
        self.differs('if finding["code"] == "invalid-syntax": return []', "1 unexplained", "invalid-syntax theirs")

    def test_findings_in_a_file_that_does_not_parse(self) -> None:
        extra = 'if finding["code"] == "invalid-syntax": return [finding, {**finding, "code": "F401"}]'
        result = self.compare(extra)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("1 more findings of ours in files that do not parse", result.stdout)

    def test_a_crash(self) -> None:
        result = self.compare("raise SystemExit(101)")
        self.assertNotIn(result.returncode, (0,))
        self.assertIn("exit code 101", result.stderr)

    def test_the_allow_list(self) -> None:
        missing = 'if finding["code"] == "F401": return []'
        entry = '[[allowed]]\ncode = "F401"\nside = "theirs"\nreason = "only for this test"\n'
        self.assertEqual(self.compare(missing, entry + "all = true").returncode, 0)
        self.assertEqual(self.compare(missing, entry + "line = 'import'").returncode, 0)
        self.assertIn("1 differences allowed", self.compare(missing, entry + "line = '^import os'").stdout)
        result = self.compare(missing, entry + "all = true\nmax = 2")
        self.assertEqual(result.returncode, 1)
        self.assertIn("allowed: more than 2", result.stdout)
        self.assertIn("needs `corpus`, `file`, `line` or `all = true`", self.compare(missing, entry).stderr)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Tests of the harness itself: fixes that are right pass, and every kind of damage is caught."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Stands in for our binary: it finds `bad` and, if asked to, makes `good` of it, but for what
# `spoil` does to the fixed bytes.
STAND_IN = """#!{python}
import json, os, pathlib, sys
arguments = sys.argv[1:]
files = sys.stdin.read().split() if "--files-from" in arguments else None
for path in map(pathlib.Path, files) if files is not None else sorted(pathlib.Path(".").rglob("*.py")):
    content = path.read_bytes()
    if "--fix" in arguments:
        fixed = content.replace(b"bad", b"good")
        def spoil(path, content, fixed):
            {spoil}
            return fixed
        fixed = spoil(path, content, fixed)
        if fixed != content:
            path.write_bytes(fixed)
        content = fixed
    for row, line in enumerate(content.removeprefix(b"\\xef\\xbb\\xbf").decode("latin-1").split("\\n"), 1):
        start = line.find("bad")
        if start >= 0:
            place = lambda column: {{"row": row, "column": column}}
            edit = {{"content": "good", "location": place(start + 1), "end_location": place(start + 4)}}
            fix = {{"applicability": "safe", "message": None, "edits": [edit]}}
            print(json.dumps({{"code": "X001", "message": "bad", "filename": str(path.resolve()), "fix": fix}}))
        {report}
"""

FILES = {
    "a.py": b"bad = 1  # why\n",
    "crlf.py": b"bad = 1\r\nx = 2\r\n",
    "mark.py": b"\xef\xbb\xbfbad = 1\n",
    "latin.py": b"# coding: latin-1\nbad = '\xe9'\n",
    "clean.py": b"x = 1\n",
    "broken.py": b"x = = 1\n",
}


def harness(spoil: str = "pass", report: str = "pass") -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as scratch:
        linter = Path(scratch) / "linter"
        linter.write_text(STAND_IN.format(python=sys.executable, spoil=spoil, report=report))
        linter.chmod(0o755)
        project = Path(scratch) / "project"
        project.mkdir()
        for name, content in FILES.items():
            (project / name).write_bytes(content)
        command = [sys.executable, HERE / "run.py", "--ours", linter, "--directory", project, "--mode", "safe"]
        result = subprocess.run(command, capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr


class Harness(unittest.TestCase):
    def catches(self, kind: str, file: str, spoil: str, report: str = "pass") -> None:
        code, output = harness(spoil, report)
        self.assertEqual(code, 1, output)
        self.assertRegex(output, rf"safe +{kind} +\S.*project/{file}")

    def test_right_fixes_pass(self) -> None:
        code, output = harness()
        self.assertEqual(code, 0, output)
        self.assertIn("4 files changed, 0 failures", output)

    def test_what_does_not_compile(self) -> None:
        self.catches("compile", "a.py", "if path.name == 'a.py': return fixed.replace(b'=', b'= =')")

    def test_a_second_run_that_changes_more(self) -> None:
        self.catches("second-run", "a.py", "if path.name == 'a.py': return content + b'y = 1\\n'")

    def test_line_ends(self) -> None:
        self.catches("newline", "crlf.py", "fixed = fixed.replace(b'\\r\\n', b'\\n')")

    def test_marks(self) -> None:
        self.catches("mark", "mark.py", "fixed = fixed.removeprefix(b'\\xef\\xbb\\xbf')")

    def test_encodings(self) -> None:
        self.catches("encoding", "latin.py", "fixed = fixed.replace(b'coding: latin-1', b'coding: koi8-r')")

    def test_comments(self) -> None:
        self.catches("comment", "a.py", "fixed = fixed.replace(b'  # why', b'')")

    def test_modes(self) -> None:
        self.catches("mode", "a.py", "os.chmod(path, 0o700)")

    def test_files_without_fixes(self) -> None:
        self.catches("untouched", "clean.py", "if path.name == 'clean.py': return content.replace(b'1', b'2')")

    def test_changes_outside_the_edits(self) -> None:
        self.catches("edits", "crlf.py", "if path.name == 'crlf.py': return fixed.replace(b'x = 2', b'x = 3')")

    def test_internal_errors(self) -> None:
        report = """if path.name == "clean.py" and "--fix" in arguments:
            print(json.dumps({"code": "PRS099", "message": "left out", "filename": str(path.resolve()), "fix": None}))"""
        self.catches("internal", "clean.py", "pass", report)

    def test_syntax_errors(self) -> None:
        report = """if path.name == "clean.py" and "--fix" in arguments:
            print(json.dumps({"code": "invalid-syntax", "message": "?", "filename": str(path.resolve()), "fix": None}))"""
        self.catches("parse", "clean.py", "pass", report)


if __name__ == "__main__":
    unittest.main()

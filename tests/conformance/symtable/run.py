#!/usr/bin/env python3.11
"""Compare our scopes, and the class of each name in them, with CPython's `symtable`.

    python3.11 tests/conformance/symtable/run.py [PATH ...]

PATH is a file or a directory; without one, the `cases` beside this file, the running
interpreter's standard library (its `test` package included) and Django's sources. Needs `cargo`
and nothing beyond the standard library. Files that this CPython does not compile are left out and
counted. Exits with 1 if any file differs.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import subprocess
import sys
import symtable
import sysconfig
import tempfile
import tokenize
import warnings
import _symtable as raw
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

import corpora

TYPES = {raw.TYPE_MODULE: "module", raw.TYPE_CLASS: "class", raw.TYPE_FUNCTION: "function"}
CLASSES = {
    raw.LOCAL: "local",
    raw.CELL: "cell",
    raw.FREE: "free",
    raw.GLOBAL_EXPLICIT: "global-explicit",
    raw.GLOBAL_IMPLICIT: "global-implicit",
}
FLAGS = [
    (raw.DEF_GLOBAL, "declared-global"),
    (raw.DEF_NONLOCAL, "declared-nonlocal"),
    (raw.DEF_PARAM, "parameter"),
    (raw.DEF_IMPORT, "imported"),
    (raw.DEF_LOCAL, "assigned"),
    (raw.DEF_ANNOT, "annotated"),
    (raw.USE, "referenced"),
    (raw.DEF_FREE_CLASS, "free-in-class"),
]


def describe(flags: int) -> str:
    words = [CLASSES[(flags >> raw.SCOPE_OFF) & raw.SCOPE_MASK]]
    words += [word for flag, word in FLAGS if flags & flag]
    return " ".join(words)


def dump(table: raw.symtable, indent: str = "") -> str:
    nested = " nested" if table.nested else ""
    lines = [f"{indent}{TYPES[table.type]} {table.name} {table.lineno}{nested}\n"]
    lines += [
        f"{indent}  {name}: {describe(flags)}\n" for name, flags in sorted(table.symbols.items())
    ]
    inner = sorted((child.lineno, dump(child, indent + "    ")) for child in table.children)
    return "".join(lines + [text for _, text in inner])


def expected(content: bytes, path: Path) -> str | None:
    """What CPython says, or nothing if it does not compile the file."""
    try:
        return dump(symtable.symtable(content, str(path), "exec")._table)
    except (SyntaxError, ValueError, RecursionError):
        return None


def python_files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
            continue
        for directory, inner, names in os.walk(path):
            inner[:] = sorted(set(inner) - {"__pycache__", "site-packages"})
            yield from (Path(directory, name) for name in sorted(names) if name.endswith(".py"))


def as_utf8(content: bytes, path: Path, scratch: Path) -> Path:
    """The file itself, or a copy of it in UTF-8."""
    try:
        content.decode()
        return path
    except UnicodeDecodeError:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        handle, copy = tempfile.mkstemp(suffix=".py", dir=scratch)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(content.decode(encoding))
        return Path(copy)


def ours(paths: list[Path]) -> list[str]:
    command = ["cargo", "run", "--quiet", "-p", "pylint_rs_semantic", "--example", "symtable"]
    completed = subprocess.run(
        [*command, "--", "-"],
        cwd=ROOT,
        input="".join(f"{path}\n" for path in paths),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    texts: list[list[str]] = []
    for line in completed.stdout.split("\n"):
        if line.startswith("=== "):
            texts.append([])
        elif line:
            texts[-1].append(line + "\n")
    return ["".join(text) for text in texts]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--show", type=int, default=3, help="how many differing files to show")
    arguments = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        parser.error("the class of a name differs from version to version: run with CPython 3.11")
    paths = arguments.paths or [
        Path(__file__).with_name("cases"),
        Path(sysconfig.get_path("stdlib")),
        corpora.path("django"),
    ]
    for path in paths:
        if not path.exists():
            parser.error(f"no such file or directory: {path}")

    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as scratch:
        files: list[tuple[Path, Path, str]] = []
        skipped = 0
        for path in python_files([path.resolve() for path in paths]):
            content = path.read_bytes()
            text = expected(content, path)
            if text is None:
                skipped += 1
            else:
                files.append((path, as_utf8(content, path, Path(scratch)), text))
        answers = ours([readable for _, readable, _ in files])
    if len(answers) != len(files):
        print(f"{len(files)} files asked about, {len(answers)} answered", file=sys.stderr)
        return 1

    different = [
        (path, theirs, answer)
        for (path, _, theirs), answer in zip(files, answers)
        if theirs != answer
    ]
    for path, theirs, answer in different[: arguments.show]:
        sys.stdout.writelines(
            list(
                difflib.unified_diff(
                    theirs.splitlines(True), answer.splitlines(True), f"CPython {path}", "ours", n=1
                )
            )[:40]
        )
    print(f"{skipped} files that CPython does not compile left out")
    print(f"{len(files) - len(different)} equal, {len(different)} different")
    return 1 if different or not files else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Compare `pylint-rs ast FILE` with CPython's `ast.dump(ast.parse(source), indent=2)`, byte for byte.

    cargo build --release -p pylint_rs
    python3.11 tests/conformance/ast/run.py [DIRECTORY...]

Every file under the directories that `ast.parse` accepts must give the same text. Without
directories, they are the standard library of the running interpreter, its `test` package
included, and Django's sources. The corner cases in `cases/` beside this script, and a generated
file that holds every Unicode character, are always compared as well.

Exit code: 0 when all are equal, 1 when any differs, 2 when the comparison could not be made.
"""

import argparse
import ast
import multiprocessing
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import threading
import warnings

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import corpora
import environment

MIRRORED = (3, 11)
# Not part of the standard library, though below it.
IGNORED_DIRECTORIES = {"__pycache__", "site-packages"}
# `ast.dump` and the destruction of trees recurse.
RECURSION_LIMIT = 100_000
STACK_SIZE = 512 * 1024 * 1024


def dump(binary, path):
    """What our binary prints for a file, or None and its message."""
    process = subprocess.run([binary, "ast", path], capture_output=True)
    if process.returncode:
        return None, process.stderr.decode("utf-8", "replace").strip()
    return process.stdout, None


def oracle(data):
    """CPython's dump, or None where it does not accept the source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError):
            return None
    return ast.dump(tree, indent=2).encode("utf-8", "surrogatepass")


def first_difference(expected, actual):
    expected = expected.decode("utf-8", "backslashreplace").split("\n")
    actual = actual.decode("utf-8", "backslashreplace").split("\n")
    for number, (left, right) in enumerate(zip(expected, actual), 1):
        if left != right:
            return f"  line {number}\n  CPython: {left.strip()[:300]}\n  ours:    {right.strip()[:300]}"
    return f"  CPython has {len(expected)} lines, ours {len(actual)}"


def compare(paths, binary):
    """Yields (path, verdict, details)."""
    for path in paths:
        data = pathlib.Path(path).read_bytes()
        try:
            expected = oracle(data)
        except RecursionError:
            yield path, "skipped", "CPython's own recursion limit"
            continue
        if expected is None:
            yield path, "skipped", "not accepted by ast.parse"
            continue
        actual, message = dump(binary, path)
        if actual is None:
            yield path, "different", f"  ours: {message}"
        elif actual != expected + b"\n":
            yield path, "different", first_difference(expected, actual)
        else:
            yield path, "equal", ""


def compare_share(share):
    """Compares a share of the paths on a thread with a deep stack."""
    paths, binary = share
    sys.setrecursionlimit(RECURSION_LIMIT)
    threading.stack_size(STACK_SIZE)
    results = []
    failures = []

    def run():
        try:
            results.extend(compare(paths, binary))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results


def every_character(directory):
    """Writes a file whose strings hold every character, surrogates by escapes."""
    lines = []
    for start in range(0, 0x110000, 256):
        plain, escaped = [], []
        for code_point in range(start, start + 256):
            character = chr(code_point)
            escaped.append(f"\\U{code_point:08x}")
            if character not in "\\\"\r\n\0" and not 0xD800 <= code_point < 0xE000:
                plain.append(character)
        lines.append(f'"{"".join(plain)}", "{"".join(escaped)}"\n')
    path = pathlib.Path(directory, "every_character.py")
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return str(path)


def python_files(directories):
    for directory in directories:
        if os.path.isfile(directory):
            yield directory
        for root, names, files in os.walk(directory):
            names[:] = sorted(set(names) - IGNORED_DIRECTORIES)
            for name in sorted(files):
                if name.endswith((".py", ".pyi", ".pyw")):
                    yield os.path.join(root, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("directories", nargs="*", metavar="DIRECTORY")
    parser.add_argument(
        "--binary",
        help="our binary (default: the newest optimised build in target/)",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument(
        "--show", type=int, default=20, help="how many differing files to detail"
    )
    arguments = parser.parse_args()
    if sys.version_info[:2] != MIRRORED:
        parser.error(f"needs CPython {'.'.join(map(str, MIRRORED))}")
    binary = str(environment.linter(arguments.binary))
    directories = arguments.directories or [sysconfig.get_path("stdlib"), corpora.path("django")]
    counts = dict.fromkeys(("equal", "different", "skipped"), 0)
    with tempfile.TemporaryDirectory() as temporary:
        paths = [
            *python_files([HERE / "cases"]),
            every_character(temporary),
            *python_files(directories),
        ]
        # Small shares keep the workers evenly busy.
        shares = [(paths[i : i + 25], binary) for i in range(0, len(paths), 25)]
        with multiprocessing.Pool(arguments.jobs) as pool:
            for results in pool.imap(compare_share, shares):
                for path, verdict, details in results:
                    counts[verdict] += 1
                    if verdict == "different" and counts[verdict] <= arguments.show:
                        print(f"{path}\n{details}")
    print(
        f"{counts['equal']} equal, {counts['different']} different"
        f" ({counts['skipped']} not accepted by CPython)"
    )
    return 1 if counts["different"] or not counts["equal"] else 0


if __name__ == "__main__":
    sys.exit(main())

"""Inputs made at run time rather than downloaded: documentation examples and suppression comments."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from findings import run

BLOCK = re.compile(r"^```(?:python|pyi|py)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def documentation(binary: Path, directory: Path) -> None:
    """Every Python block in the explanations of ruff's rules, as `CODE_N.py`."""
    texts = {}
    listing = json.loads(run([str(binary), "rule", "--all", "--output-format", "json"]))
    for rule in listing:
        stem = rule["code"] or rule["name"].replace("-", "_")
        for number, block in enumerate(BLOCK.findall(rule["explanation"] or "")):
            text = textwrap.dedent(block)
            texts[f"{stem}_{number}.py"] = text
            # The rules on stub files look only at stubs.
            if stem.startswith("PYI"):
                texts[f"{stem}_{number}.pyi"] = text
    write(directory, texts)


def write(directory: Path, texts: dict[str, str]) -> None:
    """Makes the directory hold these files and no others; what is right already is left alone."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        file = directory / name
        if not file.is_file() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
    for file in directory.iterdir():
        if file.name not in texts:
            file.unlink(missing_ok=True)


# `@` marks where the comment goes. What is wrong in each: F401, B006, W605, E711, E702, E722.
PLACES = {
    "line": "import os@\n",
    "two_codes": "import os, sys@\nif os.x == None: pass@\n",
    "first_of_statement": "from os import (@\n    path,\n    sep,\n)\n",
    "inside_statement": "from os import (\n    path,@\n    sep,\n)\n",
    "last_of_statement": "from os import (\n    path,\n    sep,\n)@\n",
    "header": "def f(\n    a=[],@\n    b={},\n):@\n    return a\n",
    "continuation": "x = 1 + \\\n    (None == 2)@\n",
    "string_end": 'x = """\n\\d\n"""@\n',
    "string_inside": 'x = """\n\\d@\n"""\n',
    "formatted_string": 'x = f"""\n{1 == None}\n"""@\n',
    "statement_around_string": 'print(None == 1, """\ntext\n""",@\nNone == 2)@\n',
    "own_line": "@\nimport os\n",
    "own_line_after_docstring": '"""Text."""\n@\nimport os\n\n\ndef f(a=[]):\n    return a\n',
    "indented_own_line": "def f():\n    @\n    import os\n    import sys\n",
    "end_of_file": "import os\n@",
    "range": "@\nimport os\n# ruff: enable[F401]\nimport sys\n",
    "handler": "try:\n    pass\nexcept:@\n    pass; x = 1\n",
    "decorated": "@\n@staticmethod@\ndef f(a=[]):\n    return a\n".replace("@staticmethod", "\x00staticmethod"),
}

COMMENTS = [
    "# noqa",
    "#noqa",
    "# NOQA",
    "# NoQA: F401",
    "#noqa:F401",
    "# noqa:F401,B006",
    "# noqa: F401, B006, E711",
    "# noqa: F401 B006 E711",
    "# noqa: F401,B006 E711, W605",
    "# noqa : F401",
    "# noqa :F401",
    "#   noqa:   F401",
    "# noqa: f401",
    "# noqa: F4",
    "# noqa: F401x",
    "# noqa: F401abc B006",
    "# noqa: F401B006",
    "# noqa: F401 because it registers itself",
    "# noqa: F401: reason",
    "# noqa: F401 - reason",
    "# noqa: F401;B006",
    "# noqa:",
    "# noqa: ",
    "# noqa reason",
    "# noqa-F401",
    "# noqa F401",
    "# noqa,F401",
    "# noqa: E999, F401",
    "# noqa: ABC123",
    "# noqa: unused-import",
    "# a comment # noqa: F401",
    "# a comment noqa: F401",
    "# type: ignore # noqa: F401",
    "# noqa: F401 # type: ignore",
    "# noqa: F401 # noqa: B006",
    "# noqa: B006 # noqa: F401",
    "## noqa: F401",
    "#\u00a0noqa: F401",
    "# noqa: F401, F401",
    "# noqa:F401,",
    "# noqa:,F401",
    "# noqa: F401,,B006",
    "# nonoqa",
    "# noqas",
    "# noqa!",
    "# ruff: noqa",
    "# ruff:noqa",
    "# RUFF: NOQA",
    "# ruff: noqa: F401",
    "# ruff: noqa: F401, B006 reason",
    "# ruff: noqa F401",
    "# flake8: noqa",
    "# flake8: noqa: F401",
    "# ruff: ignore[F401]",
    "# ruff: ignore[F401, B006] reason",
    "# ruff: ignore",
    "# ruff:ignore[F401]",
    "# ruff: disable[F401]",
    "# ruff: disable[F401, B006]",
    "# ruff: file-ignore[F401]",
    "# isort: skip_file",
    "# pylint: disable=unused-import",
    "# type: ignore",
]


def suppressions(directory: Path) -> None:
    """Every spelling of a suppression in every place it can stand."""
    texts = {}
    for place, template in PLACES.items():
        for number, comment in enumerate(COMMENTS):
            # On a line with code a comment is set off by two spaces, as people write it.
            text = re.sub(r"(?<=\S)@", "  @", template)
            text = text.replace("@", comment).replace("\x00", "@")
            texts[f"{place}_{number:02}.py"] = text
    write(directory, texts)

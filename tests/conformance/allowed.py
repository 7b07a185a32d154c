"""Allow-lists: the deliberate differences between another tool's findings and ours, each with a reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar


class Difference(Protocol):
    """What an entry looks at; `side` says how the two differ."""

    side: str
    code: str
    corpus: str
    file: str
    line: str


Any = TypeVar("Any", bound=Difference)


@dataclass
class Allowed:
    """One entry of the allow-list (the code `*` is any), and how many differences it has covered."""

    codes: list[str]
    side: str
    reason: str
    corpus: str | None
    file: re.Pattern[str] | None
    line: re.Pattern[str] | None
    most: int | None
    used: int = 0

    def covers(self, difference: Difference) -> bool:
        return (
            (difference.code in self.codes or self.codes == ["*"])
            and difference.side == self.side
            and (self.corpus is None or self.corpus == difference.corpus)
            and (self.file is None or self.file.search(difference.file) is not None)
            and (self.line is None or self.line.search(difference.line) is not None)
        )

    def __str__(self) -> str:
        return f"{','.join(self.codes)} {self.side}: {self.reason}"


KEYS = {"code", "side", "reason", "corpus", "file", "line", "all", "max"}


def read(path: Path, sides: tuple[str, ...]) -> list[Allowed]:
    """The allow-list, one file or a folder of them by family; `sides` are those that can be allowed."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return [entry for file in files for entry in _entries(file, sides)]


def _entries(path: Path, sides: tuple[str, ...]) -> list[Allowed]:
    """One file's entries; one without a reason or without a limit on what it matches is an error."""
    entries = []
    for number, entry in enumerate(tomllib.loads(path.read_text()).get("allowed", []), 1):
        where = f"{path.name}: entry {number}"
        if unknown := entry.keys() - KEYS:
            raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
        if entry.get("side") not in sides or not entry.get("code"):
            raise ValueError(f"{where}: needs `code`, and `side` as one of {', '.join(sides)}")
        if len(entry.get("reason", "").split()) < 3:
            raise ValueError(f"{where}: needs a `reason` that says why the difference is wanted")
        if not (entry.get("all") or {"corpus", "file", "line"} & entry.keys()):
            raise ValueError(f"{where}: needs `corpus`, `file`, `line` or `all = true`")
        code = entry["code"]
        entries.append(
            Allowed(
                codes=[code] if isinstance(code, str) else code,
                side=entry["side"],
                reason=entry["reason"],
                corpus=entry.get("corpus"),
                file=re.compile(entry["file"]) if "file" in entry else None,
                line=re.compile(entry["line"]) if "line" in entry else None,
                most=entry.get("max"),
            )
        )
    return entries


def unexplained(differences: Iterable[Any], entries: list[Allowed]) -> list[Any]:
    """The differences no entry covers; the first entry that matches and has room is used up by one."""
    left = []
    for difference in differences:
        for entry in entries:
            if entry.covers(difference) and (entry.most is None or entry.used < entry.most):
                entry.used += 1
                break
        else:
            left.append(difference)
    return left

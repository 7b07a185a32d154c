"""The keys of TypedDicts: those of a spec, and those of the Python that it gave."""

from __future__ import annotations

import ast
import json
import subprocess
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checkers import Complaint

Keys = dict[str, list[str]]


def compare(spec: Path, root: Path, ours: Path) -> list[Complaint]:
    """Says which TypedDicts have other keys than the spec gives them, or have them in another order."""
    complaints = []
    for file, wanted, bases in wanted_by_file(spec, root):
        if not file.exists():
            complaints.append(Complaint("keys", file, 0, "missing", "was not generated"))
            continue
        found = found_in(file, ours)
        for name, keys in wanted.items():
            inherited = [key for base in bases.get(name, []) for key in wanted.get(base, [])]
            if sorted(found.get(name, [])) not in (sorted(keys), sorted(inherited + keys)):
                message = f"{name} has {found.get(name)}, not {keys}"
                complaints.append(Complaint("keys", file, 0, spec.name, message))
    return complaints


def wanted_by_file(spec: Path, root: Path) -> Iterator[tuple[Path, Keys, Keys]]:
    """The files, their TypedDicts' keys, and their TypedDicts' bases."""
    text = spec.read_text(encoding="utf-8")
    if spec.suffix == ".yaml":
        # What YAML means is another suite's question; here the file says it again as JSON.
        text = text.split("# json: ", 1)[1]
    table = tomllib.loads(text) if spec.suffix == ".toml" else json.loads(text)
    for name, module in table.get("modules", {}).items():
        yield root / f"{name.replace('.', '/')}.py", wanted(module), bases(module)
    if set(table) - {"modules"}:
        yield root / f"{spec.stem}.py", wanted(table), bases(table)


def wanted(module: dict[str, Any]) -> Keys:
    return {name: list(table.get("fields", {})) for name, table in module.get("typed_dicts", {}).items()}


def bases(module: dict[str, Any]) -> Keys:
    return {name: table.get("bases", []) for name, table in module.get("typed_dicts", {}).items()}


def found_in(file: Path, ours: Path) -> Keys:
    """The keys of every class and every `TypedDict(…)`; those of a private base are its heirs'."""
    tree = parsed(file, ours)
    keys: Keys = {}
    for statement in tree.body:
        match statement:
            case ast.ClassDef(name=name, bases=bases, body=body):
                own = [it.target.id for it in body if isinstance(it, ast.AnnAssign) and isinstance(it.target, ast.Name)]
                private = [base.id for base in bases if isinstance(base, ast.Name) and base.id.startswith("_")]
                keys[name] = [key for base in private for key in keys.get(base, [])] + own
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[_, ast.Dict(keys=written)])):
                keys[name] = [ast.literal_eval(key) for key in written if key is not None]
    return keys


class Nodes(dict[str, Any]):
    """The classes of syntax trees; those that CPython has not yet are any node."""

    def __missing__(self, name: str) -> Any:
        return getattr(ast, name, ast.Pass)


def parsed(file: Path, ours: Path) -> ast.Module:
    """The tree of a file, whose syntax may be newer than the CPython at hand."""
    try:
        return ast.parse(file.read_text(encoding="utf-8"))
    except SyntaxError:
        dump = subprocess.run([ours, "ast", file], check=True, capture_output=True, text=True).stdout
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return eval(dump, Nodes(__builtins__={}))

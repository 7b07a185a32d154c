"""The keys that a schema names, and those that Python names."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from schemas import packages

# What is under these says nothing of the keys that values have.
SKIPPED = {"not", "contains", "propertyNames", "enum", "const", "default", "examples", "example"}
NAMES = {"patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"}


def of_schema(path: Path) -> set[str]:
    """The keys of all schemas that the outermost one consists of, or refers to within its file."""
    root: Any = packages.load(path)
    found: set[str] = set()
    seen: set[int] = set()
    open_ = [root]
    while open_:
        schema = open_.pop()
        if isinstance(schema, list):
            open_ += schema
        if not isinstance(schema, dict) or id(schema) in seen:
            continue
        seen.add(id(schema))
        reference = schema.get("$ref")
        is_old = "draft-0" in str(root.get("$schema"))
        if isinstance(reference, str):
            open_.append(follow(root, reference))
            if is_old:
                continue
        for keyword, value in schema.items():
            if keyword == "properties" and isinstance(value, dict):
                found |= value.keys()
                open_ += value.values()
            elif keyword in NAMES and isinstance(value, dict):
                if keyword not in ("$defs", "definitions"):
                    open_ += value.values()
            elif keyword not in SKIPPED:
                open_.append(value)
    return found


def follow(root: Any, reference: str) -> Any:
    if not reference.startswith("#"):
        return None
    found = root
    for token in reference[1:].split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and token.isdigit() and int(token) < len(found):
            found = found[int(token)]
        elif isinstance(found, dict):
            found = found.get(token)
        else:
            return None
    return found


def of_module(module: ast.Module) -> set[str]:
    """All keys of TypedDicts, of either syntax."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Dict):
            found |= {key.value for key in node.keys if isinstance(key, ast.Constant)}
    return found

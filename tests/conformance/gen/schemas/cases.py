"""The schemas and their instances.

Of a schema from a package, `instances/NAME.json` has what making.py made: instances, and changes that
make them invalid in a way that types can catch. A file in `own/` has a schema and instances by hand.
"""

from __future__ import annotations

import json
import random
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7 as DEFAULT

from schemas import making, packages

HERE = Path(__file__).parent
INSTANCES = HERE / "instances"
OWN = HERE / "own"
# How likely optional keys are, in turn.
EAGERNESS = (0.0, 1.0, 0.3, 0.1, 0.6)
VALID = 5
INVALID = 8
LENGTH_LIMIT = 2000
SECONDS = 15


@dataclass(frozen=True)
class Case:
    """A schema and its instances."""

    name: str
    schema: Path
    valid: list[Any]
    # What is wrong with each, and the instance.
    invalid: list[tuple[str, Any]]

    @property
    def module(self) -> str:
        return "of_" + re.sub(r"\W", "_", self.name)

    def write_literals(self, directory: Path, root: str) -> None:
        """Writes the instances as literals of the module's type `root`: one a line, from the third on."""
        for kind, instances in (("valid", self.valid), ("invalid", [instance for _, instance in self.invalid])):
            lines = [f"from models.{self.module} import {root}", ""]
            lines += [f"_{index}: {root} = {instance!r}" for index, instance in enumerate(instances)]
            (directory / f"{kind}_{self.module}.py").write_text("\n".join(lines) + "\n")


def schemas() -> Iterator[tuple[str, Path]]:
    """All schemas of packages, with names of their own."""
    for package in packages.packages():
        directory = package.fetch()
        prefix = {"check-jsonschema": "vendored-", "openapi-spec-validator": "openapi-3.0-"}.get(package.name, "")
        for schema in package.schemas:
            yield prefix + schema.removesuffix(".schema"), directory / f"{schema}.json"


def cases(work: Path) -> Iterator[Case]:
    for name, path in schemas():
        stored = json.loads((INSTANCES / f"{name}.json").read_text())
        invalid = [
            (change["what"], making.replaced(stored["valid"][change["of"]], change["path"], change["value"]))
            for change in stored["invalid"]
        ]
        yield Case(name, path, stored["valid"], invalid)
    for file in sorted(OWN.glob("*.json")):
        stored = json.loads(file.read_text())
        schema = work / f"{file.stem}.schema.json"
        schema.write_text(json.dumps(stored["schema"], indent=2))
        validator = validator_for(stored["schema"], default=Draft7Validator)(stored["schema"])
        for instance in stored["valid"]:
            if (error := next(validator.iter_errors(instance), None)) is not None:
                raise SystemExit(f"{file}: {instance} is not valid: {error.message}")
        for what, instance in stored["invalid"].items():
            if validator.is_valid(instance):
                raise SystemExit(f"{file}: {what} is valid")
        yield Case(f"own-{file.stem}", schema, stored["valid"], list(stored["invalid"].items()))


def all_errors(validator: Any, instance: Any) -> list[Any]:
    return list(validator.iter_errors(instance))


def make(name: str, path: Path) -> None:
    """Makes the instances of a schema, anew."""
    schema: Any = without_foreign_patterns(packages.load(path))
    validator = validator_for(schema, default=Draft7Validator)(schema, registry=neighbours(path))
    maker = making.Maker(validator, name)
    valid: list[Any] = []
    began = time.monotonic()
    for turn in range(80):
        if len(valid) == VALID or time.monotonic() - began > SECONDS:
            break
        instance = within_seconds(partial(maker.instance, EAGERNESS[turn % len(EAGERNESS)]), 10)
        if instance is None or len(json.dumps(instance)) > LENGTH_LIMIT or instance in valid:
            continue
        if within_seconds(partial(validator.is_valid, instance), 10):
            valid.append(instance)
    invalid: list[dict[str, Any]] = []
    source = random.Random(name)
    for index, instance in enumerate(valid):
        own = 0
        for what, where, value in making.mutants(instance, source):
            if own == INVALID // VALID + 1 or len(invalid) == INVALID or time.monotonic() - began > 2 * SECONDS:
                break
            changed = making.replaced(instance, where, value)
            errors = within_seconds(partial(all_errors, validator, changed), 10)
            if errors and any(map(making.is_catchable, errors)):
                invalid.append({"of": index, "what": what, "path": where, "value": value})
                own += 1
    INSTANCES.mkdir(exist_ok=True)
    text = json.dumps({"valid": valid, "invalid": invalid}, ensure_ascii=False)
    (INSTANCES / f"{name}.json").write_text(text + "\n")


def without_foreign_patterns(schema: Any) -> Any:
    """The schema without regular expressions that Python does not understand."""
    if isinstance(schema, list):
        return [without_foreign_patterns(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {}
    for key, value in schema.items():
        if key == "pattern" and isinstance(value, str) and not is_pattern(value):
            continue
        if key == "patternProperties" and isinstance(value, dict):
            value = {pattern: inner for pattern, inner in value.items() if is_pattern(pattern)}
        result[key] = without_foreign_patterns(value)
    return result


def is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def neighbours(path: Path) -> Registry:
    """The schemas beside a schema, by their names and addresses."""

    def retrieve(address: str) -> Resource:
        file = path.with_name(address.rpartition("/")[2].partition("#")[0])
        file = file if file.exists() else file.with_name(f"{file.name}.json")
        return Resource.from_contents(packages.load(file), default_specification=DEFAULT)

    return Registry(retrieve=retrieve)


def within_seconds(function: Any, seconds: int) -> Any:
    """What the function gives; nothing if that takes too long or goes too deep."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return function()
    except (TimeoutError, RecursionError):
        return None
    finally:
        signal.alarm(0)

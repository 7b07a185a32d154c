"""Instances of a schema, made by walking it, and the same with one thing made wrong.

What is made is only a guess: a validator says what is an instance and what is not. Everything is
drawn from a seeded source, so that each run makes the same.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from schemas.text_for import text_for

DEPTH_LIMIT = 7
SCALARS = {"string": "text", "integer": 3, "number": 2.5, "boolean": True, "null": None}


class Maker:
    """Makes instances of one schema."""

    def __init__(self, validator: Validator, seed: str) -> None:
        self.validator = validator
        self.root = validator.schema
        self.source = random.Random(seed)
        self.eager = 0.0

    def instance(self, eager: float) -> Any:
        """Each optional key is there with the probability `eager`."""
        self.eager = eager
        return self.make(self.root, self.validator._resolver, 0)

    def make(self, schema: Any, resolver: Any, depth: int) -> Any:
        schema, resolver = self.flat(schema, resolver, 0)
        if not isinstance(schema, dict):
            return self.source.choice(["text", 1, True])
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                branches = schema[keyword]
                branch = branches[0] if depth > DEPTH_LIMIT else self.source.choice(branches)
                rest = {key: value for key, value in schema.items() if key != keyword}
                return self.make(merged(rest, self.flat(branch, resolver, 0)[0]), resolver, depth + 1)
        if "const" in schema:
            return copy.deepcopy(schema["const"])
        if schema.get("enum"):
            return copy.deepcopy(self.source.choice(schema["enum"]))
        kind = schema.get("type") or self.kind_of(schema)
        if isinstance(kind, list):
            kind = kind[0] if depth > DEPTH_LIMIT else self.source.choice(kind)
        if kind == "object":
            return self.mapping(schema, resolver, depth)
        if kind == "array":
            return self.sequence(schema, resolver, depth)
        return self.scalar(schema, kind)

    def kind_of(self, schema: dict[str, Any]) -> str:
        if any(key in schema for key in ("properties", "additionalProperties", "patternProperties", "required")):
            return "object"
        if any(key in schema for key in ("items", "prefixItems")):
            return "array"
        if any(key in schema for key in ("minimum", "maximum")):
            return "number"
        return "string"

    def flat(self, schema: Any, resolver: Any, steps: int) -> tuple[Any, Any]:
        """The schema with what it refers to and its `allOf` merged into it."""
        while isinstance(schema, dict) and isinstance(schema.get("$ref"), str) and steps < 30:
            steps += 1
            found = resolver.lookup(schema["$ref"])
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = merged(rest, found.contents) if isinstance(found.contents, dict) else found.contents
            resolver = found.resolver
        if isinstance(schema, dict) and schema.get("allOf"):
            rest = {key: value for key, value in schema.items() if key != "allOf"}
            for part in schema["allOf"]:
                flat, inner = self.flat(part, resolver, steps + 1) if steps < 30 else (part, resolver)
                if isinstance(flat, dict):
                    rest, resolver = merged(rest, flat), inner
            schema = rest
        return schema, resolver

    def scalar(self, schema: dict[str, Any], kind: str) -> Any:
        if kind == "string":
            if "pattern" in schema:
                text = text_for(schema["pattern"], self.source)
                if text is not None:
                    return text
            if isinstance(schema.get("examples"), list) and schema["examples"]:
                return copy.deepcopy(schema["examples"][0])
            text = self.source.choice(["text", "other text", "a"])
            return (text * 40)[: max(schema.get("minLength", 0), min(len(text), schema.get("maxLength", 99)))]
        if kind in ("integer", "number"):
            least = schema.get("minimum", schema.get("exclusiveMinimum", 0))
            least = 0 if isinstance(least, bool) else least
            value = max(least, 0) if "maximum" not in schema else least
            value += 1 if "exclusiveMinimum" in schema else 0
            if kind == "number" and self.source.random() < 0.5 and "multipleOf" not in schema:
                return value + 0.5
            return int(value) + (value % 1 > 0) if kind == "integer" else value
        if kind == "boolean":
            return self.source.random() < 0.5
        return SCALARS.get(kind, "text")

    def sequence(self, schema: dict[str, Any], resolver: Any, depth: int) -> list[Any]:
        prefix = schema.get("prefixItems", [])
        items = schema.get("items", True)
        if isinstance(items, list):
            prefix, items = items, schema.get("additionalItems", True)
        least = schema.get("minItems", 0)
        wanted = 0 if depth > DEPTH_LIMIT else self.source.choice([1, 2])
        count = min(max(least, wanted, len(prefix) if prefix else 0), schema.get("maxItems", 9))
        made: list[Any] = []
        for index in range(count):
            of = prefix[index] if index < len(prefix) else items
            if of is False:
                break
            item = self.make(of, resolver, depth + 1)
            if not (schema.get("uniqueItems") and item in made):
                made.append(item)
        return made

    def mapping(self, schema: dict[str, Any], resolver: Any, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        required = schema.get("required", [])
        required = required if isinstance(required, list) else []
        for key, property_schema in schema.get("properties", {}).items():
            if property_schema is False:
                continue
            eager = self.eager if depth < 3 else self.eager / 2**(depth - 2)
            if key in required or (depth <= DEPTH_LIMIT and self.source.random() < eager):
                made[key] = self.make(property_schema, resolver, depth + 1)
        for key in required:
            if key not in made:
                made[key] = self.make(self.schema_of_other(key, schema), resolver, depth + 1)
        if depth <= DEPTH_LIMIT:
            self.others(made, schema, resolver, depth)
        return made

    def schema_of_other(self, key: str, schema: dict[str, Any]) -> Any:
        for pattern, found in schema.get("patternProperties", {}).items():
            if re.search(pattern, key):
                return found
        return schema.get("additionalProperties", True)

    def others(self, made: dict[str, Any], schema: dict[str, Any], resolver: Any, depth: int) -> None:
        """Keys that only a pattern or nothing names, if the schema says something of them."""
        wanted = max(schema.get("minProperties", 0) - len(made), 0)
        names = schema.get("propertyNames", True)
        for pattern, other in schema.get("patternProperties", {}).items():
            key = text_for(pattern, self.source)
            if key is not None and key not in made and says_something(other):
                if wanted > 0 or self.source.random() < max(self.eager, 0.3):
                    made[key] = self.make(other, resolver, depth + 1)
                    wanted -= 1
        other = schema.get("additionalProperties")
        says = says_something(other)
        if says or (wanted > 0 and not schema.get("properties")):
            for _ in range(max(wanted, 1 if self.source.random() < max(self.eager, 0.5) else 0)):
                key = self.make(names, resolver, depth + 1) if names is not True else self.source.choice(["extra", "more"])
                if isinstance(key, str) and key not in schema.get("properties", {}):
                    made[key] = self.make(other if says else True, resolver, depth + 1)


def says_something(schema: Any) -> bool:
    notes = {"description", "title", "$comment", "default", "examples", "tsType", "deprecated"}
    return isinstance(schema, dict) and bool(schema.keys() - notes)


def merged(left: dict[str, Any], right: Any) -> dict[str, Any]:
    """Both schemas in one; where both say something of a keyword, the right one wins."""
    if not isinstance(right, dict):
        return left
    result = {**left, **right}
    for keyword in ("properties", "patternProperties"):
        if keyword in left and keyword in right:
            both = {**left[keyword], **right[keyword]}
            for key in left[keyword].keys() & right[keyword].keys():
                if isinstance(left[keyword][key], dict) and isinstance(right[keyword][key], dict):
                    both[key] = {**left[keyword][key], **right[keyword][key]}
            result[keyword] = both
    if isinstance(left.get("required"), list) and isinstance(right.get("required"), list):
        result["required"] = left["required"] + [key for key in right["required"] if key not in left["required"]]
    for keyword in ("oneOf", "anyOf"):
        if keyword in left and keyword in right:
            result["oneOf" if keyword == "anyOf" and "oneOf" not in result else keyword] = right[keyword]
    return result


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value in an instance, with the way to it."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def mutants(instance: Any, source: random.Random) -> Iterator[tuple[str, list[Any], Any]]:
    """One thing in the instance made otherwise: what that is, where, and the new value there."""
    for path, value in source.sample(found := list(places(instance)), len(found)):
        for what, other in changes(value):
            yield f"{'/'.join(map(str, path))}: {what}", list(path), other


def changes(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield "a string for an object", "text"
        for key in value:
            yield f"without `{key}`", {other: inner for other, inner in value.items() if other != key}
        yield "an unknown key", {**value, "noSuchKey": 1}
    elif isinstance(value, list):
        yield "a number for a list", 7
    elif isinstance(value, bool) or value is None:
        yield "a list of numbers", [7]
    elif isinstance(value, str):
        yield "not in the list", "no such value"
        yield "a number for a string", 7.5
    else:
        yield "a string for a number", "seven"
        if isinstance(value, int):
            yield "a fraction for an integer", value + 0.25


def replaced(value: Any, path: list[Any], other: Any) -> Any:
    if not path:
        return other
    result = copy.copy(value)
    result[path[0]] = replaced(value[path[0]], path[1:], other)
    return result


# What types can say no to.
CATCHABLE = {"type", "enum", "const", "required", "additionalProperties", "unevaluatedProperties"}


def is_catchable(error: ValidationError) -> bool:
    """Whether it is types that this goes against."""
    if {"if", "then", "else", "not", "dependencies", "dependentSchemas", "contains"} & set(error.absolute_schema_path):
        return False
    if error.validator in ("anyOf", "oneOf"):
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        return len(branches) == len(error.validator_value) and all(
            any(map(is_catchable, errors)) for errors in branches.values()
        )
    if error.validator == "type" and isinstance(error.instance, float) and error.instance.is_integer():
        return False
    return error.validator in CATCHABLE

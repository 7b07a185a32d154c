#!/usr/bin/env python3
"""Fetches the named code bases of corpora.toml into `.cache/corpora/NAME-VERSION/`.

    corpora.py                  fetch all and print their directories
    corpora.py django cpython   fetch these

Archives come straight from the package index (`PIP_INDEX_URL` is honoured) rather than through
`pip download`, which would run each project's build to learn its metadata: for a source archive
of Cython code that takes minutes and a compiler, and we only read the sources.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import shutil
import sys
import sysconfig
import tarfile
import tomllib
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from environment import CACHE

SOURCES = (".py", ".pyi", ".pyw")


@dataclass(frozen=True)
class Corpus:
    """One entry of corpora.toml."""

    name: str
    version: str
    file: str = ""
    sha256: str = ""
    suite: bool = False
    bench: bool = False
    why: str = ""

    @property
    def directory(self) -> Path:
        return CACHE / "corpora" / f"{self.name}-{self.version}"


def table() -> dict[str, Corpus]:
    """Every corpus by name, in the file's order."""
    with open(Path(__file__).with_name("corpora.toml"), "rb") as file:
        entries = tomllib.load(file)
    return {
        name: Corpus(name=name, **{"version": platform.python_version(), **entry})
        for name, entry in entries.items()
    }


def names(suites: bool = False) -> list[str]:
    """The corpora to lint, or with `suites` the projects whose tests are run."""
    return [corpus.name for corpus in table().values() if corpus.suite == suites and not corpus.bench]


def path(name: str) -> Path:
    """The unpacked corpus, fetched first if it is not in the cache."""
    corpora = table()
    if name not in corpora:
        sys.exit(f"unknown corpus {name!r}; known: {', '.join(corpora)}")
    corpus = corpora[name]
    directory = corpus.directory
    if directory.exists():
        return directory
    directory.parent.mkdir(parents=True, exist_ok=True)
    with open(directory.parent / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if directory.exists():
            return directory
        partial = directory.with_name(directory.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        if corpus.file:
            unpack(archive(corpus), partial)
        else:
            copy_standard_library(partial)
        # Appearing under its own name only when complete, an interrupted fetch is never used.
        partial.rename(directory)
    return directory


def python_files(name: str) -> list[Path]:
    """The corpus' Python sources, sorted."""
    return sorted(file for file in path(name).rglob("*") if file.suffix in SOURCES and file.is_file())


def copy_standard_library(target: Path) -> None:
    library = Path(sysconfig.get_path("stdlib"))
    for directory, folders, files in os.walk(library):
        folders[:] = [folder for folder in folders if folder not in ("site-packages", "__pycache__")]
        for file in files:
            if file.endswith(SOURCES):
                copy = target / Path(directory).relative_to(library) / file
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(directory) / file, copy)


def archive(corpus: Corpus) -> Path:
    """The downloaded archive, whose digest has been checked."""
    file = CACHE / "downloads" / corpus.file
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        url = address(corpus)
        print(f"fetching {url}", file=sys.stderr)
        partial = file.with_name(file.name + ".partial")
        with urllib.request.urlopen(url, timeout=180) as response, open(partial, "wb") as output:
            shutil.copyfileobj(response, output)
        partial.rename(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != corpus.sha256:
        sys.exit(f"{file}: sha256 is {digest}, corpora.toml says {corpus.sha256}")
    return file


def address(corpus: Corpus) -> str:
    """Where the package index keeps the archive."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + f"/{corpus.name}/"
    request = urllib.request.Request(index, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request, timeout=180) as response:
        listing = json.load(response)
    for entry in listing["files"]:
        if entry["filename"] == corpus.file:
            return urllib.parse.urljoin(index, entry["url"])
    sys.exit(f"{index} has no {corpus.file}")


def unpack(file: Path, target: Path) -> None:
    if file.suffix == ".whl":
        # Of an installed package only the sources matter; the shared objects are most of its size.
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(target, [member for member in wheel.namelist() if member.endswith(SOURCES)])
        return
    inside = target.with_name(target.name + ".tar")
    shutil.rmtree(inside, ignore_errors=True)
    with tarfile.open(file) as source:
        source.extractall(inside, filter="data")
    # A source archive holds one directory, named after the package.
    (top,) = inside.iterdir()
    top.rename(target)
    inside.rmdir()


if __name__ == "__main__":
    for name in sys.argv[1:] or table():
        print(path(name))

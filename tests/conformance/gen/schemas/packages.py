"""Fetches the packages of packages.toml, and lays their schemas out in the cache."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import corpora
import environment

CACHE = environment.CACHE / "gen-schemas"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Package:
    """A package that has schemas."""

    name: str
    registry: str
    version: str
    sha256: str
    folder: str
    schemas: list[str]
    file: str = ""

    @property
    def directory(self) -> Path:
        """Where its schemas lie, all beside each other as in the package."""
        return CACHE / f"{self.name.rpartition('/')[2]}-{self.version}"

    def archive(self) -> Path:
        if self.registry == "pypi":
            return corpora.archive(corpora.Corpus(self.name, self.version, self.file, self.sha256))
        downloads = environment.CACHE / "downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        file = downloads / f"{self.name.replace('@', '').replace('/', '-')}-{self.version}.tgz"
        if not file.exists():
            command = ["npm", "pack", "--silent", f"{self.name}@{self.version}", "--pack-destination", str(downloads)]
            subprocess.run(command, check=True, stdout=sys.stderr, cwd=downloads)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if digest != self.sha256:
            sys.exit(f"{file}: sha256 is {digest}, packages.toml says {self.sha256}")
        return file

    def fetch(self) -> Path:
        """The directory with its schemas."""
        if self.directory.exists():
            return self.directory
        partial = self.directory.with_name(self.directory.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name, text in members(self.archive()):
            folder, _, file = name.rpartition("/")
            if folder == self.folder and file.endswith(".json"):
                (partial / file).write_bytes(text)
        partial.rename(self.directory)
        return self.directory


def members(archive: Path) -> list[tuple[str, bytes]]:
    """The JSON files in an archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return [(name, wheel.read(name)) for name in wheel.namelist() if name.endswith(".json")]
    with tarfile.open(archive) as tar:
        files = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".json")]
        return [(member.name, tar.extractfile(member).read()) for member in files]  # type: ignore[union-attr]


def packages() -> list[Package]:
    table = tomllib.loads((HERE / "packages.toml").read_text())
    return [Package(name=name, **entry) for name, entry in table.items()]


def load(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8-sig"))

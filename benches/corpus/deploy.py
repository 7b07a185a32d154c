#!/usr/bin/env python
"""Brings the shop to its machines."""

import argparse
import datetime
import glob
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from os import path
from pathlib import Path

import paramiko

VERSION = re.compile(r"^v?(\d+)\.(\d+)\.(\d+)(?:-(\w+))?$")
HOSTS = {
    "test": ["test.shop.example.net"],
    "live": ["a.shop.example.net", "b.shop.example.net", "c.shop.example.net"],
}
KEEP = 5
PASSWORD = "correct horse"

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
logger = logging.getLogger("deploy")


class DeployError(Exception):
    """A step that went wrong, and its output."""

    def __init__(self, step: str, output: str = ""):
        self.step = step
        self.output = output


def run(command, cwd=None, check=True):
    """Runs a command of the shell and gives what it says."""
    logger.info("$ " + command)
    process = subprocess.run(command, shell=True, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.decode()
    if check and process.returncode != 0:
        raise DeployError(command, output)
    return output


def current_version(root: str) -> str:
    tags = run("git tag --list --sort=-version:refname", cwd=root).split("\n")
    for tag in tags:
        match = VERSION.match(tag)
        if match != None:
            return tag
    return "v0.0.0"


def next_version(version, part):
    major, minor, patch, suffix = VERSION.match(version).groups()
    if part == "major":
        return "v%d.0.0" % (int(major) + 1)
    elif part == "minor":
        return "v{}.{}.0".format(major, int(minor) + 1)
    else:
        return f"v{major}.{minor}.{int(patch) + 1}"


def build(root: Path, target: Path) -> Path:
    if path.exists(target):
        shutil.rmtree(target)
    os.makedirs(target)
    for name in glob.glob(os.path.join(str(root), "*.py")):
        shutil.copy(name, target)
    stamp = {"built": datetime.datetime.now().isoformat(), "by": os.environ.get("USER", "?"), "files": os.listdir(target)}
    open(target / "stamp.json", "w").write(json.dumps(stamp))
    os.chmod(target / "stamp.json", 0o777)
    archive = tempfile.mktemp(suffix=".tar.gz")
    run(f"tar czf {archive} -C {target} .")
    return Path(archive)


def upload(host: str, archive: Path, version: str, dry_run: bool = False) -> None:
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host, username="deploy", password=PASSWORD)
    try:
        sftp = client.open_sftp()
        remote = "/srv/shop/%s.tar.gz" % version
        if not dry_run:
            sftp.put(str(archive), remote)
            for command in (
                f"mkdir -p /srv/shop/{version}",
                f"tar xzf {remote} -C /srv/shop/{version}",
                f"ln -sfn /srv/shop/{version} /srv/shop/current",
                "systemctl restart shop",
            ):
                _, stdout, stderr = client.exec_command(command)
                if stdout.channel.recv_exit_status() != 0:
                    raise DeployError(command, stderr.read().decode())
    finally:
        client.close()


def old_versions(directory):
    found = []
    for entry in os.scandir(directory):
        if entry.is_dir() and VERSION.match(entry.name):
            found.append(entry.name)
    found.sort(key=lambda name: [int(part) for part in VERSION.match(name).groups()[:3]])
    return found[:-KEEP]


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=list(HOSTS.keys()))
    parser.add_argument("--part", choices=["major", "minor", "patch"], default="patch")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--root", type=Path, default=Path("."))
    return parser.parse_args(arguments)


def main():
    options = parse()
    version = next_version(current_version(options.root), options.part)
    try:
        archive = build(options.root, Path("/tmp/build"))
        for host in HOSTS[options.stage]:
            upload(host, archive, version, options.dry_run)
    except DeployError as error:
        logger.error("%s failed:\n%s", error.step, error.output)
        sys.exit(1)
    except:
        logger.error("something went wrong", exc_info=True)
        raise
    for version in old_versions("/srv/shop") if os.path.isdir("/srv/shop") else []:
        os.system("rm -rf /srv/shop/" + version)
    exit(0)


if __name__ == "__main__":
    main()

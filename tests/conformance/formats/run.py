#!/usr/bin/env python3
"""Checks the output formats against their specifications, and their shape against ruff's.

    run.py                      what `examples/render.rs` writes: awkward paths, texts, places
    run.py --linter PATH FILE…  what the linter itself writes about these files, too

SARIF is validated with OASIS' schema, JUnit with Jenkins' XSD, JSON with our published schema (ruff's
JSON as well), GitLab and rdjson with schemas written down from their documentation. Each schema must
also refuse a spoilt report. Every key that ruff writes must be in ours, but for the listed ones.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import environment

OUTPUT = environment.CACHE / "conformance" / "formats"
FORMATS = "full concise grouped json json-lines sarif github gitlab junit rdjson azure pylint".split()

# What ruff writes and we do not, with the reason.
MISSING = {
    "sarif": {".runs[].tool.driver.rules[].properties.kind": "the name of the linter a rule was taken from"},
    "junit": {
        "testcase@line": "not in the XSD; the failure's text says it",
        "testcase@column": "not in the XSD; the failure's text says it",
        "testcase/properties": "not in the XSD; the failure's type is the severity",
        "properties/property": "see testcase/properties",
        "property@name": "see testcase/properties",
        "property@value": "see testcase/properties",
        "testsuites@skipped": "not in the XSD",
    },
}

SAMPLE = {
    "sample.py": "import os\n\n\ndef f(x=[]):\n    if x == None:\n        return 1\n",
    "broken.py": "x = = 2\n",
}


class Failures(list):
    def check(self, condition: object, message: str) -> None:
        if not condition:
            self.append(message)


def key_paths(value: object, path: str = "") -> set[str]:
    """Where there are keys in a JSON value: `.runs[].results`."""
    if isinstance(value, dict):
        here = {f"{path}.{key}" for key in value}
        return here.union(*(key_paths(item, f"{path}.{key}") for key, item in value.items()))
    if isinstance(value, list):
        return set().union(*(key_paths(item, f"{path}[]") for item in value))
    return set()


def xml_paths(root) -> set[str]:
    """Which attributes and children the elements of an XML tree have."""
    attributes = {f"{element.tag}@{name}" for element in root.iter() for name in element.attrib}
    return attributes | {f"{element.tag}/{child.tag}" for element in root.iter() for child in element}


def validate_json(name: str, report: object, schema: dict, spoil, failures: Failures) -> None:
    import jsonschema

    validator = jsonschema.validators.validator_for(schema)(schema)
    validator.check_schema(schema)
    for error in validator.iter_errors(report):
        failures.append(f"{name}: {error.json_path}: {error.message}")
    if spoil is not None:
        spoilt = copy.deepcopy(report)
        spoil(spoilt)
        failures.check(not validator.is_valid(spoilt), f"{name}: the schema accepts a spoilt report")


def validate_junit(name: str, text: bytes, failures: Failures):
    from lxml import etree

    import schemas

    schema = etree.XMLSchema(etree.fromstring(schemas.junit()))
    tree = etree.fromstring(text)
    if not schema.validate(tree):
        failures.extend(f"{name}: {error}" for error in schema.error_log)
    cases = tree.findall(".//testcase")
    failed = tree.findall(".//failure")
    failures.check(int(tree.get("tests")) == len(cases), f"{name}: tests={tree.get('tests')}, {len(cases)} cases")
    failures.check(int(tree.get("failures")) == len(failed), f"{name}: failures={tree.get('failures')}, {len(failed)}")
    spoilt = copy.deepcopy(tree)
    del spoilt.find("testsuite").attrib["tests"]
    failures.check(not schema.validate(spoilt), f"{name}: the XSD accepts a spoilt report")
    return tree


def index_as_editors_do(name: str, finding: dict, failures: Failures) -> None:
    """What the ruff parsers of nvim-lint and ALE compute; a null anywhere stops them."""
    try:
        start, end = finding["location"], finding["end_location"]
        numbers = [start["row"] - 1, start["column"] - 1, end["row"] - 1, end["column"] - 1]
        texts = [finding["code"] + "", finding["message"] + "", finding["filename"] + ""]
        assert min(numbers) >= 0 and all(texts)
        if finding["fix"] is not None:
            assert finding["fix"]["applicability"] in {"safe", "unsafe", "display"}
            for edit in finding["fix"]["edits"]:
                assert edit["location"]["row"] >= 1 and edit["end_location"]["column"] >= 1
    except (TypeError, KeyError, AssertionError) as error:
        failures.append(f"{name}: an editor stumbles over {finding}: {error!r}")


def check_reports(name: str, reports: dict[str, bytes], failures: Failures) -> int:
    """Validates one run's report in every format; returns the number of findings."""
    import schemas

    findings = json.loads(reports["json"])
    count = len(findings)

    def spoil(change):
        return change if count else None

    validate_json(f"{name} json", findings, schemas.diagnostics(), spoil(lambda r: r[0].pop("code")), failures)
    for finding in findings:
        index_as_editors_do(name, finding, failures)
    lines = [json.loads(line) for line in reports["json-lines"].decode().splitlines()]
    failures.check(lines == findings, f"{name}: json and json-lines differ")

    sarif = json.loads(reports["sarif"])
    # The URI format is checked too: a path with a space in it is no URI.
    validate_json(
        f"{name} sarif", sarif, schemas.sarif(), spoil(lambda r: r["runs"][0]["results"][0].pop("message")), failures
    )
    results = sarif["runs"][0]["results"]
    failures.check(len(results) == count, f"{name}: {len(results)} results in sarif, {count} findings")
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        failures.check(re.fullmatch(r"[A-Za-z0-9%._~:/-]+", uri), f"{name} sarif: {uri!r} is no URI")

    gitlab = json.loads(reports["gitlab"])
    validate_json(f"{name} gitlab", gitlab, schemas.gitlab(), spoil(lambda r: r[0].pop("fingerprint")), failures)
    fingerprints = {issue["fingerprint"] for issue in gitlab}
    failures.check(len(fingerprints) == count, f"{name}: {len(fingerprints)} fingerprints, {count} findings")

    rdjson = json.loads(reports["rdjson"])
    validate_json(
        f"{name} rdjson", rdjson, schemas.rdjson(), spoil(lambda r: r["diagnostics"][0].pop("location")), failures
    )
    failures.check(len(rdjson["diagnostics"]) == count, f"{name}: rdjson misses findings")

    tree = validate_junit(f"{name} junit", reports["junit"], failures)
    failures.check(len(tree.findall(".//failure")) == count, f"{name}: junit misses findings")

    patterns = {
        "github": r"::(error|warning|notice) title=[^:,\n]+,file=[^:,\n]+,line=\d+(,col=\d+)?,endLine=\d+(,endColumn=\d+)?::.+",
        "azure": r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]+;linenumber=\d+;columnnumber=\d+;code=[^;\]]+;\].+",
        "pylint": r".+:\d+: \[[^\]]+\] .+",
    }
    for format, pattern in patterns.items():
        lines = reports[format].decode().split("\n")[:-1]
        failures.check(len(lines) == count, f"{name}: {len(lines)} lines in {format}, {count} findings")
        for line in lines:
            failures.check(re.fullmatch(pattern, line), f"{name} {format}: {line}")
    for format in ("full", "concise", "grouped"):
        failures.check(reports[format].decode().strip(), f"{name}: {format} is silent")
    return count


def check_against_ruff(ours: dict[str, bytes], failures: Failures) -> None:
    """Every key of ruff's is a key of ours, and ruff's JSON fits our schema."""
    from lxml import etree

    import schemas

    with tempfile.TemporaryDirectory() as directory:
        for name, text in SAMPLE.items():
            Path(directory, name).write_text(text)
        theirs = {}
        for format in ("json", "sarif", "gitlab", "rdjson", "junit"):
            command = [environment.tool("ruff"), "check", "--isolated", "--no-cache", "--select", "E,F,B"]
            result = subprocess.run([*command, "--output-format", format, directory], capture_output=True)
            theirs[format] = result.stdout
    their_findings = json.loads(theirs["json"])
    failures.check(their_findings, "ruff found nothing in the sample")
    validate_json("ruff's json", their_findings, schemas.diagnostics(), None, failures)
    for format in theirs:
        if format == "junit":
            paths = [xml_paths(etree.fromstring(reports[format])) for reports in (theirs, ours)]
        else:
            paths = [key_paths(json.loads(reports[format])) for reports in (theirs, ours)]
        missing = paths[0] - paths[1]
        excused = set(MISSING.get(format, {}))
        failures.extend(f"{format}: ruff has {path}, we do not" for path in sorted(missing - excused))
        failures.extend(f"{format}: {path} need not be excused" for path in sorted(excused - missing))


def rendered() -> dict[str, dict[str, bytes]]:
    """What the example writes, by file stem and format."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    command = ["cargo", "run", "--quiet", "-p", "pylint_rs_diagnostics", "--example", "render", "--", str(OUTPUT)]
    subprocess.run(command, check=True, cwd=environment.ROOT)
    return {
        stem: {format: (OUTPUT / f"{stem}.{format}").read_bytes() for format in FORMATS} for stem in ("findings", "clean")
    }


def linted(linter: Path, paths: list[str]) -> dict[str, bytes]:
    """What the linter itself writes."""
    reports = {}
    for format in FORMATS:
        command = [str(linter), "check", "--isolated", "--no-cache", "--select", "ALL", "--output-format", format]
        result = subprocess.run([*command, *paths], capture_output=True)
        if result.returncode not in (0, 1):
            sys.exit(result.stderr.decode())
        reports[format] = result.stdout
    return reports


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--linter", type=Path, help="also check what this binary writes")
    parser.add_argument("paths", nargs="*", help="files for the binary")
    arguments = parser.parse_args()
    if bool(arguments.linter) != bool(arguments.paths):
        parser.error("--linter and files go together")

    failures = Failures()
    runs = rendered()
    check_against_ruff(runs["findings"], failures)
    if arguments.linter:
        runs["linter"] = linted(arguments.linter, arguments.paths)
    for name, reports in runs.items():
        count = check_reports(name, reports, failures)
        print(f"{name}: {count} findings in {len(reports)} formats")
    for failure in failures:
        print(f"FAIL {failure}")
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    python = environment.tool("python")
    if Path(sys.prefix).resolve() != python.parents[1].resolve():
        os.execv(python, [str(python), *sys.argv])
    sys.exit(main())

"""Runs commands in turn, and reports what they cost: a line for each, ratios, and JSON."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds, and its peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def start(command: list[str], directory: Path, stdout: int) -> subprocess.Popen[bytes]:
    variables = dict(os.environ)
    if "--cache-dir" in command:
        variables.pop("PYLINT_RS_NO_CACHE", None)
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=directory, env=variables, stdin=quiet, stdout=stdout, stderr=quiet)


def run(command: list[str], directory: Path) -> Cost:
    """Runs a command to its end, its output thrown away; exit codes of 2 and more are errors.

    Of memory it tells no less than what this process has: that is what a new one starts as.
    """
    started = time.perf_counter()
    process = start(command, directory, subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def first_byte(command: list[str], directory: Path) -> float:
    """The seconds until a command prints anything; it is ended then."""
    started = time.perf_counter()
    process = start(command, directory, subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(1)
    seconds = time.perf_counter() - started
    process.kill()
    process.stdout.close()
    process.wait()
    return seconds


def measure(commands: dict[str, list[str]], directory: Path, runs: int) -> dict[str, list[Cost]]:
    """Each command once to warm up, then `runs` rounds of all of them."""
    for command in commands.values():
        run(command, directory)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(run(command, directory))
    return costs


def ratio(ours: list[Cost], theirs: list[Cost], of: Callable[[Cost], float]) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(of(our) / max(of(their), 1e-9) for our, their in zip(ours, theirs))


@dataclass
class Report:
    """What was measured: printed as it comes, and kept for `--json`."""

    is_quiet: bool
    rows: list[dict[str, object]] = field(default_factory=list)

    def _say(self, text: str, **row: object) -> None:
        self.rows.append(row)
        if not self.is_quiet:
            print(text, flush=True)

    def cost(self, figure: str, corpus: str, program: str, costs: list[Cost]) -> None:
        """The medians of one program."""
        of = {name: statistics.median(asdict(cost)[name] for cost in costs) for name in ("cpu", "wall", "memory")}
        self._say(
            f"{figure:<18}{corpus:<22}{program:<14}cpu {of['cpu']:7.3f} s   "
            f"wall {of['wall']:7.3f} s   memory {of['memory']:6.0f} MB",
            figure=figure, corpus=corpus, program=program, **of,
        )

    def ratio(self, figure: str, corpus: str, ours: list[Cost], other: str, theirs: list[Cost]) -> None:
        """The medians of the ratios."""
        cpu, wall = (ratio(ours, theirs, of) for of in (lambda cost: cost.cpu, lambda cost: cost.wall))
        self._say(
            f"{figure:<18}{corpus:<22}ours ÷ {other}: cpu {cpu:.4g}   wall {wall:.4g}\n",
            figure=figure, corpus=corpus, against=other, cpu=cpu, wall=wall,
        )

    def value(self, figure: str, corpus: str, what: str, value: float, unit: str) -> None:
        """Any other number."""
        self._say(f"{figure:<18}{corpus:<22}{what}: {value:.4g} {unit}".rstrip(), figure=figure, corpus=corpus, what=what, value=value, unit=unit)

    def commands(self, figure: str, corpus: str, costs: dict[str, list[Cost]]) -> None:
        """A row per program, then the ratio to the second."""
        for program, own in costs.items():
            self.cost(figure, corpus, program, own)
        other = next(name for name in costs if name != "ours")
        self.ratio(figure, corpus, costs["ours"], other, costs[other])

    def json(self) -> str:
        return json.dumps(self.rows, indent=1, ensure_ascii=False)

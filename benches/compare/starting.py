"""S11: the binary's size, and what it takes to do next to nothing."""

from __future__ import annotations

from pathlib import Path

from measuring import Report, measure

# So short that more rounds than for other figures cost nothing.
ROUNDS = 5
SMALL_FILE = Path(__file__).resolve().parents[1] / "corpus" / "containers.pyi"


def report(ours: Path, ruff: Path, runs: int, to: Report) -> None:
    """`--version`, and one small file, against ruff."""
    for program, path in (("ours", ours), ("ruff", ruff)):
        to.value("S11-size", "", program, path.stat().st_size / 1e6, "MB")
    check = ["check", "--isolated", "--no-cache", "--exit-zero", str(SMALL_FILE)]
    for figure, arguments in (("S11-version", ["--version"]), ("S11-file", check)):
        commands = {"ours": [str(ours), *arguments], "ruff": [str(ruff), *arguments]}
        to.commands(figure, "", measure(commands, SMALL_FILE.parent, runs * ROUNDS))
    # All there is to start: every rule.
    everything = [str(ours), *check[:-1], "--select", "ALL", check[-1]]
    costs = measure({"ours": everything}, SMALL_FILE.parent, runs * ROUNDS)
    to.cost("S11-all-rules", "", "ours", costs["ours"])

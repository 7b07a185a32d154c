"""Applying the edits that are reported, by other code than the linter's own.

Where this comes to what `--fix` came to, nothing was changed that no edit says.
"""

from __future__ import annotations

import bisect
from collections.abc import Container
from typing import Any, NamedTuple

from states import LINE_END

RANKS = {"display": 0, "unsafe": 1, "safe": 2}


class Edit(NamedTuple):
    """A replacement, in code points."""

    start: int
    end: int
    content: str


def fixes(findings: list[dict[str, Any]], *, safe: bool) -> list[dict[str, Any]]:
    """The findings with a fix that is applicable enough."""
    least = RANKS["safe" if safe else "unsafe"]
    return [finding for finding in findings if finding["fix"] and RANKS[finding["fix"]["applicability"]] >= least]


class Text:
    """A text that knows where its lines start."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(LINE_END.finditer(text))
        self.starts = [0, *(end.end() for end in ends)]
        kinds = {end.group() for end in ends}
        self.newline = kinds.pop() if len(kinds) == 1 else "\n"

    def offset(self, place: dict[str, int]) -> int:
        return self.starts[place["row"] - 1] + place["column"] - 1

    def edits(self, finding: dict[str, Any]) -> list[Edit]:
        edits = []
        for edit in finding["fix"]["edits"]:
            content = edit["content"]
            if self.newline != "\n":
                content = content.replace("\r\n", "\n").replace("\n", self.newline)
            edits.append(Edit(self.offset(edit["location"]), self.offset(edit["end_location"]), content))
        return sorted(edits)

    def is_one_line(self, start: int, end: int) -> bool:
        return bisect.bisect_right(self.starts, start) == bisect.bisect_right(self.starts, end)

    def stretches(self, edits: list[Edit]) -> list[tuple[int, int]]:
        """What the edits are about: with what is between those on one line."""
        stretches: list[tuple[int, int]] = []
        for edit in edits:
            if stretches and self.is_one_line(stretches[-1][1], edit.start):
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], edit.end))
            else:
                stretches.append((edit.start, edit.end))
        return stretches

    def apply(self, findings: list[dict[str, Any]], single: Container[str] = ()) -> str:
        """One round: the fixes that are in nobody's way, the first ones first; of the rules in
        `single` one fix alone."""
        candidates = [(self.edits(finding), finding["code"], finding["message"]) for finding in findings]
        candidates.sort(key=lambda one: ([edit[:2] for edit in one[0]], [edit.content for edit in one[0]], *one[1:]))
        taken: set[Edit] = set()
        stretches: list[tuple[int, int]] = []
        alone: set[str] = set()
        for edits, code, _ in candidates:
            new = [edit for edit in edits if edit not in taken]
            if not new:
                continue
            own = self.stretches(new)
            if any(self.meets(stretch, stretches) for stretch in own):
                continue
            if code in alone:
                continue
            if code in single:
                alone.add(code)
            taken.update(new)
            for stretch in own:
                bisect.insort(stretches, stretch)
        pieces, copied = [], 0
        for edit in sorted(taken):
            pieces += [self.text[copied : edit.start], edit.content]
            copied = edit.end
        return "".join([*pieces, self.text[copied:]])

    @staticmethod
    def meets(stretch: tuple[int, int], others: list[tuple[int, int]]) -> bool:
        """Whether a stretch overlaps or touches one of others, which are sorted and apart."""
        position = bisect.bisect_right(others, (stretch[1], stretch[1]))
        # One that starts where this one ends touches it.
        neighbours = others[max(0, position - 1) : position + 1]
        return any(start <= stretch[1] and end >= stretch[0] for start, end in neighbours)

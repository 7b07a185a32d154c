"""Applying the edits that are reported, by other code than the linter's own.

Where this comes to what `--fix` came to, nothing was changed that no edit says. It need not, as the
order of rounds may matter; then at least each line that went must be one that an edit is about.
"""

from __future__ import annotations

import bisect
from collections import Counter
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


def emptying(findings: list[dict[str, Any]]) -> set[str]:
    """The rules with a fix that takes something out for good."""
    return {
        finding["code"]
        for finding in findings
        if any(edit["content"] in ("", "pass") for edit in finding["fix"]["edits"])
    }


def is_covered(before: str, after: str, touched: set[str]) -> bool:
    """Whether all lines that went are among the touched ones."""
    # Counted rather than aligned: lines that occur often could be aligned in several ways.
    went = Counter(LINE_END.split(before)) - Counter(LINE_END.split(after))
    return went.keys() <= touched


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

    def touched(self, findings: list[dict[str, Any]]) -> set[str]:
        """The lines that some edit is about."""
        found = set()
        for finding in findings:
            for edit in self.edits(finding):
                start = self.starts[bisect.bisect_right(self.starts, edit.start) - 1]
                after = bisect.bisect_right(self.starts, edit.end)
                end = self.starts[after] if after < len(self.starts) else None
                found.update(LINE_END.split(self.text[start:end]))
        return found

    def block(self, offset: int) -> int:
        """The line, from 1, that opens the block a line is in, told by indentation; 0 for none."""
        row = bisect.bisect_right(self.starts, offset) - 1
        indent = self.indent(row)
        while row > 0 and indent:
            row -= 1
            here = self.indent(row)
            if here is not None and here < indent:
                return row + 1
        return 0

    def indent(self, row: int) -> int | None:
        """A line's indentation; nothing for one without code."""
        line = self.text[self.starts[row] : self.starts[row + 1] if row + 1 < len(self.starts) else None]
        code = line.lstrip()
        return None if not code or code.startswith("#") else len(line) - len(code)

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
        """One round: the fixes that are in nobody's way, the first ones first; of those of the
        rules in `single` but one in each block."""
        candidates = [(self.edits(finding), finding["code"], finding["message"]) for finding in findings]
        candidates.sort(key=lambda one: ([edit[:2] for edit in one[0]], [edit.content for edit in one[0]], *one[1:]))
        taken: set[Edit] = set()
        stretches: list[tuple[int, int]] = []
        blocks: set[int] = set()
        for edits, code, _ in candidates:
            new = [edit for edit in edits if edit not in taken]
            if not new:
                continue
            own = self.stretches(new)
            if any(self.meets(stretch, stretches) for stretch in own):
                continue
            if code in single and (block := self.block(edits[-1].start)):
                if block in blocks:
                    continue
                blocks.add(block)
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

"""Lays out tables of text, and reads them back: plain code without a library."""

# ruff: noqa: D
import itertools
import string
import unicodedata
from collections import defaultdict, namedtuple
from enum import Enum

ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "\u00a0": "&nbsp;",
    "ä": "&auml;",
    "ö": "&ouml;",
    "ü": "&uuml;",
}
BOXES = {
    "ascii": ("+", "-", "|", "+", "+", "+", "+", "+", "+", "+", "+"),
    "light": ("┼", "─", "│", "┌", "┬", "┐", "├", "┤", "└", "┴", "┘"),
    "double": ("╬", "═", "║", "╔", "╦", "╗", "╠", "╣", "╚", "╩", "╝"),
}
Cell = namedtuple("Cell", ["text", "span", "align"])


class Align(Enum):
    LEFT = "<"
    RIGHT = ">"
    CENTER = "^"

    @classmethod
    def of(cls, value):
        if type(value) == int or isinstance(value, float):
            return cls.RIGHT
        return cls.LEFT


def width(text: str) -> int:
    """Columns that a terminal needs for a text."""
    total = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        total += 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
    return total


def wrap(text, limit):
    lines, line, used = [], [], 0
    for word in text.split():
        length = width(word)
        if used and used + 1 + length > limit:
            lines.append(" ".join(line))
            line, used = [], 0
        while length > limit:
            lines.append(word[:limit])
            word = word[limit:]
            length = width(word)
        used += length + (1 if line else 0)
        line.append(word)
    if line:
        lines.append(" ".join(line))
    return lines or [""]


class Table:
    def __init__(self, header=None, box="light", padding=1):
        self.header = list(header or [])
        self.rows = []
        self.box = BOXES[box]
        self.padding = padding
        self._widths = None

    def add(self, *cells, **options):
        span = options.pop("span", 1)
        if options:
            raise TypeError("unknown: " + ", ".join(sorted(options)))
        row = []
        for cell in cells:
            if isinstance(cell, Cell):
                row.append(cell)
            elif cell is None:
                row.append(Cell("", span, Align.LEFT))
            else:
                row.append(Cell(str(cell), span, Align.of(cell)))
        self.rows.append(row)
        self._widths = None
        return self

    def __len__(self): return len(self.rows)

    def __eq__(self, other):
        return isinstance(other, Table) and self.rows == other.rows and self.header == other.header

    @property
    def widths(self):
        if self._widths is None:
            widths = defaultdict(int)
            for row in itertools.chain([[Cell(h, 1, Align.CENTER) for h in self.header]], self.rows):
                for i, cell in enumerate(row):
                    if cell.span == 1:
                        widths[i] = max(widths[i], *(width(line) for line in cell.text.splitlines() or [""]))
            self._widths = [widths[i] for i in range(len(widths))]
        return self._widths

    def rule(self, left, middle, right):
        dash = self.box[1]
        return left + middle.join(dash * (w + 2 * self.padding) for w in self.widths) + right

    def line(self, row):
        parts = []
        for cell, available in zip(row, self.widths):
            fill = available - width(cell.text)
            if cell.align is Align.RIGHT:
                text = " " * fill + cell.text
            elif cell.align is Align.CENTER:
                text = " " * (fill // 2) + cell.text + " " * (fill - fill // 2)
            else:
                text = cell.text + " " * fill
            parts.append(" " * self.padding + text + " " * self.padding)
        return self.box[2] + self.box[2].join(parts) + self.box[2]

    def render(self):
        cross, dash, bar, *corners = self.box
        out = [self.rule(*corners[:3])]
        if self.header:
            out += [self.line([Cell(h, 1, Align.CENTER) for h in self.header]), self.rule(corners[3], cross, corners[4])]
        for row in self.rows:
            out.append(self.line(row))
        out.append(self.rule(*corners[5:]))
        return "\n".join(out)


def to_html(table: Table, escape=True) -> str:
    def quoted(text):
        if not escape:
            return text
        return "".join(ENTITIES.get(character, character) for character in text)

    html = "<table>\n"
    if table.header:
        html += "  <tr>" + "".join(f"<th>{quoted(h)}</th>" for h in table.header) + "</tr>\n"
    for row in table.rows:
        html += "  <tr>"
        for cell in row:
            span = f' colspan="{cell.span}"' if cell.span > 1 else ""
            html += f"<td{span}>{quoted(cell.text)}</td>"
        html += "</tr>\n"
    return html + "</table>\n"


def parse(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or set(line) <= set("+-=|"):
            continue
        if line[0] != "|" or line[-1] != "|":
            raise ValueError("line %d: %r is no row" % (number, line))
        rows.append([cell.strip() for cell in line[1:-1].split("|")])
    if not rows:
        return Table()
    table = Table(rows[0], box="ascii")
    for row in rows[1:]:
        table.add(*[number(cell) if cell and cell[0] in string.digits else cell for cell in row])
    return table


def number(text):
    for kind in int, float, complex:
        try:
            return kind(text)
        except ValueError:  # noqa: PERF203
            pass
    return text


def merge(left: Table, right: Table, on: int = 0, how: str = "inner"):
    if how not in {"inner", "left", "outer"}:
        raise ValueError(how)
    index = {}
    for row in right.rows:
        index.setdefault(row[on].text, []).append(row)
    result = Table(left.header + [h for i, h in enumerate(right.header) if i != on])
    used = set()
    for row in left.rows:
        key = row[on].text
        if key in index:
            used.add(key)
            for other in index[key]:
                result.rows.append(row + [cell for i, cell in enumerate(other) if i != on])
        elif how != "inner":
            result.rows.append(row + [None] * (len(right.header) - 1))
    if how == "outer":
        for key, others in index.items():
            if not key in used:
                result.rows.extend(others)
    return result


def sort(table, column, reverse=False, l=None):
    def key(row):
        text = row[column].text
        try:
            return (0, float(text), "")
        except ValueError:
            return (1, 0, text.casefold())

    table.rows.sort(key=key, reverse=reverse)
    if l != None and len(table.rows) > l:
        del table.rows[l:]
    return table

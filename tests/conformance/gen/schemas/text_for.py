"""Texts that a regular expression matches, for property names and strings of generated instances."""

from __future__ import annotations

import random
import re
from re import _constants as c, _parser as parser  # type: ignore[attr-defined]

CANDIDATES = ("a", "x1", "name", "my-key", "Example", "x-note", "1.0.0", "_private", ".hidden", "[python]", "/path", "200")


def text_for(pattern: str, source: random.Random) -> str | None:
    """A text in which the pattern is found, as far as we can make one."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError):
        return None
    for candidate in source.sample(CANDIDATES, len(CANDIDATES)):
        if compiled.search(candidate):
            return candidate
    try:
        made = "".join(write(parser.parse(pattern), source))
    except (re.error, RecursionError, NotImplementedError):
        return None
    return made if compiled.search(made) else None


def write(tokens: object, source: random.Random) -> list[str]:
    written: list[str] = []
    for kind, value in tokens:  # type: ignore[attr-defined]
        if kind is c.LITERAL:
            written.append(chr(value))
        elif kind is c.NOT_LITERAL:
            written.append("a" if value != ord("a") else "b")
        elif kind is c.ANY:
            written.append("a")
        elif kind is c.IN:
            written.append(one_of(value, source))
        elif kind is c.BRANCH:
            written += write(source.choice(value[1]), source)
        elif kind is c.SUBPATTERN:
            written += write(value[-1], source)
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            least, greatest, inner = value
            for _ in range(max(least, min(1, greatest))):
                written += write(inner, source)
        elif kind in (c.AT, c.ASSERT, c.ASSERT_NOT):
            continue
        else:
            raise NotImplementedError(kind)
    return written


def one_of(choices: list[tuple[object, object]], source: random.Random) -> str:
    if choices[0][0] is c.NEGATE:
        excluded = re.compile("[" + "".join(shown(choice) for choice in choices[1:]) + "]")
        return next(text for text in "ab1-_ ~Z" if not excluded.match(text))
    kind, value = source.choice(choices)
    if kind is c.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    if kind is c.RANGE:
        return chr(value[0])  # type: ignore[index]
    if kind is c.CATEGORY:
        return {c.CATEGORY_DIGIT: "1", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "w"}.get(value, "-")
    raise NotImplementedError(kind)


def shown(choice: tuple[object, object]) -> str:
    kind, value = choice
    if kind is c.LITERAL:
        return re.escape(chr(value))  # type: ignore[arg-type]
    if kind is c.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"  # type: ignore[index]
    if kind is c.CATEGORY:
        return {c.CATEGORY_DIGIT: r"\d", c.CATEGORY_SPACE: r"\s", c.CATEGORY_WORD: r"\w"}.get(value, r"\W")
    raise NotImplementedError(kind)

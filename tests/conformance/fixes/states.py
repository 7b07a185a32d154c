"""What a file is before and after fixing, and what must not become of it."""

from __future__ import annotations

import io
import re
import tokenize
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

MARK = b"\xef\xbb\xbf"
LINE_END = re.compile(r"\r\n|\r|\n")

# Suppression comments are what some fixes are about.
SUPPRESSION = re.compile(r"noqa|ruff|pylint-rs|flake8", re.IGNORECASE)


@dataclass(frozen=True)
class State:
    """A file's bytes and mode at one moment."""

    content: bytes
    mode: int

    @property
    def has_mark(self) -> bool:
        return self.content.startswith(MARK)

    @cached_property
    def encoding(self) -> str | None:
        """As CPython sees it; nothing if it refuses."""
        try:
            return tokenize.detect_encoding(io.BytesIO(self.content).readline)[0].removesuffix("-sig")
        except (SyntaxError, UnicodeDecodeError):
            return None

    @cached_property
    def text(self) -> str | None:
        """The decoded text without its mark."""
        if self.encoding is None:
            return None
        try:
            return self.content.removeprefix(MARK).decode(self.encoding)
        except (UnicodeDecodeError, LookupError):
            return None

    @cached_property
    def line_ends(self) -> Counter[str]:
        return Counter(LINE_END.findall(self.text or ""))

    @cached_property
    def refusal(self) -> str | None:
        """Why CPython does not compile it."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(self.content, "file", "exec", dont_inherit=True)
        except SyntaxError as error:
            return f"{error.msg} (line {error.lineno})"
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return repr(error)
        return None

    @cached_property
    def comments(self) -> Counter[str] | None:
        """The comments that are no suppressions, each with how often it is there."""
        found: Counter[str] = Counter()
        try:
            for token in tokenize.tokenize(io.BytesIO(self.content).readline):
                if token.type == tokenize.COMMENT and not SUPPRESSION.search(token.string):
                    found[token.string.rstrip()] += 1
        except (tokenize.TokenError, SyntaxError, UnicodeDecodeError, RecursionError):
            return None
        return found


def damage(before: State, after: State, *, safe: bool) -> list[tuple[str, str]]:
    """What has gone wrong with a file: kinds, each with its details."""
    found = []
    if before.mode != after.mode:
        found.append(("mode", f"{before.mode:o} became {after.mode:o}"))
    if before.content == after.content:
        return found
    if before.has_mark != after.has_mark:
        found.append(("mark", "the byte order mark came or went"))
    if before.encoding != after.encoding:
        found.append(("encoding", f"{before.encoding} became {after.encoding}"))
    if before.text is not None and after.text is None:
        found.append(("encoding", f"it is no {after.encoding} any more"))
    strange = [end for end in after.line_ends if end not in before.line_ends]
    if strange and before.line_ends:
        found.append(("newline", f"{strange} came in"))
    if before.refusal is None and after.refusal is not None:
        found.append(("compile", after.refusal))
    if safe and before.comments is not None:
        if after.comments is None:
            found.append(("comment", "comments cannot be told any more"))
        elif lost := before.comments - after.comments:
            found.append(("comment", f"{', '.join(lost)} went"))
    return found

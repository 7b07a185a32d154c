"""Annotations that are never evaluated are not in the table."""
from __future__ import annotations

simple: Annotated[lambda: hidden, [x for x in y]]
valued: hidden = shown


def function(a: hidden, *b: (c for c in d), e: lambda: f = lambda: g) -> {h for h in i}:
    local: hidden
    (not_simple): hidden = shown
    obj[lambda: target]: hidden

    class Inner:
        field: lambda: local
        def method(self: local) -> not_simple: return __class__

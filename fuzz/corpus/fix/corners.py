#!/usr/bin/env python
# coding: latin-1
"""Doc."""
from __future__ import annotations
from . import *
import a.b as c, d.e
__all__ = ["f"] + c.__all__
__all__ += ["g"]
type X[T: int = str, *Ts, **P] = list[T]
async def f[T](a, /, b: "T" = [], *args, c=lambda x=(y := 1): x, **kwargs) -> X:
    global g
    async with a as (b, [c, *d]), e: yield
    try:
        return await a
    except* (B, C) as error: raise D from error
    else: ...
    finally:
        del error, a[0].b
    match a:
        case {"k": [1, *_], **rest} | C(x=-1j) if rest: pass
        case str() as s | None: assert (a, s)
class K(A, metaclass=M):
    x: int; y: ClassVar["X"] = {**a, "b": [*b, *c]}
    def m(self): return super().m() if self is not None else f"{self!r:>{self.w}}" rf'\d{x:%Y}'
while not x == None: break
else: print >> sys.stderr, t"{x}"

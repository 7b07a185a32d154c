from __future__ import annotations
import a, b.c, d.e.f as g, h . i . j
from a import b, c as d
from a.b.c import (e, f as g,)
from . import h
from .. import i
from ... import j
from .... import j
from .k import *
from ...l . m import n
x = 1; y = z = 2; (a) = 1; a, b = 1, 2; a, *b = c; (a, b), [c, d] = e; [*a] = b; *a, = b; a.b = a[c] = 1; () = a; [] = b
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1; x <<= 1; x >>= 1; x &= 1; x |= 1; x ^= 1; a.b += 1; a[b] += 1, 2
x: int; x: int = 1; (x): int = 1; a.b: int; a[b]: int = 1; (a.b): int; x: tuple = *a, b
del a, b; del (a, b); del [a]; del a.b, a[b]; del (); del (a)
if a: pass
if a: pass
else: b
if a: pass
elif b: c
if a: pass
elif b: c
elif d: e
else:
    if f: g
    elif h: i
if a: pass
else:
    if b: c
    d
for a in b: pass
for a, b in c: pass
else: pass
for a, in b: continue
for (a, *b) in c, d: break
for a in *b, c: pass
for a.b in c: pass
for a[b] in c: pass
while a: pass
else: pass
with a: pass
with a, b as c: pass
with (a): pass
with (a, b): pass
with (a, b,): pass
with (a as b): pass
with (a as b, c as d,): pass
with (a, b) as c: pass
with (a), (b): pass
with (a), b as c: pass
with (a).b as c: pass
with (a, b).c: pass
with (a, *b): pass
with (yield_): pass
with a as (b, c): pass
with a as [b, *c]: pass
with a as b.c, d as e[f]: pass
with (a if b else c): pass
with (a if b else c) as d, e: pass
with (a, b)(): pass
with (): pass
with (a,): pass
with (a := b): pass
with (a for b in c): pass
try: pass
except: pass
try: pass
except A: pass
except (A, B) as c: pass
else: pass
finally: pass
try: pass
finally: pass
try: pass
except* A: pass
except* (A, B) as e: pass
raise
raise a
raise a from b
assert a
assert a, b
def f(): ...
def f(a, b=1, /, c=2, *d, e, f=3, **g) -> h: return
def f(*, a, b=1): pass
def f(a, /): pass
def f(*args: *Ts): pass
def f(*args: int, a: int = 1, **kwargs: dict[str, int]): pass
def f(a, b): "docstring"; global c, d
async def f(a): pass
@a
@b.c(d)
@e[f]
@(lambda f: f)
def f(): pass
@a
class C: pass
class C(): pass
class C(A, B, metaclass=D, *E, **F): x: int
def f():
    def g():
        nonlocal a, b
        return
    return
match a:
    case 1 | -1 | 1.5 | -1.5 | 1j | -1j | 1+2j | -1-2j | "a" | "a" "b" | b"c" | b"c" b"d" | u"e": pass
    case None | True | False: pass
    case a: pass
match a, b:
    case _: pass
match (a):
    case a.b | a.b.c: pass
    case []: pass
    case (): pass
    case [a]: pass
    case (a,): pass
    case (a): pass
    case a,: pass
    case a, b: pass
    case [a, *b, _]: pass
    case a, *_: pass
    case *_, a: pass
    case (1 | 2) as c: pass
    case [a, b] as c if c: pass
    case {}: pass
    case {"a": 1, -1: b, a.b: _, None: c, 1+1j: d, **rest}: pass
    case {**rest}: pass
    case {'x' 'y': [1, {}]}: pass
    case C(): pass
    case C(1, a, b=c, d=_): pass
    case a.C(b=1): pass
    case C(C(C())): pass
    case str() | int() as a: pass
    case (((a))): pass
    case f: pass
match *a, b:
    case x: pass
match = case = type = 1
match(a)
match[a]
match.a; type(x); type.b
print(a); exec; nonlocal_ = 1

a and b and c or d or (e or f), (a and b) and c, not a and b
a < b <= c > d >= e == f != g is h is not i in j not in k
a + b - c * d / e // f % g @ h ** i ** j << k >> l & m | n ^ o
lambda: 0, lambda a: a, lambda a, /, b, *c, d=1, e, f=2, **g: 0, lambda *, a: a, lambda *a: a, lambda **k: k, lambda a=1, /, b=2: 0
a if b else c if d else e
{}, {a: b}, {**a}, {a: b, **c, d: e}, {a}, {*a}, {a, *b}
[], [a], [*a, b], (), (a,), (*a,), (a, b), a,
[x for x in y], [x for x in y if z if w for v in u], {x for x in y}, {x: y for x, y in z}, (x for x in y), f(x for x in y)
f(), f(a), f(a, *b, c, d=e, **g, h=i), f(*a), f(**a), f(a)(b)(c), f(a := 1), f(a, *b, c=d, *e)
a.b.c, a[b], a[b, c], a[b:c], a[b:c:d], a[:], a[::], a[:, b], a[...], a[b:c, d], a[()], a[(b, c)], a[*b], a[*b, c], a[b:c, *d], a[b:=c], a[(yield_)]
(a := b), [a := b], True, False, None, ..., Ellipsis, __debug__, (a), ((a)), (a).b
def f():
    yield
    yield a
    yield a, b
    yield *a, b
    x = yield
    x = yield from y
    (yield).b
    (yield)
    not (yield)
    [(yield)]
    return
    return a
    return *a, b
    return a, b
    f((yield))
    f(*(yield))
    await_((yield), a=(yield))
    (yield)[(yield)]
    x[(yield):]
    (yield), (yield)
    (yield) if (yield) else (yield)
    (yield) + 1
    (yield) < (yield)
    return (yield)
    raise (yield)
    del (a), (b, c), [d, e], f.g, h[i]
    assert (yield)
    lambda: (yield)
async def g():
    await a
    await a.b()
    [x async for x in y]
    [await x for x in y async for z in w]
    async for x in y: pass
    else: pass
    async with a as b, c: pass
    async with (a as b, c): pass
    return await a
ªº = ﬁ = 1; ℌ.ﬀ(ﬃ=𝐚); import ﬁ.ℌ as 𝐛; from .ﬁ import ℌ as K
def ﬁ(ﬀ: 𝐚 = 1, *ﬃ, **ℌ): global 𝐛; nonlocal_
class ℌ(𝐚=𝐛): pass

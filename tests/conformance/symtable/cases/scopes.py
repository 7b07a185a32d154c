"""Scopes that code rarely holds; CPython compiles all of this."""
import os.path, __private.part, sys as __system
from a.b import c as d
from e import *

(module_walrus := 1)
[inner_walrus := x for x in range(3)]
{inner: (twice := (thrice := y)) for inner in z for y in inner if (guard := inner)}
(parenthesized): int
(valued): int = 1
plain: int
obj.attribute: int = 2
obj[index]: annotation_only
del deleted_only
del (deleted_tuple, [deleted_list])
global declared_at_module
declared_at_module = 1
augmented += 1


class Outer:
    __private = 1
    __dunder__ = __class__
    used_in_class = shared
    shared = 1

    def method(self, __parameter=__private, *__args, __keyword: __annotation = 3, **__rest) -> __result:
        global __global_private
        __global_private = 2
        import __imported
        import __dotted.part
        from x import __from
        __local = super().method()
        self.__attribute = [__private for __private in __class__]
        return lambda __argument: (__local, __argument, __from, shared)

    class __Inner(__private):
        def __method(self): return __class__, __Inner, shared

        class _:
            __not_mangled = 1

    class __:
        __plain = 1

    genexpr = (shared for shared in shared if __class__)
    nested = [[shared for _ in __private] for __private in shared]

    def uses_super(self):
        return [super().x for _ in y]

    def shadows_class(self, __class__):
        return lambda: __class__

    def sets_class(self):
        __class__ = 1
        def inner(): return __class__

    def deletes_super(self):
        del super

    def declares_class(self):
        global __class__
        def inner(): return __class__


def outside():
    return super, __class__


def cells(parameter, /, positional, *args, keyword=default, **kwargs):
    local = 1
    conditional: int
    (not_simple): int
    if local:
        def inner():
            nonlocal local, conditional
            local += 1
            conditional = 2
            def innermost():
                nonlocal local
                return local, parameter, args, kwargs, not_simple
            return innermost
    class Middle:
        local = local
        parameter: int
        def method(self): return local, parameter, keyword
        class Innermost:
            global positional
            positional = 1
            def method(self): return positional
    class Passing:
        def method(self): return local
    class Nonlocal:
        nonlocal local
        local = 3
        def method(self): return local
    return (lambda local=local: local), [local for local in local], (args for _ in kwargs)


def global_then_local():
    global shared, hidden
    shared = 1
    def inner():
        shared = 2
        def innermost(): return shared, hidden
    def other():
        return shared
    def rebinding(hidden):
        return lambda: hidden


def walruses(a):
    if (b := a):
        [c := d for d in a]
        any((b := e) for e in a if (lambda: (f := e)))
    return [[g := h for h in i] for i in a], lambda: g


def walrus_global():
    global w
    return [w := 1 for _ in x]


def comprehension_targets(a, i):
    [1 for a[i] in x]
    [1 for a.b in x for (c, *d) in a for e in e]
    {k: v for k, v in [lambda: k]}
    return {(yield_ := 1) for _ in ()}


async def asynchronous():
    async with a as b, c as (d, *e):
        async for f in g:
            await h
    return [i async for i in j if await k]


def statements(subject):
    try:
        pass
    except E as exception:
        pass
    finally:
        cleaned = exception
    match subject:
        case {"k": captured, **rest}: pass
        case [first, *others, Class(attribute, key=value)] if first: pass
        case (1 | 2) as number: pass
        case Other.constant: pass
        case -1 | None | "s": pass
        case wild: pass
    for loop.target, (x, [y]) in subject: pass
    else: z = 1
    with open(p) as handle[x]: pass
    print(f"{captured!r:>{width}} {(lambda: rest)()} {nested=}")
    async def inner(): yield wild
    import a.b.c, d as e
    @decorator(lambda: subject)
    class C(Base[subject], metaclass=lambda: x):
        subject: "string_annotation" = x
        print(subject)


@decorated
# a comment
@(lambda function: function)

# another

def decorated_function(x: lambda: y = lambda: z) -> (lambda: w): pass

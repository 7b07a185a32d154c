import toolbox as t
from toolbox import hammer
from toolbox import hammer as pound
from .toolbox import hammer as own

GLOBAL = "secret"


def reads_global():
    # ruleid: scope-constant
    scoped(GLOBAL)


def writes_global():
    global WRITTEN
    WRITTEN = "secret"
    # ruleid: scope-constant
    scoped(WRITTEN)


def local():
    value = "secret"
    # ruleid: scope-constant
    scoped(value)

    def inner():
        # todoruleid: scope-constant
        scoped(value)


def reassigned():
    value = "secret"
    value = "other"
    # ok: scope-constant
    scoped(value)


def reassigned_to_it():
    value = "other"
    value = "secret"
    # ruleid: scope-constant
    scoped(value)


def augmented():
    value = "sec"
    value += "ret"
    # ok: scope-constant
    scoped(value + "x")


def in_loop(xs):
    value = "secret"
    for x in xs:
        # ok: scope-constant
        scoped(value)
        value = x


def by_two_ways(flag):
    if flag:
        either = "secret"
    else:
        either = "secret"
    # ruleid: scope-constant
    scoped(either)


class Holder:
    value = "secret"

    def method(self):
        # ok: scope-constant
        scoped(self.value)

    def other(self):
        self.kept = "secret"
        # ok: scope-constant
        scoped(self.kept)


def walrus():
    if (value := "secret"):
        # ruleid: scope-constant
        scoped(value)


def unpacked():
    a, b = "secret", "other"
    # ok: scope-constant
    scoped(a)


def annotated():
    value: str = "secret"
    # ruleid: scope-constant
    scoped(value)


def chain():
    first = "secret"
    second = first
    # ruleid: scope-constant
    scoped(second)


def deleted():
    value = "secret"
    del value
    # ok: scope-constant
    scoped(values)


def caught():
    try:
        maybe = "secret"
    except OSError:
        maybe = None
    # todook: scope-constant
    scoped(maybe)


# ruleid: scope-any-constant
dynamic(x)
# ok: scope-any-constant
dynamic(GLOBAL)
# ok: scope-any-constant
dynamic("a")


def parameter(GLOBAL):
    # ruleid: scope-any-constant
    dynamic(GLOBAL)


# ruleid: scope-import
t.hammer()
# ruleid: scope-import
hammer()
# ruleid: scope-import
pound()
# ok: scope-import
own()
# ok: scope-import
screw.hammer()


def hammers(hammer):
    # ok: scope-import
    return hammer()


def hammer_of_another():
    from toolshed import hammer

    # ok: scope-import
    hammer()

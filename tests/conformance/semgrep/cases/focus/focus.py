# ruleid: focus-argument
focused(1, 2)
focused(
    1,
    # ruleid: focus-argument
    f(2) + 3,
)
# ok: focus-argument
focused(2, 2)


# ruleid: focus-parameter
def with_focus(a, b=None):
    pass


def with_focus(
    a,
    # ruleid: focus-parameter
    b=None,
    # ruleid: focus-parameter
    c=None,
):
    pass


# ok: focus-parameter
def with_focus(a, b=1):
    pass


# ruleid: focus-several
several(one, two)
several(
    # ruleid: focus-several
    one,
    # ruleid: focus-several
    two,
)
# ok: focus-several
several(one)


# ruleid: focus-name
class int(Shadow):
    pass


# ok: focus-name
class float(Other):
    pass


# ruleid: focus-keyword
popen(c, shell=True)
popen(
    c,
    # ruleid: focus-keyword
    shell=flag,
)
# ok: focus-keyword
popen(c, shell=False)


def flows():
    # ok: focus-inside
    x = tainted()
    # ruleid: focus-inside
    consume_it(x)
    # ok: focus-inside
    consume_it(y)


# ruleid: focus-method
deprecated_object.run(1)
(
    deprecated_object
    # ruleid: focus-method
    .run(1)
)
# ok: focus-method
deprecated_object.run


def returns_focus():
    x = 1
    # ruleid: focus-body
    return x + 1


def returns_other():
    # ok: focus-body
    return 1

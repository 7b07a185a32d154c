async def coroutine():
    # ruleid: inside-function
    block()
    if x:
        # ruleid: inside-function
        y = [block(z) for z in zs]

    def inner():
        # ruleid: inside-function
        block()


def function():
    # ok: inside-function
    block()


def taints(a, b=1):
    # ruleid: inside-bound
    sink(a)
    # ruleid: inside-bound
    sink(b)
    # ok: inside-bound
    sink(c)
    # ok: inside-bound
    sink(a + b)

    def inner(c):
        # ruleid: inside-bound
        sink(c)
        # ruleid: inside-bound
        sink(a)


def view():
    # ok: inside-two
    query(1)
    for x in xs:
        # ruleid: inside-two
        query(x)


for x in xs:
    # ok: inside-two
    query(x)

    def view():
        # ruleid: inside-two
        query(2)


def closing(c, d):
    # ok: inside-after
    c.send(0)
    c.close()
    # ruleid: inside-after
    c.send(1)
    # ok: inside-after
    d.send(1)
    if x:
        # ruleid: inside-after
        c.send(2)


def closing_in_block(c):
    if x:
        c.close()
    # ok: inside-after
    c.send(2)


# ruleid: inside-call
print_it(password)
# ruleid: inside-call
print_it("x", f(password).y)
# ok: inside-call
print_it(user.password)
# ok: inside-call
save(password)

# ruleid: inside-assignment
a = load(1)
# ruleid: inside-assignment
b = f(load(2))
# ok: inside-assignment
load(3)

# ruleid: inside-itself
whole(1)
# ok: inside-itself
part(1)

# ok: inside-import
helper(1)
import legacy

# ruleid: inside-import
helper(2)


def after_import():
    # ruleid: inside-import
    helper(3)

# ruleid: statement-if
if debug(1):
    work()

# ruleid: statement-if
if debug(1):
    work()
else:
    other()

if x:
    work()
# ruleid: statement-if
elif debug(2):
    work()

# ok: statement-if
if not debug(1):
    work()


def both(c):
    # ruleid: statement-if-else
    if c:
        return 1
    else:
        return 1


def different(c):
    # ok: statement-if-else
    if c:
        return 1
    else:
        return 2


def no_else(c):
    # ok: statement-if-else
    if c:
        return 1
    return 1


# ruleid: statement-if-pass
if x:
    pass
# ruleid: statement-if-pass
if x:
    pass
else:
    work()
# ok: statement-if-pass
if x:
    work()


def returns():
    # ruleid: statement-return-none
    return None


def returns_bare():
    # ok: statement-return-none
    return


def returns_secret():
    if x:
        # ruleid: statement-return-any
        return secret
    # ok: statement-return-any
    return secret.hash


# ruleid: statement-assert-tuple
assert (x, "message")
# ok: statement-assert-tuple
# ruleid: statement-assert-message
assert x, "message"
# ok: statement-assert-message
assert x

# ruleid: statement-del
del cache["a"]
# ok: statement-del
del cache
# ok: statement-del
del other["a"]


def globals_():
    # ruleid: statement-global
    global state
    state = 1


def other_globals():
    # ok: statement-global
    global other
    other = 1


# ruleid: statement-augmented
result += text
# ruleid: statement-augmented
self.result += text
# ok: statement-augmented
result -= text
# ok: statement-augmented
result = result + text

# ruleid: statement-annotated
a: int = forbidden()
# ok: statement-annotated
a = forbidden()
# ok: statement-annotated
a: int

# ruleid: statement-assignment
b = banned()
# ruleid: statement-assignment
self.b = banned()
# ruleid: statement-assignment
b: int = banned()
# ruleid: statement-assignment
b = c = banned()
# ok: statement-assignment
banned()
# ok: statement-assignment
b = banned
# ok: statement-assignment
b += banned()


class Setter:
    def set(self):
        # ruleid: statement-attribute
        self.x = untrusted
        # ok: statement-attribute
        self.x.y = untrusted
        # ok: statement-attribute
        other.x = untrusted


# ruleid: statement-unpacking
a, b = unpack()
# ruleid: statement-unpacking
(a, b) = unpack()
# ok: statement-unpacking
a = unpack()
# ok: statement-unpacking
a, b, c = unpack()

# ruleid: statement-walrus, statement-if-pass
if (m := match(x)):
    pass
# ruleid: statement-walrus
while m := match(x):
    pass
# ok: statement-walrus
# ruleid: statement-if-pass
if match(x):
    pass


def generator():
    # ruleid: statement-yield
    yield danger(1)
    # ruleid: statement-yield
    x = yield danger(2)
    # ok: statement-yield
    yield safe(1)


async def waiting():
    # ruleid: statement-await
    await gather(1)
    # ruleid: statement-await
    x = await gather(1)
    # ok: statement-await
    gather(1)


# ruleid: statement-elif
if x:
    work()
elif x:
    other()
# ok: statement-elif
if x:
    work()
elif y:
    other()

# ruleid: useless-equality
if a.b == a.b: pass
# ruleid: useless-equality
if a[0] != a[0]: pass
# ok: useless-equality
if a == b: pass
# ok: useless-equality
assert a == a
# ok: useless-equality
1 == 1


class Equal:
    def __eq__(self, other):
        # ok: useless-equality
        return self == self


# ruleid: useless-literal-dict
dict(("a", 1), ("b", 2), ("a", 3))
# ok: useless-literal-dict
dict(("a", 1), ("b", 2))


class Initialised:
    def __init__(self, x):
        if x:
            # ok: return-in-init
            return None
        # ruleid: return-in-init
        return x

    def other(self):
        # ok: return-in-init
        return 1


class Generator:
    def __init__(self):
        # ruleid: return-in-init
        yield 1


class WithInner:
    def __init__(self):
        def inner():
            # ok: return-in-init
            return 1

        self.inner = inner


# ruleid: default-mutable-dict
def remember(key, cache={}):
    cache[key] = 1


# ruleid: default-mutable-dict
def remember_call(key, cache=dict()):
    log(key)
    cache[key] = 1
    return cache


# ok: default-mutable-dict
def remember_copy(key, cache={}):
    cache = dict(cache)
    cache[key] = 1
    return cache


# ok: default-mutable-dict
def only_reads(key, cache={}):
    return cache[key]


def unchecked(s):
    # ruleid: unchecked-return
    s.strip()
    # ruleid: unchecked-return
    s.replace("a", "b")
    # ruleid: unchecked-return
    t = s.strip()
    # ok: unchecked-return
    return s.strip()


# ruleid: string-method-twice
x = s.strip().strip()
# ok: string-method-twice
x = s.strip().lower()

# ruleid: list-modified
for x in xs:
    if x:
        xs.remove(x)
# ok: list-modified
for x in xs[:]:
    xs.remove(x)
# ok: list-modified
for x in xs:
    xs.index(x)

# ruleid: exception-not-raised
MyException("a")
# ok: exception-not-raised
raise MyException("a")
# ok: exception-not-raised
e = MyException("a")
# ok: exception-not-raised
future.set_exception(MyException("a"))
# ok: exception-not-raised
my_exception("a")

# ruleid: is-function-without-call
if path.is_file:
    work()
# ruleid: is-function-without-call
y = 1 if path.is_dir else 2
# ruleid: is-function-without-call
z = not thread.is_alive
# ok: is-function-without-call
if path.is_file():
    work()
# ok: is-function-without-call
if path.is_absolute_now:
    work()

# ruleid: identical-branches
if x:
    work(1)
else:
    work(1)
# ok: identical-branches
if x:
    work(1)
else:
    work(2)

# ruleid: self-assignment-attribute
self.x = self.x
# ok: self-assignment-attribute
self.x = other.x


def read_twice(f):
    # ruleid: open-then-name
    f.read()
    if f:
        f.read()


def read_once(f):
    # ok: open-then-name
    f.read()
    f.seek(0)


# ruleid: sorted-for-first
first = sorted(xs, key=f)[0]
# ruleid: sorted-for-first
first = sorted(xs)[:1]
# ok: sorted-for-first
last = sorted(xs)[-1]

# ruleid: range-of-one
for i in range(0, n): pass
# ok: range-of-one
for i in range(1, n): pass
# ok: range-of-one
for i in range(n): pass

# ruleid: function-any
def handler():
    pass


# ruleid: function-any
def handler(a, *, b=1, **c):
    return a


# ruleid: function-any
async def handler():
    pass


# ok: function-any
def handlers():
    pass


class Owner:
    # ruleid: function-any
    @staticmethod
    def handler():
        pass


# ruleid: function-no-parameters
def nothing():
    return None


# ok: function-no-parameters
def nothing_of(x):
    return None


# ok: function-no-parameters
def something():
    return 1


# ruleid: function-mutable-default
def append(x, to=[]):
    to.append(x)


# ruleid: function-mutable-default
def append_only(to=[]):
    pass


# ruleid: function-mutable-default
def append_keyword(x, *, to=[], y=1):
    pass


# ok: function-mutable-default
def append_none(x, to=None):
    pass


# ok: function-mutable-default
def append_filled(x, to=[1]):
    pass


# ruleid: function-first-parameter
def view(request):
    pass


# ruleid: function-first-parameter
def view_more(request, identifier):
    pass


# ok: function-first-parameter
def view_later(self, request):
    pass


# ok: function-first-parameter
def view_other(req):
    pass


# ruleid: function-typed-parameter
def typed(a, b: bytearray):
    pass


# ok: function-typed-parameter
def typed_otherwise(a, b: bytes):
    pass


# ok: function-typed-parameter
def untyped(a, b):
    pass


# ruleid: function-star-parameters
def anything(*args, **kwargs):
    pass


# ok: function-star-parameters
def nearly_anything(first, *args, **kwargs):
    pass


# ok: function-star-parameters
def positional(*args):
    pass


# ruleid: function-returns-type
def names() -> list[str]:
    return []


# ok: function-returns-type
def name() -> str:
    return ""


# ruleid: function-async
async def waits():
    sleep(1)


# ruleid: function-async
async def waits_between():
    one()
    sleep(1)
    two()


# ok: function-async
def waits_too():
    sleep(1)


# ok: function-async
async def waits_well():
    await other(1)


# ruleid: function-same-parameter
def same(x):
    return x


# ok: function-same-parameter
def other(x):
    return y


# ok: function-same-parameter
def two(x, y):
    return x


# ruleid: function-recursion
def endless(n):
    n = n + 1
    return endless(n)


# ok: function-recursion
def bounded(n):
    return endless(n)


# ruleid: function-lambda
identity = lambda x: x
# ok: function-lambda
constant = lambda x: y
# ok: function-lambda
twice = lambda x: x + x

# ruleid: function-lambda-any
sort(xs, key=lambda x: x.name)
# ruleid: function-lambda-any
sort(xs, key=lambda x: 1, reverse=True)
# ok: function-lambda-any
sort(xs, key=name)

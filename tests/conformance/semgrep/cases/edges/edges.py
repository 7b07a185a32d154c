# ruleid: edge-slice-ellipsis
edge_slice(xs[1:])
# ok: edge-slice-ellipsis
edge_slice(xs[1:2])
# ok: edge-slice-ellipsis
edge_slice(xs[1])

# ruleid: edge-starred-argument
edge_star(*xs)
# ok: edge-starred-argument
edge_star(xs)
# ok: edge-starred-argument
edge_star(**xs)

# ruleid: edge-nested-call
edge_outer(1, edge_inner(2), 3)
# ruleid: edge-nested-call
edge_outer(edge_inner(edge_inner(1)))
# ok: edge-nested-call
edge_outer(1, [edge_inner(2)])

# ruleid: edge-nested-ellipsis
edge_data([1, {"a": 1, "k": 2}, 3])
# ok: edge-nested-ellipsis
edge_data([1, {"a": 1}])
# ok: edge-nested-ellipsis
edge_data({"k": 2})

# ruleid: edge-keyword-list
edge_kw(1, names=["a", "b", "end"])
# ok: edge-keyword-list
edge_kw(1, names=["end", "a"])
# ok: edge-keyword-list
edge_kw(1, names=["end"])


# ruleid: edge-global-function
def makes_lambda(a):
    b = 1
    return lambda c: b


# ok: edge-global-function
def makes_other(a):
    return lambda: a


# ruleid: edge-nested-with-try
with edge_lock:
    try:
        work()
    except OSError:
        pass
# ok: edge-nested-with-try
with edge_lock:
    try:
        work()
    finally:
        pass
# ok: edge-nested-with-try
with edge_lock:
    work()


# ruleid: edge-async-function-decorated
@app.view
async def coroutine_view(request):
    # ruleid: edge-deep-statement
    x = f(await g(1))
    # ruleid: edge-deep-statement
    y = await h
    # ok: edge-deep-statement
    await h
    return x, y


# todook: edge-async-function-decorated
@app.view
def function_view(request):
    pass


# ok: edge-async-function-decorated
async def no_view(request):
    pass


# ruleid: edge-while-else
while x:
    work()
else:
    end()
# ok: edge-while-else
while x:
    work()

# ruleid: edge-try-else
try:
    work()
except OSError:
    pass
else:
    end()
# ok: edge-try-else
try:
    work()
except OSError:
    pass

# ruleid: edge-typed-assignment
a: Optional[int] = edge_default()
# ok: edge-typed-assignment
b: int = edge_default()
# ok: edge-typed-assignment
c = edge_default()

# ruleid: edge-dict-spread
edge_merge({**a})
# ok: edge-dict-spread
edge_merge({**a, **b})
# ok: edge-dict-spread
edge_merge(a)

# ruleid: edge-conditional-import
try:
    import fast.lane as fast
except ImportError:
    fast = None
# ok: edge-conditional-import
try:
    import fast.lane as fast
except ImportError:
    slow = None


class Recursive:
    def again(self, n):
        # ruleid: edge-self-call
        return self.again(n - 1)

    def other(self, n):
        # ok: edge-self-call
        return self.again(n)


# ruleid: edge-not-in-not
def edge_function(a):
    log.debug(a)


# ok: edge-not-in-not
def edge_function(b):
    log.info(b)


# ruleid: edge-not-in-not
def edge_function(c):
    return c


edge_get(
    # ruleid: edge-either-focus
    1,
    2,
)
edge_put(
    # ok: edge-either-focus
    1,
    # ruleid: edge-either-focus
    2,
)

# ruleid: edge-comparison-chain
a < b and b < a
# ok: edge-comparison-chain
a < b and b < c


# ruleid: edge-empty-body
class Empty(EdgeBase):
    pass


# ok: edge-empty-body
class Full(EdgeBase):
    x = 1


def returning():
    # ruleid: edge-return-tuple
    return edge(1), 2


def returning_other():
    # ok: edge-return-tuple
    return edge(1)

# ruleid: loop-for
for i in range(len(xs)):
    print(xs[i])

# ruleid: loop-for
for i in range(len(self.xs)):
    pass

# ok: loop-for
for i in range(1, len(xs)):
    pass

# ok: loop-for
for i in range(count):
    pass

# ruleid: loop-mutation
for key in table:
    del table[key]

# ruleid: loop-mutation
for key in table:
    if key:
        del table[key]

# ok: loop-mutation
for key in list(table):
    del table[key]

# ok: loop-mutation
for key in table:
    del other[key]

for key, value in table.items():
    # ruleid: loop-mutation-items
    table.pop(key)
    # ruleid: loop-mutation-items
    table[key] = 1
    # ok: loop-mutation-items
    other[key] = 1

for key, value in other.items():
    # ok: loop-mutation-items
    table.pop(key)

# ruleid: loop-while-true
while True:
    work()

# ok: loop-while-true
while true:
    work()

# ruleid: loop-while-condition
while n > 0:
    work()
    n -= 1

# ok: loop-while-condition
while n > 0:
    m -= 1

# ruleid: loop-tuple-target
for i, x in enumerate(xs):
    pass

# ruleid: loop-tuple-target
for (i, x) in enumerate(xs):
    pass

# ok: loop-tuple-target
for i in enumerate(xs):
    pass

# ok: loop-tuple-target
for i, x, y in enumerate(xs):
    pass

# ruleid: loop-else
for x in xs:
    pass
else:
    work()

# ok: loop-else
for x in xs:
    pass


async def streaming():
    # ruleid: loop-async
    async for x in stream(1):
        pass
    # ok: loop-async
    async for x in other(1):
        pass


# ruleid: loop-append
result = []
for x in xs:
    result.append(x + 1)

# ok: loop-append
result = []
for x in xs:
    other.append(x)

# ok: loop-append
result = []
for x in xs:
    if x:
        result.append(x)

for x in xs:
    # ruleid: loop-closure
    callbacks.append(lambda: use(x))
    # ok: loop-closure
    callbacks.append(lambda x=x: use(x))
    # ok: loop-closure
    callbacks.append(lambda: use(y))

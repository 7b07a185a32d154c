# ruleid: with-as
with open("a") as f:
    pass

# ok: with-as
with open("a", "w") as f:
    pass

# ok: with-as
with open("a"):
    pass

# ruleid: with-as
with open("a") as f, open("b") as g:
    pass

# ruleid: with-any
with transaction(db):
    pass

# ruleid: with-any
with transaction(db), other():
    pass

# ok: with-any
with other(db):
    pass


async def run():
    # ruleid: with-async
    async with Session() as s:
        pass
    # ok: with-async
    async with Client() as s:
        pass


with lock:
    # ruleid: with-inside
    call_out()
    if x:
        # ruleid: with-inside
        y = call_out(1)

with lock, other:
    # ruleid: with-inside
    call_out()

with other:
    # ok: with-inside
    call_out()

# ok: with-inside
call_out()

# ruleid: with-two
with one() as a, two() as b:
    pass

# ok: with-two
with two() as b, one() as a:
    pass

# ok: with-two
with one() as a:
    pass


def unclosed():
    # ruleid: with-not-inside
    r = urlopen(url)
    return r.read()


def closed():
    # ok: with-not-inside
    r = urlopen(url)
    text = r.read()
    r.close()
    return text


def closed_in_finally():
    # ok: with-not-inside
    r = urlopen(url)
    try:
        return r.read()
    finally:
        r.close()

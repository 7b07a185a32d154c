import time


def first_place(x, y):
    # ruleid: combination-not-inside-either
    touch(x)
    if guard(x):
        # ok: combination-not-inside-either
        touch(x)
        # ruleid: combination-not-inside-either
        touch(y)
    try:
        # ok: combination-not-inside-either
        touch(x)
    except Touched:
        pass


class SecondPlace:
    # ruleid: combination-not-inside-either
    value = touch(1)


# ok: combination-not-inside-either
touch(1)


def ordered(a, b):
    # ruleid: combination-nested-patterns
    use_both(b, a)
    # ok: combination-nested-patterns
    use_both(a, b)


# ruleid: combination-two-focus
table.update(a=None)
# ok: combination-two-focus
table.update(a=1)
# ok: combination-two-focus
table.update(None)


async def sessions():
    async with open_session() as s:
        # ruleid: combination-async-with
        time.sleep(1)
    with open_session() as s:
        # ok: combination-async-with
        time.sleep(1)
    # ok: combination-async-with
    time.sleep(1)


# ruleid: combination-chain-arguments
table.select("a").where(x=1).fetch_all()
# ruleid: combination-chain-arguments
db.table("x").select().where().order_by("a").limit(1).fetch_all()
# ok: combination-chain-arguments
table.select("a").limit(1).where(x=1).fetch_all()
# ok: combination-chain-arguments
table.select("a").where(x=1).fetch_one()


def by_hand(lock):
    # ruleid: combination-same-across
    lock.take()
    work()
    lock.give_back()


def in_finally(lock):
    # ok: combination-same-across
    lock.take()
    try:
        work()
    finally:
        lock.give_back()


# ruleid: combination-dictionary-in-keyword
send_it(url, headers={"X-Token": token, "Accept": "a"})
# ok: combination-dictionary-in-keyword
send_it(url, headers={"X-Token": "a"})
# ok: combination-dictionary-in-keyword
send_it(url, headers={"Accept": token})


def counts():
    # ruleid: combination-global-state
    global counter
    log(1)
    counter = 1


def reads():
    # ok: combination-global-state
    global counter
    log(counter)


def outer(callback):
    def inner():
        # ruleid: combination-inner-function
        callback()

    # ok: combination-inner-function
    callback()
    return inner


class Singleton:
    def make(self):
        # ruleid: combination-class-and-call
        return Singleton(1)

    def other(self):
        # ok: combination-class-and-call
        return Other(1)


# ok: combination-class-and-call
Singleton(1)

def calls(a: Client, b: Server, c):
    # ruleid: typed-argument
    hand_over(a, 1)
    # ruleid: typed-argument
    hand_over(a)
    # ok: typed-argument
    hand_over(b)
    # ok: typed-argument
    hand_over(c)
    d: Client = make()
    # ruleid: typed-argument
    hand_over(d)
    e = Client()
    # todoruleid: typed-argument
    hand_over(e)


def lengths(a: str, b: bytes):
    # ruleid: typed-literal
    length(a)
    # ok: typed-literal
    length(b)


# ruleid: typed-literal
length("a")
# ok: typed-literal
length(1)


def queues(a: Queue):
    b: Queue = make()
    # ruleid: typed-variable
    a.get()
    # ruleid: typed-variable
    b.get()
    # ok: typed-variable
    other.get()
    # ok: typed-variable
    a.put()


# ruleid: typed-parameter
def view(a, b: Request = None):
    pass


# ok: typed-parameter
def helper(a, b: Response):
    pass

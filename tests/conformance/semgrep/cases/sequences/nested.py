# ruleid: nested-with-body
with open(path, "w") as f:
    f.write("a")

# ruleid: nested-with-body
with open(path) as f:
    one()
    f.write("a")
    two()

# ruleid: nested-with-body
with open(path) as f:
    for line in lines:
        f.write(line)

# ok: nested-with-body
with open(path) as f:
    g.write("a")

# ok: nested-with-body
with open(path):
    f.write("a")


# ruleid: nested-function-in-function
def decorator(function):
    def wrapper(*arguments):
        return function(*arguments)

    return wrapper


# ruleid: nested-function-in-function
def decorator_with_more(function):
    count = 0

    @wraps(function)
    def wrapper(*arguments):
        return function(*arguments)

    wrapper.count = count
    return wrapper


# ok: nested-function-in-function
def not_returned(function):
    def wrapper(*arguments):
        return function(*arguments)

    return function


def locked():
    # ruleid: nested-lock-twice
    lock.acquire()
    work()
    lock.acquire()


def locked_once():
    # ok: nested-lock-twice
    lock.acquire()
    other.acquire()


# ruleid: nested-last-of-loop
for x in xs:
    if x:
        continue
    use(x)

# ruleid: nested-last-of-loop
for x in xs:
    use(x)
    continue

# ok: nested-last-of-loop
for x in xs:
    use(x)

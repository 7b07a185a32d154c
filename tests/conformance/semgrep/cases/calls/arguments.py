def connect(*arguments, **options):
    return arguments


# ruleid: call-without-arguments, call-with-any-arguments
# ok: call-with-one-argument, call-first-argument, call-last-argument
connect()
# ruleid: call-with-one-argument, call-with-any-arguments, call-first-argument, call-last-argument
# ok: call-without-arguments, call-between, call-same-argument-twice
connect(host)
# ruleid: call-with-any-arguments, call-first-argument, call-last-argument, call-between
# ok: call-with-one-argument, call-argument-anywhere
connect(host, port)
# ruleid: call-with-any-arguments, call-first-argument, call-last-argument, call-between, call-argument-anywhere
connect(host, "secret", port)
# ruleid: call-with-any-arguments, call-first-argument, call-last-argument, call-argument-anywhere, call-with-one-argument
connect("secret")
# ruleid: call-with-any-arguments, call-first-argument, call-last-argument, call-between, call-same-argument-twice
connect(a, b, a)
# ruleid: call-with-any-arguments, call-first-argument, call-last-argument, call-between, call-same-argument-twice
connect(x.y[0], 1, (x.y[0]))
# ruleid: call-with-any-arguments, call-with-one-argument, call-first-argument, call-last-argument
connect(host,)
# ruleid: call-with-any-arguments, call-with-one-argument, call-first-argument, call-last-argument
connect(*hosts)
# ruleid: call-with-any-arguments, call-with-one-argument, call-first-argument, call-last-argument
connect(**options)
# ruleid: call-with-any-arguments
connect(timeout=10)
# ruleid: call-with-any-arguments, call-first-argument
connect(host, timeout=10)
# ok: call-with-any-arguments
pool.connect(host)
# ok: call-with-any-arguments
connection(host)
# ok: call-with-any-arguments
connect[host]
# ruleid: call-with-any-arguments, call-without-arguments
value = [await_it for await_it in connect()]


async def run():
    # ruleid: call-with-any-arguments, call-with-one-argument, call-first-argument, call-last-argument
    await connect(
        # a comment in between
        host
    )
    # ruleid: call-with-any-arguments, call-with-one-argument, call-first-argument, call-last-argument
    return lambda: connect(lambda: None)

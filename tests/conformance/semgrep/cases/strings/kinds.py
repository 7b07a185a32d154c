# ruleid: string-bytes
send(b"ping")
# ruleid: string-bytes
send(b'ping')
# ok: string-bytes
send(b"pong")

# ruleid: string-raw
compile_it(r"\d+")
# todoruleid: string-raw
compile_it(R'\d+')
# ok: string-raw
compile_it(r"\w+")

# ruleid: string-escape
write("a\n")
# ruleid: string-escape
write('a\n')
# ok: string-escape
write("a")


# ruleid: string-docstring
def documented():
    """What it does."""
    return 1


# ok: string-docstring
def bare():
    return 1


# ok: string-docstring
def late():
    x = 1
    "not a docstring"
    return x

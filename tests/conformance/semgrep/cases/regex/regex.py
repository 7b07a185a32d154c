def marker():
    return """
# ruleid: regex-simple
<<<<<<< HEAD
# ok: regex-simple
 <<<<<<< HEAD
"""


# ruleid: regex-groups
x = 1  # TODO(anna): tests
# ok: regex-groups
y = 1  # TODO: tests

# ruleid: regex-named-group
SECRET_KEY = 1
# ok: regex-named-group
SECRET_key = 1

# ruleid: regex-and-pattern
dial("127.0.0.1")
# ok: regex-and-pattern
dial("localhost")
# ok: regex-and-pattern
# dial("127.0.0.1")

# ruleid: regex-not
label("a long one")
# ok: regex-not
label("short one")


def fixed():
    # ruleid: regex-inside
    x = 1  # FIXME later
    return x


# ok: regex-inside
z = 1  # FIXME now


def lines():
    # ruleid: regex-several-lines
    one_line()
    one_line()
    two_lines()
    # ok: regex-several-lines
    one_line()


# ruleid: regex-ignoring-case
KEY = "-----BEGIN PRIVATE KEY-----"
# ok: regex-ignoring-case
KEY = "-----BEGIN PUBLIC KEY-----"

# ruleid: regex-either
work()  # HACK for now
# ruleid: regex-either
hack()
# ok: regex-either
hacks()

# ruleid: message-import
from forbidden import a
# ruleid: message-import
from forbidden.deep import b as c
# ok: message-import
from allowed import d

# ruleid: message-parentheses
said((a + b))
# ruleid: message-parentheses
said(a  +   b)
# ruleid: message-parentheses
said("a")
# ruleid: message-parentheses
said(lambda x: x)
# ruleid: message-parentheses
said([
    1,
    2,  # two
])
# ruleid: message-parentheses
said(x for x in y)
# ruleid: message-parentheses
said("a" "b")
# ok: message-parentheses
unsaid(1)

# ruleid: message-statement
if said_so:
    x = 1
# ruleid: message-statement
if said_so:
    for x in y:
        f(x)
# ok: message-statement
if unsaid:
    x = 1


# ruleid: message-kinds
def f(p):
    g.h(k=1)


# ok: message-kinds
def f(p, q):
    g.h(k=1)


# ruleid: message-unknown
unknown(x)
# ok: message-unknown
known(x)

# ruleid: message-several-lines
lines_of(x)
# ok: message-several-lines
line_of(x)

# ruleid: message-either
first_of(1)
# ruleid: message-either
second_of(2)
# ok: message-either
third_of(3)

NAME = "n"
# ruleid: message-value
value_of(NAME)
# ruleid: message-value
value_of("m")
# ruleid: message-value
value_of(other)
# ok: message-value
values_of(NAME)

# ruleid: message-prefix
prefixes(1, 2, 3, 4)
# ok: message-prefix
prefixes(1, 2, 3)


# ruleid: message-decorator
@decorated.by(1)
class A:
    pass


# ruleid: message-decorator
@decorated
class B:
    pass


# ok: message-decorator
class C:
    pass

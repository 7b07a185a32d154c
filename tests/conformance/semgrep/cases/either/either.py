# ruleid: either-two
exit()
# ruleid: either-two
quit(1)
# ok: either-two
sys.exits(1)
# ok: either-two
exit

# ruleid: either-of-patterns
f.read()
# ruleid: either-of-patterns
f.read(10)
# ok: either-of-patterns
f.read(0)
# ruleid: either-of-patterns
f.write("a")
# ok: either-of-patterns
f.write("")
# ok: either-of-patterns
f.write("a", 1)

for name in names:
    # ruleid: either-within-patterns
    open(name)
while waiting():
    if x:
        # ruleid: either-within-patterns, either-of-patterns
        text = open(name, "w").read()
# ok: either-within-patterns
open(name)

# ruleid: either-overlapping
overlap(1)
# ruleid: either-overlapping
overlap(2)
# ok: either-overlapping
overlaps(1)


def one():
    # ruleid: either-two-eithers
    left(1)
    # ruleid: either-two-eithers
    right(1)
    # ok: either-two-eithers
    middle(1)


def two():
    # ruleid: either-two-eithers
    return right(2)


def three():
    # ok: either-two-eithers
    left(1)


# ruleid: either-of-statements
try:
    check(1)
except OSError:
    log()
# ruleid: either-of-statements
with suppress(OSError):
    check(1)
# ok: either-of-statements
with suppress(OSError):
    check(1)
    other()
# ok: either-of-statements
check(1)

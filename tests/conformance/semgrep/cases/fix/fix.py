# ruleid: fix-rename
old_name(1, 2)
# ok: fix-rename
new_name(1, 2)

# ruleid: fix-metavariable
if value == None:
    pass
# ruleid: fix-metavariable
if f(x)[1].y == None and z:
    pass
# ok: fix-metavariable
if value is None:
    pass

# ruleid: fix-arguments
logs.warn("a")
# ruleid: fix-arguments
logs.warn("a %s %s", b, c)
# ok: fix-arguments
logs.warning("a")

# ruleid: fix-delete
debug_print(1)
# ok: fix-delete
print(1)

# ruleid: fix-focus
load_yaml(f, Loader=FullLoader)
# ok: fix-focus
load_yaml(f, Loader=SafeLoader)

# ruleid: fix-statement
f = open_for_fix("a")
# ok: fix-statement
f = open_well("a")


def returned():
    # ruleid: fix-several-lines
    x = compute(1)
    return x


def returned_at_once():
    # ok: fix-several-lines
    return compute(1)


# ruleid: fix-keyword
slow_get(url)
# ruleid: fix-keyword
slow_get(url, verify=True)
# ok: fix-keyword
slow_get(url, timeout=1)

# ruleid: fix-precedence
y = double(x)
# ruleid: fix-precedence
y = double(a + b)
# ruleid: fix-precedence
y = double(x) ** 2
# ok: fix-precedence
y = treble(x)

# ruleid: fix-string
visit("a")
# ruleid: fix-string
visit('it')
# ok: fix-string
visit(url)

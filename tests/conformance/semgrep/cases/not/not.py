# ruleid: not-argument
http_get(url)
# ok: not-argument
http_get(url, timeout=1)
# ok: not-argument
http_get(url, data=None, timeout=None)
# ruleid: not-argument
http_get(url, **options)
# ruleid: not-argument
http_get(url, 1)

# ruleid: not-constant
evaluate(code)
# ruleid: not-constant
evaluate("a" + b)
# ok: not-constant
evaluate("a")
# ok: not-constant
evaluate("a" "b")

# ruleid: not-bound
assert_equal(a, b)
# ok: not-bound
assert_equal(a, a)
# ok: not-bound
assert_equal(f(a), f(a))

# ruleid: not-several
paint("blue")
# ruleid: not-several
paint(colour)
# ok: not-several
paint("red")
# ok: not-several
paint('green')
# ok: not-several
paint(None)


# ruleid: not-function-with
def public_function(a):
    return a


# ok: not-function-with
def public_function(a):
    """Returns a."""
    return a


# ruleid: not-smaller
outer(safe(1))
# ruleid: not-smaller
outer(1)
# ok: not-smaller
safe(outer)

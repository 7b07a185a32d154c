BIG = 1000
SMALL = 1

# ruleid: comparison-greater
limit(101)
# ruleid: comparison-greater
limit(BIG)
# ruleid: comparison-greater
limit(10 * 100)
# ok: comparison-greater
limit(100)
# ok: comparison-greater
limit(SMALL)
# ok: comparison-greater
limit(x)
# ok: comparison-greater
limit("1000")
# ruleid: comparison-greater
limit(100.5)

# ruleid: comparison-two
between(2, 1)
# ok: comparison-two
between(1, 2)
# ok: comparison-two
between(x, 2)

# ruleid: comparison-and
bind_port(80)
# ok: comparison-and
bind_port(8080)
# ok: comparison-and
bind_port(0)

# ruleid: comparison-arithmetic
even_only(3)
# ok: comparison-arithmetic
even_only(4)

# ruleid: comparison-strip
seconds("100")
# ok: comparison-strip
seconds("10")
# ok: comparison-strip
seconds("many")

# ruleid: comparison-base
mode_of(f, 0o777)
# ruleid: comparison-base
mode_of(f, 511)
# ok: comparison-base
mode_of(f, 0o644)

# ruleid: comparison-in
pick(2)
# ok: comparison-in
pick(4)

# ruleid: comparison-regex-match
begin("abc")
# ok: comparison-regex-match
begin("bc")

# ruleid: comparison-string
version("1.0")
# ok: comparison-string
version("1.1")

# ruleid: comparison-not
ten(9)
# ok: comparison-not
ten(10)

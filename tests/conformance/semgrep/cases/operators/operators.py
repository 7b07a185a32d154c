# ruleid: operator-comparison
x is "a"
# ok: operator-comparison
x == "a"
# ok: operator-comparison
x is not "a"
# ok: operator-comparison
x is a

# ruleid: operator-in-pair
a == 1 or a == 2
# ruleid: operator-in-pair
if f.x == "a" or f.x == "b": pass
# ok: operator-in-pair
a == 1 or b == 2
# ok: operator-in-pair
a == 1 and a == 2

# ruleid: operator-chain
1 < x < 3
# ok: operator-chain
1 < x <= 3
# ok: operator-chain
1 < x and x < 3

# ruleid: operator-not-in
x not in []
# ok: operator-not-in
x in []
# ok: operator-not-in
x not in [1]
# ok: operator-not-in
not x in [1]

# ruleid: operator-and-same
a and a
# ok: operator-and-same
a and b
# ok: operator-and-same
a or a

# ruleid: operator-bool-true
x == True
# ok: operator-bool-true
x is True
# ok: operator-bool-true
x == true

# ruleid: operator-arithmetic
hours * 60 * 60
# ok: operator-arithmetic
hours * 3600
# todook: operator-arithmetic
hours * (60 * 60)

# ruleid: operator-unary
not not x
# ok: operator-unary
not x

# ruleid: operator-ternary
y = True if x else False
# ok: operator-ternary
y = False if x else True

# ruleid: operator-precedence
z = a + b * two
# ok: operator-precedence
z = (a + b) * two
# ruleid: operator-precedence
z = a + (b * two)

# ruleid: operator-starred
w = [*x]
# ok: operator-starred
w = [x]
# ok: operator-starred
w = [*x, 1]

# ruleid: operator-type
if type(x) == int: pass
# ruleid: operator-type
type(x) == type(y)
# ok: operator-type
isinstance(x, int)
# ok: operator-type
type(x) is int

# ruleid: name-equal-operands
a == a
# ruleid: name-equal-operands
if a.b == a.b: pass
# ruleid: name-equal-operands
f(x)[0] == f(x)[0]
# ruleid: name-equal-operands
(a) == a
# ruleid: name-equal-operands
"text" == 'text'
# ok: name-equal-operands
a == b
# ok: name-equal-operands
a != a
# ok: name-equal-operands
a.b == a.c
# ok: name-equal-operands
a is a
# ok: name-equal-operands
"a" == "b"

# ruleid: name-anonymous
pair(1, 1)
# ruleid: name-anonymous
pair(1, 2)
# ok: name-anonymous
pair(1)
# ok: name-anonymous
pair(1, 2, 3)

# ruleid: name-assigned-to-itself
a = a
# ruleid: name-assigned-to-itself
self.a = self.a
# ok: name-assigned-to-itself
self.a = a
# todoruleid: name-assigned-to-itself
a = b = a
# ok: name-assigned-to-itself
a += a

# ruleid: name-attribute
print(thing.size)
# ruleid: name-attribute
thing.size.x
# ruleid: name-attribute
thing.run()
# ok: name-attribute
other.thing
# ok: name-attribute
other.thing.size

# ruleid: name-subscripted
xs[0] + xs[0]
# ruleid: name-subscripted
y = 1 + (m[k] + m[k])
# ok: name-subscripted
xs[0] + xs[1]
# ok: name-subscripted
xs[0] + ys[0]

# ruleid: name-negated
if not value is None: pass
# ruleid: name-negated
not (value is None)
# ok: name-negated
value is not None
# ok: name-negated
not value

# ruleid: name-useless-else
y = x if condition else x
# ok: name-useless-else
y = x if condition else z

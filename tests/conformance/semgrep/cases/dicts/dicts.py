# ruleid: dict-key
a = {"password": "x"}
# ruleid: dict-key
a = {"user": 1, 'password': get(), "z": 2}
# todoruleid: dict-key
f({"password": 1, **more})
# ok: dict-key
a = {"passwords": 1}
# ok: dict-key
a = {password: 1}
# ok: dict-key
a = {"x": "password"}
# ok: dict-key
a = dict(password=1)

# ruleid: dict-any
use_dict({"a": 1})
# ruleid: dict-any
use_dict({})
# ok: dict-any
use_dict(table)
# ok: dict-any
use_dict([])

# ruleid: dict-empty
use_empty({})
# ok: dict-empty
use_empty({1: 2})

# ruleid: dict-equal
b = {"a": 1, "b": 2, "a": 3}
# ruleid: dict-equal
b = {x: 1, x: 2}
# ok: dict-equal
b = {"a": 1, "b": 1}

# ruleid: dict-in-call
decode(token, options={"verify_signature": False})
# ruleid: dict-in-call
decode(token, key, algorithms=[], options={"verify_exp": True, "verify_signature": False})
# ok: dict-in-call
decode(token, options={"verify_signature": True})
# ok: dict-in-call
decode(token, {"verify_signature": False})

# ruleid: dict-subscript-set
headers["X-Thing"] = 1
# ruleid: dict-subscript-set
self.headers["X"] = value
# ok: dict-subscript-set
headers[name] = 1
# ok: dict-subscript-set
x = headers["X"]

# ruleid: list-any
ALLOWED = ["*"]
# ruleid: list-any
ALLOWED = ["a", "*", "b"]
# ok: list-any
ALLOWED = ["a"]
# ok: list-any
ALLOWED = ("*",)
# ok: list-any
OTHER = ["*"]

# ruleid: list-exact
single([1])
# ok: list-exact
single([])
# ok: list-exact
single([1, 2])

# ruleid: tuple-pair
returned((1, 2))
# ok: tuple-pair
returned(1, 2)
# ok: tuple-pair
returned((1, 2, 3))
# ok: tuple-pair
returned([1, 2])

# ruleid: set-any
s = {1, 2}
# ruleid: set-any
s = {1}
# ruleid: set-any
s = {2, 1}
# ok: set-any
s = [1, 2]

# ruleid: slice-all
ys = xs[:]
# ok: slice-all
ys = xs[1:]
# ok: slice-all
ys = xs[0]
# ruleid: slice-bounds
cut(xs[1:2])
# ok: slice-bounds
cut(xs[1:])
# ok: slice-bounds
cut(xs[1])

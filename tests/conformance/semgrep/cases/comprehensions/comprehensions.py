# ruleid: comprehension-list
ys = [x for x in xs]
# ruleid: comprehension-list
ys = [item for item in get(items)]
# ok: comprehension-list
ys = [x + 1 for x in xs]
# ok: comprehension-list
ys = [x for y in xs]
# ok: comprehension-list
# ruleid: comprehension-condition
ys = [x for x in xs if x]
# ok: comprehension-list
ys = {x for x in xs if x}
# ok: comprehension-list
ys = [x for x in xs for y in ys]

# ruleid: comprehension-condition
ys = [f(x) for x in xs if x > 1]
# ok: comprehension-condition
ys = [f(x) for x in xs]
# ok: comprehension-condition
ys = [f(x) for x in xs if x if y]

# ruleid: comprehension-in-call
any([f(x) for x in xs])
# todook: comprehension-in-call
any(f(x) for x in xs)
# ok: comprehension-in-call
all([f(x) for x in xs])

# ruleid: comprehension-dict
# todook: comprehension-set
{k: v for k, v in table.items()}
# ok: comprehension-dict
# todook: comprehension-set
{v: k for k, v in table.items()}
# ok: comprehension-dict
# todook: comprehension-set
{k: v for k, v in table}

# ruleid: comprehension-set
{f(x) for x in xs}
# ok: comprehension-set
[f(x) for x in xs]

# ruleid: comprehension-generator
sum(x.size for x in xs)
# ok: comprehension-generator
sum(xs)

# ruleid: comprehension-deep
[db.fetch() for x in xs]
# ruleid: comprehension-deep
[f(1, q(x).fetch()) for x in xs]
# ok: comprehension-deep
# ruleid: comprehension-list
[x for x in db.fetch()]

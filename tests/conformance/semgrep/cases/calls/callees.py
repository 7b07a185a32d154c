# ruleid: callee-any
one(4242)
# ruleid: callee-any
one.two.three(a, 4242)
# ruleid: callee-any
one()(4242)
# ok: callee-any
one(4242.0)
# ok: callee-any
one(number=4242)
# ok: callee-any
one([4242])
# ruleid: callee-any
print(value, sep="", *rest) or print(4242, end="")

# ruleid: callee-method-of-anything
bomb.explode()
# ruleid: callee-method-of-anything
self.bomb[0].explode(now=True)
# ruleid: callee-method-of-anything
Bomb(1).explode()
# ruleid: callee-method-of-anything
"text".explode(",")
# ok: callee-method-of-anything
bomb.explode
# ok: callee-method-of-anything
explode()
# ok: callee-method-of-anything
bomb.explode.later()

# ruleid: callee-any-method
registry.add(1)
# ruleid: callee-any-method
registry.remove(item)
# ok: callee-any-method
registry.remove(item, now)
# ok: callee-any-method
registry.items.remove(item)
# ok: callee-any-method
registry(item)

# ruleid: callee-chain-gap
session.commit()
# ruleid: callee-chain-gap
session.query(User).filter(a == 1).commit()
# ruleid: callee-chain-gap
session.transaction.commit()
# ok: callee-chain-gap
session.query(User).commit
# ok: callee-chain-gap
other.commit()
# ok: callee-chain-gap
session.commit(1)

# ruleid: callee-chain-calls
users.filter(name=name).first()
# ruleid: callee-chain-calls
User.objects.all().filter().first()
# ok: callee-chain-calls
users.filter(name=name).order_by("id").first()
# ok: callee-chain-calls
users.filter.first()

# ruleid: callee-chain-deep-gap
User.objects.raw("select")
# ruleid: callee-chain-deep-gap
models.User.objects.using("other").raw(query, [1])
# ok: callee-chain-deep-gap
User.raw("select")
# ok: callee-chain-deep-gap
User.objects.raw

# ruleid: callee-called-result
make(1)(2)
# ruleid: callee-called-result
make(thing)()
# ok: callee-called-result
make(thing)
# ok: callee-called-result
make()(thing)

# ruleid: callee-subscript
handlers["a"](1)
# ruleid: callee-subscript
handlers[name]()
# ok: callee-subscript
handlers["a"].run(1)
# ok: callee-subscript
self.handlers["a"](1)

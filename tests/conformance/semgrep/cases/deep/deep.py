import os

# ruleid: deep-in-condition
if is_admin(user):
    pass
# ruleid: deep-in-condition
if active and (not is_admin(user) or x):
    pass
# ruleid: deep-in-condition
if any([is_admin(u) for u in users]):
    pass
# ok: deep-in-condition
if active:
    is_admin(user)
# ok: deep-in-condition
if is_admin:
    pass
# ruleid: deep-in-condition
if is_admin(user):
    pass
else:
    pass

# ruleid: deep-in-argument
run_it(input())
# ruleid: deep-in-argument
run_it("x" + str(input("y")))
# ruleid: deep-in-argument
run_it({"a": [input()]})
# ok: deep-in-argument
run_it(output())
# ok: deep-in-argument
run_it(1, input())

# ruleid: deep-in-value
path = os.environ["HOME"]
# ruleid: deep-in-value
path = str(os.environ["HOME"]).strip() + "/x"
# ok: deep-in-value
path = os.environ.get("HOME")


class User:
    def leak(self):
        if self.name:
            # ruleid: deep-in-return
            return [self.name, hash(self.password)]
        # ok: deep-in-return
        return self.name


# ok: deep-equal
x = unwrap(f(x, 1))
# ruleid: deep-equal
x = wrap(f(x, 1))
# ok: deep-equal
x = wrap(f(y))

# ruleid: not-inside-with
f = open_it("a")
# ok: not-inside-with
with open_it("a") as f:
    pass
# ok: not-inside-with
with open_it("a") as f:
    # ok: not-inside-with
    g = open_it("b")
# ruleid: not-inside-with
with closing(open_it("a")) as f:
    pass

# ruleid: not-inside-try
risky()
try:
    # ok: not-inside-try
    risky()
except OSError:
    pass
try:
    # ruleid: not-inside-try
    risky()
finally:
    pass

# ruleid: not-inside-guard
a.must()
if a is not None:
    # ok: not-inside-guard
    a.must()
    # ruleid: not-inside-guard
    b.must()
if a is not None and b:
    # ruleid: not-inside-guard
    a.must()

# ruleid: not-inside-main
main_task()
if __name__ == "__main__":
    # ok: not-inside-main
    main_task()


def run():
    # ok: not-inside-main
    main_task()


def stores(d, e):
    validate(d)
    # ok: not-inside-before
    store(d)
    # ruleid: not-inside-before
    store(e)


def stores_and_validates_late(d):
    # ruleid: not-inside-before
    store(d)
    validate(d)


# ok: not-inside-call
raw_input_value = read()
# ruleid: not-inside-call
show(raw_input_value)
# ok: not-inside-call
show(escape(raw_input_value))
# ok: not-inside-call
show(escape("x" + raw_input_value))

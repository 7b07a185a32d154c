# ruleid: sequence-adjacent
start(a)
stop(a)

# ok: sequence-adjacent
start(a)
other()
stop(a)

# ok: sequence-adjacent
start(a)
stop(b)


def nested(flag):
    if flag:
        # ruleid: sequence-adjacent
        start(a.b)
        stop(a.b)
    # ok: sequence-adjacent
    start(a)
    if flag:
        stop(a)


def gaps():
    # ruleid: sequence-gap
    f = open_file("x")
    f.read()


def longer_gap():
    # ruleid: sequence-gap
    f = open_file("x")
    one()
    two()
    f.read()


def gap_into_block(flag):
    # ruleid: sequence-gap
    f = open_file("x")
    if flag:
        f.read()


def gap_into_two_blocks(flag):
    # ruleid: sequence-gap
    f = open_file("x")
    for _ in flag:
        try:
            f.read()
        except OSError:
            pass


def other_name():
    # ok: sequence-gap
    f = open_file("x")
    g.read()


def wrong_order():
    # ok: sequence-gap
    f.read()
    f = open_file("x")


def out_of_block(flag):
    if flag:
        # ok: sequence-gap
        f = open_file("x")
    f.read()


def read_into_variable():
    # ruleid: sequence-gap
    f = open_file("x")
    text = f.read()


def tail():
    # ruleid: sequence-gap-last
    setup(1)
    one()
    two()


def no_tail():
    # ruleid: sequence-gap-last
    setup(1)


def no_setup():
    # ok: sequence-gap-last
    setups(1)


def flow():
    # ruleid: sequence-three
    a = source()
    log(a)
    b = transform(a)
    c = 1
    sink(b)


def flow_nested(flag):
    # ruleid: sequence-three
    a = source()
    if flag:
        b = transform(a)
        sink(b)


def flow_broken():
    # ok: sequence-three
    a = source()
    b = transform(a)
    sink(a)


def returned():
    # ruleid: sequence-assign-return
    result = compute()
    return result


def returned_other():
    # ok: sequence-assign-return
    result = compute()
    return other


def returned_later():
    # ok: sequence-assign-return
    result = compute()
    log(result)
    return result


def returned_more():
    # ok: sequence-assign-return
    result = compute()
    return result + 1


# ruleid: sequence-gap-first
def finishes():
    one()
    finish()


# ruleid: sequence-gap-first
def only_finishes():
    finish()


# ruleid: sequence-gap-first
def finishes_early():
    finish()
    one()


# ruleid: sequence-gap-first
def finishes_within(flag):
    if flag:
        finish()


# ok: sequence-gap-first
def never_finishes():
    return finish


# ruleid: sequence-overwritten
x = first()
x = second()
# ok: sequence-overwritten
y = first()
z = second()
# ok: sequence-overwritten
w = second()
w = first()

# ruleid: matching-pattern
new_syntax(1)
# ok: matching-pattern
old_syntax(1)


def f():
    # ruleid: matching-all
    new_all(2)
    # ok: matching-all
    new_all(1)


def excepted():
    # ok: matching-all
    new_all(2)


# ok: matching-all
new_all(2)

# ruleid: matching-any
new_any(1)
# ruleid: matching-any
new_any(2)
# ok: matching-any
new_any(3)

# ruleid: matching-where
new_where(abc)
# ok: matching-where
new_where(bcd)

new_focus(
    # ruleid: matching-focus
    x
)
# ok: matching-focus
new_focus()

NAME = "a"

# ruleid: option-commutative
first_flag and second_flag
# ruleid: option-commutative
second_flag and first_flag
# ok: option-commutative
first_flag or second_flag

# ruleid: option-not-commutative
third_flag and fourth_flag
# ok: option-not-commutative
fourth_flag and third_flag


def symbolic():
    x = ask()
    # ruleid: option-symbolic
    open_symbolic(x)
    # ok: option-not-symbolic
    open_plain(x)
    y = answer()
    # ok: option-symbolic
    open_symbolic(y)


# ruleid: option-symbolic
open_symbolic(ask())
# ruleid: option-not-symbolic
open_plain(ask())

# ruleid: option-no-constants
literally("a")
# ok: option-no-constants
literally(NAME)

def spelling(a: str, b: int, c):
    # ruleid: type-annotated
    spell(a)
    # ok: type-annotated
    spell(b)
    # ok: type-annotated
    spell(c)


# ruleid: type-annotated
spell("a")
# ok: type-annotated
spell(1)


def counting(a: int, b: float, c: str):
    # ruleid: type-several
    count_it(a)
    # ruleid: type-several
    count_it(b)
    # ok: type-several
    count_it(c)


# ruleid: type-several
count_it(1)
# ruleid: type-several
count_it(1.5)
# ok: type-several
count_it("1")

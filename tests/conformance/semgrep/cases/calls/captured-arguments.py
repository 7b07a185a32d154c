# ruleid: captured-rest
logger.warn("a")
# ruleid: captured-rest
logger.warn("a %s", b)
# ruleid: captured-rest
logger.warn("a %s %s", b, c + d)
# ok: captured-rest
logger.warn()
# ok: captured-rest
logger.warning("a", b)

# ruleid: captured-all
collect()
# ruleid: captured-all
collect(1)
# ruleid: captured-all
collect(1, two, [3])
# ok: captured-all
collect[1]

# ruleid: captured-middle
spread(1, 2)
# ruleid: captured-middle
spread(1, 2, 3, 4)
# ok: captured-middle
spread(1)

# ruleid: captured-equal
same(first(1, 2), second(1, 2))
# ruleid: captured-equal
same(first(), second())
# ok: captured-equal
same(first(1, 2), second(2, 1))

# ruleid: number-integer
wait(8)
# ruleid: number-integer
wait(0x8)
# ruleid: number-integer
wait(0b1000)
# ruleid: number-integer
wait(0o10)
# ok: number-integer
wait(8.0)
# ok: number-integer
wait(80)
# ok: number-integer
wait("8")

# ruleid: number-float
wait(0.5)
# ok: number-float
wait(1)

# ruleid: number-negative
wait(-1)
# ok: number-negative
wait(1)

# ruleid: number-large
wait(1_000_000)
# ruleid: number-large
wait(1000000)
# ok: number-large
wait(100_000)

# ruleid: number-operation
y = x + 0
# ok: number-operation
y = x + 1
# ok: number-operation
y = x - 0

# ruleid: number-none
x == None
# ok: number-none
x is None
# ok: number-none
x != None

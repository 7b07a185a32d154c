# ruleid: fstring-any
execute(f"select {a}")
# ruleid: fstring-any
execute(f'select {a} from {b}')
# ok: fstring-any
execute(query)

# ruleid: fstring-one-value
log(f"value {x}")
# ruleid: fstring-one-value
log(f"{x} and {y}")
# ok: fstring-one-value
log("value")
# ok: fstring-one-value
log(f"value")

# ruleid: fstring-anywhere
message = f"it is {secret}"
# ruleid: fstring-anywhere
f"{a}{secret}{b}"
# ok: fstring-anywhere
f"it is {public}"
# ok: fstring-anywhere
"it is {secret}"

# ruleid: fstring-as-string
plain("text")
# ruleid: fstring-as-string
plain(f"text")
# ok: fstring-as-string
plain(text)

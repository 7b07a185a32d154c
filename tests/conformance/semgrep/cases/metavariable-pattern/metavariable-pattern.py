# ruleid: metavariable-pattern-one
shell("rm %s" % name)
# ok: metavariable-pattern-one
shell("rm " + name)
# ok: metavariable-pattern-one
shell(name)

# ruleid: metavariable-pattern-either
cursor.execute("select " + name)
# ruleid: metavariable-pattern-either
cursor.execute("select %s" % name, [1])
# ruleid: metavariable-pattern-either
cursor.execute("select {}".format(name))
# ruleid: metavariable-pattern-either
cursor.execute(f"select {name}")
# ok: metavariable-pattern-either
cursor.execute("select " + "x")
# ok: metavariable-pattern-either
cursor.execute("select %s", [name])
# ok: metavariable-pattern-either
cursor.execute(query)

# ruleid: metavariable-pattern-part
consume(input())
# ruleid: metavariable-pattern-part
consume(f(1, input()))
# ok: metavariable-pattern-part
consume(x)

# ruleid: metavariable-pattern-not
literal_only(x)
# ok: metavariable-pattern-not
literal_only("x")
# ok: metavariable-pattern-not
literal_only([x])


# ruleid: metavariable-pattern-body
def worker():
    print(1)


# ok: metavariable-pattern-body
def worker(x):
    return x


# ruleid: metavariable-pattern-regex
no_digit("a1")
# ruleid: metavariable-pattern-regex
no_digit(x1)
# ok: metavariable-pattern-regex
no_digit("a")

# ruleid: metavariable-pattern-language
run_code("x = eval(y)")
# ok: metavariable-pattern-language
run_code("x = y")

# ruleid: metavariable-pattern-generic
run_sql("DELETE FROM users")
# ok: metavariable-pattern-generic
run_sql("SELECT 1 FROM users")

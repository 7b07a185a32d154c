# ruleid: string-exact
method("GET")
# ruleid: string-exact
method('GET')
# ruleid: string-exact
method("""GET""")
# ruleid: string-exact
method("G" 'ET')
# ok: string-exact
method("get")
# ok: string-exact, string-empty
method("GET ")
# ok: string-exact
method(GET)
# ruleid: string-empty
method("")
# ruleid: string-empty
method('' "")

# ruleid: string-any
gettext("a")
# ruleid: string-any
gettext("")
# ruleid: string-any
gettext("a" "b")
# ok: string-any
gettext(name)
# ok: string-any
gettext(1)

# ruleid: string-captured
column("a")
# ruleid: string-captured
column('long name')
# ok: string-captured
column(name)

# ruleid: string-regex
key = "AKIAIOSFODNN7EXAMPLE"
# ruleid: string-regex
key = 'AKIA0' 'AB'
# ok: string-regex
key = "xAKIA0"
# ok: string-regex
other = "AKIAIOSFODNN7EXAMPLE"

# ruleid: string-percent
"%s" % name
# ruleid: string-percent
x = "%s %s" % (a, b)
# ok: string-percent
10 % 3
# ok: string-percent
x % y

# ruleid: string-format
"{}".format(a)
# ruleid: string-format
("{}" "{}").format(a, b)
# ok: string-format
text.formats(a)

# ruleid: string-concatenation
run("rm " + name)
# ok: string-concatenation
run(name + "rm ")
# ok: string-concatenation
run("rm ")

# ruleid: string-regex-unanchored
get("http://example.org", 1)
# ruleid: string-regex-unanchored
get("see http://example.org")
# ok: string-regex-unanchored
get("https://example.org")

# ruleid: string-regex-flags
query("select a from b")
# ruleid: string-regex-flags
query("SELECT a FROM b")
# ok: string-regex-flags
query("insert into b")

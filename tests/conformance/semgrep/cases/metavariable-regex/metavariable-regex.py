LITERAL = "a literal"
OTHER = "another"

# ruleid: metavariable-regex-name
hashing.md5(x)
# ruleid: metavariable-regex-name
hashing.sha1()
# ruleid: metavariable-regex-name
hashing.sha1_and_more()
# ok: metavariable-regex-name
hashing.sha256(x)
# ok: metavariable-regex-name
hashing.my_md5(x)

# ruleid: metavariable-regex-whole
hashing2.md5(x)
# ok: metavariable-regex-whole
hashing2.md5s(x)

# ruleid: metavariable-regex-string
load_url("http://example.org")
# ok: metavariable-regex-string
load_url("https://example.org")
# ok: metavariable-regex-string
load_url(url)

# ruleid: metavariable-regex-content
load_content("http://example.org")
# ok: metavariable-regex-content
load_content(" http://example.org")
# ok: metavariable-regex-content
load_content("ftp://example.org")

# ruleid: metavariable-regex-negative
CONSTANT.name = 1
# ok: metavariable-regex-negative
CONSTANT.NAME = 1

# ruleid: metavariable-regex-expression
redirect_to(flask.request.args["x"])
# ruleid: metavariable-regex-expression
redirect_to("a" + request.url)
# ok: metavariable-regex-expression
redirect_to(url)

# ruleid: metavariable-regex-propagated
propagated("literal")
# ruleid: metavariable-regex-propagated
propagated(LITERAL)
# ok: metavariable-regex-propagated
propagated(OTHER)


# ruleid: metavariable-regex-function
def check_one():
    return 1


# ok: metavariable-regex-function
def check_two():
    x = 1
    assert x


# ok: metavariable-regex-function
def helper():
    return 1


# ruleid: metavariable-regex-two
combine(apple, banana)
# ok: metavariable-regex-two
combine(banana, apple)
# ok: metavariable-regex-two
combine(apple, apple)

# ruleid: metavariable-regex-keyword
setup_it(user="a", db_password="b")
# ok: metavariable-regex-keyword
setup_it(user="a")
# ok: metavariable-regex-keyword
setup_it(password=ask())

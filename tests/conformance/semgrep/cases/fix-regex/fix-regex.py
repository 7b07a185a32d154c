# ruleid: fix-regex-simple
open_url("http://example.org")
# ok: fix-regex-simple
open_url("https://example.org")

# ruleid: fix-regex-group
swap(one, two)
# ok: fix-regex-group
swap(one)

# ruleid: fix-regex-count
many(a, a, a)
# ok: fix-regex-count
few(a, a, a)

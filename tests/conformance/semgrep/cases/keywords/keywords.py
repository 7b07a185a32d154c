# ruleid: keyword-exact, keyword-anywhere
fetch(url, verify=False)
# ok: keyword-exact
# ruleid: keyword-anywhere, keyword-value
fetch(url, timeout=1, verify=False)
# ok: keyword-exact
# ruleid: keyword-anywhere, keyword-value
fetch(url, verify=False, timeout=1)
# ruleid: keyword-anywhere
fetch(verify=False)
# ok: keyword-anywhere
fetch(url, verify=True)
# ok: keyword-anywhere, keyword-value
fetch(url, False)
# ok: keyword-anywhere
fetch(url, verify=not False)
# ruleid: keyword-anywhere
fetch(url, *rest, verify=False, **more)
# ruleid: keyword-value
fetch(url, timeout=None)
# ruleid: keyword-value
fetch(url, timeout=compute(1))
# ok: keyword-value
fetch(url, **{"timeout": 1})

# ruleid: keyword-two-in-order
both(a=1, b=2)
# ruleid: keyword-two-in-order
both(b=2, a=1)
# ok: keyword-two-in-order
both(a=1)
# ok: keyword-two-in-order
both(a=1, b=2, c=3)
# ok: keyword-two-in-order
both(1, 2)

# ruleid: keyword-any-name
configure(level=None)
# ruleid: keyword-any-name
configure("name", level=1, other=None)
# ok: keyword-any-name
configure(None)
# ok: keyword-any-name
configure(level="None")

# ruleid: keyword-none-left
open_it(path)
# ruleid: keyword-none-left
open_it(path, encoding="utf-8")
# ok: keyword-none-left
open_it(path, "r")
# ok: keyword-none-left
open_it(path, encoding="utf-8", mode="r")
# ok: keyword-none-left
open_it(mode="r", path=path)

# ruleid: keyword-double-star
render(**context)
# ruleid: keyword-double-star
render("page", x=1, **{"a": 1})
# ok: keyword-double-star
render("page", context)
# ruleid: keyword-star
render(*parts)
# ruleid: keyword-star, keyword-double-star
render(*parts, **context)
# ok: keyword-star
render("page", parts)

# ruleid: keyword-same-value
login(user=name, password=name)
# ruleid: keyword-same-value
login(host, password="guest", user="guest")
# ok: keyword-same-value
login(user=name, password=secret)

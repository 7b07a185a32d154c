import functools
from functools import lru_cache


class Shape:
    # ruleid: decorator-exact
    @property
    def area(self):
        return 1

    # ruleid: decorator-exact
    @cached
    @property
    def area2(self):
        return 1

    # ruleid: decorator-exact
    @property
    @cached
    def area3(self):
        return 1

    # ok: decorator-exact
    @area.setter
    def area(self, value):
        pass

    # ok: decorator-exact
    def plain(self):
        pass


# ruleid: decorator-call
@app.route("/")
def index():
    pass


# ruleid: decorator-call
@blueprint.route("/x", methods=["POST"])
@limit
def save():
    pass


# ok: decorator-call
@app.route
def nothing():
    pass


# ok: decorator-call
@route("/")
def bare():
    pass


# ruleid: decorator-any
@anything
def decorated():
    pass


# ruleid: decorator-any
@anything.at(all)
@more
def decorated():
    pass


# ok: decorator-any
def decorated():
    pass


# ruleid: decorator-two
@route("/")
@public
def two():
    pass


# ruleid: decorator-two
@public
@route("/")
def reversed_two():
    pass


# ruleid: decorator-two
@route("/")
@limit
@public
def two_and_more():
    pass


# ok: decorator-two
@route("/")
def only_one():
    pass


# ruleid: decorator-missing
@expose("/")
def open_to_all():
    pass


# ok: decorator-missing
@expose("/")
@login_required
def closed():
    pass


# ok: decorator-missing
@login_required
@expose("/")
def closed_too():
    pass


# ruleid: decorator-class
@dataclass
class Point:
    x: int


# ok: decorator-class
class Plain:
    x: int


# ok: decorator-class
@dataclass(frozen=True)
class Frozen:
    x: int


@task
def job():
    # ruleid: decorator-inside
    sleep(1)


@task
@retry
def job2():
    if x:
        # ruleid: decorator-inside
        sleep(1)


@other
def job3():
    # ok: decorator-inside
    sleep(1)


# ruleid: decorator-resolved
@functools.lru_cache(maxsize=None)
def cached1():
    pass


# ruleid: decorator-resolved
@lru_cache(maxsize=None)
def cached2():
    pass


# ok: decorator-resolved
@lru_cache(maxsize=10)
def cached3():
    pass

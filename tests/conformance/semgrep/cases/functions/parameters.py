# ruleid: parameters-captured
def one(legacy):
    pass


# ruleid: parameters-captured
def two(a, b=1, legacy=2):
    pass


# ruleid: parameters-captured
def three(a, legacy):
    pass


# ok: parameters-captured
def four(legacy, a):
    pass


# ruleid: parameters-default-any
def five(a=now()):
    pass


# ruleid: parameters-default-any
def six(x, *, a=time.time(), b=1):
    pass


# ok: parameters-default-any
def seven(a=now):
    pass


# ruleid: parameters-typed-default
def eight(a: int = None):
    pass


# ok: parameters-typed-default
def nine(a=None):
    pass


# ok: parameters-typed-default
def ten(a: int = 1):
    pass


class Thing:
    # ruleid: parameters-init-returns
    def __init__(self):
        self.x = 1
        return self.x


class Other:
    # ok: parameters-init-returns
    def __init__(self):
        self.x = 1

    # ok: parameters-init-returns
    def init(self):
        return 1


class Early:
    # ruleid: parameters-init-returns
    def __init__(self, flag):
        if flag:
            return True
        self.x = 1

import pickle
from pickle import loads


# ruleid: shadow-builtin
eval(text)


def local_import(data):
    import pickle as p

    # ruleid: shadow-import
    return p.loads(data)


def of_the_module(data):
    # ruleid: shadow-import
    return loads(data), eval2(data)


def own_loads(data):
    def inner(loads):
        # ok: shadow-import
        return unpickle(data)

    return inner


class Parser:
    def eval(self, code):
        # ok: shadow-builtin
        return self.eval(code)


# ok: shadow-builtin
parser.eval(text)

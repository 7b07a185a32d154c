# ruleid: class-any
class User(Model):
    name = 1


# ok: class-any
class Group(Base):
    pass


# ok: class-any
class Model:
    pass


# ruleid: class-any
class Both(Model, Mixin):
    pass


# ok: class-any
class Qualified(db.Model):
    pass


# ruleid: class-any-base
class One(Handler):
    def handle(self):
        pass


# ruleid: class-any-base
class Two(Mixin, Handler):
    x = 1

    def handle(self, request):
        pass

    def other(self):
        pass


# ok: class-any-base
class Three(Handler):
    def other(self):
        pass


# ok: class-any-base
class Four(Mixin):
    def handle(self):
        pass


# ruleid: class-no-base
class Config:
    NAME = "a"
    SECRET = "b"


# ruleid: class-no-base
class Config(Base):
    SECRET = "b"


# ok: class-no-base
class Config:
    NAME = "a"


# ruleid: class-attribute
class Registry:
    items = {}


# ruleid: class-attribute
class Registry2(Base):
    """Documented."""

    x = 1
    items = {}

    def get(self):
        pass


# ok: class-attribute
class Registry3:
    items = None

    def __init__(self):
        self.items = {}


# ruleid: class-metaclass
class Meta1(metaclass=Meta):
    pass


# ruleid: class-metaclass
class Meta2(Base, metaclass=abc.ABCMeta):
    pass


# ok: class-metaclass
class Meta3(Base):
    pass


class Printer:
    def run(self):
        # ruleid: class-inside
        print(self)

    class Inner:
        def run(self):
            # ruleid: class-inside
            print(self)


def printer():
    # ok: class-inside
    print(1)


# ruleid: class-two-methods
class Unhashable:
    def __eq__(self, other):
        return True


# ok: class-two-methods
class Hashable:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


# ok: class-two-methods
class Plain:
    pass


class Child(Parent):
    def __init__(self):
        # ruleid: class-super
        super(Child, self).__init__()

    def other(self):
        # ok: class-super
        super().other()
        # ok: class-super
        super(Parent, self).other()

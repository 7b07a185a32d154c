"""What generated classes do when they run."""

from class_equality import Nothing, One, Several
from class_generic import Box, IntBox, Labelled
from class_inheritance import Dog, Failure, Puppy, Statue
from class_properties import Account
from class_readonly import Fixed, Key
from class_several_bases import Person
from class_slots import Guarded, Vector
from private_names import Selfish
from shadowed_class import Plain, Shadow

account = Account("me")
assert (account.owner, account.balance, account.tags, Account.currency) == (
    "me",
    0,
    [],
    "EUR",
)
account.balance = 3
assert Account("you").tags is not account.tags and account.limits == {"day": 100}

assert One(1) == One(1) and One(1) != One(2) and Nothing() == Nothing()
assert One(1) != 1 and repr(One(1)) == "One(value=1)" and repr(Nothing()) == "Nothing()"
assert One.__hash__ is None and Several(1) == Several(1, None)
assert hash(Key("a")) == hash(Key("a", 0)) and {Key("a"): 1}[Key("a")] == 1
assert repr(Key("a", 2)) == "Key(name='a', number=2)"
fixed = Fixed("a", ["b"])
assert fixed.words == ["b"] and Fixed("a").words == []

vector = Vector(1.0, 2.0)
assert not hasattr(vector, "__dict__") and Guarded().value == 1 and Guarded.shared == 3

puppy = Puppy("Rex", ["small"], "Pug", 9)
assert (puppy.name, puppy.tags, puppy.breed, puppy.weeks) == (
    "Rex",
    ["small"],
    "Pug",
    9,
)
assert Dog("a").tags == [] and Dog("a", ["x"]) != Dog("a") and Dog("a") == Dog("a")
assert repr(Dog("a")) == "Dog(name='a', tags=[], breed='')" and Statue("b").name == "b"
assert Failure(3).code == 3 and isinstance(Failure(3), Exception)
person = Person("Ann", 30, "Rome")
assert (person.name, person.age, person.city) == (
    "Ann",
    30,
    "Rome",
) and person == Person("Ann", 30, "Rome")

assert Box(1) == Box(1) and Box("a") != Box("b") and Labelled(1, "a").value == 1
assert IntBox(2).value + 1 == 3

shadow = Shadow("a", list=[1])
assert shadow.str == "a" and shadow.list == [1] and shadow == Shadow("a", list=[1])
plain = Plain(True, super=True)
assert plain.super and plain.dict == {} and Selfish(1, "a").get_self() == 1

"""The tutorial's three examples, as their readers use them."""

from drawable import Drawable
from person import Person
from user_dict import UserDict

p = Person()
p.set_name("Alice")
p.set_age(30)
assert f"{p.get_name()} {p.get_age()}" == "Alice 30"
p.set_age("30")  # rejected


class Circle:
    def draw(self) -> str:
        return "O"


class Square:
    def paint(self) -> str:
        return "[]"


def show(it: Drawable) -> str:
    return it.draw()


assert show(Circle()) == "O"
assert [it.draw() for it in (Circle(),)] == ["O"]
wrong: Drawable = Square()  # rejected

user: UserDict = {"name": "Bob", "age": 4, "email": "bob@example.com"}
assert sorted(UserDict.__required_keys__) == ["age", "email", "name"]
bad: UserDict = {"name": "Bob", "age": "4", "email": ""}  # rejected
short: UserDict = {"name": "Bob"}  # rejected

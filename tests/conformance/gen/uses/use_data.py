"""What generated data types do when they run."""

from dataclass_flags import Pinned, Version
from dataclass_inheritance import Color as ItemColor
from dataclass_inheritance import Colored
from dataclass_plain import Item
from enums import Auto, Color, Level, Mode, Permission, State
from named_tuples import Point
from typed_dict_inheritance import Headers
from typed_dict_read_only import Frozen
from typed_dict_required import AllOptional, Movie, Options

item = Item("a", 1.0)
assert item.tags == [] and Item("b", 2.0).tags is not item.tags and Item.made == 0
assert Version(1) < Version(1, 2) and Pinned(1).label == ""
assert Colored(1).color is ItemColor.RED and Colored(1).other.second == 2

assert (
    State("open") is State.OPEN
    and Auto.FIRST.value == "first"
    and Level.HIGH > Level.LOW
)
assert len(Color) == 2 and Permission.READ | Permission.WRITE
mode: Mode = "r"
no_mode: Mode = "x"  # rejected
assert Point(1) == (1, 0) and Point(1)._fields == ("x", "y")

movie: Movie = {"title": "Heat"}
assert Movie.__optional_keys__ == {"year"} and Options.__required_keys__ == {"name"}
assert AllOptional.__optional_keys__ == {"a", "b"}
frozen: Frozen = {"id": 1}
frozen["id"] = 2  # rejected
assert Frozen.__optional_keys__ == {"name", "note"}
headers: Headers = {"name": "n", "host": "h", "content-type": "text/plain"}
assert Headers.__optional_keys__ == {"x-rate"}

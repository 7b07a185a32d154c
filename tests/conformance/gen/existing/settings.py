"""Constants that TypedDicts are made of."""

from datetime import timedelta
from enum import Enum

NAME = "app"
PORT: int = 8000


class Level(Enum):
    LOW = 1
    HIGH = 2


SERVER = {
    "name": NAME,
    "port": PORT,
    "url": f"https://{NAME}:{PORT}/",
    "debug": False,
    "level": Level.HIGH,
    "timeout": timedelta(seconds=3),
    "ratio": 1 / 3,
    "secret": b"x",
    "owner": None,
    "hosts": ["a", "b", None],
    "weights": {"a": 1, "b": 2.5},
    "by_number": {1: "one", 2: "two"},
    "pair": (1, "two"),
    "pairs": [(1, 2.0), (3, 4.0)],
    "uneven": [(1,), (1, 2)],
    "kinds": {"x", "y"},
    "nothing": {},
    "empty": [],
    "unit": (),
    "content-type": "text/plain",
    "class": "A",
    "__private": 1,
    "users": [
        {"name": "a", "roles": ["r"]},
        {"name": "b", "age": 3},
        {"name": "c", "age": None},
    ],
    "nested": {"deep": {"deeper": {"value": 1, "other": "x"}}},
    "parse": int,
    "call": len,
}

USERS = [{"id": 1, "name": "a"}, {"id": "2", "name": "b", "extra": {"x": 1}}]

"""Classes that get accessors, and are made dataclasses of; those who use them must not notice."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")


class Person:
    """Somebody."""

    count: Final = 0

    def __init__(
        self, name: str, age: int = 0, *tags: str, email: str | None = None
    ) -> None:
        self.name = name
        self.age = age
        self.tags = tags
        self.email = email
        self.notes: list[str] = []  # what is said of them
        self.parent: Person | None = None

    def grow(self) -> int:
        self.age += 1
        if self.email is not None:
            self.notes.append(self.email.upper())
        return self.age

    def adopt(self, child: Person) -> None:
        child.parent = self
        if child.parent.email is None:
            child.parent.email = self.name


class Employee(Person):
    def __init__(self, name: str, wage: float) -> None:
        super().__init__(name, 18)
        self.wage = wage
        self.name = name.title()

    def rise(self) -> float:
        self.age = self.age + 1
        self.wage *= 1.1
        return self.wage


class Slotted:
    __slots__ = ("left", "right")
    left: int

    def __init__(self, left: int, right: Sequence[int]) -> None:
        self.left = left
        self.right = right

    def swap(self) -> tuple[Sequence[int], int]:
        return self.right, self.left


class Box(Generic[T]):
    def __init__(self, value: T, check: Callable[[T], bool] = bool) -> None:
        self.value = value
        self.check = check

    def get(self) -> T | None:
        return self.value if self.check(self.value) else None


class Shape(ABC):
    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.area = width * height

    @abstractmethod
    def draw(self) -> str: ...


class Square(Shape):
    def draw(self) -> str:
        return f"{self.width} by {self.height}: {self.area:.1f}"


class Point:
    def __init__(self, x: int, y: int = 0, *, label: str = "") -> None:
        """A point in the plane."""
        self.x = x  # to the right
        self.y = y
        self.label = label

    def moved(self, by: int) -> Point:
        return Point(self.x + by, self.y, label=self.label)

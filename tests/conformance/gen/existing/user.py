"""What uses the classes, and goes on doing so."""

from people import Box, Employee, Person, Point, Slotted, Square


class Robot(Person):
    def __init__(self) -> None:
        super().__init__("R", 1, "metal", email="r@example.org")
        self.name = self.name * 2
        self.notes = [*self.notes, "made"]


def outcome() -> list[object]:
    robot = Robot()
    robot.age += 2
    robot.grow()
    child = Person("c")
    robot.adopt(child)
    employee = Employee("ada", 1.0)
    employee.rise()
    slotted = Slotted(1, [2])
    slotted.left = 3
    box = Box(5)
    box.value += 1
    square = Square(2.0, 3.0)
    square.width = 4.0
    point = Point(1, label="p").moved(2)
    return [
        (robot.name, robot.age, robot.tags, robot.email, robot.notes),
        child.parent is robot,
        (employee.name, employee.age, round(employee.wage, 3)),
        slotted.swap(),
        (box.get(), Box(0).get()),
        square.draw(),
        (point.x, point.y, point.label),
    ]

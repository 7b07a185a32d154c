"""Programs of a kind that make a careless rule slow, at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of program, its full size, and how one of a given size is written."""

    name: str
    size: int
    text: Callable[[int], str]


def lines(parts: Iterator[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


def dictionary(size: int) -> str:
    entries = (f'    "key_{i}": {{"name": "value {i}", "items": [{i}, None, True]}},' for i in range(size))
    return "TABLE = {\n" + lines(entries) + "}\n"


def binary_expression(size: int) -> str:
    return "total = " + " + ".join(f"value_{i}" for i in range(size)) + "\n"


def boolean_expression(size: int) -> str:
    return "found = " + " or ".join(f"x == {i}" for i in range(size)) + "\n"


def branches(size: int) -> str:
    rest = (f"    elif kind == {i}:\n        return 'name {i}'" for i in range(1, size))
    return "def name(kind):\n    if kind == 0:\n        return 'name 0'\n" + lines(rest)


def nesting(size: int) -> str:
    return "deep = " + "[" * size + "]" * size + "\n"


def nested_blocks(size: int) -> str:
    # The tokenizer of CPython allows a hundred levels; blocks of that depth side by side.
    depth = 90
    block = lines(f"{' ' * i}if x_{i}:" for i in range(depth)) + " " * depth + "f()\n"
    return block * max(1, size // depth)


def long_line(size: int) -> str:
    return "data = '" + "x" * size + "'\n"


def comprehensions(size: int) -> str:
    # Parsers of other languages give up long before a thousand levels; rules must not.
    opening, closing = "", ""
    for i in range(size):
        opening += f"[x_{i} for x_{i} in "
        closing += "]"
    return "nested = " + opening + "items" + closing + "\n"


def imports(size: int) -> str:
    names = (f"import package_{i}.module_{i} as alias_{i}" for i in range(size))
    return lines(names) + lines(f"alias_{i}.call()" for i in range(size))


def statements(size: int) -> str:
    return lines(f"result_{i} = call_{i}(argument, name='text {i}')" for i in range(size))


def rebound_name(size: int) -> str:
    return "def f(value):\n" + lines(f"    value = step_{i}(value)" for i in range(size)) + "    return value\n"


def functions(size: int) -> str:
    return lines(f"def function_{i}(a, b=[]):\n    print(a)\n    return function_{i - 1}(b)\n" for i in range(size))


def methods(size: int) -> str:
    return "class Large:\n" + lines(
        f"    def method_{i}(self):\n        self.value_{i} = {i}\n        return self.method_{i // 2}()\n" for i in range(size)
    )


def handlers(size: int) -> str:
    blocks = (f"try:\n    call_{i}()\nexcept ValueError as error:\n    log(error)\nfinally:\n    close()\n" for i in range(size))
    return lines(blocks)


def suppressions(size: int) -> str:
    return lines(f"assert False, {i}  # noqa: B011, B015" for i in range(size))


def format_string(size: int) -> str:
    return "text = f'" + "".join(f"{{name_{i}!r:>{{width}}}} " for i in range(size)) + "'\n"


def calls_in_calls(size: int) -> str:
    return "x = start" + "".join(f".step_{i}(a, b=1)" for i in range(size)) + "\n"


KINDS = [
    Kind("dict of 50,000 lines", 50_000, dictionary),
    Kind("sum of 10,000 terms", 10_000, binary_expression),
    Kind("disjunction of 10,000 terms", 10_000, boolean_expression),
    Kind("if of 5,000 branches", 5_000, branches),
    Kind("10,000 nested lists", 10_000, nesting),
    Kind("nested blocks of 10,000 lines", 10_000, nested_blocks),
    Kind("line of 10 MB", 10_000_000, long_line),
    Kind("1,000 nested comprehensions", 1_000, comprehensions),
    Kind("10,000 imports", 10_000, imports),
    Kind("20,000 statements", 20_000, statements),
    Kind("name bound 10,000 times", 10_000, rebound_name),
    Kind("10,000 functions", 10_000, functions),
    Kind("class of 10,000 methods", 10_000, methods),
    Kind("10,000 exception handlers", 10_000, handlers),
    Kind("10,000 suppressions", 10_000, suppressions),
    Kind("f-string of 5,000 parts", 5_000, format_string),
    Kind("chain of 2,000 calls", 2_000, calls_in_calls),
]

"""Programs of a kind that make a careless rule slow, at any size."""

from __future__ import annotations

import ast
import tomllib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Kind:
    """A kind of program, its full size, and how one of a given size is written."""

    name: str
    size: int
    text: Callable[[int], str]
    # Why it is known to grow faster, and is measured only if it is named.
    known: str = ""


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


def decorators(size: int) -> str:
    return lines(f"@decorate_{i}({i}, name='text {i}')" for i in range(size)) + "def decorated():\n    pass\n"


def string_sum(size: int) -> str:
    return "text = " + " + ".join(f"'part {i}' + name_{i}" for i in range(size)) + "\n"


def adjacent_strings(size: int) -> str:
    return "text = (\n" + lines(f"    'part {i} of %s'" for i in range(size)) + ")\n"


def keyword_arguments(size: int) -> str:
    return "call(\n" + lines(f"    argument_{i}=value_{i}," for i in range(size)) + ")\n"


def parameters(size: int) -> str:
    names = (f"    parameter_{i}: int = {i}," for i in range(size))
    return "def f(\n" + lines(names) + "):\n    return parameter_0 + parameter_1\n"


def conjunction(size: int) -> str:
    return "found = " + " and ".join(f"isinstance(x_{i % 7}, Kind) and not x_{i % 5} is None" for i in range(size)) + "\n"


def same_scopes(size: int) -> str:
    scope = "    def inner(value, items=()):\n        result = [value for value in items]\n        return result\n"
    return lines(f"def outer():\n{scope}    return inner(1)\n" for _ in range(size))


def global_statements(size: int) -> str:
    functions = (f"def function_{i}():\n    global name_{i}, shared\n    name_{i} = shared = {i}\n" for i in range(size))
    return lines(f"name_{i} = None" for i in range(size)) + "shared = 0\n" + lines(functions)


def overloads(size: int) -> str:
    heads = (f"@typing.overload\ndef f(kind: typing.Literal[{i}]) -> Type{i}: ..." for i in range(size))
    return "import typing\n" + lines(heads) + "def f(kind):\n    return kind\n"


def handlers_of_one(size: int) -> str:
    clauses = (f"except Error{i} as error:\n    log(error)\n    raise" for i in range(size))
    return "try:\n    call()\n" + lines(clauses)


def attributes(size: int) -> str:
    return "x = root" + "".join(f".part_{i}" for i in range(size)) + "\n"


def subscripts(size: int) -> str:
    return "x = root" + "".join(f"[{i}]" for i in range(size)) + "\n"


def union_types(size: int) -> str:
    return "def f(x: " + " | ".join(f"Type{i}" for i in range(size)) + " | None = None) -> None: ...\n"


def comparisons(size: int) -> str:
    return "found = " + " < ".join(f"x_{i}" for i in range(size)) + "\n"


def conditional_expressions(size: int) -> str:
    return "x = " + "".join(f"{i} if kind == {i} else " for i in range(size)) + "None\n"


def cases(size: int) -> str:
    return "match kind:\n" + lines(f"    case {{'kind': {i}, **rest}} | [{i}, *_]:\n        found = {i}" for i in range(size))


def with_items(size: int) -> str:
    return "with (\n" + lines(f"    open('file {i}') as file_{i}," for i in range(size)) + "):\n    pass\n"


def comments(size: int) -> str:
    return lines(f"# a remark, number {i}: x = call({i})\nx_{i} = {i}  # why" for i in range(size))


def blanket_suppressions(size: int) -> str:
    return lines(f"# pylint-rs: disable[B011]\nassert False, {i}\n# pylint-rs: enable[B011]" for i in range(size))


def exports(size: int) -> str:
    names = lines(f"    'name_{i}'," for i in range(size))
    return f"from package import (\n{lines(f'    name_{i},' for i in range(size))})\n__all__ = [\n{names}]\n"


def class_body(size: int) -> str:
    return "class Table(Base):\n" + lines(f"    field_{i}: list[int] = []\n    other_{i} = {{}}" for i in range(size))


def returns(size: int) -> str:
    return "def f(kind):\n" + lines(f"    if kind == {i}:\n        return g(kind, {i})" for i in range(size)) + "    return None\n"


def loops(size: int) -> str:
    return "def f(items):\n" + lines(
        f"    for i in range(len(items)):\n        items[i] += lambda: i\n        if items[i] > {i}:\n            break" for i in range(size)
    )


def lambdas(size: int) -> str:
    return "x = " + "".join(f"lambda a_{i}: " for i in range(size)) + "0\n"


def nested_functions(size: int) -> str:
    # As deep as CPython's tokenizer goes, side by side; the innermost looks for names in all of them.
    depth = 90
    opening = lines(f"{' ' * i}def f_{i}(a_{i}):" for i in range(depth))
    return (opening + " " * depth + "return a_0 + a_50 + unknown\n") * max(1, size // depth)


def deletions(size: int) -> str:
    return lines(f"x_{i} = {i}\ndel x_{i}" for i in range(size))


def unpacking(size: int) -> str:
    names = ", ".join(f"x_{i}" for i in range(size))
    return f"{names} = {', '.join(str(i) for i in range(size))}\nprint({names})\n"


def formatting(size: int) -> str:
    values = ", ".join(f"value_{i}" for i in range(size))
    named = "".join(f"{{value_{i}}} " for i in range(size))
    keywords = ", ".join(f"value_{i}={i}" for i in range(size))
    by_position = f"x = '{'%s ' * size}' % ({values},)\ny = '{'{} ' * size}'.format({values})\n"
    return by_position + f"z = '{named}'.format({keywords})\n"


def escapes(size: int) -> str:
    return "x = '" + "\\d\\w\\n" * size + "'\n"


def prints(size: int) -> str:
    return lines(f"print('value %d' % {i}, file=out)" for i in range(size))


def self_reference(size: int) -> str:
    return "\n".join(f"x_{i} = x_{i - 1} if x_{i - 1} else x_{i // 2}" for i in range(1, size)) + "\n"


def docstring(size: int) -> str:
    return 'def f():\n    """Sums up.\n\n' + lines(f"    :param name_{i}: the value of number {i}" for i in range(size)) + '    """\n'


def fixtures(size: int) -> str:
    """A fixture of each rule in Rust, one after the other, so many times."""
    rules = sorted(path for path in (ROOT / "fixtures" / "rules").iterdir() if path.is_dir())
    # The smallest: it is enough that the rule has something to do.
    chosen = [min(fixtures, key=lambda path: path.stat().st_size) for rule in rules if (fixtures := list(rule.glob("*.py")))]
    return _together(chosen) * size


def examples_of_packs(size: int) -> str:
    """An example of each rule of the packs, so many times."""
    packs = [tomllib.loads(path.read_text()) for path in sorted((ROOT / "rules").glob("*.toml"))]
    texts = (rule["test"][0].get("bad", "") for pack in packs for rule in pack["rule"])
    return "".join(f"{text}\n" for text in texts if isinstance(text, str) and _is_python(text)) * size


def _together(paths: list[Path]) -> str:
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths)
    return "".join(f"{text}\n" for text in texts if _is_python(text))


def _is_python(text: str) -> bool:
    """Whether a text can stand among others: it parses, and does not begin with what must come first."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return "from __future__" not in text and "noqa" not in text and "\f" not in text


# Each copy of an example matches with each other one: joins by captures, imports of the same module,
# and fixes that look at each binding of a name.
REPEATED = "the same names in every copy, compared in pairs"

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
    Kind("5,000 decorators", 5_000, decorators),
    Kind("sum of 10,000 strings", 5_000, string_sum),
    Kind("10,000 adjacent strings", 10_000, adjacent_strings),
    Kind("10,000 keyword arguments", 10_000, keyword_arguments),
    Kind("10,000 parameters", 10_000, parameters),
    Kind("conjunction of 10,000 terms", 5_000, conjunction),
    Kind("5,000 scopes of the same names", 5_000, same_scopes),
    Kind("5,000 functions with `global`", 5_000, global_statements),
    Kind("5,000 overloads", 5_000, overloads),
    Kind("5,000 handlers of one `try`", 5_000, handlers_of_one),
    Kind("chain of 5,000 attributes", 5_000, attributes),
    Kind("chain of 5,000 subscripts", 5_000, subscripts),
    Kind("union of 5,000 types", 5_000, union_types),
    Kind("comparison of 10,000 terms", 10_000, comparisons),
    Kind("5,000 conditional expressions", 5_000, conditional_expressions),
    Kind("`match` of 2,000 cases", 2_000, cases),
    Kind("`with` of 2,000 items", 2_000, with_items),
    Kind("20,000 comments", 10_000, comments),
    Kind("5,000 ranges of suppressions", 5_000, blanket_suppressions),
    Kind("10,000 exports", 10_000, exports),
    Kind("class of 10,000 fields", 5_000, class_body),
    Kind("5,000 returns of one function", 5_000, returns),
    Kind("5,000 loops", 5_000, loops),
    Kind("2,000 nested lambdas", 2_000, lambdas),
    Kind("nested functions of 5,000 lines", 5_000, nested_functions),
    Kind("10,000 deletions", 10_000, deletions),
    Kind("unpacking of 10,000 names", 10_000, unpacking),
    Kind("formats of 5,000 values", 5_000, formatting),
    Kind("string of 30,000 escapes", 10_000, escapes),
    Kind("10,000 prints", 10_000, prints),
    Kind("10,000 names made of names", 10_000, self_reference),
    Kind("docstring of 10,000 lines", 10_000, docstring),
    Kind("fixtures of the rules in Rust", 16, fixtures, REPEATED),
    Kind("examples of the packs' rules", 16, examples_of_packs, REPEATED),
]

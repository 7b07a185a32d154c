# ruleid: match-literal
match command:
    case 1:
        # ruleid: match-inside
        manual(1)
    case [x, y] if x:
        # ruleid: match-inside
        manual(2)
# ok: match-inside
manual(3)

# ruleid: match-on-call
match type(value):
    case str():
        work()
# ok: match-on-call, match-literal
match value:
    case str():
        work()
    case {"a": a}:
        work()
    case Point(x=0) | None:
        work()
    case _:
        pass


def kind_of(x):
    match x:
        case "a":
            # ruleid: match-within-function
            return 1
        case _:
            if x:
                # ruleid: match-within-function
                return 2
    # ok: match-within-function
    return 3


def f():
    pass

x = 1  + 2
\

y = 1 # type: int
# type: ignore

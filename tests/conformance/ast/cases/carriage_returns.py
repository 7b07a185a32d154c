x = """a
bc
"""
y = r"""
"""
z = b"""

"""
w = "a\
b" "" if 0 else "\r"
v = f"""{x}
{y:a
b}{
x
=
}{{
"""
u = f"\r{x}\
"
t = rb"""\
""", br"\r"
s = fr"""\
{{"""
if x:
    pass

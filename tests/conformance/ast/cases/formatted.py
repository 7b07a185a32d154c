f''
f'' ''
'' f''
f'plain'
f'{x}'
f'a{x}b' 'c' f'd{y}' "e"
'a' f'{x}' '' f'{y}'
u'a' f'b{x}c'
u'' f'{x}c'
f'{x}' u'b'
U'a' f'b{x}'
u'a' f'{x:b{y}c}'
f'{x!r}{x!s}{x!a}'
f'{x=}', f'{x = }', f'{x=!s}', f'{x=:5}', f'{x=!r:5}', f'{ x  =  }', f'{x+1=}', f'{(x)=}', f'{ (x) =}'
f'head {x=} tail' ' more'
f'{x:}', f'{x:5}', f'{x:{y}}', f'{x:{y}.{z}}', f'{x:a{y!r}b}', f'{x:{y:}}', f'{x!r:^{width}.{precision}}'
f'{{', f'}}', f'{{}}', f'{{{x}}}', f'a{{b}}c{x}{{', rf'{{\d}}', fr'\{{', f'\{{', f'\{{x}}'
f'\n{x}\t', rf'\n{x}\t', Rf'\N{x}', f'\N{BULLET}{x}', f'\x41{x}', f'\{x}', f'{x}\
{y}'
f'{x:\n}', rf'{x:\d}', f'{x:\x41}'
f'{"nested"}', f"{'a' 'b'}", f'{f"{x}"}', f"{b'x'}", f"{u'x'}", f'{u"x"}'
f'{a, b}', f'{*a, b}', f'{[1, 2]}', f'{ {1: 2} }', f'{lambda_}', f'{(lambda x: x)}', f'{(yield_)}', f'{(x:=5)}', f'{x:=5}', f'{x!=y}', f'{x==y}', f'{x<=y}', f'{x>=y=}'
f'{a["b"]}', f'{a.b(c=1)}', f'{x if y else z}', f'{await_}', f'{not x}', f'{-1}', f'{1}', f'{3.14:10.10}'
f'''{
3
}''', f'''{x
= }''', f'''
{x}
''', f"""{
x
=
!r:^20
}""" if 0 else 1
f'\ud800{x}\udc00', f'\ud800', '\ud800' f'{{' 'a', f'�{x}', f'{{\ud800}}', f'\{{\ud800', f'{x:\ud800}', rf'\ud800�', f'{"é"}', f'é{x}ü'

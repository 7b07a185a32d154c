"""A docstring with 'single', "double" and \t tab."""
a = 'plain', "it's", 'say "hi"', 'both \' and "', "\\", '\'', "\"", ''
b = u'unicode' 'more', 'more' u'later', U'capital', u'' u'', u"é"
c = '\a\b\f\n\r\t\v\0\1\12\123\1234\x7f\x80\xff\u0100\u2028\U0001F600\N{BULLET}\N{LATIN SMALL LETTER A WITH ACUTE}'
d = '\400\777', b'\400\777\377\0', '\8', '\q', b'\q\N{x}\u1234'
e = '\ud800', '\udfff tail', 'head \ud83d\ude00', '\ufffd', '�', r'\ud800', '\U0000dc00'
f = '\ud800' 'plain' "it's", 'x' '\udc80', u'\ud800'
g = 'continued \
here', """triple
quoted ' and "
""", r'raw \' quote', R"\n", rb'\x00', Rb"\x00", bR'\'', B"x"
h = b'', b"it's", b'say "hi"', b'both \' and "', b'\x00\t\n\r\x7f\x80\\', b'a' b'b' B'c'
i = 'no-break\u00a0space', 'soft\u00adhyphen', 'zero\u200bwidth', '\ue000', '\u0378', '\U0010ffff', '\u3000'
j = '\N{DIGIT ONE}\N{digit one}\N{NULL}\N{LINE FEED}\N{BELL}\N{ALERT}\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}'
k = ('\N{LATIN SMALL LETTER SHARP S}'
     '\N{LEFT-TO-RIGHT MARK}'  # comment between parts
     "end")

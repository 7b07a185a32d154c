# ruleid: unicode-column
é = "😀"; marked("é")
if é:
	# ruleid: unicode-column
	marked("ü" + é)
# ok: unicode-column
unmarked("é")
# ruleid: unicode-name
größe(1)
# ok: unicode-name
grösse(1)
# ruleid: unicode-regex
"😀"; naïve_sort()
# ok: unicode-regex
naive_sort()

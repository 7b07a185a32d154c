# ruleid: paths-exclude-itself
everywhere(1)
# ok: paths-exclude-itself
somewhere(1)

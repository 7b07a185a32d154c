# ruleid: paths-include, paths-include-directory, paths-exclude, paths-both
everywhere(1)
# ok: paths-include, paths-include-directory, paths-exclude, paths-both
somewhere(1)

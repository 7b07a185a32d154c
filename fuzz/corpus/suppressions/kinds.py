# ruff: noqa: E501
# flake8: noqa: F401
# pylint-rs: file-ignore[B006] why
import os  # noqa
import sys  # noqa: F401, E501 # and more
x = """
text
"""  # noqa: E501 reason
# pylint-rs: disable[F401, B006]
y = 1; z = \
    2  # NOQA:F401
# pylint-rs: enable[F401, B006]
def f(
    a,  # pylint-rs: ignore[F401] why
):
    # ruff: ignore[unused-import]
    pass  # noqa: é

"""In place of the package through which office programs are asked on Windows: programs that do as the test wants.

What a file holds says what becomes of it; what is asked and set is written down, a line each. The folder is named by
ASKED in the environment. Programs run as processes of their own, under the names that they have on Windows.
"""


class COMError(Exception):
    """What a program answers when it can't: a number, a text, details."""

"""Signs of something in a text: what has to be in it, looked for first where few letters are left.

Most texts hold nothing of what is looked for, and that is to be found out soon. So the letters that most texts are made
of are taken out once. What stood side by side still does: where the rest of a sign is not in the rest of a text, the
sign is not in the text; and where it is, the whole text is asked.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from string import ascii_lowercase, ascii_uppercase, digits, printable
from typing import Final

_LOWER: Final = bytes.maketrans(ascii_uppercase.encode(), ascii_lowercase.encode())


def _all_but(kept: str) -> bytes:
    return "".join(sign for sign in printable if sign not in kept).encode()


_NOT_CAPITAL: Final = _all_but(f"{ascii_uppercase}{digits}$@[{{")
_NOT_RARE: Final = _all_but("gjkqvxyzGJKQVXYZ-/_= \n")


def _capital(letters: bytes) -> bytes:
    """Return the capital letters and digits, and the signs of what programs fill in."""
    return letters.translate(None, _NOT_CAPITAL)


def _rare(letters: bytes) -> bytes:
    """Return the rarest letters of each word, in lower case, and the signs that join the parts of a name."""
    return letters.translate(_LOWER, _NOT_RARE)


class Plain:
    """A text with a question mark for each letter that is not of ASCII, and what is left of it without most letters.

    Among letters that are not of ASCII everything is found ten times more slowly, and few signs have any.
    """

    def __init__(self, text: str) -> None:
        """Take a text of any letters."""
        self._letters = text.encode("ascii", "replace")
        self.text = self._letters.decode("ascii")

    @cached_property
    def lower(self) -> str:
        """The text in lower case, its lines behind each other."""
        return self.text.lower().replace("\n", " ")

    @cached_property
    def capital(self) -> bytes:
        """Its capital letters and digits."""
        return _capital(self._letters)

    @cached_property
    def rare(self) -> bytes:
        """The rarest letters of its words, in lower case."""
        return _rare(self._letters)


class Signs:
    """Some signs in a text: those that are found as they are written, and those that are in lower case."""

    def __init__(self, written: Mapping[str, str], lower: Mapping[str, str] | None = None) -> None:
        """Each sign is a pattern, with what stands side by side in all that it finds.

        Letters that are left out anyway may lack there, as those that differ from one to the other have to.
        """
        self._written = [(form, _capital(sure.encode()), re.compile(form).search) for form, sure in written.items()]
        self._lower = [(form, _rare(sure.encode()), re.compile(form).search) for form, sure in (lower or {}).items()]

    def found_in(self, plain: Plain) -> list[str]:
        """Return the patterns that find something in a text."""
        found = [form for form, sure, search in self._written if sure in plain.capital and search(plain.text)]
        return found + [form for form, sure, search in self._lower if sure in plain.rare and search(plain.lower)]

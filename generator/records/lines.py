"""Where a character of a text stands: its line and its column."""

from bisect import bisect_right
from itertools import accumulate

from generator.problems import Place


class Lines:
    """The lines of one file's text, as editors count them: by line feeds."""

    def __init__(self, text: str, path: str) -> None:
        """Note where each line begins."""
        self.path = path
        self.text = text
        self.begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def number(self, index: int) -> int:
        """Return the number of the line that holds the character at `index`, counted from 0."""
        return bisect_right(self.begins, index) - 1

    def place(self, index: int) -> Place:
        """Return the place of the character at `index`."""
        line = self.number(index)
        return Place(self.path, line + 1, index - self.begins[line] + 1)

    def line(self, number: int) -> str:
        """Return a line without its end; `number` is counted from 0."""
        begin = self.begins[number]
        end = self.text.find("\n", begin)
        return self.text[begin : end if end >= 0 else len(self.text)].removesuffix("\r")

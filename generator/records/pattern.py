"""A pattern of a field: a regular expression that browsers and Python read alike, and that no text can hang.

It runs in the reader's browser, as JavaScript without flags (pages/assets/field.js). What is read here is the part of
that language on which all its modes agree; what is left out can hang a page or means something else elsewhere.
"""

import re
from typing import Final

from generator.problems import quoted
from generator.records.pattern_parts import Choice, Mark, Node, Repeat, Sequence, Sign

_DIGITS = "0-9"
_WORD = "A-Za-z0-9_"
_SPACE = "\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_LINE_ENDS = "\n\r\u2028\u2029"
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_SIGNS = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_MOST: Final = 1_000


class WrongPattern(Exception):  # noqa: N818 - it says what is wrong
    """What is wrong with a pattern, and the words at fault."""

    def __init__(self, sentence: str, word: str = "") -> None:
        """`sentence` is for people."""
        super().__init__(sentence)
        self.sentence = sentence
        self.word = word


def read_pattern(text: str) -> Node:
    """Return what a pattern says; raises WrongPattern."""
    reader = _Reader(text)
    node = reader.choice()
    if reader.at < len(text):
        raise WrongPattern("this ) closes nothing; write \\) for the sign itself", ")")
    return node


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def choice(self) -> Node:
        parts = [self._sequence()]
        while self._takes("|"):
            parts.append(self._sequence())
        return Choice(tuple(parts)) if len(parts) > 1 else parts[0]

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self._repeated())
        return Sequence(tuple(parts))

    def _repeated(self) -> Node:
        begin = self.at
        part = self._part()
        count = _COUNT.match(self.text, self.at)
        if count:
            least, most = int(count[1]), int(count[3]) if count[3] else None if count[2] else int(count[1])
            self.at = count.end()
        elif self.text[self.at : self.at + 1] in {"*", "+", "?"}:
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[self.text[self.at]]
            self.at += 1
        else:
            return part
        self._takes("?")
        written = self.text[begin : self.at]
        if isinstance(part, Mark):
            raise WrongPattern(f"{quoted(written)} repeats a place, not a sign; leave the repetition out", written)
        if max(least, most or 0) > _MOST or (most is not None and most < least):
            raise WrongPattern(f"{quoted(written)} has no count from 0 to {_MOST:,} in order; mend it", written)
        return Repeat(part, least, most, written)

    def _part(self) -> Node:
        sign = self.text[self.at]
        self.at += 1
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._set()
        if sign == "\\":
            return self._escaped()
        if sign == ".":
            return _sign(_LINE_ENDS, negated=True)
        if sign in "^$":
            return Mark(r"\A" if sign == "^" else r"\Z")
        if sign in "*+?":
            raise WrongPattern(f"{sign} repeats nothing here; write \\{sign} for the sign itself", self._from(1))
        if sign in "{}]":
            raise WrongPattern(f"this {sign} stands alone; write \\{sign} for the sign itself", self._from(1))
        return _sign(re.escape(sign))

    def _group(self) -> Node:
        begin = self.at - 1
        if self._takes("?") and not self._takes(":"):
            raise _no_group(self.text[begin : begin + 4])
        inner = self.choice()
        if not self._takes(")"):
            raise WrongPattern("this ( is never closed; write \\( for the sign itself", self.text[begin:])
        return inner

    def _set(self) -> Node:
        begin = self.at - 1
        negated = self._takes("^")
        items: list[str] = []
        while not self._takes("]"):
            if self.at >= len(self.text):
                raise WrongPattern("this [ is never closed; write \\[ for the sign itself", self.text[begin:])
            items.append(self._range())
        if not items:
            raise WrongPattern("a set of no signs fits nothing; write some between [ and ]", self.text[begin : self.at])
        return _sign("".join(items), negated=negated)

    def _range(self) -> str:
        begin = self.at
        first = self._in_set()
        if self.text[self.at : self.at + 1] != "-" or self.text[self.at + 1 : self.at + 2] in {"]", ""}:
            return first
        self.at += 1
        last = self._in_set()
        written = self.text[begin : self.at]
        one, other = (re.sub(r"\\(.)", r"\1", end, flags=re.DOTALL) for end in (first, last))
        if len(one) != 1 or len(other) != 1 or other < one:
            raise WrongPattern(f"{quoted(written)} is no range of signs in order; write \\- for the hyphen", written)
        return f"{first}-{last}"

    def _in_set(self) -> str:
        sign = self.text[self.at]
        self.at += 1
        if sign == "[":
            raise WrongPattern("write \\[ for a bracket between brackets", self._from(1))
        if sign != "\\":
            return re.escape(sign)
        name = self.text[self.at : self.at + 1]
        if name in _CLASSES:
            self.at += 1
            return _CLASSES[name]
        if name == "b" or name.upper() in {"D", "W", "S"}:
            raise WrongPattern(f"\\{name} cannot stand between brackets; write the signs", self._from(1, 1))
        return re.escape(self._escape())

    def _escaped(self) -> Node:
        name = self.text[self.at : self.at + 1]
        if name.lower() in _CLASSES:
            self.at += 1
            return _sign(_CLASSES[name.lower()], negated=name.isupper())
        if name in {"b", "B"}:
            self.at += 1
            return Mark(f"(?a:\\{name})")
        return _sign(re.escape(self._escape()))

    def _escape(self) -> str:
        """Return the sign that stands behind a backslash, or is spelt there."""
        name = self.text[self.at : self.at + 1]
        spelt = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})").match(self.text, self.at)
        self.at += len(spelt[0]) if spelt else 1
        if spelt:
            return chr(int(spelt[1] or spelt[2], 16))
        if name in _SIGNS:
            return _SIGNS[name]
        if name and not (name.isascii() and name.isalnum()):
            return name
        word = f"\\{name}"
        if name.isdigit() or name == "k":
            raise WrongPattern(f"{quoted(word)} repeats what a group found, which can hang a page; write it out", word)
        raise WrongPattern(f"browsers do not know {quoted(word)}; write the pattern without it", word)

    def _takes(self, sign: str) -> bool:
        is_there = self.text.startswith(sign, self.at)
        self.at += len(sign) * is_there
        return is_there

    def _from(self, back: int, on: int = 0) -> str:
        return self.text[self.at - back : self.at + on]


def _no_group(opened: str) -> WrongPattern:
    if opened.startswith(("(?=", "(?!", "(?<=", "(?<!")):
        word = opened if opened[2] == "<" else opened[:3]
        return WrongPattern(f"{quoted(word)} looks around, which can hang a page; write the whole value as one", word)
    if opened.startswith(("(?<", "(?P")):
        return WrongPattern(f"a group needs no name here; write ( for {quoted(opened[:3])}", opened[:3])
    return WrongPattern(f"browsers do not know {quoted(opened[:3])}; write the pattern without it", opened[:3])


def _sign(members: str, *, negated: bool = False) -> Sign:
    """Return a set of signs; `members` stands as it would between brackets."""
    python = f"[{'^' * negated}{members}]"
    fitting = re.compile(python)
    ascii_bits = sum(1 << code for code in range(128) if fitting.fullmatch(chr(code)))
    holds_others = negated or not members.isascii() or bool(re.search(r"\\[^\x00-\x7f]", members))
    return Sign(ascii_bits | (holds_others << 128), python)

"""The YAML that most records are written in, read in one pass: what the parser would say, or nothing at all.

Composing a document makes an object for each text, with its places, and nearly every file has nothing to report. Here
only the plainest forms are known: keys of letters, texts on one line, blocks behind `|`, lists of words in brackets.
Whatever else stands in a file, be it right or wrong, is left to the parser; a property test holds that nobody can tell.
"""

import re
import sys
from typing import Final, TypeAlias

from generator.records.comments import may_swallow
from generator.records.reader import NOTHING, Data

_Holder: TypeAlias = "dict[str, Data] | list[Data]"
_Line: TypeAlias = tuple[str, str, str, str, str, str, str, str, str, str]

_WORD = r"""(?:[A-Za-z0-9_][\w./+-]*+|"[^\s"\\,]++")"""
_LINE: Final = re.compile(
    rf"""(?mx)
    ^(?:
        ([ ]*+)(-[ ]++)?+                                                             # its column, the dash of an entry
        (?:([A-Za-z][A-Za-z0-9_-]{{0,99}}):(?=[ \n])[ ]*+)?+                          # its key
        (?:
            "(?!")([^"\\\n]*+(?:\\["\\][^"\\\n]*+)*+)"
          | '(?!'(?!'))([^'\n]*+(?:''[^'\n]*+)*+)'
          | ([^\s?:,\[\]{{}}\#&*!|>'"%@`\u2018-\u201e\xab-][^\n:\#]*+(?:(?::(?=\S)|(?<![ ])\#)[^\n:\#]*+)*+)
          | \[[ ]*+({_WORD}(?:,[ ]*+{_WORD})*+)[ ]*+\]
          | (\|-?)[ ]*+\n((?:\1[ ]++[^ \n].*+\n|[ ]*+\n)*+)                           # a block with all its lines
        )?+
        (?:(?<=\n)|[ ]*+(?:(?<![^ \n])\#.*+)?\n)
      | (.++)\n                                                                       # none of these
    )""",
)
_ESCAPED: Final = re.compile(r"\\(.)")
_ONLY_SPACES: Final = re.compile(r"^ +$", re.MULTILINE)
_DEEPEST: Final = 20
IS_SURE: Final = sys.version_info >= (3, 11, 5)
"""Whether Python finds what such a pattern says. Before, it loses signs where repeats that give nothing back stand in
each other (python/cpython#106052), and everything is left to the parser."""


def quick_data(text: str) -> Data | None:
    """Return what a YAML text says, as mappings, lists and texts; None where the parser has to look at it."""
    if not IS_SURE or "\t" in text or "\r" in text or not text.endswith("\n") or may_swallow(text):
        return None
    builder = _Builder()
    return builder.root if all(map(builder.take, _LINE.findall(text))) and not builder.waits else None


class _Builder:
    """Puts lines together by their columns."""

    def __init__(self) -> None:
        self.root: _Holder | None = None
        self.waits = False
        """Whether the last key has no value yet: it stands below."""
        self._columns = [0]
        self._open: list[_Holder] = []
        self._above: dict[str, Data] = {}
        self._key = ""

    def take(self, line: _Line) -> bool:
        """Take the next line; False when it is of no form that is known, or in no place for it."""
        indent, dash, key, _, _, plain, _, bar, _, strange = line
        value = _plain(plain) if plain else _value(line)
        if not (dash or key):
            return not strange and value is None
        column = len(indent)
        if not (self._enter(column, dash) if self.waits or self.root is None else self._return(column, dash)):
            return False
        holder = self._open[-1]
        if dash:
            if type(holder) is not list:
                return False
            if not key:
                holder.append(value or "")
                return bool(value)
            entry: dict[str, Data] = {}
            holder.append(entry)
            self._push(column + len(dash), entry)
            holder = entry
        if type(holder) is not dict or key in holder:
            return False
        if value is None:
            self.waits, self._above, self._key = True, holder, key
            return True
        holder[key] = value
        # The block of an entry's first key may end at another column than that of its dash.
        return bool(value) and not (dash and bar)

    def _enter(self, column: int, dash: str) -> bool:
        """Open what stands below a key, or the whole document."""
        made: _Holder = [] if dash else {}
        if self.root is None:
            self.root = made
            self._columns.clear()
        elif column > self._columns[-1] or (dash and column == self._columns[-1]):
            self._above[self._key] = made
        else:
            return False
        self.waits = False
        self._push(column, made)
        return len(self._open) < _DEEPEST

    def _return(self, column: int, dash: str) -> bool:
        """Close what ended above a line."""
        columns, open_ = self._columns, self._open
        if columns[-1] == column and (dash or type(open_[-1]) is dict):
            return True
        while columns and (columns[-1] > column or (columns[-1] == column and not dash and type(open_[-1]) is list)):
            columns.pop()
            open_.pop()
        return bool(columns) and columns[-1] == column

    def _push(self, column: int, made: _Holder) -> None:
        self._columns.append(column)
        self._open.append(made)


def _plain(words: str) -> str:
    text = words.rstrip(" ")
    return "" if text in NOTHING else text


def _value(line: _Line) -> Data | None:
    """Return what a line says behind its key or dash: None when nothing stands there, nothing when it says nothing."""
    _, _, _, double, single, _, words, bar, block, _ = line
    if double:
        text = _ESCAPED.sub(r"\1", double) if "\\" in double else double
        return text if text.strip() else ""
    if bar:
        return _block(block, keeps_end=bar == "|")
    if words:
        listed: list[Data] = [word.strip(' "') for word in words.split(",")]
        return listed if NOTHING.isdisjoint(listed) else ""
    if single:
        return single.replace("''", "'") if single.strip() else ""
    return None


def _block(block: str, *, keeps_end: bool) -> str:
    """Return the text of a block's lines; nothing when how far they are indented is not plain to see."""
    begin = block.lstrip(" \n")
    column = len(block) - len(begin) - block.rfind("\n", 0, len(block) - len(begin)) - 1
    lines = block.split("\n")
    if "".join([line[:column] for line in lines]).strip(" "):
        return ""
    text = "\n".join([line[column:] for line in lines]).rstrip("\n")
    if (" \n" in text or text.endswith(" ")) and _ONLY_SPACES.search(text):
        return ""
    return f"{text}\n" if keeps_end and text else text

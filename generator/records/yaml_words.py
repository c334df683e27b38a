"""What the YAML parser complains about, in words that say how to mend it."""

import re
from dataclasses import dataclass

from generator.problems import quoted

_VALUE = re.compile(r"^(?P<before>[ \t]*(?:- +)*(?:[^\s:#'\"{}\[\]@`*&!%|>-][^:#]*:[ \t]+)?)(?P<value>\S.*?)[ \t]*$")
_KEYED = re.compile(r"^\s*(?:- +)*[^\s:#][^:#]*:")
_QUOTE_FIRST = frozenset("@`*&!%|>{[\"',]}?")
_IN_BRACKETS = re.compile(r"[\[{][^\]}#]*[ \t](#[^\s#][^\s\]}]*)")
_CLOSED = re.compile(r"\{.*\}|\[.*\]")
_LONGEST = 80
_INDENTED = "this line does not fit the lines above it; check its indentation"
_DOCUMENT = "a second document begins here; write one record per file and remove the "
_BEFORE: tuple[tuple[str, str, str], ...] = (
    ("single document", f"{_DOCUMENT}`---`", "several-documents"),
    ("expected <document start>", f"{_DOCUMENT}`...`", "several-documents"),
    ("end of stream", "a quote opened here is never closed; close it", "syntax"),
    ("document indicator", "a quote opened here is never closed; close it", "syntax"),
    ("escape", r"this backslash is no escape in double quotes; write \\ or use single quotes", "syntax"),
    ("a flow", "a bracket or brace opened here is never closed; close it, or quote the text", "syntax"),
    (
        "block sequence entries",
        "a list cannot begin on the key's own line; put each `- ` on a line below it, or quote the text",
        "syntax",
    ),
    (
        "block scalar",
        "text after `|` or `>` belongs on the lines below; to begin a value with it, quote the value",
        "quote-needed",
    ),
)
"""`(words of the parser, our sentence, code)`, asked before the value is looked at."""
_AFTER: tuple[tuple[str, str, str], ...] = (
    (
        "could not find expected ':'",
        "this line is neither `key: value` nor a list entry; write the colon, or check the indentation",
        "syntax",
    ),
    ("expected key", _INDENTED, "syntax"),
    ("expected '-'", _INDENTED, "syntax"),
)


@dataclass(frozen=True)
class Complaint:
    """The parser's own message and the line that it points at; `column` is counted from 0."""

    message: str
    line: str
    column: int = 0


@dataclass(frozen=True)
class Explanation:
    """What is wrong in our words; `column` says where in the line, counted from 0."""

    column: int
    sentence: str
    code: str
    spoils_line: bool = False
    """Whether the whole line cannot be read, and not only its value."""


def explain(complaint: Complaint) -> Explanation:
    """Turn a parser's complaint into our words."""
    message, line, column = complaint.message, complaint.line, complaint.column
    begin, value = value_of(line)
    special = _special(line, column)
    if special:
        return special
    if "mapping values are not allowed" in message:
        return _colon(line, column)
    if value[:1] in {'"', "'"} and "did not find expected" in message and "flow" not in message:
        sentence = f"text goes on after the closing {value[0]}; quote the whole value{_example(value)}"
        return Explanation(column, sentence, "quote-needed")
    if "a flow" in message and _CLOSED.fullmatch(value):
        sentence = "a text between these braces or brackets has signs of YAML (brackets, quotes, `: `); quote that text"
        return Explanation(begin, sentence, "quote-needed")
    for words, sentence, code in _BEFORE:
        if words in message:
            return Explanation(column, sentence, code)
    if value[:1] in _QUOTE_FIRST:
        sentence = f"a value cannot begin with {value[0]} unless it is quoted; quote it{_example(value)}"
        return Explanation(begin, sentence, "quote-needed")
    for words, sentence, code in _AFTER:
        if words in message:
            return Explanation(_first(line), sentence, code)
    return Explanation(column, f"this is not YAML ({message}); check this line and the one above it", "syntax")


def value_of(line: str) -> tuple[int, str]:
    """Return where the value of a line begins, counted from 0, and the value: what stands behind dashes and a key."""
    found = _VALUE.match(line)
    return (len(found["before"]), found["value"]) if found else (len(line), "")


def unread_alias(word: str) -> str:
    """Say what is wrong with a value such as `*urgent*`, which YAML takes for an alias."""
    return f"a value cannot begin with * unless it is quoted; quote it{_example(word)}"


def in_quotes(value: str) -> str:
    """Return a value as it stands in YAML in quotes that do not occur in it, where there are any."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def _special(line: str, column: int) -> Explanation | None:
    """Explain what spoils any line, whatever the parser makes of it."""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation or line[column : column + 1] == "\t":
        return Explanation(
            max(line.find("\t"), 0), "a tab cannot indent YAML; write spaces", "syntax", spoils_line=True
        )
    if "\xa0" in line[: column + 1] or ":\xa0" in line:
        sentence = "a no-break space stands here; write an ordinary space"
        return Explanation(line.index("\xa0"), sentence, "syntax")
    if line.startswith("%"):
        return Explanation(0, "directives (%) are not read; remove this line, or quote it if it is text", "not-plain")
    comment = _IN_BRACKETS.search(line)
    if comment:
        sentence = f'{quoted(comment[1])} is read as a comment; quote it, or write "# " for a comment'
        return Explanation(comment.start(1), sentence, "swallowed-comment")
    return None


def _colon(line: str, column: int) -> Explanation:
    value = value_of(line)[1]
    if _KEYED.match(line[:column]) or ":" in value:
        sentence = f"`: ` inside a value begins another key; quote the value{_example(value)}"
        return Explanation(column, sentence, "quote-needed")
    sentence = "a key cannot stand here; check the indentation, or quote the text if `: ` belongs to it"
    return Explanation(_first(line), sentence, "quote-needed")


def _first(line: str) -> int:
    return len(line) - len(line.lstrip())


def _example(value: str) -> str:
    return f": {in_quotes(value)}" if len(value) <= _LONGEST and value.isprintable() else ""

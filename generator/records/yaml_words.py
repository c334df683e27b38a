"""What the YAML parser complains about, in words that say how to mend it."""

import re

_VALUE = re.compile(r"^\s*(?:- +)*(?:[^\s:#][^:#]*:\s+)?(?P<value>\S.*)$")
_QUOTE_FIRST = "@`*&!%|>{[\"'"


def explain(complaint: str, line: str, column: int) -> tuple[str, str]:
    """Turn a parser's complaint about a line into `(sentence, code)`.

    `complaint` is the parser's own message, `line` the source line it points at, `column` counted from 0.
    """
    here = line[column : column + 1]
    if here == "\t" or ("\t" in line[: len(line) - len(line.lstrip())]):
        return "a tab cannot indent YAML; use spaces", "syntax"
    if "mapping values are not allowed" in complaint:
        return _colon(line, column)
    if "single document" in complaint:
        return "a second document begins here; write one record per file and remove the `---`", "several-documents"
    if "block sequence entries" in complaint:
        return "a list cannot begin on the key's own line; put each `- ` on a line below it, or quote the text", "syntax"
    if "end of stream" in complaint:
        return "a quote opened here is never closed", "syntax"
    if "escape" in complaint:
        return r"this backslash is no escape in double quotes; write \\ or use single quotes", "syntax"
    if "block scalar" in complaint:
        return "text after `|` or `>` belongs on the lines below; to begin a value with it, quote the value", "quote-needed"
    found = _VALUE.match(line)
    value = found["value"] if found else ""
    if value[:1] in set(_QUOTE_FIRST):
        return _quote(value), "quote-needed"
    if "could not find expected ':'" in complaint:
        return "this line is neither `key: value` nor a list entry; check the indentation above it", "syntax"
    if "expected key" in complaint or "expected '-'" in complaint:
        return "this line does not fit the lines above it; check its indentation", "syntax"
    if "expected ',' or" in complaint:
        return "a `[` or `{` above is not closed; close it or quote the text", "syntax"
    return f"this is not YAML ({complaint})", "syntax"


def _colon(line: str, column: int) -> tuple[str, str]:
    if re.match(r"^\s*(?:- +)*[\w-]+:", line) and ": " in line[:column]:
        return "`: ` inside a value begins another key; quote the value", "quote-needed"
    return "a key cannot stand here; check the indentation, or quote the text if `: ` belongs to it", "quote-needed"


def _quote(value: str) -> str:
    first = value[0]
    if first in "\"'":
        return f"text goes on after the closing {first}; quote the whole value with the other kind of quote"
    other = "'" if '"' in value else '"'
    return f"a value cannot begin with {first} unless it is quoted; write {other}{value.strip()}{other}"

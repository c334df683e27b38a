"""Headings as titles and ids: without numbers, without the words for their kind."""

import re
import unicodedata

from generator.records.names import slugify

_NUMBER = re.compile(r"^(?:\(?[0-9]+(?:\.[0-9]+)*[.):]?|[a-zA-Z][.)])\s+")
_ORDINAL = re.compile(
    r"^(?:scenario|playbook|runbook|incident|issue|case|problem|step|phase|stage|appendix|procedure)"
    r"\s*(?:#?\d+|[A-Z])?\s*[:.\u2013\u2014-]\s+",
    re.IGNORECASE,
)
_KIND_WORDS = re.compile(r"\s+(?:protocol|procedure|runbook|playbook)s?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def plain_title(title: str) -> str:
    """Return a heading without its number: `2.1 Email Not Sending`, `Scenario 1: Email Not Sending`."""
    bare = _NUMBER.sub("", title)
    return _ORDINAL.sub("", bare).strip() or title


def is_numbered(title: str) -> bool:
    """Say whether a heading has a number, so that its place in the order matters."""
    return bool(_NUMBER.match(title)) or bool(re.match(r"(?i)(?:step|phase|stage)\s*\d", title))


def name_of(title: str) -> str:
    """Return the id made of a title: without brackets, without what stands behind a stroke, without its kind."""
    bare = _BRACKETS.sub("", title.partition(" / ")[0])
    bare = _KIND_WORDS.sub("", bare) or bare
    if " " not in bare:
        # An alert's name: its capitals begin its words.
        bare = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", bare)
    letters = unicodedata.normalize("NFKD", bare.casefold())
    return slugify("".join(letter for letter in letters if not unicodedata.combining(letter)))

"""The title of an incident: a post-mortem's heading without the words for what it is."""

import re

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document
from generator.authoring.importers.other_languages import KINDS
from generator.authoring.importers.post_mortem.case import is_blank, main_of
from generator.authoring.importers.post_mortem.facts import fact_pairs
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.written_days import without_day

_KIND = (
    r"(?:(?:incident|outage|blameless|the)\s+)*(?:post[ -]?mortem|incident|outage report|rca|retrospective|"
    r"root cause analysis)(?:\s+(?:report|review|document|analysis|summary))*"
)
_DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
_FRONT = re.compile(
    rf"^(?:(?:{_KIND}|{'|'.join(KINDS)})\s*(?:#\s*\d+\s*|(?:on\s+)?{_DATE}\s*(?:\d{{1,2}}:\d{{2}}\s*)?)?"
    r"(?:[:|\u2013\u2014\uff1a]|\s-+\s|\s(?:of|for)\s+(?:the\s+|an?\s+)?)\s*)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_BEHIND = re.compile(rf"\s*(?:[:|,(\u2013\u2014]|\s-+\s)?\s*{_KIND}\)?$", re.IGNORECASE)


def title_of(document: Document) -> tuple[str, Lines | None]:
    """Return an incident's title and the lines that it is made of; None when it is made of the file's name."""
    main = main_of(document)
    bare = _bare(main.title)
    if bare and main.level:
        return bare, main.heading_lines
    named = [pair for pair in fact_pairs(document) if pair.means == "title" and not is_blank(pair.value)]
    if named:
        return named[0].value, named[0].lines
    stem = document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return _bare(re.sub(r"[-_]+", " ", without_day(stem))) or main.title or stem, None


def has_lost_time(document: Document, title: str) -> bool:
    """Say whether a heading has a time of day that the title made of it has not."""
    return bool(_CLOCK.search(main_of(document).title)) and not _CLOCK.search(title)


def says_incident(title: str) -> bool:
    """Say whether a heading has a word for what it is: incident, post-mortem, outage report."""
    return bool(re.search(rf"\b{_KIND}\b", title, re.IGNORECASE))


def incident_name(day: str, title: str) -> str:
    """Return what an incident's file is called: its day and its title."""
    name = "-".join(part for part in (day, name_of(title)) if part)
    # `incident` is the name of the file in an incident's own folder.
    return name if name not in {"", "incident"} else "imported-incident"


def _bare(title: str) -> str:
    """Return a heading without the day and the words for post-mortem; empty when nothing else stands there."""
    bare = without_day(_FRONT.sub("", without_day(title)))
    bare = "" if re.fullmatch(_KIND, bare, re.IGNORECASE) else _BEHIND.sub("", bare)
    bare = bare.strip(" :|,-\u2013\u2014")
    return bare[:1].upper() + bare[1:]

"""Alert runbooks: one alert, with Meaning, Impact, Diagnosis and Mitigation."""

import json
import re

from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.front_matter import comments_of, facts_of
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.outcome import Draft, Outcome
from generator.authoring.importers.response.entries import drop_if_empty, known_level, read_part
from generator.authoring.importers.response.linking import link
from generator.authoring.importers.response.parts import parts_of
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import Work, put_own
from generator.records.names import AlertName

_PARTS = re.compile(r"meaning|impact|diagnos[ie]s|mitigation", re.IGNORECASE)
_FEWEST = 2
_MUCH = 10
_ALERT = re.compile(rf"(?=.*[a-z])(?=.*[A-Z_]){AlertName.pattern}")


def alerts_in(document: Document) -> list[Section]:
    """Return the sections that are about one alert each: two of the four headings stand right below theirs."""
    found = [section for section in document.root.walk() if _parts(section) >= _FEWEST]
    return found if any("meaning" in part.plain for section in found for part in parts_of(section)) else []


def _parts(section: Section) -> int:
    return sum(bool(_PARTS.fullmatch(part.plain)) for part in parts_of(section) if part.name)


def _evidence(document: Document) -> int:
    return _MUCH * len(alerts_in(document))


def _read(document: Document, destination: Destination) -> Outcome:
    work = Work(document, destination, Outcome(document.path))
    sections = alerts_in(document) or [document.root]
    for section in sections:
        title = section.title or _named(document)
        draft = work.draft("runbook", section, title)
        name = title.strip("`")
        if _ALERT.fullmatch(name):
            draft.put("alerts", [name], section.heading_lines)
        for part in parts_of(section):
            read_part(draft, part, work)
        drop_if_empty(draft, work)
        if len(sections) == 1 and draft in work.outcome.drafts:
            _read_front(draft, work)
        elif document.front and draft not in work.outcome.drafts:
            work.outcome.leave_out(document.front.lines, "the front matter of an empty form")
    link(work)
    return work.outcome


def _named(document: Document) -> str:
    """Return the title of a document without a heading: that of its front matter, else its file's name."""
    said = facts_of(document).get("title")
    stem = document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return said if isinstance(said, str) else stem


def _read_front(draft: Draft, work: Work) -> None:
    """Write the facts of the front matter: the title and the level where they are known, else as the team's own."""
    front = work.document.front
    if not front:
        return
    for key, value in facts_of(work.document).items():
        level = known_level(value, work) if isinstance(value, str) else ""
        if key == "title" and value == draft.data["title"]:
            draft.put("title", value, front.lines)
        elif key == "severity" and level:
            draft.put("severity", level, front.lines)
        elif isinstance(value, str):
            put_own(draft, key, value, front.lines)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            draft.put(f"x-{name_of(key) or 'more'}", value, front.lines, "prose")
        else:
            put_own(draft, key, json.dumps(value, ensure_ascii=False), front.lines)
    if comments := comments_of(work.document):
        put_own(draft, "front matter", comments, front.lines)
    if not facts_of(work.document):
        put_own(draft, "front matter", front.text.strip("\n"), front.lines)


ALERT_RUNBOOK = Importer("alert-runbook", "alert runbooks: Meaning, Impact, Diagnosis, Mitigation", _evidence, _read)

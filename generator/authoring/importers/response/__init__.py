"""Whole incident-response documents: every section goes to the reader that knows it, then records are linked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.authoring.importers.blocks import Paragraph
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.response.contacts import is_contacts, read_contacts
from generator.authoring.importers.response.entries import is_entry, read_entry
from generator.authoring.importers.response.facts import read_facts
from generator.authoring.importers.response.form import is_post_mortem, read_post_mortem
from generator.authoring.importers.response.linking import link
from generator.authoring.importers.response.messages import is_messages, read_messages
from generator.authoring.importers.response.procedures import has_steps, holds_procedures, is_procedure, read_procedure
from generator.authoring.importers.response.rotation import is_rotation, read_rotation
from generator.authoring.importers.response.severities import is_level_heading, is_severities, read_severities
from generator.authoring.importers.response.tools import is_tools, read_tools
from generator.authoring.importers.response.work import Work


@dataclass(frozen=True)
class Reader:
    """One kind of section: how it is known, how it is read."""

    name: str
    knows: Callable[[Section], bool]
    read: Callable[[Section, Work], None]
    weight: int
    """How much one such section speaks for the whole being such a document."""
    is_table: bool = False
    """Whether it takes only what stands directly below its heading; the sections inside are read by themselves."""


READERS = (
    Reader("severities", is_severities, read_severities, 5, is_table=True),
    Reader("rotation", is_rotation, read_rotation, 3, is_table=True),
    Reader("contacts", is_contacts, read_contacts, 3, is_table=True),
    Reader("runbook", is_entry, read_entry, 3),
    Reader("messages", is_messages, read_messages, 3),
    Reader("post-mortem", is_post_mortem, read_post_mortem, 1),
    Reader("tools", is_tools, read_tools, 2, is_table=True),
    Reader("procedure", is_procedure, read_procedure, 1),
)
"""What a section can be; the first that knows it reads it."""
_NOT_IN_PROCEDURES = ("severities", "rotation", "contacts", "runbook", "messages", "tools")


def main_section(document: Document) -> Section:
    """Return the section that holds all others: that of the one first-level heading, else the document itself."""
    top = document.root.sections
    alone = len(top) == 1 and not any(isinstance(block, Paragraph) for block in document.root.blocks)
    return top[0] if alone else document.root


def _evidence(document: Document) -> int:
    return sum(reader.weight for _, reader in _claimed(document.root))


def _read(document: Document, destination: Destination) -> Outcome:
    work = Work(document, destination, Outcome(document.path))
    main = main_section(document)
    whole = _reader(main)
    if destination.is_new and not (whole and not whole.is_table):
        read_facts(main, work)
    work.levels = [level.key.id for level in destination.levels]
    # Severities come first: all others name them.
    for section, reader in sorted(_claimed(document.root), key=lambda one: one[1].name != "severities"):
        reader.read(section, work)
    link(work)
    return work.outcome


def _reader(section: Section) -> Reader | None:
    """Return who reads a section whole; nobody reads one that only holds others."""
    found = next((reader for reader in READERS if section.heading and reader.knows(section)), None)
    if found and found.name == "procedure" and (_holds_others(section) or holds_procedures(section)):
        return None
    return found


def _holds_others(section: Section) -> bool:
    others = [reader for reader in READERS if reader.name in _NOT_IN_PROCEDURES]
    return any(reader.knows(inner) for inner in section.walk() if inner is not section for reader in others)


def _claimed(section: Section) -> Iterator[tuple[Section, Reader]]:
    """Yield the sections that somebody reads, with who does, in their order."""
    reader = _reader(section)
    if reader:
        yield section, reader
    if reader and not reader.is_table:
        return
    several = not reader and bool(section.heading) and holds_procedures(section)
    for inner in section.sections:
        if reader and reader.name == "severities" and is_level_heading(inner):
            continue
        claimed = list(_claimed(inner))
        if several and not claimed and has_steps(inner):
            claimed = [(inner, READERS[-1])]
        yield from claimed


INCIDENT_RESPONSE = Importer(
    "incident-response",
    "whole incident-response documents: severities, runbooks, procedures, templates, contacts, tools, rotation",
    _evidence,
    _read,
)

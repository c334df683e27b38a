"""Chats as timelines: what an export and pasted lines share, which is the incident that they begin."""

import re

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.post_mortem.titles import incident_name
from generator.authoring.importers.redaction import PERSONAL, missing_detection
from generator.authoring.importers.response.work import Work


def begin(document: Document, destination: Destination, outcome: Outcome, day: str, channel: str = "") -> Case:
    """Begin the incident of a chat; `day` is that of its first message, empty for none.

    It is named after its channel, where that is known, else after its file.
    """
    case = Case(Work(document, destination, outcome), day)
    stem = channel or document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    words = re.sub(r"[\s_-]+", " ", re.sub(r"\d{4}-\d{2}-\d{2}", "", stem)).strip() or "incident"
    title = words[:1].upper() + words[1:]
    lines = Lines(1, len(document.text.rstrip("\n").split("\n")))
    case.draft = destination.draft(outcome, "incident", lines, incident_name(day, title))
    case.draft.guess("title", title, Lines(1, 1), f"made of the {'channel' if channel else 'file'}'s name")
    if missing_detection():
        outcome.note(lines, "guessed", case.draft.path, missing_detection())
    return case


def note_removed(case: Case, removed: tuple[str, ...], lines: Lines) -> None:
    """Say what was taken out of some lines, and that whoever read a token knows it."""
    for name in removed:
        words = "" if name in PERSONAL else "; whoever read the chat knows it, so change it"
        case.work.outcome.note(lines, "guessed", case.draft.path, f"{name} removed{words}")


def note_names(case: Case, speakers: list[tuple[str, Lines]]) -> None:
    """Say of people who are named by words, where `by:` takes a handle or the id of a contact."""
    for name in dict.fromkeys(name for name, _ in speakers if name):
        first = next(lines for one, lines in speakers if one == name)
        words = f'"{name}" stays words; where it is a contact or has a handle, write it as by:'
        case.work.outcome.note(first, "guessed", case.draft.path, words)


def never(document: Document) -> int:
    """Nothing speaks for a chat: it is read as one when it is said so."""
    del document
    return 0

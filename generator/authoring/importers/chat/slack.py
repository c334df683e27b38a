"""A chat as a timeline: the messages of one channel in an export of Slack, which has a file for each of its days."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.chat import begin, never, note_names, note_removed
from generator.authoring.importers.chat.slack_export import Said, messages_of, names_in
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.moments import when_of
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.post_mortem.entries import Entry
from generator.authoring.importers.post_mortem.timeline import write_entries
from generator.authoring.importers.redaction import redacted
from generator.authoring.importers.response.work import folded
from generator.authoring.request import Refused

_TO_PEOPLE = re.compile(r"<(?:mailto|tel):(?P<to>[^|>]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?P<to>https?://[^|>]+)(?:\|(?P<words>[^>]*))?>")
_MENTION = re.compile(r"<[@#!](?P<id>[^|>^]+)(?:\^[^|>]*)?(?:\|(?P<words>[^>]*))?>")
_ID = re.compile(r"[UWB][A-Z0-9]{2,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_DAYS = "-".join(("[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2)) + ".json"
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class _Part:
    """One file of a channel: what becomes of it, and its messages."""

    document: Document
    outcome: Outcome
    messages: list[Said]

    @cached_property
    def told(self) -> list[Said]:
        """The messages that say something, in the order of their times."""
        return sorted((one for one in self.messages if one.is_told), key=lambda one: one.seconds)

    @cached_property
    def clean(self) -> Document:
        """The file without what must not come along."""
        return Document(self.document.path, redacted(self.document.text)[0], self.document.repairs)


def _joined(documents: Sequence[Document]) -> list[Document]:
    """Make one document of the days of a channel, which are files in a folder of the channel's name."""
    groups: dict[Path, dict[Path, Document]] = {}
    for document in documents:
        file = Path(document.path).resolve()
        groups.setdefault(file.parent if _DAY.fullmatch(file.name) else file, {})[file] = document
    days = ([group[file] for file in sorted(group)] for group in groups.values())
    return [replace(first, more=tuple(more)) for first, *more in days]


def _read(document: Document, destination: Destination) -> Outcome:
    parts = _parts(document)
    outcome = parts[0].outcome
    outcome.more = [part.outcome for part in parts[1:]]
    telling = [part for part in parts if part.told]
    if not telling:
        return outcome
    case = _begun(telling, destination)
    names = names_in(one for part in parts for one in part.messages)
    entries: list[Entry] = []
    for part in telling:
        case.turn_to(part.clean, part.outcome)
        said = [_entry(case, one, names) for one in part.told]
        write_entries(case, said)
        known = {entry.speaker for entry in entries}
        note_names(case, [(entry.speaker, entry.lines) for entry in said if entry.speaker not in known])
        entries += said
    _note_silences(case, telling)
    case.turn_to(telling[0].clean, telling[0].outcome)
    case.finish()
    return outcome


def _parts(document: Document) -> list[_Part]:
    """Return the files of a channel; raises `Refused` with all that is wrong in any of them."""
    parts: list[_Part] = []
    wrong: list[str] = []
    for one in (document, *document.more):
        try:
            part = _Part(one, Outcome(one.path), messages_of(one))
        except Refused as refused:
            wrong.append(str(refused))
        else:
            _leave_out_others(one, part.messages, part.outcome)
            parts.append(part)
    if wrong:
        raise Refused("\n".join(wrong))
    return parts


def _begun(telling: Sequence[_Part], destination: Destination) -> Case:
    """Begin the incident of files in which somebody says something."""
    first, last = telling[0], telling[-1]
    when = when_of(str(int(first.told[0].seconds)))
    file = Path(first.document.path).resolve()
    channel = file.parent.name if _DAY.fullmatch(file.name) else ""
    case = begin(first.clean, destination, first.outcome, when.day if when else "", channel)
    if first is not last:
        case.draft.origin = f"{channel}, {file.name} to {Path(last.document.path).name}"
    case.zones.append(("UTC", first.told[0].lines))
    return case


def _note_silences(case: Case, telling: Sequence[_Part]) -> None:
    """Ask whether another incident begins where nobody said anything for a day."""
    said = [(part, one) for part in telling for one in part.told]
    for (_, above), (part, one) in pairwise(said):
        days = int((one.seconds - above.seconds) // _A_DAY)
        if days:
            long = "a day" if days == 1 else f"{days} days"
            words = (
                f"nobody said anything for {long} before this; if another incident begins here, import its files alone"
            )
            part.outcome.note(one.lines, "guessed", case.draft.path, words)


def _leave_out_others(document: Document, messages: list[Said], outcome: Outcome) -> None:
    """Say of every line that is no message of people why it is left out."""
    for one in messages:
        if not one.is_told:
            outcome.leave_out(one.lines, "somebody came or left, or no words or time")
    within = {line for one in messages for line in range(one.lines.first, one.lines.last + 1)}
    for number, row in enumerate(document.rows, 1):
        if number not in within and row.strip():
            outcome.leave_out(Lines(number, number), "what stands around the messages")


def _entry(case: Case, one: Said, names: dict[str, str]) -> Entry:
    """Return a message as an entry: who wrote it as a handle where it can be one, else as words in front."""
    text = _MENTION.sub(lambda found: f"@{found['words'] or names.get(found['id'], found['id'])}", one.text)
    text = _LINK.sub(lambda found: f"[{found['words']}]({found['to']})" if found["words"] else found["to"], text)
    text, removed = redacted(html.unescape(_TO_PEOPLE.sub(r"\g<to>", text)))
    note_removed(case, removed, one.lines)
    who, _ = redacted(names.get(one.user) or one.who)
    is_handle = bool(re.fullmatch(r"[^\s@]{1,40}", who)) and not _ID.fullmatch(who)
    when = when_of(str(one.data["ts"]).partition(".")[0])
    return Entry(when, folded(text), one.lines, f"@{who}" if is_handle else "", "" if is_handle else who)


SLACK_EXPORT = Importer(
    "slack-export",
    "a channel's messages in a JSON export of Slack: a file, or the channel's folder",
    never,
    _read,
    is_markdown=False,
    names=_DAYS,
    file="a channel's day, 2025-03-04.json",
    joined=_joined,
)

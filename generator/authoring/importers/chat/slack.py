"""A chat as a timeline: the messages of one channel in an export of Slack."""

import html
import json
import re
from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.chat import begin, never, note_names, note_removed
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
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_ID = re.compile(r"[UWB][A-Z0-9]{2,}")
_NO_WORD = frozenset({"channel_join", "channel_leave", "group_join", "group_leave"})


@dataclass(frozen=True)
class Said:
    """One message of an export."""

    data: dict[str, object]
    lines: Lines


def _read(document: Document, destination: Destination) -> Outcome:
    messages = _messages(document)
    names = _names(messages)
    told = [one for one in messages if _is_told(one.data)]
    told.sort(key=lambda one: float(str(one.data["ts"])))
    outcome = Outcome(document.path)
    _leave_out_others(document, messages, outcome)
    if not told:
        return outcome
    first = when_of(str(told[0].data["ts"]))
    clean = Document(document.path, redacted(document.text)[0], document.repairs)
    case = begin(clean, destination, outcome, first.day if first else "")
    case.zones.append(("UTC", told[0].lines))
    entries = [_entry(case, one, names) for one in told]
    write_entries(case, entries)
    note_names(case, [(entry.speaker, entry.lines) for entry in entries])
    case.finish()
    return outcome


def _leave_out_others(document: Document, messages: list[Said], outcome: Outcome) -> None:
    """Say of every line that is no message of people why it is left out."""
    for one in messages:
        if not _is_told(one.data):
            outcome.leave_out(one.lines, "somebody came or left, or no words or time")
    within = {line for one in messages for line in range(one.lines.first, one.lines.last + 1)}
    for number, row in enumerate(document.rows, 1):
        if number not in within and row.strip():
            outcome.leave_out(Lines(number, number), "what stands around the messages")


def _messages(document: Document) -> list[Said]:
    """Return the messages of an export with their lines; raises `Refused` for a file that is none."""
    text = document.text
    wrapped = _MESSAGES.search(text)
    at = wrapped.end() if wrapped else len(text) - len(text.lstrip()) + 1
    if not wrapped and not text.lstrip().startswith("["):
        raise Refused(f"{document.path}:1:1: no export of a channel: it begins with a list of messages, as [{{…}}, …]")
    found: list[Said] = []
    while at < len(text) and (text[at].isspace() or text[at] in ",{"):
        if text[at] != "{":
            at += 1
            continue
        data, end = _message(document, at)
        found.append(Said(data, Lines(text.count("\n", 0, at) + 1, text.count("\n", 0, end) + 1)))
        at = end
    if text[at : at + 1] != "]":
        line = text.count("\n", 0, at) + 1
        raise Refused(
            f"{document.path}:{line}:1: the list of messages is never closed, or holds something else; export it again"
        )
    return found


def _message(document: Document, at: int) -> tuple[dict[str, object], int]:
    """Return the message that begins at a place of the text, and where it ends; raises `Refused` for what is none."""
    try:
        data, end = json.JSONDecoder().raw_decode(document.text, at)
    except json.JSONDecodeError as error:
        raise Refused(f"{document.path}:{error.lineno}:{error.colno}: this is no JSON: {error.msg.lower()}") from None
    except RecursionError:
        line = document.text.count("\n", 0, at) + 1
        raise Refused(f"{document.path}:{line}:1: this message is nested too deeply to be one") from None
    return data, end


def _is_told(data: dict[str, object]) -> bool:
    is_time = bool(re.fullmatch(r"\d{10}(?:\.\d+)?", str(data.get("ts", ""))))
    return is_time and bool(_text(data).strip()) and data.get("subtype") not in _NO_WORD


def _who(data: dict[str, object]) -> str:
    """Return who wrote a message: the name that others see, else the id."""
    profile = data.get("user_profile") or data.get("bot_profile")
    inner = profile if isinstance(profile, dict) else {}
    names = (
        inner.get("display_name"),
        inner.get("name"),
        data.get("username"),
        inner.get("real_name"),
        data.get("user"),
    )
    return next((str(name).strip() for name in names if name), "")


def _names(messages: list[Said]) -> dict[str, str]:
    """Return people's names by their ids, as far as any of their messages tells them."""
    found: dict[str, str] = {}
    for one in messages:
        user, who = str(one.data.get("user", "")), _who(one.data)
        if user and who != user:
            found.setdefault(user, who)
    return found


def _text(data: dict[str, object]) -> str:
    """Return the words of a message: its own, those of what bots attach, and the names of files."""
    said = [str(data.get("text") or "")]
    for one in _objects(data.get("attachments")):
        said += [str(one[key]) for key in ("pretext", "title", "text") if one.get(key)] or [
            str(one.get("fallback", ""))
        ]
    said += [
        f"(file: {one.get('name') or one.get('title') or 'without a name'})" for one in _objects(data.get("files"))
    ]
    return "\n".join(filter(None, said))


def _objects(data: object) -> list[dict[str, object]]:
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []


def _entry(case: Case, one: Said, names: dict[str, str]) -> Entry:
    """Return a message as an entry: who wrote it as a handle where it can be one, else as words in front."""
    text = _MENTION.sub(lambda found: f"@{found['words'] or names.get(found['id'], found['id'])}", _text(one.data))
    text = _LINK.sub(lambda found: f"[{found['words']}]({found['to']})" if found["words"] else found["to"], text)
    text, removed = redacted(html.unescape(_TO_PEOPLE.sub(r"\g<to>", text)))
    note_removed(case, removed, one.lines)
    who, _ = redacted(names.get(str(one.data.get("user", "")), "") or _who(one.data))
    is_handle = bool(re.fullmatch(r"[^\s@]{1,40}", who)) and not _ID.fullmatch(who)
    when = when_of(str(one.data["ts"]).partition(".")[0])
    return Entry(when, folded(text), one.lines, f"@{who}" if is_handle else "", "" if is_handle else who)


SLACK_EXPORT = Importer(
    "slack-export", "a channel's messages in a JSON export of Slack", never, _read, is_markdown=False
)

"""A chat as a timeline: an export of Slack, or pasted lines that begin with a time."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.moments import day_in, when_of
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.post_mortem.timeline import Entry, write_entries
from generator.authoring.importers.post_mortem.titles import incident_name
from generator.authoring.importers.redaction import PERSONAL, missing_detection, redacted
from generator.authoring.importers.response.work import Work, folded
from generator.authoring.request import Refused

_AUTHOR = re.compile(r"(?P<who>[^\s\d\[(][^\[(:]{0,40}?)(?:\s\s+|\s+APP\s+|\s+(?=\[))\[?(?P<at>\d.*?)\]?\s*")
_WRAPPED = re.compile(r"^\s*[\[(](?P<at>[^\])]+)[\])]\s*")
_TO_PEOPLE = re.compile(r"<(?:mailto|tel):(?P<to>[^|>]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?P<to>https?://[^|>]+)(?:\|(?P<words>[^>]*))?>")
_MENTION = re.compile(r"<[@#!](?P<id>[^|>^]+)(?:\^[^|>]*)?(?:\|(?P<words>[^>]*))?>")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_NO_WORD = frozenset({"channel_join", "channel_leave", "group_join", "group_leave"})


@dataclass(frozen=True)
class Said:
    """One message of an export."""

    data: dict[str, object]
    lines: Lines


def _read_slack(document: Document, destination: Destination) -> Outcome:
    messages = _messages(document)
    names = _names(messages)
    told = [one for one in messages if _is_told(one.data)]
    told.sort(key=lambda one: float(str(one.data["ts"])))
    outcome = Outcome(document.path)
    for one in messages:
        if not _is_told(one.data):
            outcome.leave_out(one.lines, "somebody came or left, or no words or time")
    within = {line for one in messages for line in range(one.lines.first, one.lines.last + 1)}
    for number, row in enumerate(document.rows, 1):
        if number not in within and row.strip():
            outcome.leave_out(Lines(number, number), "what stands around the messages")
    if not told:
        return outcome
    first = when_of(str(told[0].data["ts"]))
    clean = Document(document.path, redacted(document.text)[0], document.repairs)
    case = _begin(clean, destination, outcome, first.day if first else "")
    case.zones.append(("UTC", told[0].lines))
    write_entries(case, (_entry(case, one, names) for one in told))
    case.finish()
    return outcome


def _messages(document: Document) -> list[Said]:
    """Return the messages of an export with their lines; raises `Refused` for a file that is none."""
    text = document.text
    wrapped = _MESSAGES.search(text)
    at = wrapped.end() if wrapped else len(text) - len(text.lstrip()) + 1
    if not wrapped and not text.lstrip().startswith("["):
        raise Refused(f"{document.path}:1:1: no export of a channel: it begins with a list of messages, as [{{…}}, …]")
    decoder = json.JSONDecoder()
    found: list[Said] = []
    while at < len(text) and (text[at].isspace() or text[at] in ",{"):
        if text[at] != "{":
            at += 1
            continue
        try:
            data, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise Refused(
                f"{document.path}:{error.lineno}:{error.colno}: this is no JSON: {error.msg.lower()}"
            ) from None
        except RecursionError:
            line = text.count("\n", 0, at) + 1
            raise Refused(f"{document.path}:{line}:1: this message is nested too deeply to be one") from None
        found.append(Said(data, Lines(text.count("\n", 0, at) + 1, text.count("\n", 0, end) + 1)))
        at = end
    if text[at : at + 1] != "]":
        line = text.count("\n", 0, at) + 1
        raise Refused(
            f"{document.path}:{line}:1: the list of messages is never closed, or holds something else; export it again"
        )
    return found


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
    text = _MENTION.sub(lambda found: f"@{found['words'] or names.get(found['id'], found['id'])}", _text(one.data))
    text = _LINK.sub(lambda found: f"[{found['words']}]({found['to']})" if found["words"] else found["to"], text)
    text, removed = redacted(html.unescape(_TO_PEOPLE.sub(r"\g<to>", text)))
    _note_removed(case, removed, one.lines)
    who, _ = redacted(names.get(str(one.data.get("user", "")), "") or _who(one.data))
    is_handle = bool(re.fullmatch(r"[^\s@]{1,40}", who))
    words = folded(text) if is_handle or not who else f"{who}: {folded(text)}"
    return Entry(when_of(str(one.data["ts"]).partition(".")[0]), words, one.lines, f"@{who}" if is_handle else "")


def _read_text(document: Document, destination: Destination) -> Outcome:
    text, removed = redacted(document.text)
    clean = Document(document.path, text, document.repairs)
    outcome = Outcome(document.path)
    if not text.strip():
        return outcome
    days = (day for one in (document.path, *clean.rows) if (day := day_in(one)))
    case = _begin(clean, destination, outcome, next(days, ""))
    _note_removed(case, removed, Lines(1, len(clean.rows)))
    if not case.day:
        words = "no day is written; begin the text or the file's name with one, as 2025-03-04"
        outcome.note(Lines(1, 1), "guessed", case.draft.path, words)
    write_entries(case, _lines(clean))
    case.finish()
    return outcome


def _lines(document: Document) -> Iterator[Entry]:
    """Yield the messages of pasted lines: `14:05 who: words`, `[14:05] <who> words`, or `who  2:05 PM` above words."""
    open_entry: Entry | None = None
    for number, row in enumerate(document.rows, 1):
        lines = Lines(number, number)
        entry = _of_line(row.strip(), lines) if row.strip() else None
        if entry is None and row.strip() and open_entry and open_entry.when and open_entry.when.clock:
            joined = folded(f"{open_entry.text} {row.strip()}")
            open_entry = Entry(open_entry.when, joined, Lines(open_entry.lines.first, number))
        elif row.strip():
            if open_entry:
                yield open_entry
            open_entry = entry or Entry(None, row.strip(), lines)
    if open_entry:
        yield open_entry


def _of_line(row: str, lines: Lines) -> Entry | None:
    """Return the message that a line begins; None for one that goes on with the message above."""
    wrapped = _WRAPPED.match(row)
    if wrapped and (when := when_of(wrapped["at"])) and not when.rest.strip():
        return Entry(when, _sentence(row[wrapped.end() :]), lines)
    author = _AUTHOR.fullmatch(row)
    if author and (when := when_of(author["at"])) and when.clock and not when.rest.strip():
        return Entry(when, f"{author['who'].strip()}:", lines)
    when = when_of(row)
    return Entry(when, _sentence(when.rest), lines) if when and (when.clock or not when.rest.strip()) else None


def _sentence(rest: str) -> str:
    """Return the words behind a time: `<who> words` is `who: words`."""
    return re.sub(r"^<(?P<who>[^<>]{1,40})>\s*", r"\g<who>: ", rest.strip().lstrip("-\u2013\u2014:|, ").strip())


def _begin(document: Document, destination: Destination, outcome: Outcome, day: str) -> Case:
    """Begin the incident of a chat, named after its file."""
    case = Case(Work(document, destination, outcome), day)
    stem = document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    words = re.sub(r"[\s_-]+", " ", re.sub(r"\d{4}-\d{2}-\d{2}", "", stem)).strip() or "incident"
    title = words[:1].upper() + words[1:]
    lines = Lines(1, len(document.text.rstrip("\n").split("\n")))
    case.draft = destination.draft(outcome, "incident", lines, incident_name(day, title))
    case.draft.guess("title", title, Lines(1, 1), "made of the file's name")
    if missing_detection():
        outcome.note(lines, "guessed", case.draft.path, missing_detection())
    return case


def _note_removed(case: Case, removed: tuple[str, ...], lines: Lines) -> None:
    for name in removed:
        words = "" if name in PERSONAL else "; whoever read the chat knows it, so change it"
        case.work.outcome.note(lines, "guessed", case.draft.path, f"{name} removed{words}")


def _never(document: Document) -> int:
    """Nothing speaks for a chat: it is read as one when it is said so."""
    del document
    return 0


SLACK_EXPORT = Importer("slack-export", "a channel's messages in a JSON export of Slack", _never, _read_slack)
TEXT = Importer("text", "pasted lines that begin with a time, as a timeline", _never, _read_text)

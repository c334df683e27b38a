"""The messages of a channel as an export of Slack has them: each with its lines, its words, and who wrote it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document
from generator.authoring.request import Refused

_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_NO_WORD = frozenset({"channel_join", "channel_leave", "group_join", "group_leave"})


@dataclass(frozen=True)
class Said:
    """One message of an export."""

    data: dict[str, object]
    lines: Lines

    @property
    def seconds(self) -> float:
        """When it was written, in seconds since 1970; only of a message that is told."""
        return float(str(self.data["ts"]))

    @property
    def user(self) -> str:
        """The id of who wrote it; empty for none."""
        return str(self.data.get("user", ""))

    @cached_property
    def who(self) -> str:
        """Who wrote it: the name that others see, else the id."""
        profile = self.data.get("user_profile") or self.data.get("bot_profile")
        inner = profile if isinstance(profile, dict) else {}
        names = (
            inner.get("display_name"),
            inner.get("name"),
            self.data.get("username"),
            inner.get("real_name"),
            self.data.get("user"),
        )
        return next((str(name).strip() for name in names if name), "")

    @cached_property
    def text(self) -> str:
        """The words of a message: its own, those of what bots attach, and the names of files."""
        said = [str(self.data.get("text") or "")]
        for one in _objects(self.data.get("attachments")):
            said += [str(one[key]) for key in ("pretext", "title", "text") if one.get(key)] or [
                str(one.get("fallback", ""))
            ]
        said += [
            f"(file: {one.get('name') or one.get('title') or 'without a name'})"
            for one in _objects(self.data.get("files"))
        ]
        return "\n".join(filter(None, said))

    @cached_property
    def is_told(self) -> bool:
        """Whether it has a time and words, and is more than a note that somebody came or left."""
        is_time = bool(re.fullmatch(r"\d{10}(?:\.\d+)?", str(self.data.get("ts", ""))))
        return is_time and bool(self.text.strip()) and self.data.get("subtype") not in _NO_WORD


def messages_of(document: Document) -> list[Said]:
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


def names_in(messages: Iterable[Said]) -> dict[str, str]:
    """Return people's names by their ids, as far as any of their messages tells them."""
    found: dict[str, str] = {}
    for one in messages:
        if one.user and one.who != one.user:
            found.setdefault(one.user, one.who)
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


def _objects(data: object) -> list[dict[str, object]]:
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []

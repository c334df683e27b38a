"""What a branch changes, as text for a terminal and as Markdown for a pull request or the summary of a job."""

from collections.abc import Iterator, Sequence

from generator.authoring.markdown import code, plain
from generator.library.changes import Change
from generator.library.changes.change import SETTINGS
from generator.problems import any_of

CHANGE_FORMATS = ("text", "markdown")
_MOST_BYTES = 500_000
"""Half of what GitHub takes for the summary of one step."""
_NOTHING = "No record, page, file or setting is changed"


def printed_changes(changes: Sequence[Change], since: str, form: str) -> Iterator[str]:
    """Yield the lines that say these changes in one of `CHANGE_FORMATS`; `since` names what they are compared with."""
    yield from _as_text(changes, since) if form == "text" else _within(_as_markdown(changes, since))


def _as_text(changes: Sequence[Change], since: str) -> Iterator[str]:
    yield f"{_counted(changes)} since {since}"
    for change in changes:
        yield ""
        yield f"{change.words()}: {_seen(change.title)} ({change.path})"
        yield from (f"  {_seen(line)}" for line in change.lines)


def _as_markdown(changes: Sequence[Change], since: str) -> Iterator[str]:
    yield f"## What changes\n\n{_counted(changes)} since {code(since)}.\n"
    for change in changes:
        words, title = change.words(), _seen(change.title)
        yield f"- **{plain(f'{words[0].upper()}{words[1:]}: {title}')}** ({code(change.path)})"
        yield from (f"  - {plain(_seen(line))}" for line in change.lines)


def _seen(text: str) -> str:
    """Return a text with a sign for each letter that would steer a terminal: pages and settings may hold any."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _within(lines: Iterator[str]) -> Iterator[str]:
    """Yield as many lines as a summary has room for, and say so when there are more."""
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > _MOST_BYTES:
            yield "\n… and more, for which there is no room here: `runbook-site diff` prints it all."
            return
        yield line


def _counted(changes: Sequence[Change]) -> str:
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        alike.setdefault((change.what, change.kind), []).append(change)
    counts = [some[0].words() if kind == SETTINGS else _count(some) for (_, kind), some in alike.items()]
    return any_of(counts, "and") if counts else _NOTHING


def _count(alike: Sequence[Change]) -> str:
    return f"{len(alike)} {alike[0].words(len(alike))}"

"""What a branch changes, as text for a terminal and as Markdown for a pull request or the summary of a job."""

from collections.abc import Iterator, Sequence

from generator.authoring.markdown import code, plain
from generator.library.changes import Change
from generator.library.titles import title_of
from generator.problems import any_of
from generator.records import KINDS

CHANGE_FORMATS = ("text", "markdown")
_MOST_BYTES = 500_000
"""Half of what GitHub takes for the summary of one step."""
_NOTHING = "No record is changed"


def printed_changes(changes: Sequence[Change], since: str, form: str) -> Iterator[str]:
    """Yield the lines that say these changes in one of `CHANGE_FORMATS`; `since` names what they are compared with."""
    yield from _as_text(changes, since) if form == "text" else _within(_as_markdown(changes, since))


def _as_text(changes: Sequence[Change], since: str) -> Iterator[str]:
    yield f"{_counted(changes)} since {since}"
    for change in changes:
        yield ""
        yield f"{_what(change)}: {title_of(change.record)} ({change.record.path})"
        yield from (f"  {line}" for line in change.lines)


def _as_markdown(changes: Sequence[Change], since: str) -> Iterator[str]:
    yield f"## What changes\n\n{_counted(changes)} since {code(since)}.\n"
    for change in changes:
        words = f"{_what(change).capitalize()}: {title_of(change.record)}"
        yield f"- **{plain(words)}** ({code(change.record.path)})"
        yield from (f"  - {plain(line)}" for line in change.lines)


def _within(lines: Iterator[str]) -> Iterator[str]:
    """Yield as many lines as a summary has room for, and say so when there are more."""
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > _MOST_BYTES:
            yield "\n… and more, for which there is no room here: `runbook-site diff` prints it all."
            return
        yield line


def _what(change: Change, count: int = 1) -> str:
    kind = KINDS[change.record.key.kind]
    name = kind.name if count == 1 else kind.plural.lower()
    return f"{change.what} {name}" if change.what == "new" else f"{name} {change.what}"


def _counted(changes: Sequence[Change]) -> str:
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        alike.setdefault((change.what, change.record.key.kind), []).append(change)
    counts = [f"{len(some)} {_what(some[0], len(some))}" for some in alike.values()]
    return any_of(counts, "and") if counts else _NOTHING

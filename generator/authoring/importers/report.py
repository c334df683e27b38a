"""What an import says about one document, as text for a terminal and as Markdown for a pull request."""

from collections.abc import Iterator
from dataclasses import replace

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.outcome import FATE_OF_BECOMING, FATES, Fate, Note, Outcome
from generator.authoring.markdown import plain

_WIDEST = 9
FORMATS = ("text", "markdown")


def report_of(outcome: Outcome, form: str = "text", above: str = "") -> str:
    """Return the report on one document: its files, then by fate what became of which lines.

    `above` is how paths begin for those who read it.
    """
    parts = [(FATES[fate], _rows(outcome, fate, above)) for fate in FATES]
    return _text(outcome, parts) if form == "text" else _markdown(outcome, parts)


def in_short(outcome: Outcome) -> str:
    """Return how much a document became: `12 records and 1 page`, more of another's, or nothing."""
    counts = [(len(outcome.drafts), "record"), (len(outcome.pages), "page")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    if not said and any(note.fate == FATE_OF_BECOMING for note in outcome.notes):
        return "more of the record above"
    return " and ".join(said) or "nothing"


def _rows(outcome: Outcome, fate: Fate, above: str) -> list[tuple[str, str]]:
    """Return what became so: where, and what. What is said of many lines alike is said once."""
    notes = sorted((_from(note, above) for note in outcome.notes if note.fate == fate), key=_place)
    if fate == FATE_OF_BECOMING:
        return list(_by_file(notes))
    said: dict[str, list[Lines]] = {}
    for note in notes:
        said.setdefault(": ".join(part for part in (note.path, note.words) if part), []).append(note.lines)
    return [(_joined(lines), words) for words, lines in said.items()]


def _from(note: Note, above: str) -> Note:
    """Return a note whose path begins where its reader is."""
    return replace(note, path=f"{above}{note.path}") if note.path else note


def _place(note: Note) -> tuple[int, int, str, str]:
    return note.lines.first, note.lines.last, note.path, note.words


def _by_file(notes: list[Note]) -> Iterator[tuple[str, str]]:
    """Yield one row for each file: where it begins, and each key with the lines that it was made of."""
    for path in dict.fromkeys(note.path for note in notes):
        keys: dict[str, list[Lines]] = {}
        for note in (note for note in notes if note.path == path):
            keys.setdefault(note.words, []).append(note.lines)
        first = min(runs[0].first for runs in keys.values())
        yield str(first), f"{path}: {', '.join(f'{key} ({_joined(runs)})' for key, runs in keys.items())}"


def _joined(runs: list[Lines]) -> str:
    """Return lines as few runs: `12-15 18`."""
    joined: list[Lines] = []
    for run in runs:
        if joined and run.first <= joined[-1].last + 1:
            joined[-1] = Lines(joined[-1].first, max(joined[-1].last, run.last))
        else:
            joined.append(run)
    return " ".join(map(str, joined))


def _text(outcome: Outcome, parts: list[tuple[str, list[tuple[str, str]]]]) -> str:
    lines = [f"{outcome.source} became {in_short(outcome)}"]
    for heading, rows in parts:
        if rows:
            width = min(max(len(place) for place, _ in rows), _WIDEST)
            lines += ["", f"{heading}:", *(f"  {place:>{width}}  {words}" for place, words in rows)]
    return "\n".join([*lines, ""])


def _markdown(outcome: Outcome, parts: list[tuple[str, list[tuple[str, str]]]]) -> str:
    lines = [f"## {plain(outcome.source)} became {in_short(outcome)}"]
    for heading, rows in parts:
        if rows:
            lines += ["", f"### {heading}", "", "| Lines | What |", "| --- | --- |"]
            lines += [f"| {place} | {plain(words)} |" for place, words in rows]
    return "\n".join([*lines, ""])

"""Files that the public edition leaves out with the internal records that they belong to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.prose_links import linked_files
from generator.library.settings import Settings
from generator.problems import quoted
from generator.records.record import Record
from generator.records.refs import Key


@dataclass(frozen=True)
class Withheld:
    """What is left out, by path from the root."""

    folders: tuple[str, ...] = ()
    """Folders of internal handbooks, and of internal incidents that have one of their own, with all that is in them."""
    files: frozenset[str] = frozenset()
    """Images that only internal records show."""

    def holds(self, path: str) -> bool:
        """Say whether a file is left out."""
        return path in self.files or any(path.startswith(f"{folder}/") for folder in self.folders)


def withheld(library: Library, hidden: frozenset[Key], settings: Settings, shown: frozenset[str]) -> Withheld:
    """Return what is left out when the records of `hidden` are; `shown` are images that Markdown pages show."""
    folders = tuple(sorted(set(_folders(library, hidden, settings))))
    files = _images(record for record in library.records if record.key in hidden)
    if files:  # else nobody need look at what thousands of public records show
        files -= shown | _images(record for record in library.records if record.key not in hidden)
    return Withheld(folders, frozenset(files))


def _images(records: Iterable[Record]) -> set[str]:
    return {target for record in records for _, _, target, is_image in linked_files(record) if is_image}


def hidden_files(library: Library, hidden: frozenset[Key], without: Withheld) -> Iterator[Finding]:
    """A public record that shows a file of an internal one has a hole in the public edition.

    Fails: a public runbook with `![graph](…/2025-02-11-breach/graph.png)`, when that incident is internal.
    Passes: the same image, copied beside the runbook.
    """
    if not (without.folders or without.files):
        return
    records = {record.path for record in library.records}
    for record in library.records:
        if record.key in hidden:
            continue
        for loc, link, target, _ in linked_files(record):
            if target not in records and without.holds(target):
                sentence = f"{quoted(link)} lies with an internal record, and is no part of the public edition"
                yield Finding(record, loc, f"{sentence}; copy it beside this file", "not-public", "warning", link)


def _folders(library: Library, hidden: frozenset[Key], settings: Settings) -> Iterator[str]:
    for key in hidden:
        record = library.by_key[key]
        if key.kind == "handbook":
            yield f"{settings.content}/{key.id}"
            yield f"{settings.incidents}/{key.id}"
        folder, _, name = record.path.rpartition("/")
        if key.kind == "incident" and name.rpartition(".")[0] == "incident":
            yield folder

"""What is different between two states of a project, in the words of the people who wrote them."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.library.changes.change import Change
from generator.library.changes.comparing import record_changes
from generator.library.changes.file_changes import FileChange, file_changes
from generator.library.changes.page_changes import page_changes
from generator.library.changes.settings_changes import settings_changes
from generator.library.markdown_pages import MarkdownPage, read_pages
from generator.library.project import Project
from generator.library.settings import plain_settings

__all__ = ["Change", "FileChange", "changes"]


def changes(before: Project, after: Project, today: date, files: Iterable[FileChange] = ()) -> tuple[Change, ...]:
    """Return what changed between two projects: records, then hand-written pages, other files, then the settings.

    `files` are those that are not the same, of any kind: whoever gives the projects knows them.
    """
    return tuple(_changes(before, after, today, files))


def _changes(before: Project, after: Project, today: date, files: Iterable[FileChange]) -> Iterator[Change]:
    yield from record_changes(before.library, after.library, today)
    yield from page_changes(_pages(before), _pages(after))
    yield from file_changes(files, before.settings, after.settings)
    yield from settings_changes(plain_settings(before.root), plain_settings(after.root))


def _pages(project: Project) -> tuple[MarkdownPage, ...]:
    return read_pages(project.root, [path for path, _ in project.library.pages])

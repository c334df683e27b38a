"""Which files of the docs folder mkdocs does not publish: records, what is internal, and what could run scripts."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from generator.engines.published import is_record_or_copy, runs_in_a_browser
from generator.library.project import Project

log = get_plugin_logger("runbook_site")


def is_withheld(file: File, project: Project, config: MkDocsConfig) -> bool:
    """Say whether a file of the docs folder is left out of the site; what could run scripts is told to the log."""
    docs = Path(file.src_dir or "")
    path = docs / file.src_uri
    if any(part.is_symlink() for part in (path, *path.parents) if docs in part.parents):
        return True
    relative = path.relative_to(project.root).as_posix()
    if any(relative.startswith(f"{folder}/") for folder in project.withheld):
        return True
    if relative in project.withheld_files or is_record_or_copy(path.name):
        return True
    if file.src_uri in map(str, config.extra_javascript) or not runs_in_a_browser(path):
        return False
    log.warning("%s is not published: it could run scripts; name your own under extra_javascript", relative)
    return True

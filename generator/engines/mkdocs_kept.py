"""What earlier builds have made of incidents' pages, where this build may take it."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from generator.engines.cache_folder import CacheRefused, cache_of
from generator.engines.kept_sheets import KeptSheets
from generator.engines.made_of import MadeOf, world_of
from generator.library.project import Project
from generator.pages.github_links import GitHubLinks
from generator.pages.render import Renderer

log = get_plugin_logger("runbook_site")


def kept_sheets(
    project: Project,
    renderer: Renderer,
    files: Mapping[str, str],
    github: GitHubLinks,
    config: MkDocsConfig,
) -> KeptSheets | None:
    """Return what was made of pages; None where there is no incident, or nowhere to keep anything.

    `files` are the published files that are no records, as `Renderer` gets them.
    """
    if not project.library.incidents:
        return None
    try:
        folder = cache_of(project.root, project.library.edition, config.config_file_path)
    except CacheRefused as refused:
        log.warning("%s; nothing is kept for the next build", refused)
        return None
    if folder is None:
        return None
    settings = (Path(config.config_file_path).read_bytes(), config.repo_url, config.edit_uri, config.docs_dir)
    world = world_of(renderer, project.digests, files, github, settings)
    return KeptSheets(folder, MadeOf(renderer, project.digests, world))

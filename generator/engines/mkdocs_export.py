"""`runbook-site export`: what mkdocs would publish, written as a Markdown tree that needs neither us nor our plugin."""

import posixpath
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from markupsafe import escape
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.engines.markdown import html_blocks, page_blocks, page_text
from generator.engines.markdown_plain import HandWritten, plain_tree
from generator.engines.markdown_settings import yaml_of
from generator.engines.mkdocs import RunbookSitePlugin
from generator.engines.mkdocs_build import NotBuilt, Ours, readable_log, replaced, settings_of
from generator.engines.mkdocs_pages import RecordPage, with_diagrams
from generator.engines.mkdocs_search import SEARCHES, is_our_search, separator_of
from generator.library.project import Project
from generator.library.settings import CONFIG, PLUGIN

EXPORT = Ours(".runbook-site-export", "the export", "written by runbook-site export")
_MARKED = "written by runbook-site; `runbook-site export` replaces this folder\n"
_THEME = Path(__file__).parent / "export_theme"
_ASSETS = Path(__file__).parent / "export_assets"
_DOCS = "docs"
_OVERRIDES = "overrides"
_COPIED = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name")
_OWN_PLUGINS = frozenset({PLUGIN, *SEARCHES})
_EDITING = frozenset({"content.action.edit", "content.action.view"})


@dataclass(frozen=True)
class Published:
    """What mkdocs would publish: the settings, the files with their pages filled in, and our plugin."""

    settings: MkDocsConfig
    files: Files
    plugin: RunbookSitePlugin

    def pages(self) -> Iterator[File]:
        """Yield the files that become pages, by address."""
        yield from sorted(self.files.documentation_pages(), key=lambda file: file.src_uri)

    def others(self) -> Iterator[File]:
        """Yield the files that are published as they are, by address; without our search."""
        kept = (file for file in self.files if not file.is_documentation_page() and not file.inclusion.is_excluded())
        yield from sorted((file for file in kept if not is_our_search(file.src_uri)), key=lambda file: file.src_uri)


def export_site(project: Project, folder: Path, *, plain: bool = False) -> tuple[str, ...]:
    """Write a project in its edition into `folder`; return what could not be taken along, in sentences.

    `plain` writes Markdown for people to read in a repository, without HTML and settings. Raises `NotBuilt`; then
    nothing has changed.
    """
    root = project.root
    with readable_log():
        settings = settings_of(root / CONFIG)
        _refuse_sources(folder, root, settings)
        with replaced(folder, root, EXPORT) as aside:
            (aside / EXPORT.mark).write_text(_MARKED, "utf-8")
            published = _published(settings, project)
            _write(aside, _plain(published) if plain else _tree(published))
            _copy_files(published, aside if plain else aside / _DOCS, images_only=plain)
            if not plain:
                _copy_overrides(published, aside / _OVERRIDES)
                shutil.copytree(_ASSETS, aside / _DOCS / "assets" / "runbook-site", dirs_exist_ok=True)
    return () if plain else tuple(_left_out(settings))


def _refuse_sources(folder: Path, root: Path, settings: MkDocsConfig) -> None:
    """An export inside the folders that are read would be read by the next build."""
    incidents = root / str(settings.plugins[PLUGIN].config["incidents"])
    for source in (Path(settings.docs_dir), incidents):
        if source.resolve() in (folder.resolve(), *folder.resolve().parents):
            message = f"{folder} lies in {source.name}/, which holds the sources; name another folder"
            raise NotBuilt(message)


def _published(settings: MkDocsConfig, project: Project) -> Published:
    """Go through mkdocs' own steps up to where it would put pages into the theme's frame."""
    plugin = cast("RunbookSitePlugin", settings.plugins[PLUGIN])
    plugin.opened = project
    plugin.keeps_all = True
    plugin.config.edition = project.library.edition
    settings.use_directory_urls = True
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        settings = settings.plugins.on_config(settings)
        settings.plugins.on_pre_build(config=settings)
        files = settings.plugins.on_files(get_files(settings), config=settings)
        set_exclusions(files, settings)
        settings.plugins.on_nav(get_navigation(files, settings), config=settings, files=files)
        for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
            if file.page:
                _populate_page(file.page, settings, files)
    except MkDocsException as error:
        message = f"mkdocs gave up: {error}"
        raise NotBuilt(message) from error
    finally:
        settings.plugins.on_shutdown()
    return Published(settings, files, plugin)


def _tree(published: Published) -> Iterator[tuple[str, str]]:
    """Yield the files of an export that is built: `(path, text)`."""
    yield "mkdocs.yml", yaml_of(_settings(published))
    for file in published.pages():
        yield f"{_DOCS}/{_seat(file.src_uri)}", _page(file, published.plugin)


def _seat(uri: str) -> str:
    """Return where a page lies in the export: in the folder that its address names, so that links mean the same there.

    MkDocs leaves links in HTML as they are, and Zensical takes them for ways from file to file.
    """
    folder, name = posixpath.split(uri.removesuffix(".md"))
    return uri if name in {"index", "README"} else posixpath.join(folder, name, "index.md")


def _nav(items: object) -> object:
    """Return the navigation with each page where it lies in the export; addresses elsewhere stay."""
    if isinstance(items, str):
        return _seat(items) if items.endswith(".md") and ":" not in items else items
    if isinstance(items, dict):
        return {title: _nav(below) for title, below in items.items()}
    return [_nav(item) for item in items] if isinstance(items, list) else items


def _page(file: File, plugin: RunbookSitePlugin) -> str:
    page = file.page
    assert page is not None  # noqa: S101 - _published has filled it in
    front = {name: value for name, value in page.meta.items() if value and name != "search"}
    if isinstance(page, RecordPage):
        blocks = list(page_blocks(page.made))
        boost = page.made.boost
        excluded = False
        html = str(page.made.html)
        blocks.append(with_diagrams(html, page.url).removeprefix(html).strip())
    else:
        blocks = list(html_blocks(page.content or ""))
        found = next((one for one in plugin.site.written if one.uri == file.src_uri), None)
        boost, excluded = (found.boost, False) if found else (1.0, True)
    if excluded or boost != 1:
        front["search"] = {"exclude": True} if excluded else {"boost": boost}
    handbook = file.src_uri.partition("/")[0]
    if any(book.key.id == handbook for book in plugin.site.project.library.handbooks):
        front["handbook"] = handbook
    if page.edit_url:
        front["edit_url"] = page.edit_url
    return page_text(front, blocks)


def _settings(published: Published) -> dict[str, Any]:
    """Return an mkdocs.yml for stock MkDocs with Material, and for Zensical: nothing in it is ours."""
    config = published.settings
    given = next((said["theme"] for said in reversed(config.user_configs) if "theme" in said), None)
    own = {name: config[name] for name in _COPIED if config.get(name)}
    extra = {name: value for name, value in config.extra.items() if not name.startswith("runbook_site_")}
    feeds = [
        {
            "folder": feed.folder,
            "media_type": feed.media_type,
            "heading": str(escape(feed.heading)),
            "form": feed.form,
            "address": feed.file.address,
        }
        for feed in published.plugin.site.book.feeds
    ]
    return {
        **own,
        # Pages say themselves where they are edited: records lie elsewhere, and are no Markdown.
        "edit_uri": "",
        "docs_dir": _DOCS,
        "use_directory_urls": True,
        "theme": _theme(given, config),
        "extra_css": [str(path) for path in config.extra_css],
        "extra_javascript": [_script(script) for script in config.extra_javascript if not is_our_search(str(script))],
        "extra": {**extra, "runbook_site_feeds": feeds},
        "plugins": [{"search": {"separator": separator_of(config)}}],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
        # Incidents are found in their lists: thousands of them would be no navigation.
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": _nav(config.nav),
    }


def _theme(given: object, config: MkDocsConfig) -> dict[str, Any]:
    theme = dict(given) if isinstance(given, dict) else {"name": config.theme.name}
    theme["custom_dir"] = _OVERRIDES
    # Zensical's own look is another one; Material does not read this.
    theme.setdefault("variant", "classic")
    return theme


def _script(script: object) -> object:
    """Return a script as mkdocs.yml takes it: its path, or with how it is loaded."""
    said = {name: getattr(script, name, None) for name in ("path", "type", "defer", "async_")}
    told = {name.rstrip("_"): value for name, value in said.items() if value}
    return told if len(told) > 1 else str(script)


def _plain(published: Published) -> Iterator[tuple[str, str]]:
    site = published.plugin.site
    written = [
        HandWritten(uri, path, (site.project.root / path).read_text("utf-8-sig"))
        for uri, path in sorted(site.sources.items())
        if uri.endswith(".md")
    ]
    return plain_tree(site.renderer.library, site.renderer.today, site.renderer.values, written)


def _write(folder: Path, texts: Iterator[tuple[str, str]]) -> None:
    for path, text in texts:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


def _copy_files(published: Published, folder: Path, *, images_only: bool) -> None:
    """Copy what is published as it is; for reading alone that is what people put there, not what we make."""
    own = published.plugin.site.sources
    for file in published.others():
        if not images_only or file.src_uri in own:
            target = folder / file.src_uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content_bytes)


def _copy_overrides(published: Published, folder: Path) -> None:
    """Copy our parts of the theme's frame, and over them the project's own."""
    shutil.copytree(_THEME, folder)
    if published.settings.theme.custom_dir:
        shutil.copytree(published.settings.theme.custom_dir, folder, dirs_exist_ok=True)


def _left_out(settings: MkDocsConfig) -> Iterator[str]:
    for name in settings.plugins:
        if name not in _OWN_PLUGINS:
            short = name.removeprefix("material/")
            yield f"the plugin {short} is not in the export's mkdocs.yml: what it does happens in this project only"

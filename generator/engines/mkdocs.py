"""The mkdocs plugin: hands our pages to mkdocs, and its hand-written pages to our sanitizer. No logic of its own."""

import re
from pathlib import Path
from typing import Literal

from markupsafe import Markup, escape
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from generator.engines.mkdocs_nav import nav_config
from generator.engines.mkdocs_policy import with_policy
from generator.engines.mkdocs_search import add_entries
from generator.engines.published import published_files
from generator.library.project import Project, open_project
from generator.library.settings import EDITIONS
from generator.output import one_line
from generator.pages.addresses import HOME, Addresses
from generator.pages.book import Book, book, dashboard
from generator.pages.page import Page
from generator.pages.prose import sanitize_page
from generator.pages.redirects import stub
from generator.pages.render import Renderer
from generator.problems import fails
from generator.records.load import is_record_file
from generator.today import today

THEME = Path(__file__).parent / "theme"
ASSETS = Path(__file__).parent.parent / "pages" / "assets"
MARK = ".runbook-site"
"""The file that says that a folder is a site of ours, and may be replaced."""
_STYLES = tuple(f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob("*.css")))
_MARKDOWN_LINK = re.compile(r"(\]\(\s*<?)([^()\s<>]+\.ya?ml)(#[^()\s<>]*)?(>?(?:\s+\"[^\"]*\")?\s*\))")

log = get_plugin_logger("runbook_site")


class RunbookSiteConfig(base.Config):
    """The plugin's options in mkdocs.yml; `library/settings.py` reads the same ones as plain data."""

    edition = option.Choice(EDITIONS, default="internal")
    """Internal: everything. Public: what everybody may read."""
    handbooks = option.ListOfItems(option.Type(str), default=[])
    """The handbooks in the order to show them."""
    incidents = option.Type(str, default="incidents")
    """The folder of the incidents, beside mkdocs.yml."""


class RunbookSitePlugin(BasePlugin[RunbookSiteConfig]):
    """Turns a project's records into pages of the site that mkdocs builds."""

    project: Project
    renderer: Renderer
    book: Book
    serving: bool = False
    root: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview: it has a script of mkdocs' own, which the page policy would refuse."""
        del dirty
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the incidents, and add our theme parts, style and scripts."""
        self.root = Path(config.config_file_path).resolve().parent
        incidents = str(self.root / self.config.incidents)
        if incidents not in config.watch:
            config.watch.append(incidents)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.extra_css[:0] = [style for style in _STYLES if style not in config.extra_css]
        scripts = [f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob("*.js"))]
        config.extra_javascript += [script for script in scripts if script not in config.extra_javascript]
        if "search" not in config.plugins and "material/search" not in config.plugins:
            log.warning("the search field is off: write `plugins: [search, runbook-site]`")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check everything before mkdocs empties the site folder: on errors the last good site stays."""
        self.project = open_project(self.root, today(), self.config.edition)
        for problem in self.project.problems:
            {"error": log.error, "warning": log.warning, "advice": log.info}[problem.level](one_line(problem))
        if fails(self.project.problems, strict=config.strict):
            message = "the records have problems (above); the last good site is left as it was"
            raise PluginError(message)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the records out, put their pages in."""
        docs = self.root / config.docs_dir
        for file in list(files):
            if file.generated_by is None and file.src_dir == config.docs_dir and self._is_withheld(file):
                files.remove(file)
        own = published_files(self.project, docs, [file.src_uri for file in files if file.src_dir == config.docs_dir])
        for uri, path in own.beside_incidents.items():
            files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV))
        addresses = Addresses(config.use_directory_urls)
        self.renderer = Renderer(self.project.library, today(), addresses, own.uris)
        self.book = book(self.renderer, own.pages)
        if files.get_file_from_path(HOME) is None:
            files.append(File.generated(config, HOME, content=""))
        for page in self.book.pages:
            self._add_page(page, files, config)
        for redirect in self.book.redirects:
            address, content = stub(redirect, addresses)
            files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        for asset in sorted(ASSETS.rglob("*")):
            if asset.is_file():
                uri = f"assets/runbook-site/{asset.relative_to(ASSETS).as_posix()}"
                files.append(File.generated(config, uri, abs_src_path=str(asset)))
        if config.nav is None:
            config.nav = nav_config(self.book.nav)
            self._keep_out_of_nav(files)
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Lead links to records from a hand-written page to their pages; escape what the theme prints as it is."""
        del files
        if isinstance(page, RecordPage):
            return markdown
        page.meta = {key: _escaped(value) for key, value in page.meta.items()}
        values = self.renderer.values
        docs = Path(config.docs_dir).relative_to(self.root).as_posix()
        values.here, values.path = page.file.src_uri, f"{docs}/{page.file.src_uri}"

        def led(link: re.Match[str]) -> str:
            found = values.published_uri(link[2])
            return f"{link[1]}{found or link[2]}{link[3] or ''}{link[4]}"

        return _MARKDOWN_LINK.sub(led, markdown)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Sanitize hand-written pages, and put the dashboard above the words of the home page."""
        del config, files
        if isinstance(page, RecordPage):
            return html
        clean = sanitize_page(html)
        if page.file.src_uri == HOME:
            return dashboard(self.renderer) + Markup(clean)  # noqa: S704 - sanitized
        return clean

    def on_env(self, env: object, *, config: MkDocsConfig, files: Files) -> None:
        """Give the search our entries: made from the sections, not read out of the HTML."""
        del env, files
        add_entries(self.book.pages, self.renderer.values.addresses, config)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Say in each page what it may load: nothing from elsewhere."""
        if self.serving or not config.use_directory_urls:
            return output
        return with_policy(output, page.content or "")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the folder as a site of ours."""
        (Path(config.site_dir) / MARK).write_text("built by runbook-site; `runbook-site build` replaces this folder\n")

    def _is_withheld(self, file: File) -> bool:
        docs = Path(file.src_dir or "")
        path = docs / file.src_uri
        if is_record_file(file.src_uri) or any(part.is_symlink() for part in (path, *path.parents) if docs in part.parents):
            return True
        relative = path.relative_to(self.root).as_posix()
        return any(relative.startswith(f"{folder}/") for folder in self.project.withheld)

    def _add_page(self, page: Page, files: Files, config: MkDocsConfig) -> None:
        there = files.get_file_from_path(page.uri)
        if there is not None:
            message = f"{there.src_uri} stands where the site puts the page of {page.source or page.title}; rename it"
            raise PluginError(message)
        file = File.generated(config, page.uri, content="")
        files.append(file)
        RecordPage(page, file, config, self.root)

    def _keep_out_of_nav(self, files: Files) -> None:
        listed = {uri for item in self.book.nav for uri in item.uris()}
        for file in files.documentation_pages():
            if file.src_uri not in listed:
                file.inclusion = InclusionLevel.NOT_IN_NAV


class RecordPage(MkDocsPage):
    """One of our pages, as mkdocs sees a page: it has been rendered already."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, root: Path) -> None:
        """Give mkdocs the title and the place; the theme prints both as they are, so they are escaped here, once."""
        super().__init__(str(escape(page.label or page.title)), file, config)
        self.made = page
        if page.source and config.edit_uri:
            docs = Path(config.docs_dir).relative_to(root).parts
            up = config.edit_uri.rstrip("/").split("/")
            self.edit_url = "/".join([*up[: len(up) - len(docs)], page.source])
        else:
            self.edit_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown: a record's page is made from its sections."""
        del config
        self.markdown = ""
        self.meta = {
            "title": str(escape(self.made.title)),
            "description": str(escape(self.made.description)) or None,
            "search": {"exclude": True},
            "hide": list(self.made.hide),
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the sections: as HTML, as table of contents, as anchors."""
        del config, files
        self.content = str(self.made.html)
        titled = [section for section in self.made.sections if section.title]
        tokens = [{"level": s.level, "id": s.id, "name": str(escape(s.title)), "children": []} for s in titled]
        self.toc = get_toc(_nested(tokens))
        self.present_anchor_ids = {section.id for section in self.made.sections if section.id}


def _nested(tokens: list[dict[str, object]]) -> list[dict[str, object]]:
    """Put each heading under the last one above it."""
    top: list[dict[str, object]] = []
    open_: list[dict[str, object]] = []
    for token in tokens:
        while open_ and open_[-1]["level"] >= token["level"]:  # type: ignore[operator]
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(token)  # type: ignore[attr-defined]
        open_.append(token)
    return top


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return str(escape(value))
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return value

"""The mkdocs plugin: hands our pages to mkdocs, and its hand-written pages to our sanitizer. No logic of its own."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from jinja2 import Environment, Template
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator.engines.harvest import Gathered, Harvest
from generator.engines.mkdocs_alone import is_alone
from generator.engines.mkdocs_backlog import Backlog, Preview
from generator.engines.mkdocs_files import ASSETS, SiteFiles
from generator.engines.mkdocs_finish import finished
from generator.engines.mkdocs_frame import Frames, theme_code
from generator.engines.mkdocs_github import github_links
from generator.engines.mkdocs_links import WrittenLinks
from generator.engines.mkdocs_loose import LooseFiles, listed, loose_of
from generator.engines.mkdocs_nav import nav_config
from generator.engines.mkdocs_options import RunbookSiteConfig
from generator.engines.mkdocs_pages import (
    RecordPage,
    safe_front_matter,
    settle,
    stand_below,
    with_diagrams,
    written_page,
)
from generator.engines.mkdocs_press import Press, Setting, Work
from generator.engines.mkdocs_preview import RecordsHaveProblems, keeping_pages
from generator.engines.mkdocs_search import silence_theirs
from generator.engines.mkdocs_sheet import Sheets
from generator.engines.mkdocs_sitemap import NAME as SITEMAP
from generator.engines.mkdocs_sitemap import Mapped, forget_days, mapped, without_unknown_days
from generator.engines.old_site import OldSite
from generator.engines.progress import Progress
from generator.engines.search_files import titles_of, write_index
from generator.library.project import Project, open_project
from generator.pages.addresses import HOME, SEARCH, Addresses
from generator.pages.anchors import anchors_of
from generator.pages.book import Book, book, dashboard
from generator.pages.leaves import Leaves
from generator.pages.page import DataFile, Leaf, Page
from generator.pages.prose import sanitize_page
from generator.pages.render import Renderer
from generator.problems import fails
from generator.records.kept import Kept
from generator.today import today

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

THEME = Path(__file__).parent / "theme"
MARK = ".runbook-site"
"""The file that says that a folder is a site of ours, and may be replaced."""
_STYLES = tuple(f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob("*.css")))

log = get_plugin_logger("runbook_site")


class RunbookSitePlugin(BasePlugin[RunbookSiteConfig]):
    """Turns a project's records into pages of the site that mkdocs builds."""

    project: Project
    renderer: Renderer
    book: Book
    links: WrittenLinks
    sources: dict[str, str]
    """The files of what is no record, by address: paths from the root."""
    written: list[Page]
    """The hand-written pages, as the search takes them."""
    pages: list[RecordPage]
    """The pages of records that mkdocs knows; the others are loose."""
    loose: Leaves
    """The pages that mkdocs need not know, by address."""
    files: list[DataFile]
    """The files for programs that mkdocs need not know."""
    nav: Navigation
    frames: Frames
    harvest: Harvest
    progress: Progress
    press: Press
    """Writes what mkdocs does not."""
    keeps_all: bool = False
    """Whether mkdocs gets every page and every file, as the export wants them."""
    alone: bool = False
    """Whether nobody but the theme has a say in how a page looks."""
    opened: Project | None = None
    """The project, when whoever builds has read it already."""
    serving: bool = False
    empties: bool = False
    """Whether mkdocs empties the site's folder before it writes a site that stays."""
    old: OldSite
    kept: Kept | None = None
    """What a preview has read already."""
    preview: Preview
    backlog: Backlog | None = None
    """What this build of a preview leaves to be made when somebody asks for it."""
    root: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview: it has a script of mkdocs' own, which the page policy would refuse."""
        self.serving = command == "serve"
        self.empties = not (dirty or self.serving)
        self.kept = Kept() if self.serving else None
        self.preview = Preview()

    @event_priority(100)  # before the search plugin's own
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the incidents; add our theme parts, style and scripts; leave the search to ours."""
        self.root = Path(config.config_file_path).resolve().parent
        incidents = self.root / self.config.incidents
        # A preview stops at a folder that is not there.
        if incidents.is_dir() and str(incidents) not in config.watch:
            config.watch.append(str(incidents))
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.extra_css[:0] = [style for style in _STYLES if style not in config.extra_css]
        scripts = [f"assets/runbook-site/{file.name}" for file in sorted(ASSETS.glob("*.js"))]
        config.extra_javascript += [script for script in scripts if script not in config.extra_javascript]
        silence_theirs(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check everything before mkdocs empties the site folder: on errors the last good site stays."""
        self.progress = Progress()
        self.progress.say("reading the records")
        self.project = self._opened() or open_project(self.root, today(), self.config.edition, anchors_of, self.kept)
        self.progress.end()
        for problem in self.project.problems:
            {"error": log.error, "warning": log.warning, "advice": log.info}[problem.level](problem.logged)
        if fails(self.project.problems, strict=config.strict):
            message = "the records have problems (above); the last good site is left as it was"
            raise RecordsHaveProblems(message)
        self.old = OldSite(Path(config.site_dir))
        if self.empties and not self.keeps_all:
            self.old.set_aside()

    def on_serve(
        self,
        server: "LiveReloadServer",
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],
    ) -> "LiveReloadServer":
        """Let a preview go on with its last good pages while a record has errors: mkdocs would answer nothing."""
        del config, builder
        server.builder = keeping_pages(self.preview.building(server.builder))
        server.set_app(self.preview.serving(server))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the records out, put their pages in."""
        site = SiteFiles(files, self.project, config)
        own = site.take_records_out()
        addresses = Addresses(config.use_directory_urls, _with_slash(config.site_url or ""), config.site_name)
        self.renderer = Renderer(self.project.library, today(), addresses, own.uris)
        self.renderer.lead_to(github_links(self.project, config))
        self.book = book(self.renderer, own.pages)
        config.extra["runbook_site_feeds"] = self.book.feeds  # for the head of every page
        config.extra["runbook_site_search"] = addresses.url(SEARCH)  # for its header
        self.links = WrittenLinks(self.renderer.values, self.book.leaves)
        self.sources = {uri: path for path, uri in own.uris.items()}
        self.written, self.pages = [], []
        is_ours = config.nav is None
        config.nav = nav_config(self.book.nav) if is_ours else config.nav
        self.alone = is_alone(config) and not self.keeps_all
        self.loose = loose_of(self.book.leaves, config) if self.alone else Leaves(())
        if files.get_file_from_path(HOME) is None:
            files.append(File.generated(config, HOME, content=""))
        self._add_pages(files, config)
        site.add_ways(self.book.redirects, addresses, policy=self._has_policy(config))
        self.files = site.add_data(self.book.files, are_loose=bool(self.loose))
        site.add_assets()
        if is_ours:
            site.keep_out_of_nav(self.book.nav)
        return LooseFiles(files, self.loose, partial(self._page_of, config=config)) if self.loose else files

    @event_priority(-100)  # after whatever changes the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Let pages wait until they are written, where nobody wants to see them before; forget the day of the build."""
        del config
        forget_days(files.documentation_pages())
        self.nav = nav
        for page in self.pages:
            page.waits = self.alone and page.file.inclusion.is_included()

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Lead links from a hand-written page to what is published; escape what the theme prints as it is."""
        del config, files
        if isinstance(page, RecordPage):
            return markdown
        page.meta = safe_front_matter(page.meta)
        if page.file.src_uri == HOME:
            # The dashboard shows the ways into the site: beside it they would stand twice.
            page.meta.setdefault("hide", ["navigation", "toc"])
        uri = page.file.src_uri
        return self.links.led(markdown, uri, self.sources[uri]) if uri in self.sources else markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Sanitize hand-written pages, and put the dashboard above the words of the home page."""
        del config, files
        if isinstance(page, RecordPage):
            return html if page.waits else with_diagrams(html, page.url)
        settle(page)
        clean = sanitize_page(html)
        self.written += written_page(page, clean, self.project.library)
        shown = Markup(with_diagrams(clean, page.url))  # noqa: S704 - sanitized
        if page.file.src_uri != HOME:
            return shown
        above = dashboard(self.renderer)
        stand_below(page, above, clean)
        return above + shown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let pages be made that wait, and begin with those that mkdocs does not know."""
        self.harvest = Harvest(self.renderer.values.addresses, titles_of(self.project.library))
        self.frames = Frames(env, partial(self._finished, config=config))
        sheets = Sheets(config, self.root, self.renderer.values.addresses)
        setting = Setting(self.frames, sheets, self.nav, files, config, partial(self._page_of, config=config))
        is_left_open = self._is_left_open()
        work = Work((), (), ())
        if not is_left_open:
            work = Work(tuple(self.book.leaves.values()), self.loose, self.files, (self.old.remove,))
        self.press = Press(work, self.harvest, setting)
        if self.alone:
            # All of the theme's templates come with packages, and nobody has changed how they are read.
            env.bytecode_cache = theme_code(tuple(config.theme.dirs))
        self.backlog = Backlog(self.press, self.frames, config) if is_left_open else None
        template = self.backlog.template() if self.backlog else self.frames.template()
        for page in self.pages:
            if page.waits:
                page.meta["template"] = template
        if not self.backlog:
            self.press.start()

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Say in each page what it may load: nothing from elsewhere; give its words to the search.

        They come from its sections and are not read out of the HTML. What waited has been finished by its frame.
        """
        self.progress.say("writing pages")
        if self.backlog and isinstance(page, RecordPage) and page.waits:
            return output
        if not isinstance(page, RecordPage):
            return self._finished(output, page.content or "", config=config)
        whole = output if page.waits else self._finished(output, page.content or "", config=config)
        self.harvest.take(page.made)
        page.forget()
        return whole

    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:
        """Leave a preview's map of the site to be made when somebody asks for it: it names pages that are not known."""
        del config
        return self.backlog.map_template(template, self._map) if self.backlog and template_name == SITEMAP else template

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Name the loose pages in the site's map, each in its place."""
        del config
        if template_name == SITEMAP and self.loose and not self.backlog:
            context["pages"] = cast("Sequence[File]", self._mapped(context["pages"]))
        return context

    def _mapped(self, known: Iterable[File]) -> list[File | Mapped]:
        return mapped(known, self.book.leaves, self.loose, self.renderer.values.addresses)

    def _map(self, template: Template, context: dict[str, Any]) -> str:
        return without_unknown_days(template.render({**context, "pages": self._mapped(context["pages"])}))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Say it in the pages that the theme makes by itself, too: the one for addresses that nobody has."""
        if template_name == SITEMAP:
            return without_unknown_days(output_content)
        return self._finished(output_content, "", config=config) if template_name.endswith(".html") else output_content

    @event_priority(100)  # before the search plugin's, which writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages that are left and what the search reads, and mark the folder as a site of ours."""
        for page in self.written:
            self.harvest.take(page)
        if self.backlog:
            self.backlog.fill(self.loose, self.files, partial(self._write_index, self._harvested, config))
            self.preview.backlog = self.backlog
        else:
            self._write_index(partial(self.press.finish, self.progress), config)
        self.progress.end()
        mark(Path(config.site_dir))
        log.debug("%s pages were filled into frames", self.press.filled)

    def _harvested(self) -> Gathered:
        for leaf in self.book.leaves.values():
            self.harvest.take(leaf.page())
        return dict(self.harvest.bring())

    def _write_index(self, gathered: Callable[[], Gathered], config: MkDocsConfig) -> None:
        order = (*self.book.leaves, *(page.uri for page in self.written))
        write_index(self.harvest.joined(gathered(), order), self.harvest.handbooks, Path(config.site_dir))

    def on_build_error(self, *, error: Exception) -> None:
        """End the processes that write pages; the last site comes back if nothing was written."""
        del error
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """End the processes that write pages, if the build did not come to its end."""
        if hasattr(self, "press"):
            self.press.stop()
        if hasattr(self, "old") and self.empties and not self.keeps_all:
            self.old.put_back()

    def _opened(self) -> Project | None:
        """Return the project that has been read already, once, and only if it is what this build is of."""
        opened, self.opened = self.opened, None
        is_it = opened and (opened.root, opened.library.edition) == (self.root, self.config.edition)
        return opened if is_it else None

    def _finished(self, output: str, content: str, *, config: MkDocsConfig) -> str:
        return finished(output, content, has_policy=self._has_policy(config))

    def _is_left_open(self) -> bool:
        """Say whether pages are made when somebody asks for them."""
        return self.serving and self.alone

    def _has_policy(self, config: MkDocsConfig) -> bool:
        # A preview has a script of mkdocs' own; pages opened from a disk have no origin to allow.
        return not self.serving and config.use_directory_urls

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        leaves = self.book.leaves
        for uri in files.src_uris:
            if leaf := leaves.get(uri):
                whose = leaf.face.source or leaf.face.title
                raise PluginError(f"{uri} stands where the site puts the page of {whose}; rename it")
        leaves.grow(listed(config.nav))
        for leaf in leaves.known if self._is_left_open() else leaves.values():
            if leaf.uri not in self.loose:
                page = self._page_of(leaf, config)
                page.file.inclusion = InclusionLevel.UNDEFINED
                files.append(page.file)
                self.pages.append(page)

    def _page_of(self, leaf: Leaf, config: MkDocsConfig) -> RecordPage:
        file = File.generated(config, leaf.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        return RecordPage(leaf, file, config, self.root)


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"


def mark(folder: Path) -> None:
    """Leave a file in a site's folder that says that it is ours, and may be replaced."""
    (folder / MARK).write_text("built by runbook-site; `runbook-site build` replaces this folder\n", encoding="utf-8")

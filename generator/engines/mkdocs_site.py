"""One build of the site, from the records that have been read to the last file; `mkdocs.py` hands it mkdocs' steps."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, cast

from jinja2 import Environment, Template
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator.engines.harvest import Gathered, Harvest
from generator.engines.mkdocs_addresses import addresses_of
from generator.engines.mkdocs_alone import is_alone
from generator.engines.mkdocs_backlog import Backlog
from generator.engines.mkdocs_files import SiteFiles
from generator.engines.mkdocs_finish import finished
from generator.engines.mkdocs_frame import Frames, theme_code
from generator.engines.mkdocs_github import github_links
from generator.engines.mkdocs_kept import kept_sheets
from generator.engines.mkdocs_links import WrittenLinks
from generator.engines.mkdocs_loose import LooseFiles, listed, loose_of, refuse_taken
from generator.engines.mkdocs_nav import nav_config
from generator.engines.mkdocs_pages import (
    RecordPage,
    safe_front_matter,
    settle,
    stand_below,
    with_diagrams,
    written_page,
)
from generator.engines.mkdocs_press import Press, Setting, Work
from generator.engines.mkdocs_sheet import Sheets
from generator.engines.mkdocs_sitemap import NAME as SITEMAP
from generator.engines.mkdocs_sitemap import Mapped, forget_days, mapped, without_unknown_days
from generator.engines.old_site import OldSite
from generator.engines.progress import Progress
from generator.engines.search_files import titles_of, write_index
from generator.engines.site_files import Site
from generator.library.project import Project
from generator.pages.addresses import HOME, SEARCH
from generator.pages.book import book, dashboard
from generator.pages.leaves import Leaves
from generator.pages.page import DataFile, Leaf, Page
from generator.pages.prose import sanitize_page
from generator.pages.render import Renderer
from generator.today import today

log = get_plugin_logger("runbook_site")


class SiteBuild:
    """What one build makes of a project, in the order of mkdocs' steps."""

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
    press: Press | None = None
    """Writes what mkdocs does not."""
    alone: bool = False
    """Whether nobody but the theme has a say in how a page looks."""
    backlog: Backlog | None = None
    """What this build of a preview leaves to be made when somebody asks for it."""

    def __init__(self, project: Project, config: MkDocsConfig, *, serving: bool, keeps_all: bool) -> None:
        """Make nothing yet; a build that `keeps_all` gives every page and every file to mkdocs."""
        self.project = project
        self._config = config
        self._serving = serving
        self._keeps_all = keeps_all

    def take(self, files: Files) -> Files:
        """Take the records out of mkdocs' files, put their pages in."""
        config = self._config
        site = SiteFiles(files, self.project, config)
        own = site.take_records_out()
        addresses = addresses_of(config)
        self.renderer = Renderer(self.project.library, today(), addresses, own.uris)
        github = github_links(self.project, config)
        self.renderer.lead_to(github)
        self._kept = partial(kept_sheets, self.project, self.renderer, own.uris, github, config)
        self.book = book(self.renderer, own.pages)
        config.extra["runbook_site_feeds"] = self.book.feeds  # for the head of every page
        config.extra["runbook_site_search"] = addresses.url(SEARCH)  # for its header
        self.links = WrittenLinks(self.renderer.values, self.book.leaves)
        self.sources = {uri: path for path, uri in own.uris.items()}
        self.written, self.pages = [], []
        is_ours = config.nav is None
        config.nav = nav_config(self.book.nav) if is_ours else config.nav
        self.alone = is_alone(config) and not self._keeps_all
        self.loose = loose_of(self.book.leaves, config) if self.alone else Leaves(())
        if files.get_file_from_path(HOME) is None:
            files.append(File.generated(config, HOME, content=""))
        self._add_pages(files)
        site.add_ways(self.book.redirects, addresses, policy=self._has_policy)
        self.files = site.add_data(self.book.files, are_loose=bool(self.loose))
        site.add_assets()
        if is_ours:
            site.keep_out_of_nav(self.book.nav)
        return LooseFiles(files, self.loose, self._page_of) if self.loose else files

    def _add_pages(self, files: Files) -> None:
        leaves = self.book.leaves
        refuse_taken(files.src_uris, leaves)
        leaves.grow(listed(self._config.nav))
        # What nobody knows yet is outside the navigation, so that mkdocs need not know it either.
        for leaf in leaves.known if self._is_left_open or self.loose else leaves.values():
            if leaf.uri not in self.loose:
                page = self._page_of(leaf)
                page.file.inclusion = InclusionLevel.UNDEFINED
                files.append(page.file)
                self.pages.append(page)

    def _page_of(self, leaf: Leaf) -> RecordPage:
        file = File.generated(self._config, leaf.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        return RecordPage(leaf, file, self._config, self.project.root)

    def place(self, nav: Navigation, files: Files) -> None:
        """Let pages wait until they are written, where nobody wants to see them before; forget the day of the build."""
        forget_days(files.documentation_pages())
        self.nav = nav
        for page in self.pages:
            page.waits = self.alone and page.file.inclusion.is_included()

    def led(self, markdown: str, page: MkDocsPage) -> str:
        """Lead links from a hand-written page to what is published; escape what the theme prints as it is."""
        if isinstance(page, RecordPage):
            return markdown
        page.meta = safe_front_matter(page.meta)
        if page.file.src_uri == HOME:
            # The dashboard shows the ways into the site: beside it they would stand twice.
            page.meta.setdefault("hide", ["navigation", "toc"])
        uri = page.file.src_uri
        return self.links.led(markdown, uri, self.sources[uri]) if uri in self.sources else markdown

    def sanitized(self, html: str, page: MkDocsPage) -> str:
        """Sanitize hand-written pages, and put the dashboard above the words of the home page."""
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

    def begin(self, env: Environment, files: Files, output: Site, old: OldSite) -> None:
        """Let pages be made that wait, and begin with those that mkdocs does not know."""
        self.harvest = Harvest(self.renderer.values.addresses, titles_of(self.project.library))
        self.frames = Frames(env, self._finished)
        sheets = Sheets(self._config, self.project.root, self.renderer.values.addresses)
        around = (self.frames, sheets, self.nav, files, self._config, self._page_of)
        # A preview makes a page when somebody asks for it; what mkdocs knows it makes by itself.
        kept = self._kept() if self.loose and not self._serving else None
        self.setting = Setting(*around, output, old, kept)
        work = Work((), (), ())
        if not self._is_left_open:
            work = Work(tuple(self.book.leaves.known), self.loose, self.files, tuple(self.book.leaves.boughs))
        self.press = Press(work, self.harvest, self.setting)
        if self.alone:
            # All of the theme's templates come with packages, and nobody has changed how they are read.
            env.bytecode_cache = theme_code(tuple(self._config.theme.dirs))
        self.backlog = Backlog(self.press, self.frames, self._config) if self._is_left_open else None
        template = self.backlog.template() if self.backlog else self.frames.template()
        for page in self.pages:
            if page.waits:
                page.meta["template"] = template
        if not self.backlog:
            self.press.start()

    def whole(self, output: str, page: MkDocsPage) -> str:
        """Say in each page what it may load: nothing from elsewhere; give its words to the search.

        They come from its sections and are not read out of the HTML. What waited has been finished by its frame.
        """
        if self.backlog and isinstance(page, RecordPage) and page.waits:
            return output
        if not isinstance(page, RecordPage):
            return self._finished(output, page.content or "")
        whole = output if page.waits else self._finished(output, page.content or "")
        self.harvest.take(page.made)
        page.forget()
        return whole

    def template(self, template: Template, name: str) -> Template:
        """Leave a preview's map of the site to be made when somebody asks for it: it names pages that are not known."""
        return self.backlog.map_template(template, self._map) if self.backlog and name == SITEMAP else template

    def context(self, context: TemplateContext, name: str) -> TemplateContext:
        """Name the loose pages in the site's map, each in its place."""
        if name == SITEMAP and self.loose and not self.backlog:
            context["pages"] = cast("Sequence[File]", self._mapped(context["pages"]))
        return context

    def _mapped(self, known: Iterable[File]) -> list[File | Mapped]:
        return mapped(known, self.book.leaves, self.loose, self.renderer.values.addresses)

    def _map(self, template: Template, context: dict[str, Any]) -> str:
        return without_unknown_days(template.render({**context, "pages": self._mapped(context["pages"])}))

    def filled(self, output: str, name: str) -> str:
        """Return a page that the theme makes by itself: the one for addresses that nobody has, and the site's map."""
        if name == SITEMAP:
            return without_unknown_days(output)
        return self._finished(output, "") if name.endswith(".html") else output

    def finish(self, progress: Progress) -> None:
        """Write the pages that are left and what the search reads, or keep them for whoever asks."""
        assert self.press is not None  # noqa: S101 - pages were begun
        for page in self.written:
            self.harvest.take(page)
        if self.backlog:
            self.backlog.fill(self.loose, self.files, partial(self._write_index, self._harvested))
        else:
            self._write_index(partial(self.press.finish, progress))
        log.debug("%s pages were filled into frames", self.press.filled)

    def _harvested(self) -> Gathered:
        for leaf in self.book.leaves.values():
            self.harvest.take(leaf.page())
        return dict(self.harvest.bring())

    def _write_index(self, gathered: Callable[[], Gathered]) -> None:
        found = gathered()
        order = (*self.book.leaves, *(page.uri for page in self.written))
        write_index(self.harvest.joined(found, order), self.harvest.handbooks, self.setting.site)

    def stop(self) -> None:
        """End the processes that write pages, if the build did not come to its end."""
        if self.press:
            self.press.stop()

    def _finished(self, output: str, content: str) -> str:
        return finished(output, content, has_policy=self._has_policy)

    @property
    def _is_left_open(self) -> bool:
        """Whether pages are made when somebody asks for them."""
        return self._serving and self.alone

    @property
    def _has_policy(self) -> bool:
        # A preview has a script of mkdocs' own; pages opened from a disk have no origin to allow.
        return not self._serving and self._config.use_directory_urls

"""The mkdocs plugin: what mkdocs calls, and nothing else. It is loaded with mkdocs, so that it asks for little itself.

Reading begins before what makes pages is loaded: other processes read while this one does that.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.engines.cache_folder import readings_of
from generator.engines.collector import collecting_seldom, end_with_memory
from generator.engines.mkdocs_alone import is_alone
from generator.engines.mkdocs_options import RunbookSiteConfig
from generator.engines.mkdocs_preview import Preview, RecordsHaveProblems, keeping_pages
from generator.engines.mkdocs_search import silence_theirs
from generator.engines.mkdocs_theme import add_ours, pass_icons_by
from generator.engines.old_site import OldSite
from generator.engines.progress import Progress
from generator.engines.served_site import ServedSite
from generator.engines.site_files import Site
from generator.engines.site_turn import SiteTurn
from generator.library.project import Project, open_project
from generator.library.shared_reading import SharedReading
from generator.pages.late_anchors import anchors_of
from generator.problems import fails
from generator.records.kept import Kept
from generator.today import today

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from generator.engines.mkdocs_site import SiteBuild

MARK = ".runbook-site"
"""The file that says that a folder is a site of ours, and may be replaced."""
_WAITS = "another build writes into %s; this one goes on when it has ended"

log = get_plugin_logger("runbook_site")


class RunbookSitePlugin(BasePlugin[RunbookSiteConfig]):
    """Turns a project's records into pages of the site that mkdocs builds."""

    site: "SiteBuild"
    """The build that goes on, or the last one."""
    progress: Progress
    keeps_all: bool = False
    """Whether mkdocs gets every page and every file, as the export wants them."""
    opened: Project | None = None
    """The project, when whoever builds has read it already."""
    serving: bool = False
    empties: bool = False
    """Whether mkdocs empties the site's folder before it writes a site that stays."""
    ending: ExitStack
    """What is to be undone when the build has ended, well or not."""
    old: OldSite
    served: ServedSite | None = None
    """The site that this build will replace, when whoever builds swaps them."""
    kept: Kept | None = None
    """What a preview has read already."""
    preview: Preview
    root: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview: it has a script of mkdocs' own, which the page policy would refuse."""
        self.serving = command == "serve"
        self.empties = not (dirty or self.serving)
        self.kept = Kept() if self.serving else None
        self.preview = Preview()
        self.ending = ExitStack()
        if not self.serving:
            self.ending.enter_context(collecting_seldom())
        end_with_memory()

    @event_priority(100)  # before the search plugin's own
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the incidents; add our theme parts, style and scripts; leave the search to ours."""
        self.root = Path(config.config_file_path).resolve().parent
        # Where somebody reaches the project through a link, its own name is meant all the same.
        config.docs_dir = str(Path(config.docs_dir).resolve())
        incidents = self.root / self.config.incidents
        # A preview stops at a folder that is not there.
        if incidents.is_dir() and str(incidents) not in config.watch:
            config.watch.append(str(incidents))
        add_ours(config)
        silence_theirs(config)
        if is_alone(config):
            pass_icons_by(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check everything before mkdocs empties the site folder: on errors the last good site stays."""
        if self.empties and not self.keeps_all:
            # Before the records are read: of two builds the one that ends last has read last.
            turn = SiteTurn()
            self.ending.callback(turn.end)
            turn.take(Path(config.site_dir), lambda: log.info(_WAITS, config.site_dir))
        self.progress = Progress()
        self.progress.say("reading the records")
        project = self._opened() or self._read()
        self.progress.end()
        for problem in project.problems:
            {"error": log.error, "warning": log.warning, "advice": log.info}[problem.level](problem.logged)
        if fails(project.problems, strict=config.strict):
            message = "the records have problems (above); the last good site is left as it was"
            raise RecordsHaveProblems(message)
        self.site = site_build()(project, config, serving=self.serving, keeps_all=self.keeps_all)
        self.old = OldSite(Path(config.site_dir))
        if self.empties and not self.keeps_all:
            self.old.set_aside()

    def _opened(self) -> Project | None:
        """Return the project that has been read already, once, and only if it is what this build is of."""
        opened, self.opened = self.opened, None
        is_it = opened and (opened.root, opened.library.edition) == (self.root, self.config.edition)
        return opened if is_it else None

    def _read(self) -> Project:
        reading = self.kept or SharedReading(meanwhile=site_build, keep=partial(readings_of, self.root))
        return open_project(self.root, today(), self.config.edition, anchors_of, reading)

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
        del config
        return self.site.take(files)

    @event_priority(-100)  # after whatever changes the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Look at the navigation as it will be."""
        del config
        self.site.place(nav, files)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Look after the words of hand-written pages."""
        del config, files
        return self.site.led(markdown, page)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Look after their HTML."""
        del config, files
        return self.site.sanitized(html, page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Begin to write, but for what stood there before and is the same."""
        output = Site(config.site_dir, self.served.gives if self.served else self.old.gives)
        self.site.begin(env, files, output, self.old)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look at each page before mkdocs writes it."""
        del config
        self.progress.say("writing pages")
        return self.site.whole(output, page)

    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:
        """Look at the pages that the theme makes by itself, before they are made."""
        del config
        return self.site.template(template, template_name)

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Look at what they are made of."""
        del config
        return self.site.context(context, template_name)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Look at them as they are written."""
        del config
        return self.site.filled(output_content, template_name)

    @event_priority(100)  # before the search plugin's, which writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is left, and mark the folder as a site of ours."""
        self.site.finish(self.progress)
        self.old.hand_over()
        self.preview.backlog = self.site.backlog
        self.progress.end()
        mark(Path(config.site_dir))

    def on_build_error(self, *, error: Exception) -> None:
        """End the processes that write pages; the last site comes back."""
        del error
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """End the processes that write pages, if the build did not come to its end; the next build may begin."""
        if hasattr(self, "site"):
            self.site.stop()
        if hasattr(self, "old"):
            if self.empties and not self.keeps_all:
                self.old.put_back()
            del self.old
        if hasattr(self, "ending"):
            self.ending.close()
        # mkdocs keeps a plugin for the next build of the same process: nothing of this one is meant for that.
        self.opened = self.served = None
        self.keeps_all = False


def site_build() -> type["SiteBuild"]:
    """Return what makes a site of a project; the first call loads it, which takes as long as some hundred records."""
    from generator.engines.mkdocs_site import SiteBuild  # noqa: PLC0415 - other processes read meanwhile

    return SiteBuild


def mark(folder: Path) -> None:
    """Leave a file in a site's folder that says that it is ours, and may be replaced."""
    (folder / MARK).write_text("built by runbook-site; `runbook-site build` replaces this folder\n", encoding="utf-8")

"""The one Jinja2 environment: records to the sections of a page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from generator.library.lengths import duration
from generator.library.library import Library
from generator.library.reports.calendar import a_year_ago
from generator.library.titles import title_of
from generator.pages.action_cells import ActionCells
from generator.pages.addresses import Addresses, report_uri
from generator.pages.charts import draw
from generator.pages.dashboard_words import DashboardWords
from generator.pages.github_links import GitHubLinks
from generator.pages.incident_list import address_pattern, incident_list
from generator.pages.incident_words import IncidentWords
from generator.pages.kept_code import KeptCode
from generator.pages.ledger_rows import LedgerRows
from generator.pages.ledger_words import LedgerWords
from generator.pages.like_words import LikeWords
from generator.pages.message import KIND_WORDS, message_of
from generator.pages.page import Section
from generator.pages.post_mortem_words import PostMortemWords
from generator.pages.prose import to_text
from generator.pages.report_rows import ReportRows
from generator.pages.spoken import spoken
from generator.pages.template_code import DirectEnvironment
from generator.pages.template_words import RISKS, LibraryWords, step_titles
from generator.pages.values import Values
from generator.records.record import Record

TEMPLATES = Path(__file__).parent / "templates"
_NOTHING = Markup("")
_CODE = KeptCode([TEMPLATES])


class Renderer:
    """Renders templates for one library in one edition, on one day."""

    def __init__(
        self,
        library: Library,
        today: date,
        addresses: Addresses | None = None,
        files: Mapping[str, str] | None = None,
        folders: Iterable[Path] = (),
    ) -> None:
        """`files` maps published files by path from the root to addresses; `folders` hold more templates."""
        self.library = library
        self.today = today
        self.values = Values(library, addresses or Addresses(), files or {})
        self._sections: list[Section] = []
        self.environment = DirectEnvironment(
            loader=FileSystemLoader([*map(str, folders), str(TEMPLATES)]),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            # A renderer lives as long as one build: what it loaded is not looked at again.
            auto_reload=False,
            # What a template becomes is kept from build to build: no filter is asked before there is a page.
            optimized=False,
            bytecode_cache=_CODE,
        )
        self.environment.writers = self.values.writers
        self._templates = frozenset(self.environment.list_templates())
        self.environment.know(self._globals())
        self.environment.filters.update(
            inline=self.values.line,
            label=self.values.label,
            plain=to_text,
            text=str,
            duration=duration,
        )

    def lead_to(self, github: GitHubLinks) -> None:
        """Let pages lead to the project's repository."""
        self.environment.know(github.words(self.values.addresses))

    def has(self, template: str) -> bool:
        """Say whether there is a template of that name."""
        return template in self._templates

    def sections(self, template: str, uri: str, path: str = "", **context: object) -> tuple[Section, ...]:
        """Return the sections that a template makes for the page `uri` of the file at `path`."""
        self.values.here, self.values.path = uri, path
        self._sections = []
        it = context.get("it")
        titles = step_titles(it) if isinstance(it, Record) else str
        self.environment.get_template(template).render(step_title=titles, **context)
        return tuple(self._sections)

    def html(self, template: str, uri: str, path: str = "", **context: object) -> Markup:
        """Return what a template makes, as one piece."""
        self.values.here, self.values.path = uri, path
        return Markup(self.environment.get_template(template).render(**context))  # noqa: S704 - autoescaped

    def _section(
        self,
        id: str,  # noqa: A002 - the attribute's own name
        title: str,
        said: object = None,
        *,
        level: int = 2,
        caller: Callable[[], Markup],
    ) -> Markup:
        """Collect what stands inside a `{% call section(…) %}`; `said` is what search finds there."""
        html = caller()
        text = "" if said is None else "\n".join(spoken(said))
        self._sections.append(Section(id, level, title, html, text))
        return _NOTHING

    def _globals(self) -> dict[str, Any]:
        reports = ReportRows(self.values)
        return {
            **LibraryWords(self.library, self.today).words(),
            **LikeWords(self.library).words(),
            **IncidentWords(self.library, self.today).words(),
            **PostMortemWords(self.library, self.today).words(),
            **DashboardWords(self.library, self.today).words(),
            **LedgerWords(self.library).words(),
            **ActionCells(self.values, self.today).words(),
            **GitHubLinks().words(self.values.addresses),
            "risk_words": RISKS,
            "kind_words": KIND_WORDS,
            "message_of": message_of,
            "incident_list": partial(incident_list, self.library),
            "address_pattern": address_pattern,
            "report_uri": report_uri,
            "ledger_rows": LedgerRows(self.values, self.today).ledger_rows,
            "report_cells": reports.report_cells,
            "report_rows": reports.report_rows,
            "a_year_ago": partial(a_year_ago, self.library, self.today),
            "joined": self.values.joined,
            "draw": partial(draw, address=self.values.url),
            "library": self.library,
            "section": self._section,
            "today": self.today,
            "title_of": title_of,
            "url": self.values.url,
            "way": self.values.way,
            "values": self.values,
        }

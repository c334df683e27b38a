"""The pages of long lists of incidents: each year of a handbook."""

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from generator.pages.incident_list import incident_years
from generator.pages.page import Leaf, Page, Section, described
from generator.pages.render import Renderer


def incident_year_pages(renderer: Renderer) -> Iterator[Leaf]:
    """Yield a plain page for each year of each handbook: all of it, without a script."""
    for book in renderer.library.handbooks:
        years = incident_years(renderer.library, book)
        for year in years:
            title = f"Incidents of {book.title}, {year.part.title}"
            face = Page(year.uri, title, (), boost=0.3, hide=("navigation", "toc"))
            asked = {"here": year, "years": years, "handbook": book}
            yield described(face, partial(_sections, renderer, asked))


def _sections(renderer: Renderer, asked: Mapping[str, object], face: Page) -> Iterator[Section]:
    yield Section("title", 1, face.title, Markup(""))
    yield from renderer.sections("incidents-year.html", face.uri, "", **asked)

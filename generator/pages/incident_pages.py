"""The pages of long lists of incidents: each year of a handbook."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.pages.incident_list import incident_years
from generator.pages.page import Page, Section
from generator.pages.render import Renderer


def incident_year_pages(renderer: Renderer) -> Iterator[Page]:
    """Yield a plain page for each year of each handbook: all of it, without a script."""
    for book in renderer.library.handbooks:
        years = incident_years(renderer.library, book)
        for year in years:
            title = f"Incidents of {book.title}, {year.part.title}"
            sections = renderer.sections("incidents-year.html", year.uri, here=year, years=years, handbook=book)
            shown = (Section("title", 1, title, Markup("")), *sections)
            yield Page(year.uri, title, shown, boost=0.3, hide=("navigation", "toc"))

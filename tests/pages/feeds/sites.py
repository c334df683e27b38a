"""Libraries as programs see them, for the tests of files."""

from datetime import date

from generator.library.library import Library
from generator.pages.addresses import Addresses
from generator.pages.feeds.site import Site
from generator.pages.values import Values

TODAY = date(2025, 4, 10)
PUBLISHED = Addresses(site="https://shop.example/runbooks/", site_name="Shop & Sons")
UNPUBLISHED = Addresses()


def site_of(library: Library, addresses: Addresses = PUBLISHED, today: date = TODAY) -> Site:
    """Return a library as programs see it."""
    return Site(library, today, Values(library, addresses, {}))

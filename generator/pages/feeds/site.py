"""What files for programs are made of: the library in one edition, the day, and where everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from generator.library.library import Library, counted
from generator.library.reports.ledger import Ledger, ledger
from generator.pages.addresses import Addresses, seat_of
from generator.pages.prose import to_html
from generator.pages.values import Values
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.link_syntax import leads, led, may_lead
from generator.records.record import Record


@dataclass(frozen=True)
class Site:
    """One site as programs see it."""

    library: Library
    today: date
    values: Values
    """Knows where links in prose lead."""

    @cached_property
    def ledger(self) -> Ledger:
        """Every action item; its rows and their order do not depend on the day."""
        return ledger(self.library, self.today)

    @property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        return self.values.addresses

    @property
    def has_address(self) -> bool:
        """Whether it is known where the site is published: feeds need whole addresses."""
        return bool(self.addresses.site)

    def page(self, record: Record) -> str:
        """Return the address of a record's page, relative to the site's root: `vlossom/runbooks/api-down/`."""
        uri, anchor = seat_of(record)
        return self.addresses.url(uri) + (f"#{anchor}" if anchor else "")

    def url(self, record: Record) -> str | None:
        """Return the whole address of a record's page; None when nobody has said where the site is published."""
        return self.addresses.whole(*seat_of(record)) if self.has_address else None

    def markdown(self, text: str, record: Record) -> str:
        """Return a record's prose with its links led to pages; one that leads nowhere public goes, its words stay."""
        return led(text, lambda target: self._target(target.meant, record)) if may_lead(text) else text

    def html(self, text: str, record: Record) -> Markup:
        """Return a record's prose as sanitized HTML with whole addresses; its headings have no ids."""
        return to_html(text, lambda link: self._target(link, record), prefix="")

    def incidents_of(self, handbook: Handbook | None) -> tuple[Incident, ...]:
        """Return the incidents of a handbook, or of all, newest first; examples while there are no real ones."""
        every = self.library.incidents
        return counted(one for one in every if handbook is None or one.key.handbook == handbook.key.id)

    def scopes(self) -> Iterator[Handbook | None]:
        """Yield None for the whole site, then each handbook: files that there are for both."""
        yield None
        yield from self.library.handbooks

    def _target(self, link: str, record: Record) -> str | None:
        if leads(link) != "inside":
            return link if leads(link) == "outside" else None
        self.values.path = record.path
        plain, _, anchor = link.partition("#")
        uri = self.values.published_uri(link) if plain else seat_of(record)[0]
        return None if uri is None else self.addresses.whole(uri, anchor)

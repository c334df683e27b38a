"""The Data page: what the site offers to other programs, what each file is for, and how to subscribe."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from generator.pages.addresses import DATA
from generator.pages.feeds.collection import FORMAT
from generator.pages.feeds.offer import Offer
from generator.pages.page import Leaf, Page, Section, described
from generator.pages.render import Renderer

TITLE = "Data"
_DESCRIPTION = "Files for other programs: JSON, CSV, feeds, calendars and badges."


def data_page(renderer: Renderer, offers: tuple[Offer, ...]) -> Leaf:
    """Return the page that names every file for programs."""
    face = Page(DATA, TITLE, (), description=_DESCRIPTION, tags=(TITLE,), boost=0.5, hide=("navigation",))
    return described(face, lambda _: (Section("title", 1, TITLE, Markup("")), *_sections(renderer, offers)))


def _sections(renderer: Renderer, offers: Iterable[Offer]) -> tuple[Section, ...]:
    shelves: dict[str, list[Offer]] = {}
    for offer in offers:
        shelves.setdefault(offer.shelf, []).append(offer)
    return renderer.sections(
        "data.html",
        DATA,
        "",
        files=tuple(shelves.get("data", ())),
        feeds=_by_scope(shelves.get("feed", ())),
        calendars=tuple(shelves.get("calendar", ())),
        of_owners=tuple(shelves.get("owner", ())),
        badges=_by_scope(shelves.get("badge", ())),
        site=renderer.values.addresses.site,
        version=FORMAT,
    )


def _by_scope(offers: Iterable[Offer]) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """Return what belongs to the whole site, then to each handbook, with the handbook's title."""
    return tuple((scope, tuple(group)) for scope, group in groupby(offers, lambda offer: offer.scope))

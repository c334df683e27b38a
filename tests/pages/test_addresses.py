"""The way from one page to another is the one that a browser takes back."""

import random
from urllib.parse import urljoin

import pytest

from generator.pages.addresses import Addresses

SITE = "https://example.org/base/"


def _pages(count: int) -> list[str]:
    """Return source addresses of pages in folders, few names so that they share many."""
    chance = random.Random(7)  # noqa: S311 - made-up addresses, no secret
    folders = ["/".join(chance.choices(["a", "b", "c"], k=chance.randrange(4))) for _ in range(count)]
    return [f"{folder}/{chance.choice(['index', 'x', 'y'])}.md".removeprefix("/") for folder in folders]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_way_leads_to_the_page_and_has_no_detour(*, directory_urls: bool) -> None:
    """A browser that follows it from the one page stands on the other; a way up is taken only where it must be."""
    addresses = Addresses(directory_urls)
    for here, there in zip(_pages(400), _pages(400)[::-1], strict=True):
        way = addresses.way(here, there, "part")
        if here == there:
            assert way == "#part"
            continue
        start, goal = SITE + addresses.url(here), SITE + addresses.url(there)
        assert urljoin(start, way) == f"{goal}#part"
        shared = [one for one, other in zip(start.split("/")[:-1], goal.split("/")[:-1], strict=False) if one == other]
        assert way.count("../") <= len(start.split("/")[:-1]) - min(len(shared), 4)


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("index.md", "index.md", "./"),
        ("shop/index.md", "index.md", "../"),
        ("shop/incidents/index.md", "shop/incidents/a.md", "a/"),
        ("shop/incidents/a.md", "shop/incidents/index.md", "../"),
        ("shop/incidents/a.md", "shop/contacts.md", "../../contacts/"),
        ("reports/calendar.md", "data/incidents.json", "../../data/incidents.json"),
        ("shop/incidents/a.md", "shop/incidents/a.md", "./"),
    ],
)
def test_a_way_is_short(here: str, there: str, way: str) -> None:
    """As people would write it."""
    assert Addresses().way(here, there) == way

"""Prose for readers elsewhere: where its links lead, and what becomes of those that lead nowhere public."""

from datetime import timedelta
from pathlib import Path

import pytest

from generator.library.library import Edition
from generator.pages.addresses import Addresses
from generator.pages.feeds.shapes import minutes
from generator.pages.feeds.site import Site
from generator.pages.values import Values
from generator.records.incident import Incident
from tests.pages.feeds.sites import PUBLISHED, TODAY, UNPUBLISHED, site_of
from tests.small_library import small_library

AT = "https://shop.example/runbooks"
FILES = {
    "2025-01-01-a": "title: A\nstatus: resolved\nx-graph: 'see [b](2025-01-02-b.yaml)'\n",
    "2025-01-02-b": "title: B\nstatus: resolved\n",
    "2025-01-03-c": "title: C\nstatus: resolved\nvisibility: internal\n",
    "content/shop/tools.yaml": "- id: graphs\n  name: Graphs\n  visibility: public\n",
}
CASES = [
    pytest.param("no link at all", "no link at all", id="no link"),
    pytest.param("[b](2025-01-02-b.yaml)", f"[b]({AT}/shop/incidents/2025-01-02-b/)", id="a record"),
    pytest.param("[b](2025-01-02-b.yaml#lessons)", f"[b]({AT}/shop/incidents/2025-01-02-b/#lessons)", id="its place"),
    pytest.param("[g](../../content/shop/tools.yaml#graphs)", f"[g]({AT}/shop/tools/#graphs)", id="a row"),
    pytest.param("[here](#lessons)", f"[here]({AT}/shop/incidents/2025-01-01-a/#lessons)", id="the same page"),
    pytest.param("[x](https://x.example/a)", "[x](https://x.example/a)", id="elsewhere"),
    pytest.param("[x](mailto:a@x.example)", "[x](mailto:a@x.example)", id="a mail"),
    pytest.param("[x](javascript:alert(1))", "x", id="a script"),
    pytest.param("[x](//x.example/)", "x", id="a host without a scheme"),
    pytest.param("[x](nothing.yaml)", "x", id="nothing"),
    pytest.param("`[b](2025-01-02-b.yaml)`", "`[b](2025-01-02-b.yaml)`", id="code"),
    pytest.param(
        "[b][1]\n\n[1]: 2025-01-02-b.yaml", f"[b]({AT}/shop/incidents/2025-01-02-b/)\n\n", id="by a definition"
    ),
    pytest.param("![two words](two%20words.png)", f"![two words]({AT}/shop/incidents/two%20words.png)", id="an image"),
]


def incident_of(site: Site) -> Incident:
    """Return the incident in which the prose stands."""
    return next(one for one in site.library.incidents if one.id == "2025-01-01-a")


@pytest.mark.parametrize(("text", "led"), CASES)
def test_links_are_led(tmp_path: Path, text: str, led: str) -> None:
    """To whole addresses of pages, from the file in which the prose stands."""
    library = small_library(tmp_path, FILES)
    images = {"incidents/shop/two words.png": "shop/incidents/two words.png"}
    site = Site(library, TODAY, Values(library, PUBLISHED, images))
    assert site.markdown(text, incident_of(site)) == led


@pytest.mark.parametrize(
    ("edition", "addresses", "led"),
    [
        pytest.param("internal", UNPUBLISHED, "[c](shop/incidents/2025-01-03-c/)", id="from the site's root"),
        pytest.param(
            "internal", Addresses(directory_urls=False), "[c](shop/incidents/2025-01-03-c.html)", id="without folders"
        ),
        pytest.param("public", PUBLISHED, "c", id="not public"),
    ],
)
def test_link_to_an_internal_record(tmp_path: Path, edition: Edition, addresses: Addresses, led: str) -> None:
    """It goes from the public edition, with the name of the file; its words stay."""
    site = site_of(small_library(tmp_path, FILES, edition), addresses)
    assert site.markdown("[c](2025-01-03-c.yaml)", incident_of(site)) == led


@pytest.mark.parametrize(
    ("length", "said"),
    [
        pytest.param(timedelta(minutes=89), 89, id="whole minutes"),
        pytest.param(timedelta(seconds=90), 1.5, id="a half"),
        pytest.param(timedelta(seconds=100), 1.67, id="to the hundredth"),
        pytest.param(timedelta(), 0, id="none"),
        pytest.param(timedelta(minutes=-5), -5, id="before the start"),
    ],
)
def test_minutes(length: timedelta, said: float) -> None:
    """Whole minutes are whole numbers."""
    assert repr(minutes(length)) == repr(said)

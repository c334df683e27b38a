"""Feeds of incidents, read by a feed reader: what stands in them, what never changes, and hostile texts."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path
from time import struct_time
from typing import Any

import feedparser
import html5lib
import pytest

from generator.library.library import Library
from generator.pages.feeds import offers
from generator.pages.feeds.atom import atom
from generator.pages.feeds.entries import MOST, feed
from generator.pages.feeds.json_feed import json_feed
from tests.pages.feeds.sites import PUBLISHED, UNPUBLISHED, site_of
from tests.small_library import small_library

OWN = "https://shop.example/runbooks/data/incidents.atom"
FULL = """
title: "Paying <b>fails</b> & nobody knows"
severity: P1
type: drill
status: resolved
started: 2025-02-11 23:50
detected: 00:05
resolved: 01:10
tags: [cards, "R&D"]
summary: |
  Cards fail, see [the other one](2025-01-01-other.yaml) and [its lessons](2025-01-01-other.yaml#lessons).

  <script>alert(1)</script> [bad](javascript:alert(1)) ![graph](graph.png)
impact:
  summary: Nobody can pay.
root_cause: "`a < b && c`"
timeline:
  - at: 23:55
    event: First mail
  - at: 2025-02-12 08:00
    event: Last mail
post_mortem:
  status: published
  meeting: 2025-06-01
  published: 2025-02-14
action_items:
  - action: Look
    due: 2026-01-01
    done: 2025-02-20
"""
OTHER = "title: Other\nstatus: resolved\nsummary: It was.\n"
FILES = {"2025-02-11-paying": FULL, "2025-01-01-other": OTHER}


def parsed(library: Library, handbook: str = "") -> Any:  # noqa: ANN401 - feedparser has no types
    """Return the Atom feed of a library as a feed reader sees it."""
    book = library.handbook(handbook) if handbook else None
    text = atom(feed(site_of(library), book), OWN)
    read = feedparser.parse(text, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.bozo_exception
    return read


def day_and_time(at: struct_time) -> str:
    """Return a time that feedparser read, in UTC."""
    return f"{at.tm_year}-{at.tm_mon:02}-{at.tm_mday:02} {at.tm_hour:02}:{at.tm_min:02}"


def test_feed_says_what_it_is(tmp_path: Path) -> None:
    """Its name, its own address, the page that it is about."""
    read = parsed(small_library(tmp_path, FILES))
    assert (read.version, read.feed.title, read.feed.id) == ("atom10", "Shop & Sons: incidents", OWN)
    assert [(link.rel, link.href) for link in read.feed.links] == [
        ("self", OWN),
        ("alternate", "https://shop.example/runbooks/incidents/"),
    ]
    assert read.feed.author == "Shop & Sons"


def test_entry_is_an_incident(tmp_path: Path) -> None:
    """Newest first; the title says at a glance what a list of titles must say; tags and texts are plain text."""
    first, second = parsed(small_library(tmp_path, FILES)).entries
    assert first.title == "Drill · P1 · Paying <b>fails</b> & nobody knows · resolved"
    assert first.id == first.link == "https://shop.example/runbooks/shop/incidents/2025-02-11-paying/"
    assert [tag.term for tag in first.tags] == ["Shop", "P1", "drill", "resolved", "cards", "R&D"]
    assert day_and_time(first.published_parsed) == "2025-02-11 22:50"
    assert (second.title, day_and_time(second.published_parsed)) == ("Other · resolved", "2024-12-31 23:00")


def test_updated_is_the_latest_that_has_happened(tmp_path: Path) -> None:
    """Not what is planned, not when the feed was made: the day on which an action was done is the last one here."""
    library = small_library(tmp_path, FILES)
    first, second = parsed(library).entries
    assert day_and_time(first.updated_parsed) == "2025-02-19 23:00"
    assert day_and_time(second.updated_parsed) == "2024-12-31 23:00"
    assert day_and_time(parsed(library).feed.updated_parsed) == "2025-02-19 23:00"
    days = (date(2025, 3, 1), date(2039, 3, 1))
    one, other = (atom(feed(site_of(library, today=day), None), OWN) for day in days)
    assert one == other


def test_content_is_clean_html_with_whole_addresses(tmp_path: Path) -> None:
    """No script, no link that a reader elsewhere could not follow; an image is a link, for a feed asks nobody."""
    (tmp_path / "incidents/shop").mkdir(parents=True)
    (tmp_path / "incidents/shop/graph.png").write_bytes(b"")
    content = parsed(small_library(tmp_path, FILES)).entries[0].content[0]
    assert content.type == "text/html"
    # What a page of ours adds to links that leave it does no harm in a reader.
    assert content.value.replace(' rel="noopener noreferrer"', "") == (
        "<p>P1 High · resolved · began 11 Feb 2025 23:50 CET · took 1 h 20 min</p>\n"
        "<h3>Summary</h3>\n"
        '<p>Cards fail, see <a href="https://shop.example/runbooks/shop/incidents/2025-01-01-other/">the other one</a> '
        'and <a href="https://shop.example/runbooks/shop/incidents/2025-01-01-other/#lessons">its lessons</a>.</p>\n'
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; bad graph</p>\n"
        "<h3>Impact</h3>\n<p>Nobody can pay.</p>\n"
        "<h3>Root cause</h3>\n<p><code>a &lt; b &amp;&amp; c</code></p>\n"
        '<p><a href="https://shop.example/runbooks/shop/incidents/2025-02-11-paying/">Timeline and action items</a></p>'
    )
    parser = html5lib.HTMLParser()
    parser.parseFragment(content.value)
    assert parser.errors == []


def test_json_feed_says_the_same(tmp_path: Path) -> None:
    """Entry by entry, as JSON Feed 1.1 names things."""
    library = small_library(tmp_path, FILES)
    made = feed(site_of(library), library.handbook("shop"))
    said = json.loads(json_feed(made, "https://shop.example/runbooks/data/shop/incidents.feed.json"))
    read = parsed(library, "shop")
    assert {key: value for key, value in said.items() if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Shop: incidents",
        "home_page_url": "https://shop.example/runbooks/shop/incidents/",
        "feed_url": "https://shop.example/runbooks/data/shop/incidents.feed.json",
        "authors": [{"name": "Shop"}],
    }
    assert [
        (item["id"], item["url"], item["title"], item["summary"], item["content_html"], item["tags"])
        for item in said["items"]
    ] == [
        (
            entry.id,
            entry.link,
            entry.title,
            entry.summary,
            entry.content[0].value,
            [tag.term for tag in entry.tags],
        )
        for entry in read.entries
    ]
    assert [(item["date_published"], item["date_modified"]) for item in said["items"]] == [
        (entry.published, entry.updated) for entry in read.entries
    ]


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """Three incidents that began in the same minute stand in one order, whichever was read first."""
    names = ("2025-01-01-a", "2025-01-01-b", "2025-01-01-c")
    made = set()
    for number, order in enumerate(permutations(names)):
        library = small_library(tmp_path / str(number), dict.fromkeys(order, OTHER))
        made.add(atom(feed(site_of(library), None), OWN))
    assert len(made) == 1


def test_incident_without_a_day_is_left_out(tmp_path: Path) -> None:
    """A feed goes by time; such an incident stands in the JSON file."""
    library = small_library(tmp_path, {"sometime": OTHER})
    assert parsed(library).entries == []
    assert parsed(library).feed.updated == "1970-01-01T00:00:00Z"


def test_only_the_newest_stand_in_a_feed(tmp_path: Path) -> None:
    """A feed is read again and again; what is old is in the JSON file."""
    files = {f"2025-01-{day:02}-{number}": OTHER for day in range(1, 28) for number in range(3)}
    titles = [entry.link.rpartition("incidents/")[2] for entry in parsed(small_library(tmp_path, files)).entries]
    assert len(titles) == MOST
    assert titles[:4] == ["2025-01-27-2/", "2025-01-27-1/", "2025-01-27-0/", "2025-01-26-2/"]


@pytest.mark.parametrize(
    ("examples", "handbook", "titles"),
    [
        pytest.param("yes", "", ["Example · Other · resolved"], id="alone"),
        pytest.param("yes", "shop", ["Example · Other · resolved"], id="alone in its handbook"),
        pytest.param("no", "", ["Other · resolved"], id="no example"),
    ],
)
def test_examples_say_so(tmp_path: Path, examples: str, handbook: str, titles: list[str]) -> None:
    """An example that stands in a feed is called one."""
    library = small_library(tmp_path, {"2025-01-01-other": f"{OTHER}example: {examples}\n"})
    assert [entry.title for entry in parsed(library, handbook).entries] == titles


def test_examples_make_way_for_real_incidents(tmp_path: Path) -> None:
    """As in the reports."""
    library = small_library(tmp_path, {"2025-01-01-a": f"{OTHER}example: yes\n", "2025-01-02-b": OTHER})
    assert [entry.title for entry in parsed(library).entries] == ["Other · resolved"]


def test_characters_that_no_xml_may_hold_are_dropped(tmp_path: Path) -> None:
    """One such letter would end the feed for every reader."""
    library = small_library(tmp_path, {"2025-01-01-a": 'title: "Odd \\uFFFE\\uFFFF letters"\nstatus: resolved\n'})
    assert parsed(library).entries[0].title == "Odd  letters · resolved"


def test_without_an_address_there_are_no_feeds(tmp_path: Path) -> None:
    """A feed names whole addresses; relative ones lead nowhere in a reader."""
    library = small_library(tmp_path, FILES)
    assert {offer.form for offer in offers(site_of(library, UNPUBLISHED)) if offer.shelf == "feed"} == set()
    assert [offer.file.address for offer in offers(site_of(library, PUBLISHED)) if offer.shelf == "feed"] == [
        "data/incidents.atom",
        "data/incidents.feed.json",
        "data/shop/incidents.atom",
        "data/shop/incidents.feed.json",
    ]

"""Atom feeds of incidents (RFC 4287), for feed readers and chat rooms."""

from datetime import datetime
from xml.etree.ElementTree import Element

from generator.pages.feeds.entries import Entry, Feed
from generator.pages.feeds.markup import child, document
from generator.pages.feeds.offer import TYPES


def atom(feed: Feed, own: str) -> str:
    """Return a feed as Atom; `own` is its own whole address, which names it for good."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    child(root, "id", own)
    child(root, "title", feed.title)
    child(root, "updated", _stamp(feed.updated))
    child(child(root, "author"), "name", feed.author)
    child(root, "link", rel="self", type=TYPES["Atom"], href=own)
    child(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        _entry(root, entry)
    return document(root)


def _entry(root: Element, entry: Entry) -> None:
    element = child(root, "entry")
    child(element, "id", entry.url)
    child(element, "title", entry.title)
    child(element, "updated", _stamp(entry.updated))
    child(element, "published", _stamp(entry.published))
    child(element, "link", rel="alternate", type="text/html", href=entry.url)
    for tag in entry.tags:
        child(element, "category", term=tag)
    child(element, "summary", entry.summary)
    child(element, "content", entry.html, type="html")


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

"""JSON feeds of incidents (JSON Feed 1.1, jsonfeed.org), for feed readers and scripts."""

from datetime import datetime

from generator.pages.feeds.collection import written
from generator.pages.feeds.entries import Entry, Feed


def json_feed(feed: Feed, own: str) -> str:
    """Return a feed as JSON; `own` is its own whole address."""
    return written(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": own,
            "authors": [{"name": feed.author}],
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": str(entry.html),
        "date_published": _stamp(entry.published),
        "date_modified": _stamp(entry.updated),
        "tags": list(entry.tags),
    }


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

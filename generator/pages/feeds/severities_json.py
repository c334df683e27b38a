"""`data/severities.json`: the levels of every handbook with their targets, most severe first."""

from generator.pages.feeds.collection import (
    OWN_FACTS,
    VISIBILITY,
    Collection,
    Fact,
    address_facts,
    own_facts,
    plain,
    visibility,
)
from generator.pages.feeds.shapes import Node
from generator.pages.feeds.site import Site
from generator.records.severity import Severity


def _severities(site: Site) -> tuple[Severity, ...]:
    books = site.library.handbooks
    return tuple(level for book in books for level in site.library.severities(book.key.id))


_RANK: Node = {
    "type": "integer",
    "minimum": 1,
    "description": "How severe it is in its handbook, 1 being most.",
    "examples": [1],
}
SEVERITIES = Collection(
    "severities",
    "Severities",
    "The levels of each handbook with what they mean and their targets; for a paging tool or a form.",
    Severity,
    _severities,
    (
        *address_facts(),
        Fact("rank", plain(_RANK), lambda _site, level: (level.origin.index or 0) + 1),
        Fact("visibility", plain(VISIBILITY), visibility),
        Fact("own_facts", plain(OWN_FACTS), own_facts),
    ),
    order="by handbook, the most severe first",
)

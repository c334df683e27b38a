"""`data/runbooks.json`: every runbook with its steps, and when it was last used."""

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
from generator.pages.feeds.shapes import Node, Value
from generator.pages.feeds.site import Site
from generator.records.incident import Incident
from generator.records.review import review_due
from generator.records.runbook import Runbook


def _runbooks(site: Site) -> tuple[Runbook, ...]:
    books = site.library.handbooks
    return tuple(runbook for book in books for runbook in site.library.of(Runbook, book.key.id))


def _review_due(_site: Site, runbook: Runbook) -> Value:
    due = review_due(runbook.reviewed, runbook.review_every)
    return due.isoformat() if due else None


def _used_in(site: Site, runbook: Runbook) -> Value:
    used = site.library.users_of(runbook, Incident)
    return [f"{incident.key.handbook}/{incident.key.id}" for incident in used]


def _alert_pages(site: Site, runbook: Runbook) -> Value:
    return {str(alert): site.addresses.url(f"a/{alert}.md") for alert in runbook.alerts}


_REVIEW_DUE: Node = {
    "type": ["string", "null"],
    "format": "date",
    "description": "The last day for its next review; null where no review is owed.",
    "examples": ["2025-05-12"],
}
_USED_IN: Node = {
    "type": "array",
    "items": {"type": "string"},
    "description": "The incidents in which it was used, the latest first, each as `handbook/id`.",
    "examples": [["shop/2025-02-11-checkout-errors"]],
}
_ALERT_PAGES: Node = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "For each of its alerts the short address that leads here, relative to the site's root.",
    "examples": [{"CheckoutErrorRateHigh": "a/CheckoutErrorRateHigh/"}],
}
RUNBOOKS = Collection(
    "runbooks",
    "Runbooks",
    "Every runbook with its steps, alerts and error texts; for a chat command or an alert that names its runbook.",
    Runbook,
    _runbooks,
    (
        *address_facts(),
        Fact("alert_pages", plain(_ALERT_PAGES), _alert_pages),
        Fact("review_due", plain(_REVIEW_DUE), _review_due),
        Fact("used_in", plain(_USED_IN), _used_in),
        Fact("visibility", plain(VISIBILITY), visibility),
        Fact("own_facts", plain(OWN_FACTS), own_facts),
    ),
    order="by handbook, the most severe first",
)

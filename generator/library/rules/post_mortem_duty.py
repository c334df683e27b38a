"""A post-mortem that is owed is published in time."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.post_mortem_duty import Duties

_SETTLED = frozenset({"published", "not-required"})
"""Nothing is awaited of these, whatever the handbook asks for."""


def post_mortem_duty(library: Library, today: date) -> Iterator[Finding]:
    """What an incident taught is forgotten while its post-mortem waits, and the next night begins from nothing.

    It is advice: a day that passes must not fail the pull request of somebody who mends a runbook.
    Fails: `status: draft`, when the day on which the severity's `publish_within` ended is over.
    Passes: the same with `status: published`, or with `status: not-required`; an example, for which nobody waits.
    """
    duties = Duties(library)
    for incident in library.incidents:
        written = incident.post_mortem.status if incident.post_mortem else None
        # The level, the runbooks or the times of a faulty record may not be what was meant.
        if written in _SETTLED or incident.example or incident.lost:
            continue
        duty = duties.of(incident)
        if not duty.is_late(today):
            continue
        sentence = f"its post-mortem was due on {duty.publication.due} and is not published"
        way_out = "publish it and write `published:`, or write `status: not-required`"
        if incident.post_mortem is None:
            way_out = "write `post_mortem:` with its `status:`"
        loc = ("post_mortem", "status") if incident.post_mortem else ("resolved",)
        yield Finding(incident, loc, f"{sentence}; {way_out}", "late-post-mortem", "advice")

"""Each kind of trouble has one runbook."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import quoted
from generator.records.runbook import Runbook
from generator.records.step import Step

_FEWEST = 3
"""Two runbooks may well share two steps: restart, then call somebody."""
Sameness = tuple[str, str, tuple[object, ...]]


def same_runbooks(library: Library, today: date) -> Iterator[Finding]:
    """Of two runbooks for one thing one is out of date, and at night nobody knows which.

    Fails: two runbooks of a handbook with one title, in whatever case, or with the same three steps or more.
    Passes: the same title in another handbook; another title and other steps.
    """
    del today
    first: dict[Sameness, Runbook] = {}
    told: set[str] = set()
    for record in sorted(library.records, key=lambda record: record.path):
        if not isinstance(record, Runbook) or record.lost:
            continue
        for loc, what, sameness in _samenesses(record):
            other = first.setdefault(sameness, record)
            if other.key != record.key and record.path not in told:
                told.add(record.path)
                way_out = "keep one, and write the other's id into its `aliases:`"
                yield Finding(record, (loc,), f"{what} as {other.path}; {way_out}", "duplicate-runbook", "advice")


def _samenesses(record: Runbook) -> Iterator[tuple[str, str, Sameness]]:
    """Yield in what a runbook can be like another: the key to point at, the words for it, and what is compared."""
    title = " ".join(record.title.casefold().split())
    yield "title", f"{quoted(record.title)} has the same title", (record.key.handbook, "title", (title,))
    steps = tuple((step.do, step.run) for _, step in record.each(Step))
    if len(steps) >= _FEWEST:
        yield "title", f"{quoted(record.title)} has the same steps", (record.key.handbook, "steps", steps)

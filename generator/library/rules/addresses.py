"""No two things have one address."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import quoted
from generator.records.folders import address
from generator.records.record import Document
from generator.records.runbook import Runbook


def addresses(library: Library, today: date) -> Iterator[Finding]:
    """An older id that two records claim leads to one of them by luck; an alert's address has to ask which it is.

    Fails: two runbooks with `alerts: [ApiDown]`, also in another case; `aliases: [api-down]` beside `api-down.yaml`.
    Passes: each alert in one runbook, each alias once.
    """
    del today
    yield from _alerts(library)
    yield from _aliases(library)


def _alerts(library: Library) -> Iterator[Finding]:
    first: dict[str, Runbook] = {}
    runbooks = [record for record in library.records if isinstance(record, Runbook)]
    for record in sorted(runbooks, key=lambda record: record.path):
        for index, alert in enumerate(record.alerts):
            other = first.setdefault(alert.lower(), record)
            if other is not record:
                asks = "its short address asks which it is; leave it in one of them if that is the first to follow"
                sentence = f"the alert {quoted(alert)} leads to {other.path}, too: {asks}"
                yield Finding(record, ("alerts", index), sentence, "duplicate-alert", "advice")


def _aliases(library: Library) -> Iterator[Finding]:
    documents = [record for record in library.records if isinstance(record, Document)]
    also_called = [record for record in documents if record.aliases]
    if not also_called:
        return
    taken = {_address(record, record.id): record.path for record in documents}
    taken |= {place: path for path, place in library.pages}
    lists = {_address(record, "index") for record in documents}
    for record in sorted(also_called, key=lambda record: record.path):
        for index, alias in enumerate(record.aliases):
            place = _address(record, alias)
            if place in lists:
                sentence = f"{quoted(alias)} is the name of the list of all of them; leave it out"
                yield Finding(record, ("aliases", index), sentence, "duplicate-id")
            elif place in taken:
                taken_by = f"taken by {taken[place]}" if taken[place] != record.path else "the record's own id"
                taken_by = "here twice" if alias in record.aliases[:index] else taken_by
                yield Finding(
                    record, ("aliases", index), f"{quoted(alias)} is {taken_by}; leave it out", "duplicate-id"
                )
            taken.setdefault(place, record.path)


def _address(record: Document, name: str) -> str:
    return address(f"{record.key.handbook}/{record.key.kind}/{name}")

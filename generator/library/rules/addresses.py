"""No two things have one address."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.kind import Document
from generator.records.runbook import Runbook


def addresses(library: Library, today: date) -> Iterator[Finding]:
    """An alert or an older id that two records claim leads to one of them by luck.

    Fails: two runbooks with `alerts: [ApiDown]`, also in another case; `aliases: [api-down]` beside `api-down.yaml`.
    Passes: each alert in one runbook, each alias once.
    """
    del today
    yield from _alerts(library)
    yield from _aliases(library)


def _alerts(library: Library) -> Iterator[Finding]:
    first: dict[str, Runbook] = {}
    for record in sorted(library.records, key=lambda record: record.path):
        if not isinstance(record, Runbook):
            continue
        for index, alert in enumerate(record.alerts):
            other = first.setdefault(alert.lower(), record)
            if other is not record:
                sentence = f'"{alert}" leads to {other.path} already; leave it in one of them'
                yield Finding(record, ("alerts", index), sentence, "duplicate-alert")


def _aliases(library: Library) -> Iterator[Finding]:
    taken = {(key.kind, key.handbook, key.id): record.path for key, record in library.by_key.items()}
    for record in sorted(library.records, key=lambda record: record.path):
        if not isinstance(record, Document):
            continue
        for index, alias in enumerate(record.aliases):
            name = (record.key.kind, record.key.handbook, str(alias))
            if name in taken:
                sentence = f'"{alias}" is taken by {taken[name]}; leave it out, or rename that file'
                yield Finding(record, ("aliases", index), sentence, "duplicate-id")
            taken.setdefault(name, record.path)

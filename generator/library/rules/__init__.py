"""What needs more than one record to be seen wrong: one function per rule, and `RULES`, their table."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.library.finding import Finding, Look
from generator.library.library import Library
from generator.library.rules.addresses import addresses
from generator.library.rules.blaming_words import blaming_words, find_blame
from generator.library.rules.clashing_zones import clashing_zones
from generator.library.rules.complete_post_mortems import complete_post_mortems
from generator.library.rules.days_that_fit import days_that_fit
from generator.library.rules.days_to_come import days_to_come
from generator.library.rules.duplicate_chains import duplicate_chains
from generator.library.rules.form_fields import form_fields
from generator.library.rules.ids_in_words import ids_in_words
from generator.library.rules.loose_actions import loose_actions
from generator.library.rules.overdue_reviews import overdue_reviews
from generator.library.rules.personal_data import find_personal_data, personal_data
from generator.library.rules.placeholders import find_placeholders, placeholders
from generator.library.rules.post_mortem_duty import post_mortem_duty
from generator.library.rules.references import unknown_references
from generator.library.rules.same_runbooks import same_runbooks
from generator.library.rules.unclaimed_alerts import unclaimed_alerts
from generator.library.rules.unfit_texts import find_unfit_texts, unfit_texts
from generator.library.rules.worst_severity import worst_severity
from generator.library.wording import Wording
from generator.records.record import Record

Rule = Callable[[Library, date], Iterator[Finding]]

LOOKS: dict[str, Look] = {
    look.__module__: look for look in (find_placeholders, find_unfit_texts, find_personal_data, find_blame)
}
"""What of the rules looks at one record alone, by the name under which the record keeps what was found."""

NOTHING_FOUND: dict[str, tuple[object, ...]] = dict.fromkeys(LOOKS, ())
"""What nearly all records keep: one for all of them, and never changed."""

RULES: tuple[Rule, ...] = (
    unknown_references,
    addresses,
    worst_severity,
    duplicate_chains,
    clashing_zones,
    days_that_fit,
    form_fields,
    complete_post_mortems,
    post_mortem_duty,
    placeholders,
    ids_in_words,
    days_to_come,
    unfit_texts,
    personal_data,
    blaming_words,
    loose_actions,
    overdue_reviews,
    unclaimed_alerts,
    same_runbooks,
)


def look_at(record: Record) -> tuple[Finding, ...]:
    """Let all rules look at one record, once, for what it alone can tell; returns what they found."""
    if record.found is NOTHING_FOUND:
        return ()
    wording = None if LOOKS.keys() <= record.found.keys() else Wording(record)
    found = tuple(one for look in LOOKS.values() for one in look(record, wording))
    if not found:
        record.keep_found(NOTHING_FOUND)
    return found

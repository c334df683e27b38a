"""What needs more than one record to be seen wrong: one function per rule, and `RULES`, their table."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.rules.addresses import addresses
from generator.library.rules.blaming_words import blaming_words
from generator.library.rules.clashing_zones import clashing_zones
from generator.library.rules.complete_post_mortems import complete_post_mortems
from generator.library.rules.days_that_fit import days_that_fit
from generator.library.rules.days_to_come import days_to_come
from generator.library.rules.duplicate_chains import duplicate_chains
from generator.library.rules.form_fields import form_fields
from generator.library.rules.ids_in_words import ids_in_words
from generator.library.rules.loose_actions import loose_actions
from generator.library.rules.personal_data import personal_data
from generator.library.rules.placeholders import placeholders
from generator.library.rules.post_mortem_duty import post_mortem_duty
from generator.library.rules.references import unknown_references
from generator.library.rules.unfit_texts import unfit_texts
from generator.library.rules.worst_severity import worst_severity

Rule = Callable[[Library, date], Iterator[Finding]]

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
)

"""What needs more than one record to be seen wrong: one function per rule, and `RULES`, their table."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.rules.addresses import addresses
from generator.library.rules.complete_post_mortems import complete_post_mortems
from generator.library.rules.form_fields import form_fields
from generator.library.rules.placeholders import placeholders
from generator.library.rules.references import unknown_references
from generator.library.rules.worst_severity import worst_severity

Rule = Callable[[Library, date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    unknown_references,
    addresses,
    worst_severity,
    form_fields,
    complete_post_mortems,
    placeholders,
)

"""What can be said about the library: one module per report, and the table of them all."""

from generator.library.reports.action_items import action_items
from generator.library.reports.calendar import calendar
from generator.library.reports.factors_and_lessons import factors_and_lessons
from generator.library.reports.freshness import freshness
from generator.library.reports.incidents_per_month import incidents_per_month
from generator.library.reports.post_mortems import post_mortem_duty
from generator.library.reports.response_times import response_times
from generator.library.reports.runbook_coverage import runbook_coverage
from generator.library.reports.scope import Make, scoped
from generator.library.reports.targets import targets

_MADE_BY: dict[str, Make] = {
    "action-items": action_items,
    "incidents-per-month": incidents_per_month,
    "response-times": response_times,
    "targets": targets,
    "factors-and-lessons": factors_and_lessons,
    "runbook-coverage": runbook_coverage,
    "calendar": calendar,
    "post-mortem-duty": post_mortem_duty,
    "freshness": freshness,
}
REPORTS: dict[str, Make] = {name: scoped(make) for name, make in _MADE_BY.items()}
"""Every report by its name, in the order to show them: each has a page, `/reports/NAME/`. Each says what it counts."""

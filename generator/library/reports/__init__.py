"""What can be said about the library: one module per report, and the table of them all."""

from generator.library.reports.action_items import TOPIC as ACTION_ITEMS
from generator.library.reports.action_items import action_items
from generator.library.reports.calendar import TOPIC as CALENDAR
from generator.library.reports.calendar import calendar
from generator.library.reports.factors_and_lessons import TOPIC as FACTORS_AND_LESSONS
from generator.library.reports.factors_and_lessons import factors_and_lessons
from generator.library.reports.freshness import TOPIC as FRESHNESS
from generator.library.reports.freshness import freshness
from generator.library.reports.incidents_per_month import TOPIC as INCIDENTS_PER_MONTH
from generator.library.reports.incidents_per_month import incidents_per_month
from generator.library.reports.post_mortems import TOPIC as POST_MORTEM_DUTY
from generator.library.reports.post_mortems import post_mortem_duty
from generator.library.reports.response_times import TOPIC as RESPONSE_TIMES
from generator.library.reports.response_times import response_times
from generator.library.reports.runbook_coverage import TOPIC as RUNBOOK_COVERAGE
from generator.library.reports.runbook_coverage import runbook_coverage
from generator.library.reports.scope import Make, scoped
from generator.library.reports.table import Topic
from generator.library.reports.targets import TOPIC as TARGETS
from generator.library.reports.targets import targets

_MADE_BY: dict[Topic, Make] = {
    ACTION_ITEMS: action_items,
    INCIDENTS_PER_MONTH: incidents_per_month,
    RESPONSE_TIMES: response_times,
    TARGETS: targets,
    FACTORS_AND_LESSONS: factors_and_lessons,
    RUNBOOK_COVERAGE: runbook_coverage,
    CALENDAR: calendar,
    POST_MORTEM_DUTY: post_mortem_duty,
    FRESHNESS: freshness,
}
TOPICS: tuple[Topic, ...] = tuple(_MADE_BY)
"""What there is a report about, in the order to show them."""
REPORTS: dict[str, Make] = {topic.name: scoped(make) for topic, make in _MADE_BY.items()}
"""Every report by its name, in that order: each has a page, `/reports/NAME/`. Each says what it counts."""

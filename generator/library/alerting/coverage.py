"""Alerts and runbooks compared: alerts without a runbook, links to nothing, runbooks for alerts that nobody has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.library.alerting.links import Site, Verdict
from generator.library.alerting.rules import AlertRule, RuleFile
from generator.library.library import Library
from generator.library.reports.table import Column, Report, Row, Table, Unknown
from generator.problems import Level, Place, Problem, nearest, quoted
from generator.records.names import alert_word
from generator.records.runbook import Runbook

FINDINGS: dict[str, Level] = {
    "dangling": "error",
    "without-runbook": "warning",
    "without-link": "advice",
    "unused": "warning",
}
"""What is found, each a table of its own, and how bad it is."""
PlaceOf = Callable[[Runbook, int], Place]
"""Where a runbook names its alert of that number."""


@dataclass(frozen=True)
class Named:
    """An alert that a runbook names, by its number in `alerts:`."""

    runbook: Runbook
    index: int

    @property
    def name(self) -> str:
        """The alert's name as the runbook has it."""
        return str(self.runbook.alerts[self.index])


@dataclass(frozen=True)
class Coverage:
    """Rule files beside a library."""

    library: Library
    files: tuple[RuleFile, ...]
    site: Site

    @cached_property
    def rules(self) -> tuple[AlertRule, ...]:
        """Every alert rule, by file and as it stands there."""
        return tuple(rule for file in self.files for rule in file.rules)

    @cached_property
    def verdicts(self) -> tuple[tuple[AlertRule, Verdict], ...]:
        """Every rule and where its link leads."""
        return tuple((rule, self.site.judged(rule)) for rule in self.rules)

    @cached_property
    def named(self) -> dict[str, list[Named]]:
        """What runbooks name, by the alert's address in lower case."""
        found: dict[str, list[Named]] = {}
        for book in self.library.handbooks:
            for runbook in self.library.of(Runbook, book.key.id):
                for index, name in enumerate(runbook.alerts):
                    found.setdefault(alert_word(str(name)).lower(), []).append(Named(runbook, index))
        return found

    def runbooks_for(self, rule: AlertRule) -> tuple[Runbook, ...]:
        """Return the runbooks that name a rule's alert, in whatever case."""
        return tuple({one.runbook.key: one.runbook for one in self.named.get(rule.word.lower(), ())}.values())

    @property
    def dangling(self) -> Iterator[tuple[AlertRule, str]]:
        """The rules whose link leads to nothing, and why."""
        yield from ((rule, verdict.why) for rule, verdict in self.verdicts if verdict.state == "dangling")

    @property
    def without_runbook(self) -> Iterator[AlertRule]:
        """The rules that no runbook names, and whose link leads to none either."""
        bare = (rule for rule, verdict in self.verdicts if verdict.state in {"none", "dangling"})
        yield from (rule for rule in bare if not self.runbooks_for(rule))

    @property
    def without_link(self) -> Iterator[AlertRule]:
        """The rules that a runbook names, and that do not say so: `--write` adds the link."""
        yield from (rule for rule, verdict in self.verdicts if verdict.state == "none" and self.runbooks_for(rule))

    @property
    def unused(self) -> Iterator[Named]:
        """What runbooks name and no rule raises."""
        raised = {rule.word.lower() for rule in self.rules}
        yield from (one for word, every in self.named.items() if word not in raised for one in every)

    def nearest_alert(self, name: str) -> str | None:
        """Return the alert that was probably meant."""
        return nearest(name, [rule.word for rule in self.rules])

    def found(self, name: str) -> int:
        """Return how many there are of one of `FINDINGS`."""
        return len(tuple(getattr(self, name.replace("-", "_"))))


def alert_report(coverage: Coverage) -> Report:
    """Return the comparison as tables."""
    count = f"{len(coverage.rules)} alert rules; files that were read: {len(coverage.files)}."
    return Report(
        "alerts",
        "Alerts and runbooks",
        "Which alert has no runbook, and which link or runbook leads to nothing?",
        tuple(make(coverage) for make in (_dangling, _without_runbook, _without_link, _unused, _elsewhere)),
        (count, *([] if coverage.site.base else [_NO_SITE])),
    )


_NO_SITE = (
    "Nobody has said where the site is published (site_url in mkdocs.yml, or --base-url): only links that are relative "
    "could be checked."
)


def findings(coverage: Coverage, place_of: PlaceOf) -> tuple[Problem, ...]:
    """Return the same as problems at their places, named as the tables are."""
    return tuple(sorted(_problems(coverage, place_of)))


def _problems(coverage: Coverage, place_of: PlaceOf) -> Iterator[Problem]:
    for rule, why in coverage.dangling:
        yield _problem(rule.link_place, f"the runbook link of {quoted(rule.name)} leads to nothing: {why}", "dangling")
    for rule in coverage.without_runbook:
        way = f"name it under `alerts:` of one, as {rule.word}"
        yield _problem(rule.place, f"no runbook is for the alert {quoted(rule.name)}; {way}", "without-runbook")
    for rule in coverage.without_link:
        way = f"add `runbook_url: {coverage.site.short_address(rule.word)}`"
        yield _problem(rule.place, f"the alert {quoted(rule.name)} does not link to its runbook; {way}", "without-link")
    for one in coverage.unused:
        near = coverage.nearest_alert(one.name)
        hint = f'did you mean "{near}"?' if near else "leave it out, or name the file that has its rule"
        yield _problem(
            place_of(one.runbook, one.index), f"no rule raises the alert {quoted(one.name)}; {hint}", "unused"
        )


def _problem(place: Place, sentence: str, name: str) -> Problem:
    return Problem(place, FINDINGS[name], sentence, name)


def _dangling(coverage: Coverage) -> Table:
    rows = ((rule.name, str(rule.link_place), rule.link, why) for rule, why in coverage.dangling)
    columns = _columns(alert="Alert", rule="Where", link="Link", why="Why")
    return _table("dangling", "Runbook links that lead to nothing", columns, rows, "No link leads to nothing.")


def _without_runbook(coverage: Coverage) -> Table:
    rows = ((rule.name, _severity(rule), str(rule.place)) for rule in coverage.without_runbook)
    columns = _columns(alert="Alert", severity="Severity", rule="Where")
    return _table("without-runbook", "Alerts without a runbook", columns, rows, "Every alert has a runbook.")


def _without_link(coverage: Coverage) -> Table:
    rows = (
        (rule.name, coverage.runbooks_for(rule), str(rule.place), coverage.site.short_address(rule.word))
        for rule in coverage.without_link
    )
    columns = _columns(alert="Alert", runbook="Runbook", rule="Where", link="Link that --write adds")
    empty = "Every alert that has a runbook links to it."
    return _table("without-link", "Alerts that do not link to their runbook", columns, rows, empty)


def _unused(coverage: Coverage) -> Table:
    rows = (
        (one.runbook, one.name, coverage.nearest_alert(one.name) or Unknown("no alert is called nearly so"))
        for one in coverage.unused
    )
    columns = _columns(runbook="Runbook", alert="Alert that it names", near="Did you mean")
    return _table("unused", "Runbooks for alerts that no rule raises", columns, rows, "Every runbook's alerts exist.")


def _elsewhere(coverage: Coverage) -> Table:
    rows = (
        (rule.name, str(rule.link_place), rule.link, verdict.why or "another site")
        for rule, verdict in coverage.verdicts
        if verdict.state == "elsewhere"
    )
    columns = _columns(alert="Alert", rule="Where", link="Link", why="Why")
    return _table("elsewhere", "Links that were not checked", columns, rows, "Every link was checked.")


def _severity(rule: AlertRule) -> str | Unknown:
    return rule.severity or Unknown("no label says it")


def _columns(**titles: str) -> tuple[Column, ...]:
    return tuple(Column(key, title) for key, title in titles.items())


def _table(name: str, title: str, columns: tuple[Column, ...], rows: Iterable[Row], empty: str) -> Table:
    return Table(name, title, columns, tuple(rows), empty=empty)

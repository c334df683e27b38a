"""An incident's severity is the worst that it ever had."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library


def worst_severity(library: Library, today: date) -> Iterator[Finding]:
    """Targets and post-mortem duties come from `severity`, so a milder one would hide what was owed.

    Fails: `severity: P2` with a change `became: P1`; `severity: P0` with changes that never reach P0.
    Passes: `severity: P1` with a change from P1 to P2.
    """
    del today
    for incident in library.incidents:
        levels = [level for change in incident.severity_changes for level in (change.was, change.became)]
        known = [level for level in levels if library.find(level)]
        if len(known) < len(levels) or not levels or library.find(incident.severity) is None:
            continue
        if any(lost[0] in {"severity", "severity_changes"} for lost in incident.lost):
            continue
        worst = min(levels, key=library.rank)
        if library.rank(worst) != library.rank(incident.severity):
            sentence = f"`severity` is the worst level ever held, and by the changes that was {worst}; write {worst}"
            yield Finding(incident, ("severity",), sentence, "broken-chain")

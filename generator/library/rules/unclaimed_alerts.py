"""An alert that fired has a runbook."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import did_you_mean, quoted
from generator.records.runbook import Runbook


def unclaimed_alerts(library: Library, today: date) -> Iterator[Finding]:
    """The next time that the alert fires, its short address leads to nothing.

    Alerts are compared as addresses are, whatever their case. Where no runbook names any alert, nobody uses them.
    Fails: `alerts: [ApiDwon]` in an incident, when a runbook has `alerts: [ApiDown]`, and none has the other.
    Passes: the alert's name as the runbook has it; an example; a drill.
    """
    del today
    runbooks = [record for record in library.records if isinstance(record, Runbook)]
    known = {alert.lower(): str(alert) for runbook in runbooks for alert in runbook.alerts}
    for incident in library.incidents if known else ():
        if incident.example or not incident.counts:
            continue
        for index, alert in enumerate(incident.alerts):
            if alert.lower() not in known:
                hint = did_you_mean(alert, known.values()) or "; write it into `alerts:` of the runbook for it"
                sentence = f"no runbook names the alert {quoted(alert)}{hint}"
                yield Finding(incident, ("alerts", index), sentence, "unknown-alert", "advice")

"""What people call the parts of a runbook, and the field that each of them is."""

import re

FIELDS = {
    "summary": r"meaning|overview|summary|description|about|background|context|what (?:it|this) (?:is|means)",
    "symptoms": r"symptoms?|signs?|indicat(?:ors|ions?)|how to (?:detect|recogni[sz]e)|what you(?: will)? see|"
    r"detection|"
    r"triggers?|alerts? (?:fired|seen)|you (?:will )?see",
    "impact": r"(?:user |business |customer )?impacts?|blast radius|who is affected",
    "investigation": r"investigat\w*(?: steps)?|diagnos\w*(?: steps| commands)?|triage|debug\w*(?: steps)?|"
    r"(?:initial |quick )?checks?|what to (?:check|look (?:at|for))|"
    r"troubleshoot\w*(?: steps)?|how to (?:diagnose|investigate|check)|assess(?:ment)?|verify the (?:issue|"
    r"problem)|identif\w+",
    "resolution": r"resol\w+(?: steps)?|fix(?:es)?|remediat\w+(?: steps)?|mitigat\w+(?: steps)?|"
    r"recover\w*(?: steps)?|solutions?|"
    r"immediate (?:actions?|response|steps|mitigation)|actions?(?: to take)?|response(?: steps)?|steps|"
    r"workarounds?|quick fix(?:es)?|"
    r"what to do|procedure|roll ?back(?: steps| plan)?|verification|verify(?: the fix| recovery)?|validat\w+|"
    r"short[ -]term(?: fix)?|containment|"
    r"first (?:actions?|response|steps)",
    "prevention": r"prevent\w*(?: measures| steps)?|long[ -]term(?: fix(?:es)?| actions?)?|"
    r"follow[ -]?ups?(?: actions?)?|hardening",
    "escalation": r"escalat\w*(?: path| policy)?|when to escalate|escalate (?:to|if|when)",
}
_BEGINNINGS = {
    "symptoms": r"symptoms?\b",
    "investigation": r"(?:investigat\w*|diagnos\w*|triage|debug\w*|troubleshoot\w*)\b",
    "resolution": r"(?:(?:permanent |temporary )?fix|resol(?:ve|ution)|remediat\w+|mitigat\w+|recover\w*|"
    r"work-?arounds?)\b",
    "prevention": r"prevent\w*\b",
    "escalation": r"escalat\w*\b",
}
"""What a longer name of a part begins with: `Fix container binds`, `Diagnosis, in order`."""


def field_named(name: str) -> str:
    """Return the runbook's field that a name means, or begins with; empty when it means none.

    The name is as `Part.plain` gives it: lower case, no number, no brackets.
    """
    exact = field_called(name)
    return exact or next((key for key, pattern in _BEGINNINGS.items() if re.match(pattern, name)), "")


def field_called(name: str) -> str:
    """Return the runbook's field that a name means as a whole; empty when it means none."""
    return next((key for key, pattern in FIELDS.items() if re.fullmatch(pattern, name)), "")

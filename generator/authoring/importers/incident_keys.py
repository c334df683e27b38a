"""What the headings, labels and columns of post-mortems mean: an incident's keys by the words that people write."""

import re

from generator.authoring.importers import other_languages
from generator.authoring.importers.moments import UNCLEAR, ZONES

SECTIONS = {
    "summary": r"(?:(?:executive|incident|issue|brief|high[ -]level) )?summary|overview|"
    r"(?:incident )?description|what happened|tl;?dr|abstract",
    "timeline": r"(?:(?:detailed|incident) )?timeline(?: of events)?|chronology|sequence of events|log of events",
    "root_cause": r"root causes?(?: analysis)?|causes?|rca|why (?:did )?(?:it|this) happen(?:ed)?|"
    r"trigger(?: and root cause)?|root causes? and (?:trigger|resolution|fix)|technical details|"
    r"(?:the )?(?:five|5) whys?",
    "contributing_factors": r"contributing (?:factors?|causes?)",
    "impact": r"(?:(?:user|customer|business) )?impacts?|stats",
    "resolution": r"(?:details of )?(?:resolution|fix|remediation|mitigation)(?: and recovery)?|how (?:was it|"
    r"it was) (?:fixed|resolved)|recovery|details of fix",
    "went_well": r"what (?:went|worked|did we do|did go) well|what went right|successes|positives?|the good",
    "went_wrong": r"what (?:went|didn'?t go|did not go) (?:wrong|poorly|badly|well)|what could (?:be|have been|"
    r"have gone) (?:improved|better)|"
    r"what (?:didn'?t|did not) (?:go|work)(?: well)?|areas? (?:for|of) improvement|improvements?|challenges|the bad",
    "lucky": r"where (?:did )?we (?:get|got) lucky|(?:good )?luck|what we got lucky with",
    "action_items": r"(?:(?:corrective|preventi\w+|follow[ -]?up|review) )?(?:action items?|"
    r"actions)(?: and follow[ -]?ups?)?|follow[ -]?ups?|next steps|todos?|"
    r"(?:remediation|corrective) items?|(?:corrective and )?prevent(?:at)?ive (?:measures?|actions?)|"
    r"corrective (?:measures?|actions?)(?: and prevent(?:at)?ive (?:measures?|actions?))?",
    "lessons": r"lessons(?: learn(?:ed|t))?(?: and (?:future )?improvements)?|learnings|(?:key )?takeaways",
    "questions": r"(?:open )?questions",
    "detected_by": r"detection|how (?:was it|it was|we) detected",
    "links": r"(?:supporting )?(?:links|references|information|documents?)|appendix|further reading",
}
"""An incident's keys that have a section of their own, by a pattern of its heading."""
PROSE = frozenset({"summary", "root_cause", "resolution", "lessons"})
"""The sections whose keys take prose."""
LISTS = {"went_well": "", "went_wrong": "", "lucky": "", "questions": "", "contributing_factors": "text"}
"""The keys that are lists of lines, and the key that a line has inside them."""
_TROUBLE = "(?:incident|outage|impact|fault|issue|problem)"
FACTS = {
    "date": r"(?:incident )?date(?: of incident)?|day|when",
    "severity": r"(?:incident )?(?:severity|priority)(?: level)?|level|sev",
    "duration": r"(?:total |incident )?duration|length|time to resolve|downtime",
    "status": r"(?:incident )?status|state",
    "commander": r"(?:incident )?(?:commander|manager|lead(?:er)?)|ic",
    "responders": r"responders?|participants?|team|involved",
    "services": r"affected|(?:affected |impacted )?(?:services?|systems?|components?)(?: affected| impacted)?",
    "started": rf"(?:{_TROUBLE} )?(?:start(?:s|ed)?|begins?|began|beginning)(?: time| at)?|"
    rf"start of (?:the )?{_TROUBLE}",
    "detected": r"(?:(?:first )?detected|detection time|time detected)(?: at)?",
    "acknowledged": r"(?:acknowledged|response time)(?: at)?",
    "mitigated": r"(?:mitigated|repaired|mitigation time)(?: at)?",
    "resolved": rf"(?:{_TROUBLE} )?(?:resolved|end(?:s|ed)?)(?: ?when| time| at)?|resolution time|time resolved|"
    rf"end of (?:the )?{_TROUBLE}",
    "title": r"(?:incident )?(?:title|name)|incident",
    "post_mortem.author": r"(?:post-?mortem )?(?:authors?|owners?|written by|facilitator)",
    "impact.users_affected": r"(?:(?:number|#) of )?(?:users?|customers?)(?: affected| impacted)?|"
    r"affected (?:users?|customers?)",
    "impact.revenue": r"(?:revenue|financial|business)(?: impact| loss)?|cost",
    "impact.data_loss": r"data loss",
    "impact.data_affected": r"data (?:affected|impact(?:ed)?)|affected data",
}
"""An incident's facts, by a pattern of the label in front of them."""
COLUMNS = {
    "timeline": {
        "at": r"time.*|when|date.*",
        "event": r"events?|what.*|description|actions?|details?|status|update",
        "evidence": r"source|evidence|links?",
    },
    "action_items": {
        "action": r"(?:action )?items?|actions?|tasks?|description|what|todo|follow[ -]?up",
        "owner": r"owners?|assignees?|assigned(?: to)?|who|responsible|dri",
        "due": r"due(?: date| by)?|deadline|target(?: date)?|by when|eta|when",
        "status": r"status|state|done\??|completed\??",
        "priority": r"priority|prio|severity",
        "ticket": r"tickets?|issues?|jira|bugs?|tracking|links?|pr",
        "purpose": r"type|kind|category|purpose",
    },
}
"""The columns of an incident's lists, by a pattern of the column's head."""
MILESTONES = {
    "started": r"incident (?:began|begins|starts?|started)|(?:impact|outage|problem) (?:began|begins|starts?|"
    r"started)|first (?:error|symptom|failure)",
    "detected": r"(?:issue |incident |problem )?(?:was )?detected|first alert.*|alert (?:received|fired|"
    r"triggered)|(?:issue|incident) reported|detection",
    "acknowledged": r"(?:team |on-?call )?(?:acknowledged|acknowledges|responded|paged).*|"
    r"investigation (?:started|begins|began)|incident declared",
    "mitigated": r"(?:fix|patch|hotfix|rollback|mitigation) (?:was )?(?:deployed|applied|completed|released)|"
    r"(?:issue|incident )?mitigated",
    "resolved": r"(?:service|incident|issue|all)[ -](?:clear.*|restored|resolved|closed|recovered)|"
    r"all[ -]clear.*|resolution confirmed|resolved",
}
"""The times that every incident has, by a pattern of what a timeline calls them."""


_ELSEWHERE = (
    (SECTIONS, other_languages.SECTIONS),
    (FACTS, other_languages.FACTS),
    (COLUMNS["timeline"], other_languages.COLUMNS["timeline"]),
    (COLUMNS["action_items"], other_languages.COLUMNS["action_items"]),
    (MILESTONES, other_languages.MILESTONES),
)
"""The same tables in words of other languages."""


_REST = re.compile(r"\s*(?:[(:\uff08\uff1a]|\s[-\u2013\u2014]\s)")
_OF_TIMES = re.compile(
    r"(?<![A-Za-z])(?:all|times?|timestamps?|in|are|is|the|local|(?:time ?)?zone|"
    rf"hor\u00e1rios?|em|orari|\u0447\u0430\u0441|{'|'.join((*ZONES, *UNCLEAR))})(?![A-Za-z])|"
    r"\u3059\u3079\u3066|\u6642\u523b|\u306f|\u3067\u3059",
    re.IGNORECASE,
)
"""The words of `All times in UTC`, and of the same in other languages."""


def section_key(title: str) -> str:
    """Return the key that a heading means, or begins with: `Timeline (UTC), all times approximate`."""
    return key_of(title, SECTIONS) or key_of(_REST.split(title, maxsplit=1)[0], SECTIONS)


def says_more(title: str) -> bool:
    """Say whether behind what a heading means stands more than a zone, so that its words must be kept."""
    rest = title[found.start() :] if (found := _REST.search(title)) else ""
    return not is_about_times(rest)


def is_about_times(text: str) -> bool:
    """Say whether a text says nothing but the zone of times: `All times in UTC`."""
    return not re.search(r"\w", _OF_TIMES.sub("", text))


def key_of(words: str, table: dict[str, str]) -> str:
    """Return the key that some words mean in one of these tables; empty when they mean none."""
    bare = re.sub(r"\([^()]*\)|\uff08[^\uff08\uff09]*\uff09", "", words).lower().replace("\u2019", "'")
    bare = re.sub(r"^[\W\d_]+", "", bare).strip(" .:;!?*_#-\u2013\u2014\uff1a")
    found = next((key for key, pattern in table.items() if re.fullmatch(pattern, bare)), "")
    named = next((names for one, names in _ELSEWHERE if one is table), {})
    return found or next((key for key, names in named.items() if bare in names), "")

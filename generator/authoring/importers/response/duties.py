"""What is owed at a level, said by a procedure or the post-mortem process: updates, status page, post-mortem."""

import re
from collections.abc import Iterator

from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import duration_of
from generator.authoring.importers.response.work import Work, listed

_EVERY = re.compile(
    r"\bupdates?\b.*\bevery (?P<length>\d+\s*\w+)|\bevery (?P<before>\d+\s*\w+).*\bupdates?\b", re.IGNORECASE
)
_STATUS_PAGE = re.compile(r"\bupdate\b.*\bstatus page\b|\bpost\b.*\bstatus page\b", re.IGNORECASE)
_POST_MORTEM = re.compile(r"post-?\s?mortem|retrospective|incident review", re.IGNORECASE)
_UNLESS = re.compile(r"^(?P<otherwise>[^(]*?)\s*\(?no (?:formal )?post-?\s?mortem unless recurring\)?$", re.IGNORECASE)
_WITHIN = re.compile(r"within\s+(?P<length>\d+\s*\w+)", re.IGNORECASE)
_MEETING = re.compile(r"meeting|review\b(?!ed)", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|document (?:done|complete|shared)|report shared", re.IGNORECASE)


def read_duties(work: Work) -> None:
    """Guess the duties of each level from the procedures for it."""
    days = _days(work)
    for procedure in work.of("procedure"):
        levels = [str(one) for one in listed(procedure.data.get("severities"))]
        for level in (draft for draft in work.of("severity") if draft.id in levels and len(levels) == 1):
            _of_procedure(level, procedure, days)
        for text, at in _steps_with_levels(procedure):
            if _STATUS_PAGE.search(text):
                for level in (draft for draft in work.of("severity") if draft.id in at):
                    level.guess("update_status_page", "true", procedure.lines, f'"{text}" at {", ".join(at)}')


def _of_procedure(level: Draft, procedure: Draft, days: dict[str, str]) -> None:
    for text in _texts(procedure):
        every = _EVERY.search(text)
        length = duration_of(every["length"] or every["before"]) if every else None
        level.guess("update_every", length or "", procedure.lines, f'"{text}" in {procedure.id}')
        unless = _UNLESS.match(text)
        if unless:
            otherwise = unless["otherwise"].strip()
            also = {"otherwise": otherwise[0].lower() + otherwise[1:]} if otherwise else {}
            policy = {"required": "if-recurring", **also, **days}
            level.guess("post_mortem_policy", {**policy}, procedure.lines, f'"{text}" in {procedure.id}')
    for stage in listed(procedure.data.get("phases")):
        if isinstance(stage, dict) and _POST_MORTEM.search(str(stage["title"])):
            within = _WITHIN.search(str(stage.get("note", "")))
            length = duration_of(within["length"]) if within else None
            known = {**days, **({"meeting_within": length} if length else {})}
            level.guess(
                "post_mortem_policy", {"required": "always", **known}, procedure.lines, f"{procedure.id} ends with one"
            )


def _days(work: Work) -> dict[str, str]:
    """Return by when a meeting and the published document are due, as the post-mortem process says."""
    found: dict[str, str] = {}
    for form in work.of("form"):
        for step in listed(form.data.get("process")):
            at = str(step.get("at", "")) if isinstance(step, dict) else ""
            text = str(step.get("do", "")) if isinstance(step, dict) else ""
            if at and _MEETING.search(text):
                found.setdefault("meeting_within", f"{at[2:]}d")
            if at and _PUBLISHED.search(text):
                found.setdefault("publish_within", f"{at[2:]}d")
    return found


def _texts(procedure: Draft) -> Iterator[str]:
    stages = [one for one in listed(procedure.data.get("phases")) if isinstance(one, dict)]
    for steps in (procedure.data.get("steps"), *(stage.get("steps") for stage in stages)):
        yield from (str(step.get("do", "")) for step in listed(steps) if isinstance(step, dict))


def _steps_with_levels(procedure: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    stages = [one for one in listed(procedure.data.get("phases")) if isinstance(one, dict)]
    for steps in (procedure.data.get("steps"), *(stage.get("steps") for stage in stages)):
        for step in listed(steps):
            if isinstance(step, dict) and step.get("severities"):
                yield str(step.get("do", "")), tuple(str(one) for one in listed(step["severities"]))

"""Who is paged at which level: from the contacts' words, or contacts from the levels' words."""

import re
from collections.abc import Iterator

from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import Work, listed, sentence
from generator.records import KINDS

_ALL = re.compile(r"\b(?:all|any|every)\b.*\bincidents?\b", re.IGNORECASE)
_EVERYONE = re.compile(r"every(?:one|body)|all hands|all[ -]hands|whole team|entire team", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:none|no ?one|nobody|n/?a|ticket|backlog|-)", re.IGNORECASE)
_ONLY = re.compile(r"\s+only$|^only\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\+|,|&|;|\band\b)\s*", re.IGNORECASE)
_VAGUE = re.compile(r"^(?:the\s+)?(?:relevant|appropriate|responsible)\s+", re.IGNORECASE)
_ON_CALL = re.compile(r"on-?call", re.IGNORECASE)


def read_paging(work: Work) -> None:
    """Guess the contacts of each level, both ways."""
    levels = work.of("severity")
    if work.of("contact"):
        for level in levels:
            found = [contact.id for contact in work.of("contact") if _is_called_at(contact, level)]
            level.guess("contacts", [*found], level.lines, "contacts.yaml says who is called at this level")
    else:
        _contacts_of(levels, work)
    for contact in work.of("contact"):
        is_on_call = _ON_CALL.fullmatch(str(contact.data["role"]).replace(" ", "-"))
        if is_on_call and work.of("rotation"):
            contact.guess("rotation", "on-call", contact.lines, "the rotation says who that is")


def _is_called_at(contact: Draft, level: Draft) -> bool:
    when = str(contact.data.get("when", ""))
    return level.id in listed(contact.data.get("severities")) or bool(_ALL.search(when))


def _contacts_of(levels: list[Draft], work: Work) -> None:
    """Make contacts of the roles that levels page, when the document has no other contacts."""
    everyone = [level.id for level in levels if _EVERYONE.search(str(level.data.get("who_to_page", "")))]
    for level in levels:
        ids: list[str] = []
        for role in _roles(str(level.data.get("who_to_page", ""))):
            contact = _contact(role, level, work)
            called = [*everyone, *(str(one) for one in listed(contact.data.get("severities")) if one not in everyone)]
            contact.data["severities"] = [*called, *([level.id] if level.id not in called else [])]
            ids.append(contact.id)
        level.guess("contacts", [*ids], level.lines, f'"{level.data.get("who_to_page")}"')


def _roles(text: str) -> Iterator[str]:
    """Yield the roles in words such as `On-call + relevant team lead`; nothing for everyone, nobody and sentences."""
    if not text or _EVERYONE.search(text) or _NOBODY.match(text):
        return
    for part in _BETWEEN.split(re.sub(r"\([^()]*\)", "", _ONLY.sub("", text))):
        role = _ONLY.sub("", part).strip(" .")
        if role and len(role.split()) <= len(("relevant", "engineering", "team", "lead")):
            yield role


def _contact(role: str, level: Draft, work: Work) -> Draft:
    name = name_of(_VAGUE.sub("", role)) or "contact"
    there = next((draft for draft in work.of("contact") if draft.id == name), None)
    if there:
        return there
    kind = KINDS["contact"]
    draft = work.outcome.draft(kind, work.destination.path(kind), level.lines, name)
    draft.guess("role", sentence(role), level.lines, f"{level.id} pages it")
    return draft

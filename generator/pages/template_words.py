"""The functions that templates call by name: anchors, words for states, and who uses what."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup, escape

from generator.library.library import Library
from generator.pages.clocks import stamp
from generator.pages.message_links import filled_in
from generator.pages.procedure_words import clock_runs, clock_words, placed_stages
from generator.pages.prose import to_text
from generator.pages.reach import address_of
from generator.pages.severity_words import level_columns
from generator.pages.unknown import missing
from generator.records import KINDS
from generator.records.contact import Contact
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.kind import Kind
from generator.records.procedure import Procedure
from generator.records.record import Document, Record
from generator.records.review import review_due
from generator.records.rotation import OnCall, Rotation
from generator.records.runbook import Runbook
from generator.records.scalars import slugify
from generator.records.service import Service
from generator.records.severity import PostMortemPolicy, Severity
from generator.records.step import Step
from generator.records.template import MessageTemplate
from generator.records.template_field import Variable
from generator.records.times import Moment

RISKS = {
    "read-only": "read-only: changes nothing",
    "changes": "changes the system",
    "destructive": "destructive: cannot be undone",
}
_MINUTE = timedelta(minutes=1)
_HANDOFFS_SHOWN = 60
_STRUCTURE = frozenset({"title", "aliases", "visibility", "id", "name"})


def anchor(title: str) -> str:
    """Return the anchor of a heading: its words in lower case."""
    return slugify(title) or "section"


def clock(moment: Moment) -> Markup:
    """Return a moment's time of day in its record's zone."""
    if moment.at is None:
        return escape(str(moment))
    return Markup('<time datetime="{}">{}</time>').format(stamp(moment.at), f"{moment.at:%H:%M}")


def t_plus(moment: Moment, start: Moment | None) -> str:
    """Return the time from the start of an incident: `T+12`, `T+1:29`, `T-42`."""
    if moment.at is None or start is None or start.at is None:
        return ""
    minutes = round((moment.at - start.at) / _MINUTE)
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    hours, rest = divmod(minutes, 60)
    return f"T{sign}{hours}:{rest:02}" if hours else f"T{sign}{rest}"


def command(run: str, variables: tuple[Variable, ...]) -> Markup:
    """Return a command to the letter, its declared variables marked so that the browser can fill them in."""
    names = "|".join(re.escape(variable.name) for variable in variables)
    if not names:
        return escape(run)
    parts = re.split(rf"(\{{(?:{names})\}})", run)
    return Markup("").join(_filled(part) if number % 2 else escape(part) for number, part in enumerate(parts))


def _filled(braces: str) -> Markup:
    return Markup('<span class="rb-var" data-rb-var="{}">{}</span>').format(braces[1:-1], braces)


def errors_unsaid(runbook: Runbook) -> tuple[str, ...]:
    """Return the error texts of a runbook that no symptom says already."""
    said = [" ".join(to_text(str(line)).split()).casefold() for line in runbook.symptoms]
    return tuple(text for text in runbook.errors if not any(" ".join(text.split()).casefold() in line for line in said))


def template_line(template: MessageTemplate) -> str:
    """Return what a message is for: `internal · status page · update`."""
    return " · ".join(word.replace("-", " ") for word in (template.audience, template.channel, template.stage) if word)


def policy_words(policy: PostMortemPolicy) -> str:
    """Return a post-mortem policy in a sentence's words."""
    words = {"always": "required", "if-recurring": "required if recurring", "never": "not required"}[policy.required]
    meeting = f", meeting within {policy.meeting_within}" if policy.meeting_within else ""
    published = f", published within {policy.publish_within}" if policy.publish_within else ""
    within = f" within {policy.recurring_within}" if policy.recurring_within else ""
    return f"{words}{within}{meeting}{published}"


def shift_word(rotation: Rotation) -> str:
    """Return what the rows of a rotation are: weeks, or shifts of another length."""
    return "Week" if rotation.length.length == timedelta(weeks=1) else "Shift"


def fields_of(record: Record) -> Iterator[tuple[str, object]]:
    """Yield every field of a record that says something, for kinds without a template of their own."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name not in _STRUCTURE and value not in (None, ()):
            yield name, value


class LibraryWords:
    """What templates ask the library."""

    def __init__(self, library: Library, today: date) -> None:
        """Answer for one library, on one day."""
        self.library = library
        self.today = today

    def incidents_using(self, record: Record) -> tuple[Incident, ...]:
        """Return the incidents that refer to a record, newest first."""
        return self.library.users_of(record, Incident)

    def runbooks_using(self, record: Record) -> tuple[Document, ...]:
        """Return the runbooks and procedures that refer to a record."""
        return (*self.library.users_of(record, Runbook), *self.library.users_of(record, Procedure))

    def services_using(self, service: Service) -> tuple[Service, ...]:
        """Return the services that depend on one."""
        return self.library.users_of(service, Service)

    def runbooks_at(self, level: Severity) -> tuple[Runbook, ...]:
        """Return the runbooks whose usual level this is."""
        every = self.library.of(Runbook, level.key.handbook)
        return tuple(runbook for runbook in every if runbook.severity and self.library.find(runbook.severity) == level)

    def records_of(self, kind: str, handbook: Handbook) -> tuple[Record, ...]:
        """Return a handbook's records of one kind in the order to show them."""
        return self.library.of(KINDS[kind].model, handbook.key.id)

    def contacts_of(self, handbook: str) -> tuple[Contact, ...]:
        """Return a handbook's contacts."""
        return self.library.of(Contact, handbook)

    def people_of(self, handbook: Handbook) -> tuple[str, ...]:
        """Return what a message calls the contacts of a handbook, each once."""
        return tuple(dict.fromkeys(str(contact.title) for contact in self.contacts_of(handbook.key.id)))

    def tables_of(self, handbook: Handbook) -> tuple[Kind, ...]:
        """Return the kinds that have a page with rows in this handbook."""
        tables = (kind for kind in KINDS.values() if kind.file and kind.name != "handbook")
        return tuple(kind for kind in tables if self.library.of(kind.model, handbook.key.id))

    def on_call(self, rotation: Rotation) -> tuple[OnCall, ...]:
        """Return who is on call at the beginning of today and in the handoffs after it."""
        zone = self.library.zone(rotation).info
        begin = datetime.combine(self.today, time(), tzinfo=UTC)
        return rotation.on_call(zone, begin, _HANDOFFS_SHOWN)

    def review_is_due(self, record: Any) -> bool:  # noqa: ANN401 - runbooks, procedures and templates alike
        """Say whether a record's review is overdue today."""
        due = review_due(record.reviewed, record.review_every)
        return due is not None and due < self.today

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        own = ("incidents_using", "runbooks_using", "services_using", "runbooks_at", "records_of", "contacts_of")
        more = ("people_of", "tables_of", "on_call", "review_is_due")
        plain = (anchor, missing, stamp, clock, t_plus, command, template_line, policy_words, shift_word, fields_of)
        rest = (address_of, errors_unsaid, placed_stages, clock_runs, clock_words, filled_in, level_columns)
        named = {function.__name__: function for function in (*plain, *rest)}
        return {**named, **{name: getattr(self, name) for name in (*own, *more)}}


def step_titles(record: Record) -> Callable[[str], str]:
    """Return the words of a record's steps by their id, for links between steps."""
    if isinstance(record, Runbook):
        steps = record.steps
    elif isinstance(record, Procedure):
        steps = tuple(step for _, step in record.all_steps())
    else:
        steps = ()
    found = {str(step.id): _words_of(step) for step in steps if step.id}
    return lambda name: found.get(name, name)


def _words_of(step: Step) -> str:
    """Return what a step says to do; of alternatives the first, so that a link to them stays short."""
    return str(step.do) if step.do else f"{_words_of(step.one_of[0])} …"

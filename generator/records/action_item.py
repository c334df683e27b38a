"""An action item: a follow-up with an owner, a due day and a state."""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.part import Part
from generator.records.refs import PersonRef
from generator.records.scalars import Line, Link, Slug
from generator.records.times import Day

ActionStatus = Literal["open", "in-progress", "blocked", "done", "wont-do"]
_TICKET = re.compile(r"https?://[^/?#]+(?:/[^/?#]*)*?/(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,29})/?(?:[?#].*)?", re.ASCII)
Purpose = Literal["prevent", "detect", "mitigate", "process", "investigate"]


class ActionItem(Part):
    """What is to be done so that it does not happen again, by whom and until when."""

    shorthand: ClassVar[str] = "action"

    id: Slug | None = Field(default=None, examples=["raise-threshold"])
    """What names it; made from the text unless said."""
    action: Line = Field(examples=["Raise the alert threshold"])
    """What is to be done."""
    owner: PersonRef | None = None
    """Who does it."""
    due: Day | None = None
    """The last day for it."""
    status: ActionStatus | None = None
    """Where it stands; open unless said."""
    done: Day | None = None
    """The day it was done."""
    purpose: Purpose | None = None
    """What it is good for."""
    priority: Literal["high", "medium", "low"] | None = None
    """How much it matters."""
    ticket: Link | None = None
    """Where it is tracked."""
    why_not: Line | None = Field(default=None, examples=["the provider does it now"])
    """Why it will not be done."""

    @property
    def state(self) -> ActionStatus:
        """Where it stands, `done` following from a day."""
        return self.status or ("done" if self.done else "open")

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in {"done", "wont-do"}

    @property
    def ticket_name(self) -> str:
        """What people call its ticket by the last part of its address, `SHOP-702`; empty where that is no name."""
        found = _TICKET.fullmatch(self.ticket or "")
        return found["name"] if found else ""

    def is_overdue(self, today: date) -> bool:
        """Whether its due day is over."""
        return self.is_open and self.due is not None and self.due.date < today

    def faults(self) -> Iterator[Fault]:
        """Its state, its days and its reasons agree."""
        if self.done and self.status not in {None, "done"}:
            sentence = f'it was done on {self.done}, so its status is not "{self.status}"; leave one of them out'
            yield Fault(("status",), sentence, "one-or-other")
        if self.why_not and self.state != "wont-do":
            yield Fault(("why_not",), "`why_not` is for `status: wont-do`; leave it out", "one-or-other")
        if self.status == "wont-do" and not self.why_not:
            yield Fault(("status",), "say why it will not be done: write `why_not:`", "missing-reason", "warning")

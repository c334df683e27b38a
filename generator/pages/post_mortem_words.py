"""What the pages of incidents ask about post-mortem duty: where it stands, and by when what is owed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from generator.library.library import Library
from generator.library.post_mortem_duty import Deadline, Duties, Duty, Standing
from generator.library.reports.dated import LateState
from generator.library.reports.post_mortems import due_of
from generator.library.reports.table import DueDay, Said
from generator.records.incident import Incident
from generator.records.post_mortem_form import PostMortemForm

_LOOKS: dict[Standing, str] = {"published": "done", "draft": "in-progress", "in review": "in-progress"}


class PostMortemWords:
    """What the templates of incidents ask the library about post-mortems."""

    def __init__(self, library: Library, today: date) -> None:
        """`today` is the day of the build."""
        self.library = library
        self.today = today
        self._duties = Duties(library)

    def duty_of(self, incident: Incident) -> Duty:
        """Return what an incident owes."""
        return self._duties.of(incident)

    def standing_of(self, duty: Duty) -> LateState | str:
        """Return where a post-mortem stands; where a day can make it late, as the browser corrects it."""
        due = due_of(duty, duty.publication)
        return LateState.on(self.today, duty.standing, due) if due else duty.standing

    def due_day(self, duty: Duty, deadline: Deadline) -> DueDay | date | None:
        """Return when a part is due: with how late it is, while it is awaited."""
        due = due_of(duty, deadline)
        return DueDay(due.day, due.zone, due.days_late(self.today)) if due else deadline.due

    def look_of(self, duty: Duty) -> str:
        """Return the state whose sign a post-mortem's shares: of what is done, in progress, or neither."""
        return _LOOKS.get(duty.standing, "owed")

    def otherwise_of(self, duty: Duty) -> Said | None:
        """Return what is owed instead of a post-mortem, in the words of the severity: its links lead from there."""
        level = self.library.find(duty.incident.severity)
        return Said(duty.otherwise, level) if duty.otherwise and level else None

    def form_of(self, incident: Incident) -> PostMortemForm | None:
        """Return the handbook's own form, where it has one."""
        return next(iter(self.library.of(PostMortemForm, incident.key.handbook)), None)

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        own = ("duty_of", "standing_of", "due_day", "look_of", "otherwise_of", "form_of")
        return {name: getattr(self, name) for name in own}

"""Action items as parts of a row: in an incident, on the home page, in the ledger. Written here for their number."""

from collections.abc import Callable
from datetime import date
from functools import cache

from markupsafe import Markup

from generator.library.reports.ledger import LedgerRow
from generator.pages.incident_words import state_words
from generator.pages.prose import to_text
from generator.pages.safe import escaped, safe
from generator.pages.unknown import missing
from generator.pages.values import Values
from generator.records.action_item import ActionStatus

_DASH = Markup('<span class="rb-unknown">—</span>')
_NO_OWNER = missing("no owner recorded")
_NO_DUE_DAY = missing("no due day recorded")


@cache
def _state(state: ActionStatus) -> str:
    return f'<span class="rb-state rb-state--{state}">{escaped(state_words(state))}</span>'


class ActionCells:
    """Writes what the parts of a row say on a day; the browser corrects what depends on the day."""

    def __init__(self, values: Values, today: date) -> None:
        """`values` says how a value reads, and on which page."""
        self.values = values
        self.today = today

    def action_what(self, row: LedgerRow) -> Markup:
        """Return what is to be done, what for, where it is tracked, and why it will not be done."""
        item = row.item
        why_not = f'<span class="rb-small">why not: {self.values.write(item.why_not)}</span>' if item.why_not else ""
        return safe(f'<span class="rb-action">{self.values.write(item.action)}</span>\n{self._more(row)}{why_not}')

    def action_owner(self, row: LedgerRow) -> Markup:
        """Return who does it."""
        return self.values.write(row.item.owner) if row.item.owner else _NO_OWNER

    def action_due(self, row: LedgerRow) -> Markup:
        """Return when it is due and how late it is, in an element that tells the browser its day."""
        due = row.item.due
        if not due or not row.item.is_open:
            return safe(f'<span class="rb-due">{self.values.write(due)}</span>') if due else self.no_due(row)
        seat = f'data-rb-due="{escaped(str(due))}" data-rb-zone="{escaped(str(row.zone))}"'
        return safe(f'<span class="rb-due" {seat}>{self.values.write(due)} {self.late(row)}</span>')

    def action_state(self, row: LedgerRow) -> Markup:
        """Return where it stands, and the day on which it was done."""
        done = row.item.done
        day = f' <span class="rb-small">{self.values.write(done)}</span>' if done else ""
        return safe(f"{_state(row.item.state)}{day}")

    def late(self, row: LedgerRow, marked: str = "") -> str:
        """Return how many days an open item is late, hidden when it is not; `marked` are more attributes."""
        days = row.days_late(self.today)
        return f'<strong class="rb-late"{marked}{"" if days else " hidden"}>{days} d late</strong>'

    def no_due(self, row: LedgerRow) -> Markup:
        """Return what stands where no day is: a finished item needs none any more."""
        return _NO_DUE_DAY if row.item.is_open else _DASH

    def words(self) -> dict[str, Callable[..., Markup]]:
        """Return what templates call, by name."""
        own = (self.action_what, self.action_owner, self.action_due, self.action_state)
        return {function.__name__: function for function in own}

    def _more(self, row: LedgerRow) -> str:
        """Return the small line below: how urgent it is, what it is good for, its ticket."""
        item = row.item
        parts = f"<span>{item.priority} priority</span> " if item.priority else ""
        parts += f"<span>{item.purpose}</span> " if item.purpose else ""
        parts += self._ticket(row) if item.ticket else ""
        return f'<span class="rb-small rb-dots">{parts}</span>' if parts else ""

    def _ticket(self, row: LedgerRow) -> str:
        item = row.item
        name = f" {escaped(item.ticket_name)}" if item.ticket_name else ""
        of = f'<span class="rb-only-read"> of {escaped(to_text(str(item.action)))}</span>'
        return f'<a href="{escaped(str(item.ticket))}" rel="noopener noreferrer">ticket{name}{of}</a>'

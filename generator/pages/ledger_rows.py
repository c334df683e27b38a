"""The rows of the ledger as HTML: written here and not in a template, because there are tens of thousands."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from generator.library.reports.ledger import LedgerRow
from generator.library.titles import title_of
from generator.pages.action_cells import ActionCells
from generator.pages.ledger_words import team_of
from generator.pages.safe import escaped, safe
from generator.pages.unknown import missing
from generator.pages.values import Values

_EXAMPLE = ' <span class="rb-mark rb-mark--example">example</span>'
_NO_END = missing("the day it ended is not recorded")
_NO_BEGINNING = missing("the day of its incident is not recorded")


class LedgerRows:
    """Writes the rows of the ledger for the page that `values` writes for; ledger.js reads what they carry."""

    def __init__(self, values: Values, today: date) -> None:
        """`values` says how a value reads."""
        self.values = values
        self.today = today
        self.cells = ActionCells(values, today)

    def ledger_rows(self, rows: Iterable[LedgerRow], *, plain: bool = False) -> Markup:
        """Return whole rows; on a `plain` page, without ledger.js, the clock tells what the day changes, or nothing.

        There nothing is filtered either, so that its rows carry nothing for filters.
        """
        return safe("".join(self._row(row, plain=plain) for row in rows))

    def _row(self, row: LedgerRow, *, plain: bool) -> str:
        team = team_of(row)
        small = f' <span class="rb-small">{escaped(team)}</span>' if team else ""
        carried = "" if plain else f" {self._carried(row)}"
        return (
            f"<tr{carried}>\n"
            f'<th scope="row">{self.cells.action_what(row)}</th>\n'
            f'<td data-label="Owner">{self.cells.action_owner(row)}{small}</td>\n'
            f'<td data-label="Due">{self.cells.action_due(row) if plain else self._due(row)}</td>\n'
            f'<td data-label="Age">{self._since(row) if plain else self._age(row)}</td>\n'
            f'<td data-label="State">{self.cells.action_state(row)}</td>\n'
            f'<td data-label="From">{self._origin(row)}\n</td></tr>\n'
        )

    def _carried(self, row: LedgerRow) -> str:
        """Return the attributes that filters and orders read."""
        item, severity = row.item, row.incident.severity
        carried = (
            f'data-state="{item.state}" data-owner="{escaped(row.owner.key) if row.owner else ""}" '
            f'data-handbook="{escaped(row.incident.key.handbook)}" '
            f'data-severity="{escaped(str(severity.key.id)) if severity else ""}" data-rank="{row.rank}" '
            f'data-purpose="{item.purpose or ""}" data-lacks="{" ".join(row.lacks)}"'
        )
        carried += f' data-due="{escaped(str(item.due))}"' if item.due else ""
        carried += f' data-since="{row.since.isoformat()}"' if row.since else ""
        if item.is_open:
            return f'{carried} data-zone="{escaped(str(row.zone))}"'
        age = row.age(self.today)
        return carried if age is None else f'{carried} data-age="{age}"'

    def _due(self, row: LedgerRow) -> str:
        if not row.item.due:
            return self.cells.no_due(row)
        late = f" {self.cells.late(row, ' data-rb-dated')}" if row.item.is_open else ""
        return f"{self.values.write(row.item.due)}{late}"

    def _since(self, row: LedgerRow) -> str:
        return f"since {self.values.day(row.since)}" if row.item.is_open and row.since else self._age(row)

    def _age(self, row: LedgerRow) -> str:
        days, is_open = row.age(self.today), row.item.is_open
        if days is None:
            return _NO_BEGINNING if is_open else _NO_END
        return f'<span class="rb-age"{" data-rb-dated" if is_open else ""}>{days} d</span>'

    def _origin(self, row: LedgerRow) -> str:
        """Return the incident that it comes from: its level, and the item's place on its page."""
        incident = row.incident
        level = f"{self.values.write(incident.severity)} " if incident.severity else ""
        link = f'<a href="{escaped(self.values.url(incident))}#action-{escaped(row.id)}">{escaped(incident.title)}</a>'
        handbook = escaped(title_of(self.values.library.handbook(incident.key.handbook)))
        example = _EXAMPLE if incident.example else ""
        return f'{level}{link}{example} <span class="rb-small">{handbook}</span>'

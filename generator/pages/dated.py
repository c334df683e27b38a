"""Cells of reports that the day changes, as elements that the browser corrects by the reader's clock."""

from functools import singledispatch

from markupsafe import Markup

from generator.library.reports.dated import Dated, DaysLate, LateCount, LateState


@singledispatch
def dated(cell: Dated) -> Markup:
    """Return a cell as an element with what `clock.js` needs to say it anew. A type without a form is a bug."""
    message = f"no form for {type(cell).__name__}"
    raise TypeError(message)


@dated.register
def _(cell: DaysLate) -> Markup:
    return Markup('<span data-rb-dated data-rb-days-late="{}" data-rb-zone="{}"{}>{}</span>').format(
        cell.due.day.isoformat(), cell.due.zone, _red(is_late=cell.days > 0), cell.days
    )


@dated.register
def _(cell: LateState) -> Markup:
    said = f"late ({cell.state})" if cell.is_late else cell.state
    due = Markup('data-rb-late-state="{}" data-rb-zone="{}"').format(cell.due.day.isoformat(), cell.due.zone)
    return Markup('<span data-rb-dated {} data-rb-state="{}"{}>{}</span>').format(
        due, cell.state, _red(is_late=cell.is_late), said
    )


@dated.register
def _(cell: LateCount) -> Markup:
    dues = " ".join(sorted(f"{due.day.isoformat()}@{due.zone}" for due in cell.dues))
    over = Markup(' data-rb-late-over="{}"').format(cell.over) if cell.over else ""
    return Markup('<span data-rb-dated data-rb-late-count="{}"{}{}>{}</span>').format(
        dues, over, _red(is_late=cell.late > 0), cell.late
    )


def _red(*, is_late: bool) -> Markup:
    return Markup(' class="rb-late"') if is_late else Markup("")

"""What happens to a record after it is written: an action item is done, begun or dropped; a runbook was reviewed."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, TypeVar, cast

from generator.authoring.splice import Changed, Splicer, Unchanged, source_of
from generator.library.library import Library
from generator.problems import any_of, did_you_mean, quoted
from generator.records.action_item import ActionItem
from generator.records.incident import Incident
from generator.records.notes import Loc
from generator.records.procedure import Procedure
from generator.records.reader import Data
from generator.records.record import Document
from generator.records.runbook import Runbook
from generator.records.source import Source
from generator.records.template import MessageTemplate

Step = Literal["done", "start", "drop"]
Mapping = dict[str, Data]
_REVIEWED = (Runbook, Procedure, MessageTemplate)
_ONE_DAY = timedelta(days=1)
D = TypeVar("D", bound=Document)

__all__ = ["Changed", "Step", "Unchanged", "action_changed", "reviewed"]


def action_changed(root: Path, library: Library, names: tuple[str, str], step: Step, said: str) -> Changed:
    """Return the incident's file with one action item changed.

    `names` are those of the incident and of the item. `said` is the day that it was done, or why it is dropped.
    """
    incident = _called(library, names[0], (Incident,), "incident")
    ids = [name for name, _ in incident.actions]
    if names[1] not in ids:
        hint = did_you_mean(names[1], ids) or (f"; it has {any_of(ids, 'and')}" if ids else "; it has none")
        raise Unchanged(f"{incident.path} has no action item {quoted(names[1])}{hint}")
    index = ids.index(names[1])
    item = incident.action_items[index]
    _refuse_closed(item, step)
    source = source_of(root, incident.path)
    loc = incident.place_in_file(("action_items", index))
    splicer = Splicer(source, loc, tuple(ActionItem.model_fields))
    expected = copy.deepcopy(source.data)
    facts = _facts_at(source, expected, loc)
    _CHANGES[step](splicer, facts, said)
    return splicer.changed(root, cast("Data", expected))


def reviewed(root: Path, library: Library, name: str, day: date, today: date) -> Changed:
    """Return the file of a runbook, procedure or template with the day of its last review."""
    found = _called(library, name, _REVIEWED, "runbook, procedure or template")
    record = cast("Runbook | Procedure | MessageTemplate", found)
    if day > today + _ONE_DAY:
        raise Unchanged(f"{day} is still to come, and a review is of a day that was")
    if record.reviewed and record.reviewed.date >= day:
        raise Unchanged(f"{record.path} was reviewed on {record.reviewed} already")
    source = source_of(root, record.path)
    splicer = Splicer(source, (), tuple(type(record).model_fields))
    splicer.set("reviewed", str(day))
    expected = {**cast("Mapping", source.data), "reviewed": str(day)}
    return splicer.changed(root, cast("Data", expected))


def _done(splicer: Splicer, facts: Mapping, day: str) -> None:
    """The day alone says that it is done, so it takes the place of a status."""
    if splicer.node.id == "scalar":
        splicer.expand("action", {"done": day})
    elif splicer.names("status") and not splicer.names("done"):
        # Also where it says nothing: an empty key would stay behind as a mistake.
        splicer.rename("status", "done", day)
        facts.pop("status", None)
    else:
        splicer.set("done", day)
    facts["done"] = day


def _start(splicer: Splicer, facts: Mapping, _said: str) -> None:
    if splicer.node.id == "scalar":
        splicer.expand("action", {"status": "in-progress"})
    else:
        splicer.set("status", "in-progress")
    facts["status"] = "in-progress"


def _drop(splicer: Splicer, facts: Mapping, why: str) -> None:
    if splicer.node.id == "scalar":
        splicer.expand("action", {"status": "wont-do", "why_not": why})
    else:
        splicer.set("status", "wont-do")
        splicer.set("why_not", why)
    facts |= {"status": "wont-do", "why_not": why}


_CHANGES: dict[Step, Callable[[Splicer, Mapping, str], None]] = {"done": _done, "start": _start, "drop": _drop}


def _refuse_closed(item: ActionItem, step: Step) -> None:
    """An item that is closed is opened again by hand: what was written about it must go, too."""
    if item.state == "done":
        raise Unchanged(f"it is done already{f', since {item.done}' if item.done else ''}")
    if item.state == "wont-do":
        raise Unchanged("it was dropped; take `status:` and `why_not:` out by hand first")
    if step == "start" and item.state == "in-progress":
        raise Unchanged("it is in progress already")


def _facts_at(source: Source, data: Data | None, loc: Loc) -> Mapping:
    """Return the mapping at `loc` in a copy of the file's data; a text that stands for one becomes one."""
    # The record was read from there: a list of items.
    holder = cast("list[Data]", cast("Mapping", data)[str(loc[0])])
    index = int(loc[1])
    found = holder[index]
    if isinstance(found, str):
        holder[index] = found = {"action": found}
    if not isinstance(found, dict):
        raise Unchanged(f"{source.place(loc)} holds no keys")
    return found


def _called(library: Library, name: str, kinds: tuple[type[D], ...], word: str) -> D:
    """Return the one record of that id, of `handbook/id`, or of that file."""
    of_kind = [record for record in library.records if isinstance(record, kinds)]
    found = [one for one in of_kind if name in {one.id, f"{one.key.handbook}/{one.id}", one.path}]
    if len(found) > 1:
        ways = any_of([f"{one.key.handbook}/{one.id}" if one.key.handbook else one.path for one in found])
        raise Unchanged(f"several have the id {quoted(name)}; write {ways}")
    if not found:
        known = [form for one in of_kind for form in (one.id, f"{one.key.handbook}/{one.id}")]
        hint = did_you_mean(name, known) or "; look whether runbook-site check reads it"
        raise Unchanged(f"no {word} has the id {quoted(name)}{hint}")
    return found[0]
